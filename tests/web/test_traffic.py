"""Each request, job and act has its line; ids join them; nobody's address is in one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from service.desk.desk import Desk
from service.model import Act, shell_actor
from service.telemetry.context import current_ids
from service.telemetry.lines import JsonLines
from service.web.traffic import REQUEST_ID
from tests.web.newsroom import SHORT, Newsroom


class Kept(logging.Handler):
    """What was told, with the ids that stood then."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        facts = dict(getattr(record, "facts", {}))
        self.events.append({"event": record.getMessage(), **current_ids(), **facts})

    def of(self, event: str, **facts: object) -> list[dict[str, Any]]:
        """The events of this name with these facts."""
        return [
            each for each in self.events if each["event"] == event and facts.items() <= each.items()
        ]


@contextmanager
def listening() -> Iterator[Kept]:
    """What all of Loa tells meanwhile."""
    own, kept = logging.getLogger("service"), Kept()
    level = own.level
    own.setLevel(logging.INFO)
    own.addHandler(kept)
    try:
        yield kept
    finally:
        own.removeHandler(kept)
        own.setLevel(level)


def test_a_request_has_one_line_with_its_id_its_route_and_how_it_went(newsroom: Newsroom) -> None:
    with listening() as kept:
        answer = newsroom.ask("/episodes/khong-co-dau?token=bi-mat-12345")
    (told,) = kept.of("request", request=answer.headers[REQUEST_ID])
    assert (told["method"], told["status"]) == ("GET", 404)
    assert told["route"] == "/episodes/<episode_id>"
    assert told["path"] == "/episodes/khong-co-dau"
    assert told["bytes"] == len(answer.body)
    assert told["seconds"] >= 0
    assert "bi-mat" not in "".join(kept.lines)


def test_no_line_names_the_address_of_who_listens(newsroom: Newsroom) -> None:
    headers = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "Trình nghe 1.0"}
    with listening() as kept:
        newsroom.ask("/", headers=headers)
        newsroom.ask("/audio/khong/co.mp3", headers=headers)
    assert len(kept.of("request")) >= 2
    for line in kept.lines:
        assert not any(each in line for each in ("203.0.113.77", "127.0.0.1", "Trình nghe"))


def test_a_job_has_one_line_with_its_end_and_its_act_carries_the_same_ids(
    newsroom: Newsroom,
) -> None:
    with listening() as kept:
        episode = newsroom.record("bai/nhat-ky-viec")
    (told,) = kept.of("job", article=episode.id)
    assert told["outcome"] == "done"
    assert told["job"].startswith(episode.id)


def test_an_act_is_told_once_it_is_done_with_the_request_that_did_it(newsroom: Newsroom) -> None:
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/html"}
    path = "/api/v1/articles/bai-nhat-ky-thao-tac"
    with listening() as kept:
        answer = newsroom.ask(path, "PUT", SHORT.encode(), headers)
    assert answer.status == 201
    (told,) = kept.of("act", request=answer.headers[REQUEST_ID])
    assert told["act"] == Act.TAKE_IN.value
    assert token not in "".join(kept.lines)


def test_an_act_that_is_undone_is_told_by_nobody(newsroom: Newsroom) -> None:
    library = newsroom.service.library
    desk = Desk(shell_actor("thử"), library, datetime.now(UTC))
    with listening() as kept:
        try:
            with library.together():
                with desk.acting(Act.NOTE, "không-làm", section="x"):
                    pass
                raise KeyError
        except KeyError:
            pass
        with library.together(), desk.acting(Act.NOTE, "có-làm", section="x"):
            pass
    assert not kept.of("act", subject="không-làm")
    assert len(kept.of("act", subject="có-làm")) == 1
