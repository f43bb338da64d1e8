"""A line tells what is known and is joined to others by ids; no secret gets through."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from service.telemetry.context import current_ids, joined, new_id
from service.telemetry.events import tell
from service.telemetry.lines import JsonLines, Messages, PlainLines
from service.telemetry.log import LogKind, keeping_log
from service.telemetry.redaction import redact


@contextmanager
def written(formatter: logging.Formatter) -> Iterator[io.StringIO]:
    """What is told inside, as ``formatter`` writes it."""
    stream, own = io.StringIO(), logging.getLogger("service")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    level = own.level
    own.setLevel(logging.INFO)
    own.addHandler(handler)
    try:
        yield stream
    finally:
        own.removeHandler(handler)
        own.setLevel(level)


def test_what_is_told_within_a_job_carries_its_id_and_nothing_does_afterwards() -> None:
    with written(JsonLines()) as stream:
        with joined(job="j1"), joined(article="a1"):
            tell("step", seconds=0.5, missing=None)
        tell("step")
    inside, outside = map(json.loads, stream.getvalue().splitlines())
    assert (inside["job"], inside["article"], inside["seconds"]) == ("j1", "a1", 0.5)
    assert inside["message"] == "step"
    assert "missing" not in inside
    assert "job" not in outside
    assert not current_ids()


def test_an_event_is_one_line_whatever_a_message_holds() -> None:
    with written(JsonLines()) as stream:
        tell("act", subject='bài\n"mới"\r\n{"level": "forged"}')
        logging.getLogger("service.anything").warning("hai\ndòng")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["subject"].startswith("bài\n")
    assert json.loads(lines[1])["message"] == "hai\ndòng"


def test_a_plain_line_is_read_by_people_and_quotes_what_has_spaces() -> None:
    with written(PlainLines()) as stream, joined(request="r1"):
        tell("request", path="/a b", seconds=0.25, status=200)
        tell("request", path="/a\nb")
    first, second = stream.getvalue().splitlines()
    assert first.split(" ", 1)[1] == 'INFO request request=r1 path="/a b" seconds=0.25 status=200'
    assert '"/a\\nb"' in second


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("GET /desk/sign-in?token=AbC-123_xyz&a=1", "AbC-123_xyz"),
        ("cannot reach postgresql://loa:mật-khẩu@db.example/loa", "mật-khẩu"),
        ("Authorization: Bearer loa_9f8e7d6c5b4a", "loa_9f8e7d6c5b4a"),
        ("signed with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        ("{'password': 'rất-bí-mật'}", "rất-bí-mật"),
        ("GET /private/kY3nT-0_9xQ/main.xml", "kY3nT-0_9xQ"),
        ("aws_secret_access_key=wJalrXUtnFEMI", "wJalrXUtnFEMI"),
    ],
)
def test_a_secret_that_comes_along_is_left_out(line: str, secret: str) -> None:
    assert secret in line
    assert secret not in redact(line)
    try:
        raise ValueError(line)
    except ValueError:
        for formatter in (JsonLines(), PlainLines(), Messages()):
            with written(formatter) as stream:
                logging.getLogger("service.x").exception("it broke: %s", line)
            assert "it broke" in stream.getvalue()
            assert secret not in stream.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "job bai-1 failed: the tokens: 3 of 5",
        "mail to toa-soan@example.vn was refused",
        "https://nghe.example.vn/episodes/abc?trang=2",
        "the secret is too short",
    ],
)
def test_what_is_no_secret_stands(line: str) -> None:
    assert redact(line) == line


def test_only_troubles_are_printed_unless_more_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logging.getLogger("service.x")
    with keeping_log(LogKind.TROUBLES):
        tell("request")
        log.warning("đĩa đầy")
    assert capsys.readouterr().err == "đĩa đầy\n"
    with keeping_log(LogKind.JSON):
        tell("request")
        log.warning("đĩa đầy")
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(each["message"], each["level"]) for each in told] == [
        ("request", "info"),
        ("đĩa đầy", "warning"),
    ]
    tell("request")
    assert capsys.readouterr().err == ""


def test_no_two_ids_are_alike() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
