"""What every database of a library promises, whatever its kind; test_library has the rest."""

import os
import signal
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.errors import StoreError
from service.model import Act
from service.store.database import Database
from service.store.episode_rows import EpisodeRow
from service.store.library import Library
from service.store.schema import ChannelRow
from tests.store.kinds import DatabaseKind
from tests.store.processes import WORKERS, run_at_once, run_until_killed
from tests.store.shelf import AN, NOW, make_edition, make_override, make_revision

EDITIONS = 10


def count_up(kind: DatabaseKind) -> None:
    database = kind.database()
    for _ in range(50):
        with database.writing() as session:
            row = session.get_one(ChannelRow, "main")
            row.guid = str(int(row.guid) + 1)
    database.close()


def publish_all(kind: DatabaseKind, article_id: str) -> int:
    """How many editions this process was the one to publish."""
    published = 0
    with closing(kind.open()) as library:
        while (number := library.current_number(article_id) + 1) <= EDITIONS:
            with suppress(StoreError):
                library.publish_edition(make_edition(article_id, make_revision(), number), NOW, ())
                published += 1
    return published


def open_and_take_in(kind: DatabaseKind) -> tuple[str, bool]:
    with closing(kind.open()) as library:
        article, changed = library.take_in(make_revision(), b"raw", NOW)
    return article.id, changed


def redeem(kind: DatabaseKind, secret: str) -> str | None:
    with closing(kind.open()) as library:
        found = library.sign_in(secret, NOW)
    return found.key if found else None


def claim(kind: DatabaseKind) -> str:
    with closing(kind.open()) as library:
        return library.claim_installation(f"proposed-{os.getpid()}")


def die_in_publishing(kind: DatabaseKind, article_id: str) -> None:
    with kind.database().writing() as session:
        session.get_one(EpisodeRow, article_id).number = 2
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def write_and_fail(database: Database) -> None:
    with database.writing() as session:
        session.add(ChannelRow(name="main", guid="x"))
        session.flush()
        raise KeyError


def published(library: Library) -> str:
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.publish_edition(make_edition(article.id, make_revision()), NOW, ())
    return article.id


def test_what_one_writes_another_reads_at_once(
    library: Library, database_kind: DatabaseKind
) -> None:
    with closing(database_kind.open()) as other:
        article_id = published(library)
        assert other.episode(article_id) == library.episode(article_id)
        other.set_override(make_override(article_id, "một"))
        assert [each.spoken for each in library.overrides(article_id)] == ["một"]


def test_what_was_written_is_there_when_it_is_opened_again(
    library: Library, database_kind: DatabaseKind
) -> None:
    article_id = published(library)
    library.close()
    with closing(database_kind.open()) as again:
        assert again.count_episodes() == 1
        assert again.original(article_id) == b""


@pytest.mark.usefixtures("library")
def test_a_transaction_that_fails_leaves_nothing(database_kind: DatabaseKind) -> None:
    database = database_kind.database()
    with pytest.raises(KeyError):
        write_and_fail(database)
    with database.reading() as session:
        assert session.get(ChannelRow, "main") is None
    database.close()


@pytest.mark.usefixtures("library")
def test_who_reads_sees_one_state_throughout(database_kind: DatabaseKind) -> None:
    reader, writer = database_kind.database(), database_kind.database()
    with reader.reading() as session:
        assert session.query(ChannelRow).count() == 0
        with writer.writing() as other:
            other.add(ChannelRow(name="main", guid="x"))
        assert session.query(ChannelRow).count() == 0
    with reader.reading() as session:
        assert session.query(ChannelRow).count() == 1
    reader.close()
    writer.close()


@pytest.mark.usefixtures("library")
def test_a_question_by_itself_sees_what_was_committed_and_nothing_else(
    database_kind: DatabaseKind,
) -> None:
    asker, writer = database_kind.database(), database_kind.database()
    question = select(ChannelRow.guid)
    with writer.writing() as session:
        session.add(ChannelRow(name="main", guid="x"))
        session.flush()
        assert asker.ask(question) == []
    assert [tuple(row) for row in asker.ask(question)] == [("x",)]
    asker.close()
    writer.close()


