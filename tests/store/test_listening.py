"""Downloads are counted once a listener and day, and who listened is forgotten with the day."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.model import Enclosure, Ms
from service.model.channel import Membership
from service.model.listening import (
    FigureKind,
    FiguresAsked,
    FiguresBy,
    FigureSum,
    Heard,
    Listener,
    Received,
    Sent,
)
from service.store.copying import SQLITE, copy_database, kind_of
from service.store.library import Library, open_library
from service.tending.listening import AT_ONCE, count_listening
from tests.store.kinds import DatabaseKind
from tests.store.shelf import make_edition, make_revision

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
TODAY = NOON.date()
LENGTH, MINUTE = 2_000_000, 480_000
IPHONE, ANDROID = "Podcasts/1630.5 CFNetwork/1568", "AntennaPod/3.5.0"


def publish(library: Library, source_id: str = "bai-1", section: str | None = None) -> str:
    revision = replace(make_revision(source_id=source_id), section=section)
    article, _ = library.take_in(revision, b"", NOON)
    enclosure = Enclosure(
        f"{article.id}/0123456789ab.mp3", LENGTH, "audio/mpeg", Ms(250_000), "0" * 64
    )
    edition = replace(make_edition(article.id, revision), enclosure=enclosure)
    library.publish_edition(edition, NOON, [])
    return article.id


def sent(
    episode_id: str,
    begin: int = 0,
    end: int = LENGTH,
    network: str = "192.0.2.1",
    agent: str = IPHONE,
    at: datetime = NOON,
) -> Sent:
    return Sent(at, episode_id, (begin, end), network, agent)


def downloads(library: Library, since: date = TODAY, until: date = TODAY) -> int:
    sums = library.sum_figures(FiguresAsked(since, until), FiguresBy.DAY)
    return sum(each.count for each in sums if each.kind is FigureKind.DOWNLOAD)


def test_one_client_counts_once_a_day_and_episode_however_often_it_asks(library: Library) -> None:
    first, second = publish(library), publish(library, "bai-2")
    whole = [sent(first), sent(first), sent(first, network="192.0.2.2"), sent(second)]
    count_listening(library, [*whole, sent(first, agent=ANDROID)], NOON)
    count_listening(library, whole, NOON + timedelta(hours=3))
    assert downloads(library) == 4
    tomorrow = NOON + timedelta(days=1)
    count_listening(library, [sent(first, at=tomorrow)], tomorrow)
    assert downloads(library, TODAY, tomorrow.date()) == 5


def test_parts_count_together_also_when_they_come_apart_and_to_several_programs(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    count_listening(library, [sent(episode_id, 0, 200_000), sent(episode_id, 0, 2)], NOON)
    library.close()
    again = database_kind.open()  # as after a restart in the middle of a day
    try:
        count_listening(again, [sent(episode_id, 100_000, 400_000)], NOON)
        assert downloads(again) == 0
        count_listening(again, [sent(episode_id, 900_000, 980_000)], NOON)
        assert downloads(again) == 1
    finally:
        again.close()


def test_what_was_withdrawn_or_never_was_is_not_counted(library: Library) -> None:
    count_listening(library, [sent("khongco"), Heard(NOON, "khongco", FigureKind.PAGE_ONE)], NOON)
    assert downloads(library) == 0
    assert library.sum_figures(FiguresAsked(TODAY, TODAY), FiguresBy.EPISODE) == ()


def test_listening_on_the_page_is_a_total_of_its_own(library: Library) -> None:
    episode_id = publish(library)
    kinds = [FigureKind.PAGE_BEGUN] * 3 + [FigureKind.PAGE_ONE] * 2
    count_listening(library, [Heard(NOON, episode_id, kind) for kind in kinds], NOON)
    assert downloads(library) == 0
    assert library.sum_figures(FiguresAsked(TODAY, TODAY), FiguresBy.EPISODE) == (
        FigureSum(episode_id, FigureKind.PAGE_BEGUN, 3),
        FigureSum(episode_id, FigureKind.PAGE_ONE, 2),
    )


def names(sums: Sequence[FigureSum]) -> dict[str, int]:
    return {each.name: each.count for each in sums}


def test_totals_are_told_by_day_episode_section_and_application(library: Library) -> None:
    sport = publish(library, "bai-1", "Thể thao")
    none = publish(library, "bai-2")
    later = NOON + timedelta(days=1)
    count_listening(
        library,
        [
            sent(sport),
            sent(sport, agent=ANDROID),
            sent(none),
            sent(sport, at=later),
        ],
        later,
    )
    every = FiguresAsked(TODAY, later.date())
    by = {each: names(library.sum_figures(every, each)) for each in FiguresBy}
    assert by[FiguresBy.DAY] == {TODAY.isoformat(): 3, later.date().isoformat(): 1}
    assert by[FiguresBy.EPISODE] == {sport: 3, none: 1}
    assert by[FiguresBy.APP] == {"Apple Podcasts": 3, "AntennaPod": 1}
    assert by[FiguresBy.SECTION] == {"Thể thao": 3, "": 1}
    of_sport = replace(every, membership=Membership(sections=frozenset({"THE THAO"})))
    assert names(library.sum_figures(of_sport, FiguresBy.EPISODE)) == {sport: 3}
    assert {line.episode_id for line in library.every_figure(of_sport)} == {sport}
    narrow = replace(every, episode_id=sport, app="AntennaPod")
    assert names(library.sum_figures(narrow, FiguresBy.DAY)) == {TODAY.isoformat(): 1}
    lines = list(library.every_figure(every))
    assert sum(line.count for line in lines) == 4
    assert [line.day for line in lines] == sorted(line.day for line in lines)


def test_a_section_that_is_written_in_several_ways_is_one_under_its_usual_name(
    library: Library,
) -> None:
    written = ("Thể thao", "The thao", "Thể thao", "THE  THAO", "Thời sự")
    ids = [publish(library, f"bai-{at}", name) for at, name in enumerate(written)]
    # Who is heard most is not who writes it as most do.
    sents = [sent(ids[1], network=f"192.0.2.{at}") for at in range(5)]
    count_listening(library, [*sents, *map(sent, ids)], NOON)
    every = FiguresAsked(TODAY, TODAY)
    assert names(library.sum_figures(every, FiguresBy.SECTION)) == {"Thể thao": 8, "Thời sự": 1}
    for asked in ("The thao", "thể  THAO"):
        narrow = replace(every, section=asked)
        assert names(library.sum_figures(narrow, FiguresBy.SECTION)) == {"Thể thao": 8}
        assert {line.section for line in library.every_figure(narrow)} == {"Thể thao"}
        assert sum(line.count for line in library.every_figure(narrow)) == 8
    assert library.sum_figures(replace(every, section="Thể"), FiguresBy.DAY) == ()


def test_who_listened_is_forgotten_two_hours_after_the_day_and_the_totals_stay(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    count_listening(library, [sent(episode_id)], NOON)
    midnight = datetime(2026, 11, 30, tzinfo=UTC)
    assert library.forget_listeners(midnight + timedelta(hours=1)) == 0
    assert library.forget_listeners(midnight + timedelta(hours=2, seconds=1)) == 1
    assert database_kind.ask("SELECT count(*) FROM listening_salts") == [(0,)]
    assert database_kind.ask("SELECT count(*) FROM listening_clients") == [(0,)]
    assert downloads(library) == 1


def test_nothing_that_is_kept_tells_an_address_or_a_program_of_somebody(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    agent = "AntennaPod/3.5.0 (máy của bà Tư)"
    count_listening(library, [sent(episode_id, 0, 9, "203.0.113.77", agent)], NOON)
    for table in ("listening_clients", "listening_figures", "listening_salts"):
        told = repr(database_kind.ask(f"SELECT * FROM {table}"))  # noqa: S608
        assert "203.0.113" not in told
        assert "Tư" not in told


def test_a_clock_that_ran_ahead_keeps_no_salt_for_longer(library: Library) -> None:
    episode_id, ahead = publish(library), NOON + timedelta(days=400)
    count_listening(library, [sent(episode_id, at=ahead)], ahead)
    count_listening(library, [sent(episode_id)], NOON)
    assert library.forget_listeners(NOON) == 0, "the day ahead was forgotten at once"
    assert downloads(library) == 1


def test_a_clock_set_back_over_midnight_counts_on_the_day_that_it_says(library: Library) -> None:
    episode_id = publish(library)
    after = datetime(2026, 11, 30, 0, 0, 5, tzinfo=UTC)
    for at in (after, after - timedelta(seconds=10), after, after - timedelta(seconds=20)):
        count_listening(library, [sent(episode_id, at=at)], at)
    assert downloads(library, TODAY, after.date()) == 2


def test_of_a_transaction_that_fails_nothing_is_counted(library: Library) -> None:
    episode_id = publish(library)
    listener = Listener(TODAY, "0" * 32, episode_id)

    def fail() -> None:
        with library.together():
            count_listening(library, [sent(episode_id)], NOON)
            library.keep_listening({listener: Received(((0, 9),))}, {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert downloads(library) == 0
    assert library.received([listener]) == {}
    count_listening(library, [sent(episode_id)], NOON)
    assert downloads(library) == 1


def test_more_answers_than_go_into_one_transaction_are_all_counted(library: Library) -> None:
    episode_id = publish(library)
    crowd = [sent(episode_id, network=f"10.0.{n // 256}.{n % 256}") for n in range(AT_ONCE + 3)]
    count_listening(library, crowd, NOON)
    assert downloads(library) == AT_ONCE + 3


def test_a_copy_of_the_library_has_the_totals_and_nobody_who_listened(
    library: Library, database_kind: DatabaseKind, tmp_path: Path
) -> None:
    episode_id = publish(library)
    count_listening(library, [sent(episode_id)], NOON)
    (client,) = database_kind.ask("SELECT client FROM listening_clients")
    copy = tmp_path / "copy"
    copy_database(database_kind.address, copy)
    content = copy.read_bytes()
    assert str(client[0]).encode() not in content
    assert library.listening_salt(TODAY, NOON) not in content
    if kind_of(database_kind.address) == SQLITE:
        with closing(open_library(copy)) as copied:
            assert downloads(copied) == 1


def test_a_log_is_read_on_from_where_it_was_read_to(library: Library) -> None:
    assert library.log_read("f" * 64) == 0
    library.keep_log_read("f" * 64, 3_000_000_000)
    assert library.log_read("f" * 64) == 3_000_000_000
