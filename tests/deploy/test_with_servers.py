"""The units are what systemd takes, and the configurations what nginx takes and does."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bench.crowd.front import cached_nginx_before, find_nginx, nginx_before
from service.store.access import digest_of
from service.web.site import traffic_of
from tests.ports import free_port
from tests.web.newsroom import Newsroom, open_newsroom

pytestmark = pytest.mark.servers

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(each for each in (DEPLOY / "systemd").iterdir() if each.suffix)  # beside a command
_MAIN = """
{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off; types {{ }} default_type application/octet-stream;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/loa-cached.conf;
}}
"""


def _main(folder: Path) -> str:
    # As root nginx would become somebody who may not write to a test's folder.
    return _MAIN.format(folder=folder, user="user root;" if os.geteuid() == 0 else "")


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize("path", UNITS, ids=[path.name for path in UNITS])
def test_systemd_takes_the_unit(path: Path, tmp_path: Path) -> None:
    """With a program that is there in the place of /opt/loa, and a user that is."""
    command = program("systemd-analyze")
    for each in UNITS:
        text = each.read_text("utf-8")
        text = text.replace("/opt/loa/bin/loa", "/usr/bin/true")
        text = re.sub(r"^(User|Group)=loa$", r"\1=root", text, flags=re.MULTILINE)
        (tmp_path / each.name).write_text(text, "utf-8")
    unit = tmp_path / path.name.replace("@.", "@1.")
    if not unit.exists():
        shutil.copy(tmp_path / path.name, unit)
    done = subprocess.run(
        [command, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    own = [line for line in done.stderr.splitlines() if "loa" in line]
    assert not own


@pytest.mark.parametrize("name", ["loa.service", "loa-worker@.service"])
def test_a_unit_that_stays_is_shut_in(name: str) -> None:
    """systemd's own figure: 0 is shut in wholly, 9.6 is what a unit without a word has."""
    done = subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", str(DEPLOY / "systemd" / name)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = re.search(r"exposure level for \S+: (\d+\.\d)", done.stdout)
    assert told
    assert float(told[1]) <= 2.0


@contextmanager
def cached_front(newsroom: Newsroom, folder: Path) -> Iterator[Newsroom]:
    """The newsroom behind nginx with the cache that is shipped, without TLS."""
    if find_nginx() is None:
        pytest.skip("nginx is not installed")
    port, media = free_port(), newsroom.service.settings.data / "media"
    with cached_nginx_before([newsroom.port], port, folder, media):
        yield replace(newsroom, port=port)


def test_nginx_takes_the_cached_configuration_with_tls(tmp_path: Path) -> None:
    command = find_nginx()
    if command is None:
        pytest.skip("nginx is not installed")
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    pair = ["-out", str(tmp_path / "fullchain.pem"), "-keyout", str(tmp_path / "privkey.pem")]
    subprocess.run([program("openssl"), "req", *asked, *pair], check=True, capture_output=True)
    conf = (DEPLOY / "nginx" / "loa-cached.conf").read_text("utf-8")
    conf = conf.replace("web:8000", "127.0.0.1:8000")
    conf = conf.replace("/etc/nginx/certificates", str(tmp_path))
    conf = conf.replace("/var/cache/nginx/loa", str(tmp_path / "cache"))
    (tmp_path / "loa-cached.conf").write_text(conf, "utf-8")
    (tmp_path / "nginx.conf").write_text(_main(tmp_path), "utf-8")
    done = subprocess.run(
        [command, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path_factory.mktemp("station")) as newsroom:
        newsroom.record("bai/sau-nginx")
        yield newsroom


@pytest.fixture(scope="module")
def front(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with cached_front(newsroom, tmp_path_factory.mktemp("front")) as front:
        yield front


def test_a_crowd_that_polls_the_feed_costs_loa_next_to_nothing(
    newsroom: Newsroom, front: Newsroom
) -> None:
    def asked() -> int:
        answers = traffic_of(newsroom.app).answers().get("media")
        return sum(answers.by_status.values()) if answers else 0

    before = asked()
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda _: front.ask("/feed.xml"), range(200)))
    assert {each.status for each in answers} == {200}
    assert {each.body for each in answers} == {newsroom.ask("/feed.xml").body}
    assert asked() - before <= 20, "one in five seconds, and the one above"


def test_who_is_signed_in_or_shows_a_token_never_gets_a_kept_page(front: Newsroom) -> None:
    front.ask("/")
    for headers in ({"Cookie": "loa_desk=x"}, {"Authorization": "Bearer x"}):
        assert front.ask("/", headers=headers).headers["X-Cache"] == "BYPASS"


def test_a_private_feed_is_kept_by_no_cache_and_gone_as_soon_as_it_is_revoked(
    newsroom: Newsroom, front: Newsroom
) -> None:
    library, token = newsroom.service.library, "s" * 43
    now = newsroom.service.production.now()
    feed = library.add_private_feed(digest_of(token), "main", "Bà Sáu", "An", now)
    answer = front.ask(f"/private/{token}/main.xml")
    assert answer.status == 200
    assert "X-Cache" not in answer.headers
    library.revoke_private_feed(feed.id, now)
    assert front.ask(f"/private/{token}/main.xml").status == 404


@pytest.mark.parametrize("name", ["loa.conf", "loa-cached.conf"])
def test_nginx_logs_no_secret_address(name: str) -> None:
    conf = (DEPLOY / "nginx" / name).read_text("utf-8")
    place = conf.split("location /private/ {")[1].split("}")[0]
    assert "access_log off;" in place
    assert "proxy_cache" not in place


def test_a_recording_comes_in_parts_and_is_kept_nowhere(
    newsroom: Newsroom, front: Newsroom
) -> None:
    (card,) = newsroom.service.library.cards(1, 0)
    episode = newsroom.service.library.episode(card.id)
    assert episode is not None
    path = f"/audio/{episode.edition.enclosure.name}"
    whole = newsroom.ask(path).body
    part = front.ask(path, headers={"Range": "bytes=1000-1999"})
    assert (part.status, part.body) == (206, whole[1000:2000])
    assert "X-Cache" not in part.headers


@pytest.mark.parametrize("path", ["/_media/feed.xml", "/metrics", "/_media/../secret"])
def test_what_is_inside_stays_inside(front: Newsroom, path: str) -> None:
    assert front.ask(path).status in (400, 404)


def test_monitors_come_through_with_a_token_only(front: Newsroom) -> None:
    answer = front.ask("/metrics", headers={"Authorization": "Bearer x"})
    assert answer.status == 403, "no token is set here, so only this machine may ask, not nginx"


def test_the_plain_configuration_is_taken_and_answers(newsroom: Newsroom, tmp_path: Path) -> None:
    if find_nginx() is None:
        pytest.skip("nginx is not installed")
    port = free_port()
    with nginx_before([newsroom.port], port, tmp_path):
        assert replace(newsroom, port=port).ask("/feed.xml").status == 200
