"""What a clock that was wrong for a while wrote does not stay for ever."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.desk.hints import Hints
from service.model.published_names import FEED_FILE
from service.tending.clock import (
    LEAP_AT_START,
    LEAP_WHILE_RUNNING,
    Leap,
    Memory,
    judge,
    watch_clock,
)
from service.tending.rounds import tend_files
from tests.stage import NOW, TEXT, Stage, make, take_in_at

UNDATED = TEXT.replace("02-01-2026 08:00\n\n", "")
WRONG = datetime(2046, 5, 6, tzinfo=UTC)
RIGHT = NOW + timedelta(hours=1)


def at(moment: datetime, stage: Stage) -> Stage:
    return replace(stage, now=lambda: moment)


def publish_at(moment: datetime, stage: Stage, text: str, hints: Hints) -> str:
    article_id = take_in_at(moment, text, hints, stage.library).article.id
    make(article_id, at(moment, stage))
    return article_id


def test_an_undated_article_of_a_wrong_clock_is_dated_anew_once_the_clock_is_right(
    stage: Stage,
) -> None:
    before = publish_at(NOW, stage, UNDATED, Hints("phuong/1"))
    watch_clock(stage.library, stage.now(), LEAP_AT_START)
    assert watch_clock(stage.library, WRONG, LEAP_WHILE_RUNNING) == 0
    article_id = publish_at(WRONG, stage, UNDATED, Hints("phuong/2"))
    assert b"2046" in stage.media.read(FEED_FILE)
    assert watch_clock(stage.library, RIGHT, LEAP_WHILE_RUNNING) == 1
    make(article_id, at(RIGHT, stage))
    assert b"2046" not in stage.media.read(FEED_FILE)
    episode = stage.library.episode(article_id)
    assert episode is not None
    assert episode.guid == f"loa:{article_id}"
    assert (episode.edition.revision.published, episode.first_published) == (RIGHT, RIGHT)
    untouched = stage.library.episode(before)
    assert untouched is not None
    assert untouched.edition.revision.published == NOW
    # Sent once more, it is the article it was.
    again = take_in_at(RIGHT, UNDATED, Hints("phuong/2"), stage.library)
    assert not again.changed
    assert (
        watch_clock(
            stage.library,
            RIGHT + timedelta(minutes=10),
            LEAP_WHILE_RUNNING,
        )
        == 0
    )


def test_a_date_that_is_stated_is_left_alone(stage: Stage) -> None:
    watch_clock(stage.library, stage.now(), LEAP_AT_START)
    watch_clock(stage.library, WRONG, LEAP_WHILE_RUNNING)
    stated = datetime(2046, 12, 1, tzinfo=UTC)
    article_id = publish_at(WRONG, stage, UNDATED, Hints("phuong/1", published=stated))
    assert watch_clock(stage.library, RIGHT, LEAP_WHILE_RUNNING) == 0
    article = stage.library.article(article_id)
    assert article is not None
    assert article.revision.published == stated


def test_a_round_takes_the_moments_of_a_wrong_clock_out_of_the_feed(stage: Stage) -> None:
    publish_at(NOW, stage, UNDATED, Hints("phuong/1"))
    watch_clock(stage.library, stage.now(), LEAP_AT_START)
    watch_clock(stage.library, WRONG, LEAP_WHILE_RUNNING)
    publish_at(WRONG, stage, TEXT, Hints("phuong/2"))
    assert b"2046" in stage.media.read(FEED_FILE), "when it was built"
    assert watch_clock(stage.library, RIGHT, LEAP_WHILE_RUNNING) == 0, "its date is stated"
    tend_files(stage.outlet, stage.assembler)
    assert b"2046" not in stage.media.read(FEED_FILE)


def test_a_clock_that_is_early_dates_nothing_anew(stage: Stage) -> None:
    watch_clock(stage.library, stage.now(), LEAP_AT_START)
    article_id = publish_at(NOW, stage, UNDATED, Hints("phuong/1"))
    empty_battery = datetime(2000, 1, 1, tzinfo=UTC)
    assert watch_clock(stage.library, empty_battery, LEAP_AT_START) == 0
    article = stage.library.article(article_id)
    assert article is not None
    assert article.revision.published == NOW
    assert watch_clock(stage.library, RIGHT, LEAP_AT_START) == 0


DAY = timedelta(days=1)
LEAP = Leap(NOW, WRONG)


@pytest.mark.parametrize(
    ("memory", "now", "after", "what"),
    [
        (Memory(), NOW, Memory(NOW), ""),
        (Memory(NOW), NOW + DAY / 2, Memory(NOW + DAY / 2), ""),
        (Memory(NOW), NOW - DAY / 2, Memory(NOW), ""),
        (Memory(NOW), WRONG, Memory(WRONG, (LEAP,)), "leaped"),
        (Memory(NOW), NOW - 99 * DAY, Memory(NOW), "went_back"),
        (Memory(WRONG, (LEAP,)), NOW + DAY, Memory(NOW + DAY), "undone"),
        (Memory(WRONG, (LEAP,)), NOW - DAY, Memory(WRONG, (LEAP,)), "went_back"),
        (Memory(WRONG, (LEAP,)), WRONG + DAY / 2, Memory(WRONG + DAY / 2, (LEAP,)), ""),
    ],
)
def test_what_a_look_at_the_clock_says(
    memory: Memory, now: datetime, after: Memory, what: str
) -> None:
    found = judge(now, memory, LEAP_WHILE_RUNNING)
    assert found.memory == after
    said = {name for name in ("leaped", "went_back", "undone") if getattr(found, name)}
    assert said == ({what} if what else set())


def test_a_station_that_stood_for_a_summer_did_not_leap() -> None:
    assert not judge(NOW + 90 * DAY, Memory(NOW), LEAP_AT_START).leaped
    assert judge(NOW + 90 * DAY, Memory(NOW), LEAP_WHILE_RUNNING).leaped


def test_where_nobody_has_looked_yet_the_last_article_tells_what_the_clock_said(
    stage: Stage,
) -> None:
    publish_at(NOW, stage, UNDATED, Hints("phuong/1"))
    assert watch_clock(stage.library, WRONG, LEAP_AT_START) == 0
    publish_at(WRONG, stage, UNDATED, Hints("phuong/2"))
    assert watch_clock(stage.library, RIGHT, LEAP_AT_START) == 1
