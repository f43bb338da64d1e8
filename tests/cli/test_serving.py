"""loa serve, as listeners, newsrooms and power cuts meet it."""

import json
import os
import re
import signal
import socket
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from lxml import etree

from service.store.library import open_library
from tests.cli.shell import Shell, found, wait_until
from tests.ports import free_port
from tests.programs import Program
from tests.stage import TEXT
from tests.standins.google import GoogleStandIn, google_stand_in


@pytest.fixture
def shell(shell: Shell) -> Shell:
    return Shell(shell.folder, {**shell.settings, "LOA_PORT": str(free_port())})


@contextmanager
def serving(shell: Shell, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Program]:
    process = shell.start("serve", settings=settings)
    try:
        wait_until(lambda: answers(shell), "the server answers")
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)


def answers(shell: Shell) -> bool:
    try:
        return get(shell, "/healthz")[0] == 200
    except OSError:
        return False


def get(shell: Shell, path: str, **headers: str) -> tuple[int, bytes]:
    return ask(shell, urllib.request.Request(base(shell) + path, headers=headers))


def base(shell: Shell) -> str:
    return f"http://127.0.0.1:{shell.settings['LOA_PORT']}"


def ask(shell: Shell, request: urllib.request.Request) -> tuple[int, bytes]:
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.status, response.read()


def put(shell: Shell, token: str, text: str) -> dict[str, object]:
    request = urllib.request.Request(
        f"{base(shell)}/api/v1/articles/phuong-1",
        data=text.encode(),
        method="PUT",
        headers={"Authorization": f"Bearer {token}", "Content-Type": "text/plain; charset=utf-8"},
    )
    status, body = ask(shell, request)
    assert status in (200, 201, 202)
    told: dict[str, object] = json.loads(body)
    return told


def feed(shell: Shell) -> etree._Element:
    return etree.fromstring(get(shell, "/feed.xml")[1])


def published(shell: Shell) -> int:
    return len(found(feed(shell), "//item"))


def test_what_a_newsroom_sends_is_heard_by_subscribers(shell: Shell) -> None:
    token = shell.run("token", "new").stdout.strip()
    with serving(shell):
        put(shell, token, TEXT)
        wait_until(lambda: published(shell) == 1, "the episode is published")
        (enclosure,) = found(feed(shell), "//enclosure")
        status, part = get(
            shell, enclosure.get("url").removeprefix(base(shell)), Range="bytes=0-99"
        )
        assert (status, len(part)) == (206, 100)
        (page,) = found(feed(shell), "//item/link/text()")
        assert "Câu thứ nhất" in get(shell, str(page).removeprefix(base(shell)))[1].decode()


def test_many_sends_of_one_article_are_one_edition(shell: Shell) -> None:
    token = shell.run("token", "new").stdout.strip()
    with google_stand_in() as google, serving(shell, slow(google)):
        for _ in range(5):
            put(shell, token, TEXT)
        wait_until(lambda: published(shell) == 1, "the episode is published")
        assert len(google.texts) == len(set(google.texts))
    assert "bản 1," in shell.run("verify", "phuong-1").stdout


def test_killed_in_the_middle_it_goes_on_by_itself_when_started_again(shell: Shell) -> None:
    token = shell.run("token", "new").stdout.strip()
    with google_stand_in() as google:
        with serving(shell, slow(google)) as process:
            put(shell, token, TEXT)
            wait_until(lambda: len(google.asked) >= 3, "some sentences are spoken")
            os.kill(process.pid, signal.SIGKILL)
            process.wait(timeout=60)
        with serving(shell, slow(google)):
            wait_until(lambda: published(shell) == 1, "the episode is published")
        assert len(google.texts) - len(set(google.texts)) <= 2


def test_told_to_stop_it_stops_in_order_and_prints_no_traceback(shell: Shell) -> None:
    process = shell.start("serve")
    wait_until(lambda: answers(shell), "the server answers")
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"Traceback" not in output
    assert re.search(rb"/desk/sign-in\?token=[\w-]{20,}", output)


def test_a_sign_in_link_is_printed_to_a_journal_only_until_somebody_has_signed_in(
    shell: Shell,
) -> None:
    def journal() -> str:
        process = shell.start("serve")
        wait_until(lambda: answers(shell), "the server answers")
        process.send_signal(signal.SIGTERM)
        return process.communicate(timeout=60)[0].decode()

    link = re.search(r"/desk/sign-in\?token=([\w-]{20,})", journal())
    assert link
    with closing(open_library(shell.folder / "data" / "loa.db")) as library:
        assert library.sign_in(link[1], datetime.now(UTC))
    told = journal()
    assert "token=" not in told
    assert "loa sign-in" in told
    assert "http)" not in told, "on loopback nothing travels in the open"


def test_a_desk_that_would_travel_in_the_open_is_told_of(shell: Shell) -> None:
    process = shell.start("serve", settings={"LOA_BASE_URL": "http://nghe.example.vn"})
    wait_until(lambda: answers(shell), "the server answers")
    process.send_signal(signal.SIGTERM)
    assert "plain http" in process.communicate(timeout=60)[0].decode()


def test_a_port_in_use_is_named(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(shell.settings["LOA_PORT"])))
        taken.listen()
        done = shell.run_program("serve")
    assert done.returncode == 78
    assert shell.settings["LOA_PORT"] in done.stderr
    assert "Traceback" not in done.stderr


def slow(google: GoogleStandIn) -> dict[str, str]:
    """Settings under which sentences take their time."""
    return {
        "LOA_ENGINE": "google",
        "LOA_GOOGLE_URL": google.url,
        "LOA_GOOGLE_PER_MINUTE": "120",
        "LOA_SPEAKERS": "1",
    }