@pytest.mark.usefixtures("library")
def test_a_question_within_a_transaction_is_a_part_of_it(database_kind: DatabaseKind) -> None:
    database = database_kind.database()
    with database.together(), database.writing() as session:
        session.add(ChannelRow(name="main", guid="x"))
        session.flush()
        assert [tuple(row) for row in database.ask(select(ChannelRow.guid))] == [("x",)]
    database.close()


@pytest.mark.usefixtures("library")
def test_a_connection_that_comes_back_after_the_end_is_closed(database_kind: DatabaseKind) -> None:
    """dbos's threads, and a request that is being answered, may hold one longer."""
    database = database_kind.database()
    with database.engine.connect() as late:
        held = late.connection.driver_connection
        database.close()
    assert held is not None
    with pytest.raises(Exception, match="closed"):
        held.cursor()


def test_what_refers_to_nothing_is_refused(library: Library) -> None:
    with pytest.raises(StoreError):
        library.set_override(make_override("khongco", "một"))


def test_moments_keep_their_microseconds_and_their_order(library: Library) -> None:
    for step in range(3):
        library.record(Act.TAKE_IN, str(step), AN, NOW + timedelta(microseconds=step))
    assert [each.at.microsecond for each in library.audit()] == [678903, 678902, 678901]


def test_texts_and_bytes_of_any_kind_come_back(library: Library) -> None:
    text, raw = "“Đắk Lắk” 🎉 e\u0301 'x' -- %s ?", bytes(range(256))
    article, _ = library.take_in(make_revision(text), raw, NOW)
    assert article.revision.blocks[1].text == text
    assert library.article(article.id) == article
    assert library.original(article.id) == raw


def test_no_update_is_lost_between_processes(library: Library, database_kind: DatabaseKind) -> None:
    library.freeze_channel_guid("0")
    run_at_once(count_up, database_kind)
    database = database_kind.database()
    with database.reading() as session:
        assert session.get_one(ChannelRow, "main").guid == str(50 * WORKERS)
    database.close()


def test_of_processes_that_publish_at_once_each_edition_is_one_processs(
    library: Library, database_kind: DatabaseKind
) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    counts = run_at_once(publish_all, database_kind, article.id)
    assert sum(count for count in counts if isinstance(count, int)) == EDITIONS
    numbers = [edition.number for edition in library.editions(article.id)]
    assert numbers == list(range(1, EDITIONS + 1))


def test_processes_that_make_the_library_and_one_article_at_once_agree(
    database_kind: DatabaseKind,
) -> None:
    found = run_at_once(open_and_take_in, database_kind)
    assert len({each[0] for each in found if isinstance(each, tuple)}) == 1
    assert sum(each[1] for each in found if isinstance(each, tuple)) == 1


def test_a_link_is_redeemed_by_one_process_only(
    library: Library, database_kind: DatabaseKind
) -> None:
    secret = library.make_sign_in(NOW, NOW.replace(year=2027))
    assert len([each for each in run_at_once(redeem, database_kind, secret) if each]) == 1


@pytest.mark.usefixtures("library")
def test_processes_agree_on_whose_installation_it_is(database_kind: DatabaseKind) -> None:
    assert len(set(run_at_once(claim, database_kind))) == 1


def test_a_process_killed_while_publishing_leaves_the_old_edition_current(
    library: Library, database_kind: DatabaseKind
) -> None:
    article_id = published(library)
    current = library.episode(article_id)
    run_until_killed(die_in_publishing, database_kind, article_id)
    assert library.episode(article_id) == current
    library.publish_edition(make_edition(article_id, make_revision(), 2), NOW, ())


def test_a_name_with_a_nul_in_it_is_nobodys(library: Library) -> None:
    assert library.article_by_source("bai-\0") is None
