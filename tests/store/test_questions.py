"""No question of a page, a publication or a start goes through all that there is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from service.model import ListFilter
from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

NAMES = [f"bai-{number}/{number:012}.mp3" for number in range(600)]

QUESTIONS: dict[str, Callable[[Library], object]] = {
    "home": lambda library: (library.count_episodes(), library.cards(20)),
    "a page in the middle": lambda library: library.cards(2, 2),
    "the last page": lambda library: library.cards(2, 5),
    "desk": lambda library: (library.count_articles(), library.article_cards(20)),
    "a page of the desk": lambda library: library.article_cards(2, 5),
    "the desk's list": lambda library: library.find_articles(ListFilter(), 2),
    "its older page": lambda library: library.find_articles(ListFilter(), 2, older_than=3),
    "its newer page": lambda library: library.find_articles(ListFilter(), 2, newer_than=3),
    "its words": lambda library: library.find_articles(ListFilter(words="cau"), 2, older_than=5),
    "its words with marks": lambda library: library.find_articles(ListFilter(words="câu mot"), 2),
    "its states": lambda library: library.find_articles(ListFilter(state="recording"), 2),
    "its sections": lambda library: library.find_articles(
        ListFilter(section="Văn hoá", person="An", state="public"), 2, older_than=5
    ),
    "its warnings": lambda library: library.find_articles(ListFilter(warned=True), 2),
    "its choices": lambda library: library.filter_choices(),
    "what it does not know": lambda library: (
        library.unlisted_articles(2),
        library.uncounted_articles(2),
    ),
    "offers of the feed": lambda library: library.offers(300),
    "files of the feed": lambda library: library.newest_files(300),
    "a round of the files": lambda library: (library.files_after("a", 9), library.ids_after("", 9)),
    "files to be retired": lambda library: library.superseded_files(NOW + timedelta(days=9)),
    "files on disk": lambda library: library.unknown_files(NAMES[:2]),
    "articles on disk": lambda library: library.unknown_articles(["a", "b"]),
    "clips that are needed": lambda library: library.used_keys(["k1", "k2"]),
    "editions without uses": lambda library: library.without_uses("", 9),
    "fallbacks": lambda library: library.fallbacks(9, library.offers(1)[0].episode_id),
    "whether there is anything": lambda library: library.has_episodes(),
    "the last arrival": lambda library: library.last_arrival(),
    "one episode": lambda library: library.card(library.offers(1)[0].episode_id),
    "changes": lambda library: (library.changes(), library.feed_built()),
}


_WHOLE = r"SCAN (?!asked|each_value|\d+ CONSTANT)"
"""What goes through a table; what was asked, and values told one by one, are none."""


def publish(library: Library, number: int) -> None:
    revision = make_revision(source_id=f"bai-{number}", day=1 + number % 3)
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ["k1"])


def asked(library: Library, act: Callable[[Library], object]) -> list[tuple[str, Any]]:
    """The questions to the database while something is asked of the library."""
    told: list[tuple[str, Any]] = []

    def note(*about: Any) -> None:
        told.append((about[2], about[3]))

    engine = library._database.engine
    event.listen(engine, "before_cursor_execute", note)
    act(library)
    event.remove(engine, "before_cursor_execute", note)
    return [each for each in told if each[0].startswith(("SELECT", "WITH"))]


@pytest.mark.of_sqlite
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_counts_sorts_or_goes_through_all_rows(library: Library, name: str) -> None:
    for number in range(7):
        publish(library, number)
    questions = asked(library, QUESTIONS[name])
    assert questions
    for question, values in questions:
        assert "count(" not in question.lower()
        with library._database.reading() as session:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
            steps = [str(row[3]) for row in plan]
        whole = [
            step for step in steps if re.match(r"SCAN (?!asked|each_value|\d+ CONSTANT)", step)
        ]
        # Along an index, from its beginning, as far as a limit goes.
        assert not whole or ("LIMIT" in question and all("INDEX" in step for step in whole)), steps
        assert not [step for step in steps if "TEMP B-TREE" in step and "IN(" not in step], steps


@pytest.mark.parametrize(("count", "questions"), [(1, 1), (500, 1), (501, 2)])
def test_whether_files_are_known_is_one_question_for_some_hundreds(
    library: Library, count: int, questions: int
) -> None:
    publish(library, 0)
    told = asked(library, lambda library: library.unknown_files(NAMES[:count]))
    assert len(told) == questions
    assert library.unknown_files(NAMES) == tuple(NAMES)


def test_fallbacks_come_in_parts_that_follow_each_other(library: Library) -> None:
    for number in range(7):
        revision = make_revision(source_id=f"bai-{number}", day=1 + number % 3)
        article, _ = library.take_in(revision, b"", NOW)
        edition = make_edition(article.id, revision)
        library.publish_edition(replace(edition, fallback_reason="Google im."), NOW, ())
    whole = [each for each, _ in library.fallbacks(9)]
    assert len(whole) == 7
    for place in range(7):
        following = [each for each, _ in library.fallbacks(2, whole[place])]
        assert following == whole[place + 1 : place + 3]
    assert library.fallbacks(9, "nobody") == library.fallbacks(9)
