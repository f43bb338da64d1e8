"""Nothing of one newsroom opens anything at another: each route is asked with all that A has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from PIL import Image
from werkzeug.routing import Rule

from service.compose import Service
from service.desk.channels import add_private_feed
from service.desk.desk import Desk
from service.desk.tokens import make_token
from service.making.current import current_edition
from service.model import AuditQuery, EventKind, Scope, shell_actor
from service.store.places import KEY
from service.web.app import bare_app
from tests.compose.newsrooms.served import Operator, Served, now, serving
from tests.web.newsroom import Answer

SECRET_WORD = "Xuxụ"
STORY = f"""<article><h1>{SECRET_WORD} khởi công cầu mới</h1>
<p>Sáng 2/7, {SECRET_WORD} khởi công cây cầu mới dài 1,5 km. Cầu có bốn làn xe.</p>
<h2>Kinh phí</h2><p>Cầu tốn 120 tỷ đồng.</p>
<h2>Bao giờ xong</h2><p>Năm 2027, cầu thông xe.</p></article>"""
OTHER = "Tin thứ hai\n\n02-01-2026 08:00\n\nCâu của tin thứ hai.\n"
SECTION = "Mục riêng"
OPEN = frozenset({"static"})
"""The same files of the program for everybody."""

RULES = [each for each in bare_app().url_map.iter_rules() if each.endpoint not in OPEN]


@dataclass(frozen=True)
class Belongings:
    """What somebody of newsroom A has: names of its things, and what opens its doors."""

    names: Mapping[str, str]
    cover_file: str
    sign_in: str
    cookie: str
    form_token: str
    api_token: str

    def path(self, rule: Rule) -> str:
        """The address of this route with A's names in it."""
        names = {**self.names}
        if rule.endpoint == "media.episode_cover":
            names["file"] = self.cover_file
        return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda of: names[of[1]], rule.rule)

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Cookie": self.cookie,
            "Authorization": f"Bearer {self.api_token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    @property
    def form(self) -> bytes:
        """What a form of the desk carries, with A's things in every field."""
        secrets = {"form_token": self.form_token, "token": self.sign_in}
        return urlencode({**self.names, **secrets}).encode()


@pytest.fixture(scope="module", params=["files", pytest.param("server", marks=pytest.mark.servers)])
def operator(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """A has an article with a word that nobody else knows; B has another."""
    database = ""
    if request.param == "server":
        server = request.getfixturevalue("postgresql_server")
        database = f"{server}?schema=w{uuid4().hex[:8]}"
    operator = Operator(tmp_path_factory.mktemp("operator"), database)
    cover = operator.folder / "cover.png"
    Image.new("RGB", (1400, 1400), "navy").save(cover)
    operator.write("a", f'description = "Tin của {SECRET_WORD}"', f'cover = "{cover}"')
    operator.write("b")
    operator.record("a", "bai/1", STORY, SECTION)
    operator.record("b", "bai/2", OTHER)
    return operator


@pytest.fixture(scope="module")
def served(operator: Operator) -> Iterator[Served]:
    with serving(operator) as both:
        yield both


@pytest.fixture(scope="module")
def of_a(operator: Operator, served: Served) -> Belongings:
    return _belongings(operator, served, "a")


@pytest.fixture(scope="module")
def of_b(operator: Operator, served: Served) -> Belongings:
    return _belongings(operator, served, "b")


def _belongings(operator: Operator, served: Served, name: str) -> Belongings:
    cookie = _sign_in(operator, served, name)
    page = served.ask(name, "/desk/", headers={"Cookie": cookie}).text
    form_token = page.split('name="form_token" value="')[1].split('"')[0]
    with operator.opened(name) as service:
        desk = Desk(shell_actor("test"), service.library, now())
        (channel,) = service.library.subchannels() or (None,)
        slug = channel.slug if channel else "main"
        _, secret = add_private_feed(slug, "Bình", desk)
        names = {**_names(service), "slug": slug, "token": secret}
        token, _ = make_token(desk, f"máy {name}", tuple(Scope))
        cover = service.library.cover(names["episode_id"])
    file = cover.name.rpartition("/")[2] if cover else ""
    return Belongings(names, file, operator.sign_in_secret(name), cookie, form_token, token)


def _sign_in(operator: Operator, served: Served, name: str) -> str:
    """The cookie of an admin's session."""
    form = urlencode({"token": operator.sign_in_secret(name)}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    entered = served.ask(name, "/desk/sign-in", "POST", form, kind)
    return str(entered.headers["Set-Cookie"].split(";")[0])


_COUNTED = (
    "number", "person_id", "webhook_id", "delivery_id", "entry_id", "feed_id", "quarters",
)  # fmt: skip


def _names(service: Service) -> dict[str, str]:
    library = service.library
    article = library.articles(1)[0]
    edition, job = current_edition(article.id, library), service.jobs.current(article.id)
    assert edition is not None
    assert job is not None
    library.add_webhook("https://x.example/", tuple(EventKind), "kín" * 12, "A", now())
    passage = next(each for each in edition.passages if each.clip_key)
    cover = service.production.studio.cover.name
    return {
        "source_id": article.source_id or "",
        "article_id": article.id,
        "episode_id": article.id,
        "file": edition.enclosure.name.rpartition("/")[2],
        "segment_id": passage.segment.id,
        "key": passage.clip_key or "",
        "job_id": job.id,
        "digest": cover.removeprefix("cover-").partition(".")[0],
        "suffix": cover.rpartition(".")[2],
        **dict.fromkeys(_COUNTED, "1"),
    }


def _methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})


