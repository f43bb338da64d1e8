"""The audit is only added to, and any page of it is found along an index."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from service.model import Act, ActorKind, AuditQuery, Role, Scope
from service.model.people import Actor
from service.store.library import Library
from tests.store.kinds import DatabaseKind
from tests.store.shelf import AN, NOW, record_often

HOA = Actor(ActorKind.PERSON, 1, "Hoa", Role.EDITOR)
CMS = Actor(ActorKind.SYSTEM, None, "cms", Role.ADMIN, scopes=frozenset({Scope.READ}))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def written(library: Library) -> Library:
    """Thirty acts, one a minute: of three actors in turn, on two articles in turn."""
    library.add_person("Hoa", Role.EDITOR, (), NOW)
    with library.together():
        for number in range(30):
            actor = (AN, HOA, CMS)[number % 3]
            act = (Act.OVERRIDE, Act.SIGN_IN)[number % 5 == 0]
            library.record(act, f"bài {number % 2}", actor, NOW + number * MINUTE, str(number))
    return library


def numbers(library: Library, **asked: object) -> list[int]:
    query = replace(AuditQuery(), **asked)  # type: ignore[arg-type]
    return [int(each.detail) for each in library.every_act(query)]


def test_each_question_finds_its_acts_the_newest_first(written: Library) -> None:
    assert numbers(written) == list(range(29, -1, -1))
    assert numbers(written, subject="bài 1") == list(range(29, -1, -2))
    assert numbers(written, persons=frozenset({1})) == list(range(28, -1, -3))
    assert numbers(written, who="cms") == list(range(29, -1, -3))
    assert numbers(written, action="sign-in") == list(range(25, -1, -5))
    assert numbers(written, since=NOW + 27 * MINUTE) == [29, 28, 27]
    assert numbers(written, until=NOW + 2 * MINUTE) == [1, 0]
    assert numbers(written, subject="bài 0", persons=frozenset({1}), since=NOW + 20 * MINUTE) == [
        28,
        22,
    ]
    assert numbers(written, readable=frozenset({"sign-in"})) == list(range(25, -1, -5))
    assert numbers(written, readable=frozenset({"sign-in"}), reader=1, until=NOW + 9 * MINUTE) == [
        *(7, 5, 4, 1, 0)
    ]
    assert numbers(written, subject="không có") == []


def test_pages_follow_each_other_without_a_gap(written: Library) -> None:
    first = written.audit(10)
    second = written.audit(10, before=first[-1].number)
    assert [int(each.detail) for each in (*first, *second)] == list(range(29, 9, -1))
    assert written.audit(10, before=1) == ()


@pytest.mark.parametrize(
    "statement",
    [
        *("UPDATE audit SET who = 'x'", "DELETE FROM audit"),
        pytest.param(
            "REPLACE INTO audit (id, at, action, subject, who, detail) "
            "SELECT id, at, action, subject, 'x', detail FROM audit",
            marks=pytest.mark.of_sqlite,
        ),
    ],
)
def test_what_was_written_down_is_neither_changed_nor_removed(
    written: Library, database_kind: DatabaseKind, statement: str
) -> None:
    before = written.audit(100)
    with pytest.raises(DBAPIError, match="only added to"):
        database_kind.ask(statement)
    assert written.audit(100) == before


@pytest.mark.of_sqlite
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"subject": "bài 1"},
        {"persons": frozenset({1})},
        {"who": "cms"},
        {"action": "override"},
        {"since": NOW, "until": NOW + 9 * MINUTE},
        {"readable": frozenset({"override", "sign-in"}), "reader": 1},
        {"subject": "bài 1", "action": "override", "readable": frozenset({"override"})},
    ],
)
def test_no_page_is_sorted_or_counted_to_before_it_is_found(
    written: Library, database_kind: DatabaseKind, asked: dict[str, object]
) -> None:
    with closing(database_kind.database()) as database:
        asking: list[tuple[str, object]] = []
        event.listen(
            database.engine,
            "before_cursor_execute",
            lambda connection, cursor, statement, parameters, *rest: asking.append(
                (statement, parameters)
            ),
        )
        Library(database).audit(50, replace(AuditQuery(), **asked), before=20)  # type: ignore[arg-type]
        (found,) = [each for each in asking if "FROM audit" in each[0]]
        with database.engine.connect() as connection:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {found[0]}", found[1])  # type: ignore[arg-type]
            plan = " ".join(str(row[3]) for row in rows)
    assert "TEMP B-TREE" not in plan
    assert plan.startswith("SEARCH audit"), plan


def test_ten_thousand_acts_are_told_whole(library: Library, database_kind: DatabaseKind) -> None:
    record_often(library, database_kind, "bài", 10_000)
    assert [int(each.detail) for each in library.every_act(AuditQuery(subject="bài"))] == list(
        range(9_999, -1, -1)
    )
