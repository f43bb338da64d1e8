"""Telling another site something: the same walls as for asking it, and no second place."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.errors import FetchError
from service.sources.fetch import Fetcher, Limits, Message
from tests.sources.fetch.conftest import Names
from tests.standins.receiver import Receiver, open_receiver

SOME = Limits(0, total=20.0)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with open_receiver() as opened:
        yield opened


@pytest.fixture
def sender(receiver: Receiver) -> Fetcher:
    names = Names({each: [["127.0.0.1"]] for each in ("toa.example", "loa.example", "127.0.0.1")})
    own = frozenset({"loa.example"})
    return Fetcher("Loa/test", own, resolver=names, permitted={receiver.place})


def message(url: str, limits: Limits = SOME) -> Message:
    return Message(url, limits, '{"a": "ă"}'.encode(), {"Content-Type": "application/json"})


def test_a_message_arrives_whole_with_its_headers(receiver: Receiver, sender: Fetcher) -> None:
    assert sender.send(message(receiver.url)).status == 204
    (received,) = receiver.received
    assert (received.path, received.json) == ("/nhan", {"a": "ă"})
    assert received.headers["content-type"] == "application/json"
    assert received.headers["host"] == f"toa.example:{receiver.port}"
    assert received.headers["user-agent"] == "Loa/test"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_no_receipt_and_is_not_followed(
    receiver: Receiver, sender: Fetcher, status: int
) -> None:
    receiver.answers(status, Location=f"http://127.0.0.1:{receiver.port}/trong")
    with pytest.raises(FetchError) as caught:
        sender.send(message(receiver.url))
    assert caught.value.status == status
    assert [each.path for each in receiver.received] == ["/nhan"]


def test_a_refusal_tells_its_status_and_how_long_to_wait(
    receiver: Receiver, sender: Fetcher
) -> None:
    receiver.answers(503, Retry_After="77")
    with pytest.raises(FetchError, match="Không gửi được tới") as caught:
        sender.send(message(receiver.url))
    assert (caught.value.status, caught.value.retry_after) == (503, 77.0)


def test_nothing_of_the_inside_and_not_ourselves_are_told(
    receiver: Receiver, sender: Fetcher
) -> None:
    inside = replace(sender, permitted=(), ports=frozenset({receiver.port}))
    for by, url in (
        (inside, receiver.url),
        (inside, f"http://127.0.0.1:{receiver.port}/"),
        (sender, f"http://loa.example:{receiver.port}/"),
        (sender, "http://toa.example:5432/"),
        (sender, "ftp://toa.example/"),
        (sender, f"http://an:mat-khau@toa.example:{receiver.port}/"),
    ):
        with pytest.raises(FetchError) as caught:
            by.send(message(url))
        assert not caught.value.transient
    assert receiver.received == []


def test_what_is_never_asked_is_known_before(receiver: Receiver, sender: Fetcher) -> None:
    sender.require_outside(receiver.url)
    for url in ("http://loa.example/", "http://toa.example:22/", "javascript:alert(1)", "x"):
        with pytest.raises(FetchError):
            sender.require_outside(url)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "10.0.0.1",
        "127.0.0.1",
        "[::1]",
        "[::ffff:a00:1]",
        "localhost",
        "a.LocalHost.",
    ],
)
def test_an_address_of_the_inside_is_refused_before_as_it_would_be_when_sending(
    sender: Fetcher, host: str
) -> None:
    with pytest.raises(FetchError, match="nội bộ"):
        sender.require_outside(f"http://{host}/")


def test_a_receiver_that_says_nothing_is_left_in_time(receiver: Receiver, sender: Fetcher) -> None:
    go_on = threading.Event()

    def stall() -> None:
        go_on.wait(60)

    receiver.answer = stall
    try:
        with pytest.raises(FetchError, match="thời gian") as caught:
            sender.send(message(receiver.url, Limits(0, read=0.2)))
    finally:
        go_on.set()
    assert (caught.value.status, caught.value.transient) == (None, True)
