"""Tokens, sign-in links and sessions: what opens, until when, and what a failure uses up."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from service.errors import AccessError, NotFoundError, StoreError
from service.model import CLOCK_STEP, SESSION_IDLE, SESSION_LIFE, UNTIL_NOW, ActorKind, Role
from service.store.access import digest_of
from service.store.library import Library, open_library
from service.store.sessions import SignedIn
from service.store.upgrade import MIGRATIONS
from tests.store.kinds import DatabaseKind
from tests.store.shelf import NOW

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
LATER = NOW + DAY


def an(library: Library) -> int:
    """The number of the one who signs in in these tests."""
    found = library.person_called("An")
    return (found or library.add_person("An", Role.EDITOR, (), NOW)).id


def signed_in(library: Library, **more: str) -> SignedIn:
    opened = library.sign_in(library.make_sign_in(NOW, LATER, an(library)), NOW, **more)
    assert opened is not None
    return opened


def test_a_token_opens_until_it_is_revoked_by_its_name(library: Library) -> None:
    token = library.make_token("cổng tin", NOW)
    assert token.startswith("loa_")
    found = library.check_token(token, NOW)
    assert found is not None
    assert found.name == "cổng tin"
    assert library.check_token(token + "x", NOW) is None
    library.revoke_token("cổng tin", LATER)
    assert library.check_token(token, NOW) is None
    with pytest.raises(NotFoundError, match="cổng tin"):
        library.revoke_token("cổng tin", LATER)


def test_a_token_is_revoked_by_itself_too_and_never_repeated_in_a_message(library: Library) -> None:
    token = library.make_token("cms", NOW)
    library.revoke_token(token, LATER)
    assert library.check_token(token, NOW) is None
    with pytest.raises(NotFoundError) as refused:
        library.revoke_token(token, LATER)
    assert token not in str(refused.value)


def test_a_token_with_an_end_opens_until_then(library: Library) -> None:
    token = library.make_token("thử", NOW, NOW + DAY)
    assert library.check_token(token, NOW + DAY - MINUTE)
    assert library.check_token(token, NOW + DAY) is None


def test_no_two_tokens_that_stand_bear_one_name(library: Library) -> None:
    library.make_token("cms", NOW, NOW + DAY)
    with pytest.raises(AccessError, match="cms"):
        library.make_token(" cms ", NOW)
    library.make_token("cms", NOW + DAY)
    library.revoke_token("cms", NOW + DAY)
    library.make_token("cms", NOW + DAY)


def test_a_token_without_a_name_is_given_the_next_free_one(library: Library) -> None:
    for _ in range(3):
        library.make_token(None, NOW)
    assert {each.name for each in library.tokens()} == {"api", "api-2", "api-3"}
    library.revoke_token("api-2", NOW)
    library.make_token(None, NOW)
    assert sorted(each.name for each in library.tokens() if each.is_open(NOW)) == [
        *("api", "api-2", "api-3")
    ]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "loa_abc", "x" * 61, "a\x1b[2J"])
def test_a_name_that_cannot_be_listed_is_refused(library: Library, name: str) -> None:
    with pytest.raises(AccessError):
        library.make_token(name, NOW)
    assert library.tokens() == ()


@pytest.mark.parametrize("name", ["a", "x" * 60, "Cổng tin – số 1"])
def test_a_name_of_one_to_sixty_characters_is_taken(library: Library, name: str) -> None:
    token = library.make_token(f" {name} ", NOW)
    assert [each.name for each in library.tokens()] == [name]
    assert len(token) == len("loa_") + 43, "256 bits that nobody guesses"
    assert len(library.make_sign_in(NOW, LATER, an(library))) == len(signed_in(library).key) == 43


def test_the_newest_token_is_listed_first(library: Library) -> None:
    for name, moment in (("c", NOW), ("b", LATER), ("a", LATER)):
        library.make_token(name, moment)
    assert [each.name for each in library.tokens()] == ["a", "b", "c"]


def test_a_use_of_no_token_is_written_down_nowhere(library: Library) -> None:
    library.note_token("loa_khongco", NOW)
    assert library.tokens() == ()


def test_a_token_that_is_none_is_named_as_it_was_asked_for_unless_it_may_be_a_secret(
    library: Library,
) -> None:
    with pytest.raises(NotFoundError, match="such token “cms”"):
        library.revoke_token("cms", NOW)
    with pytest.raises(NotFoundError, match="such token; see"):
        library.revoke_token("loa_cms", NOW)


def test_tokens_are_listed_with_their_last_use_and_never_with_what_opens(library: Library) -> None:
    token = library.make_token("cms", NOW)
    library.note_token(token, LATER)
    (listed,) = library.tokens()
    assert (listed.name, listed.created, listed.last_used) == ("cms", NOW, LATER)
    assert token not in repr(listed)


def test_a_sign_in_link_works_once_and_not_after_it_expires(library: Library) -> None:
    secret = library.make_sign_in(NOW, LATER, an(library))
    late = library.make_sign_in(NOW, LATER, an(library))
    assert library.sign_in(secret, NOW)
    assert not library.sign_in(secret, NOW)
    assert not library.sign_in(late, LATER)
    assert not library.sign_in("khongco", NOW)


@pytest.mark.of_sqlite
def test_a_sign_in_that_the_database_fails_does_not_use_up_the_link(
    library: Library, tmp_path: Path
) -> None:
    secret = library.make_sign_in(NOW, LATER)
    with closing(sqlite3.connect(tmp_path / "loa.db")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON sessions "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        connection.commit()
        with pytest.raises(StoreError):
            library.sign_in(secret, NOW)
        assert not library.has_people(), "the first person comes with the session"
        connection.execute("DROP TRIGGER full")
        connection.commit()
    assert library.sign_in(secret, NOW)
    assert library.has_people()


def test_the_first_link_sets_the_installation_up_and_opens_nothing_once_anybody_is_there(
    library: Library,
) -> None:
    first, second = (library.make_sign_in(NOW, LATER) for _ in range(2))
    assert library.is_set_up_link(first, NOW)
    opened = library.sign_in(first, NOW, name="Chị Hoa")
    assert opened is not None
    person = opened.session.person
    assert (person.name, person.role, person.sections) == ("Chị Hoa", Role.ADMIN, ())
    assert [(each.action, each.subject, each.who) for each in library.audit()] == [
        ("sign-in", "desk", "Chị Hoa"),
        ("person", "Chị Hoa", "Chị Hoa"),
    ]
    assert not library.is_set_up_link(second, NOW)
    assert library.sign_in(second, NOW) is None
    assert len(library.people()) == 1


def test_nobody_comes_in_any_more_who_was_removed(library: Library) -> None:
    library.add_person("Bình", Role.ADMIN, (), NOW)
    session, link = signed_in(library), library.make_sign_in(NOW, LATER, an(library))
    token = library.make_token("của An", NOW, person_id=an(library))
    assert library.check_token(token, NOW)
    library.remove_person(an(library), NOW)
    assert library.desk_session(session.key, NOW) is None
    assert library.sign_in(link, NOW) is None
    assert library.check_token(token, NOW) is None


def test_a_link_of_a_clock_that_was_a_step_ahead_opens_and_no_other(library: Library) -> None:
    secret = library.make_sign_in(NOW + CLOCK_STEP, LATER, an(library))
    assert library.sign_in(secret, NOW - timedelta(microseconds=1)) is None
    assert library.sign_in(secret, NOW)


def test_a_session_opens_until_its_end_however_often_it_is_used(library: Library) -> None:
    opened = signed_in(library)
    now, step = NOW, SESSION_IDLE - MINUTE
    while now + step < NOW + SESSION_LIFE:
        now += step
        assert library.desk_session(opened.key, now)
        library.note_session(opened.session.number, now)
    assert library.desk_session(opened.key, NOW + SESSION_LIFE) is None


def test_a_session_that_nobody_uses_ends(library: Library) -> None:
    key = signed_in(library).key
    assert library.desk_session(key, NOW + SESSION_IDLE - MINUTE)
    assert library.desk_session(key, NOW + SESSION_IDLE) is None
    assert library.desk_sessions(NOW + SESSION_IDLE) == ()


def test_what_a_clock_that_was_years_ahead_began_opens_nothing_when_it_is_right(
    library: Library,
) -> None:
    ahead = NOW + 7000 * DAY
    secret = library.make_sign_in(ahead, ahead + DAY, an(library))
    opened = library.sign_in(library.make_sign_in(ahead, ahead + DAY, an(library)), ahead)
    assert opened is not None
    assert library.desk_session(opened.key, ahead - MINUTE), "a small correction ends nothing"
    assert library.desk_session(opened.key, NOW) is None
    assert library.sign_in(secret, NOW) is None


def test_a_session_that_was_ended_opens_nothing(library: Library) -> None:
    first, second, third = (signed_in(library) for _ in range(3))
    library.end_session(first.session.number, NOW)
    assert library.desk_session(first.key, NOW) is None
    with pytest.raises(NotFoundError):
        library.end_session(first.session.number, NOW)
    assert library.end_sessions(NOW, but=third.session.number) == 1
    assert library.desk_session(second.key, NOW) is None
    assert library.desk_sessions(NOW) == (third.session,)
    assert library.end_sessions(NOW) == 1
    assert library.desk_sessions(NOW) == ()


def test_a_session_that_nobody_used_any_more_is_not_ended_again(library: Library) -> None:
    opened = signed_in(library)
    with pytest.raises(NotFoundError):
        library.end_session(opened.session.number, NOW + SESSION_IDLE)
    assert library.end_sessions(NOW + SESSION_IDLE) == 0
    assert library.end_sessions(NOW + SESSION_IDLE - MINUTE) == 1


def test_signing_in_anew_ends_the_session_that_the_browser_had(library: Library) -> None:
    old = signed_in(library)
    new = signed_in(library, replaced=old.key)
    assert library.desk_session(old.key, NOW) is None
    assert library.desk_session(new.key, NOW) == new.session
    assert old.key != new.key


def test_neither_a_key_nor_a_token_is_kept(library: Library, tmp_path: Path) -> None:
    kept = [signed_in(library).key, library.make_token("cms", NOW)]
    library.close()
    for path in tmp_path.iterdir():
        assert not [each for each in kept if each.encode() in path.read_bytes()]


def test_sessions_that_ended_long_ago_are_forgotten(library: Library) -> None:
    signed_in(library)
    later = NOW + 200 * DAY
    library.sign_in(library.make_sign_in(later, later + DAY, an(library)), later)
    assert [each.created for each in library.desk_sessions(later)] == [later]


def test_links_that_nobody_used_are_forgotten_long_after_they_expired(
    library: Library, database_kind: DatabaseKind
) -> None:
    signed_in(library)
    library.make_sign_in(NOW, LATER, an(library))

    def links() -> int:
        return len(database_kind.ask("SELECT digest FROM sign_ins"))

    for days, left in ((90, 3), (92, 3)):
        then = NOW + days * DAY
        library.sign_in(library.make_sign_in(then, then + DAY, an(library)), then)
        assert links() == left, "one more was used; of the first two the used one stays"


def test_a_session_names_its_browser_and_is_written_down(library: Library) -> None:
    opened = signed_in(library, agent="F" * 300)
    assert opened.session.agent == "F" * 200
    assert opened.session.editor == "An"
    assert [(each.action, each.who, each.kind) for each in library.audit()] == [
        ("sign-in", "An", ActorKind.PERSON)
    ]
    assert library.desk_session(opened.key, NOW) == opened.session


def test_a_session_is_forgotten_when_it_ended_more_than_ninety_days_ago(
    library: Library, database_kind: DatabaseKind
) -> None:
    signed_in(library)
    ended = NOW + SESSION_LIFE

    def numbers() -> list[object]:
        return [row[0] for row in database_kind.ask("SELECT id FROM sessions ORDER BY id")]

    for then, left in ((ended + 90 * DAY, [1, 2]), (ended + 90 * DAY + MINUTE, [2, 3])):
        library.sign_in(library.make_sign_in(then, then + DAY, an(library)), then)
        assert numbers() == left


def test_sessions_are_listed_the_last_seen_first(library: Library) -> None:
    first, second = signed_in(library), signed_in(library)
    library.note_session(second.session.number, NOW + MINUTE)
    library.note_session(first.session.number, NOW + 2 * MINUTE)
    library.note_session(99, NOW)
    listed = library.desk_sessions(NOW + 3 * MINUTE)
    assert [each.number for each in listed] == [first.session.number, second.session.number]
    assert [each.last_seen for each in listed] == [NOW + 2 * MINUTE, NOW + MINUTE]


def test_tokens_of_an_older_loa_go_on_without_an_end(tmp_path: Path) -> None:
    path, token = tmp_path / "loa.db", "loa_old"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO tokens (digest, label, created) VALUES (?, ?, ?)",
            (digest_of(token), "api", NOW.isoformat(timespec="microseconds")),
        )
    engine.dispose()
    with closing(open_library(path)) as library:
        found = library.check_token(token, NOW + 9999 * DAY)
        assert found is not None
        assert (found.person, found.scopes) == (None, frozenset(UNTIL_NOW))
