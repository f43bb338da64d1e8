"""What a line of nginx's log says, whoever wrote into it what."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.listening.log_lines import read_line, sent_of
from service.model.listening import Sent

OWN = frozenset({"nghe.example.vn"})
ID = "0" * 32
FILE = "/audio/a1/0123456789ab.mp3"
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def line(
    request: str = f"GET {FILE} HTTP/1.1",
    status: int = 200,
    sent: int = 900_000,
    referrer: str = "-",
    agent: str = "AntennaPod/3.5.0",
    part: str = "-",
    wanted_for: str = "-",
    time: str = "29/Nov/2026:19:00:00 +0700",
    address: str = "192.0.2.1",
) -> str:
    return (
        f'{address} - - [{time}] "{request}" {status} {sent} "{referrer}" "{agent}" '
        f'"{part}" "{wanted_for}" "-" {ID}\n'
    )


def told(written: str) -> Sent | None:
    found = read_line(written)
    assert found is not None
    return sent_of(found, OWN)


def test_a_line_tells_when_what_was_sent_to_whom() -> None:
    assert told(line()) == Sent(NOON, "a1", (0, 900_000), "192.0.2.1", "AntennaPod/3.5.0", 0)


def test_of_a_part_counts_what_went_out_where_it_lies() -> None:
    part = told(line(status=206, sent=100, part="bytes 500-99999/100000"))
    assert part is not None
    assert (part.span, part.length) == ((500, 600), 100_000)
    lying = told(line(status=206, sent=10**9, part="bytes 500-599/100000"))
    assert lying is not None
    assert lying.span == (500, 600)


@pytest.mark.parametrize(
    "written",
    [
        line(f"HEAD {FILE} HTTP/1.1"),
        line(f"POST {FILE} HTTP/1.1"),
        line("GET /feed.xml HTTP/1.1"),
        line("GET /audio/a1/../../etc/passwd HTTP/1.1"),
        line("GET /audio/a1/bia.mp3 HTTP/1.1"),
        line(r"\x16\x03\x01"),
        line(""),
        line(status=304, sent=0),
        line(status=404),
        line(status=206, sent=2, part="bytes 0-1/100000"),
        line(agent="-"),
        line(agent="curl/8"),
        line(referrer="https://nghe.example.vn/episodes/a1", wanted_for="audio"),
    ],
)
def test_what_is_no_part_of_a_download_is_none(written: str) -> None:
    assert told(written) is None


def test_names_that_nginx_escaped_are_those_that_the_client_sent() -> None:
    found = read_line(line(agent=r"Nghe \x22\xC3\xA9\x22 \x5C"))
    assert found is not None
    assert found.agent == 'Nghe "\u00c3\u00a9" \\'


@pytest.mark.parametrize(
    "written",
    [
        "",
        "\n",
        "x" * 100_000,
        '192.0.2.1 - - [29/Nov/2026:19:00:00 +0700] "GET / HTTP/1.1" 200 5 "-" "curl"\n',
        line(time="31/Feb/2026:19:00:00 +0700"),
        line(time="29/Thg/2026:19:00:00 +0700"),
        line(time="29/Nov/2026:19:00:00 +9900"),
        line(time="29/Nov/0000:19:00:00 +0700"),
        line(sent=10**30),
        line().replace(ID, "x"),
        line(agent='thật" "giả'),
        '"' * 50_000,
        "\\" * 50_000,
    ],
)
def test_a_line_of_another_form_is_none(written: str) -> None:
    assert read_line(written) is None


@given(st.text(max_size=200))
def test_no_line_whatever_ends_the_reading(written: str) -> None:
    for each in (written, line(request=written), line(agent=written), line(address=written)):
        found = read_line(each)
        if found is not None:
            sent_of(found, OWN)