def _tells(answer: Answer) -> bool:
    return SECRET_WORD in answer.body.decode("utf-8", "replace") or SECRET_WORD in str(
        answer.headers
    )


def _rows(operator: Operator, name: str) -> tuple[int, int, int]:
    """How many acts, articles and people the newsroom has."""
    with operator.opened(name) as service:
        library = service.library
        return (
            sum(1 for _ in library.every_act(AuditQuery())),
            library.count_articles(),
            len(library.people()),
        )


def test_no_route_answers_who_brings_everything_of_another_newsroom(
    operator: Operator, served: Served, of_a: Belongings
) -> None:
    before = _rows(operator, "b"), _rows(operator, "a")
    opened = []
    for rule in RULES:
        for method in _methods(rule):
            body = None if method == "GET" else of_a.form
            answer = served.ask("b", of_a.path(rule), method, body, of_a.headers)
            bare = {"Content-Type": of_a.headers["Content-Type"]}
            stranger = served.ask("b", of_a.path(rule), method, body, bare)
            is_shut = answer.status >= 400 or (
                answer.status == stranger.status and not rule.arguments
            )
            if not is_shut or _tells(answer):
                opened.append(f"{method} {rule}: {answer.status}")
    assert not opened
    assert (_rows(operator, "b"), _rows(operator, "a")) == before


def test_who_sits_at_one_desk_reaches_nothing_by_the_ids_of_another(
    served: Served, of_a: Belongings, of_b: Belongings
) -> None:
    opened = []
    for rule in RULES:
        if not rule.arguments & {"article_id", "episode_id", "job_id", "key", "file"}:
            continue
        for method in _methods(rule):
            form = urlencode({"form_token": of_b.form_token, "words": "lời", "name": "x"}).encode()
            body = None if method == "GET" else form
            answer = served.ask("b", of_a.path(rule), method, body, of_b.headers)
            if answer.status < 400 or _tells(answer):
                opened.append(f"{method} {rule}: {answer.status}")
    assert not opened


def test_the_same_opens_everything_at_home(served: Served, of_a: Belongings) -> None:
    """Else the walls would be shown by names that lead nowhere."""
    shut = {
        rule.endpoint
        for rule in RULES
        if rule.arguments and "GET" in _methods(rule)
        if served.ask("a", of_a.path(rule), headers=of_a.headers).status >= 400
    }
    not_made = {"desk.recording", "media.picture", "desk.lexicon_entry", "desk.held"}
    not_made |= {"archives.feed_archive", "archives.channel_feed_archive"}
    not_made |= {"private.private_archive"}
    asks_for_more = {"desk.compare", "desk.sentence_by_number"}
    assert shut == not_made | asks_for_more


def test_a_page_of_another_newsroom_cannot_send_a_form(served: Served, of_b: Belongings) -> None:
    headers = {**of_b.headers, "Origin": "http://a.example"}
    form = urlencode({"form_token": of_b.form_token, "name": "Tên mới"}).encode()
    assert served.ask("b", "/desk/account/name", "POST", form, headers).status == 403


def test_a_signing_key_that_was_copied_with_a_folder_opens_no_door(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    for name in ("a", "copied"):
        operator.write(name)
        with operator.opened(name):
            pass
    (tmp_path / "data/copied" / KEY).write_bytes((tmp_path / "data/a" / KEY).read_bytes())
    with serving(operator) as both:
        cookie = {"Cookie": _sign_in(operator, both, "a")}
        assert both.ask("a", "/desk/account", headers=cookie).status == 200
        assert both.ask("copied", "/desk/account", headers=cookie).status == 401


@pytest.mark.parametrize("host", ["B.example", "b.example.", "b.example:8000", "B.EXAMPLE.:80"])
def test_a_newsroom_is_known_by_its_name_however_it_is_written(served: Served, host: str) -> None:
    assert "Tin b" in served.ask_host(host, "/").text


@pytest.mark.parametrize(
    "host", ["c.example", "a.example.evil.vn", "a.example@b.example", "127.0.0.1", "localhost", "a"]
)
def test_who_names_none_of_the_newsrooms_is_answered_421(served: Served, host: str) -> None:
    for path in ("/", "/feed.xml", "/desk/", "/api/v1/articles"):
        answer = served.ask_host(host, path)
        assert answer.status == 421
        assert not _tells(answer)


def test_forwarded_names_choose_no_newsroom(served: Served) -> None:
    headers = {"X-Forwarded-Host": "a.example", "Forwarded": "host=a.example"}
    assert "Tin b" in served.ask("b", "/", headers=headers).text


def test_this_machine_learns_how_many_newsrooms_there_are_and_nobody_else_does(
    served: Served,
) -> None:
    told = served.ask_host("127.0.0.1", "/healthz").json
    assert told["ok"]
    assert told["newsrooms"] >= 2
    assert "newsrooms" not in served.ask("a", "/healthz").json
