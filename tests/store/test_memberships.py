"""The episodes of channels: by section, author and tag, in order, whatever becomes of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.model.channel import EVERYTHING, Facet, Membership
from service.model.release import Withdrawal
from service.store.library import Library
from service.store.memberships import Offer
from tests.store.shelf import NOW, make_edition, make_revision
from tests.store.test_questions import asked

LATER = NOW + timedelta(days=1)
WORLD = Membership(sections=frozenset({"Thế giới"}))


def publish(
    library: Library,
    source_id: str,
    section: str | None = None,
    *,
    author: str | None = None,
    tags: tuple[str, ...] = (),
    day: int = 1,
    now: datetime = NOW,
) -> str:
    """The id of an article that is public in its newest text."""
    text = f"Câu {now.isoformat()} {section}."
    told = make_revision(text, source_id, day)
    revision = replace(told, section=section, author=author, tags=tags)
    article, _ = library.take_in(revision, b"", now)
    number = library.current_number(article.id) + 1
    library.publish_edition(make_edition(article.id, revision, number), now, ())
    return article.id


def ids(offers: tuple[Offer, ...]) -> list[str]:
    return [each.episode_id for each in offers]


def test_a_section_has_its_episodes_the_newest_published_first(library: Library) -> None:
    first = publish(library, "1", "Thế giới", day=2)
    publish(library, "2", "Kinh tế", day=4)
    third = publish(library, "3", "THE GIOI", day=3)
    assert ids(library.offers(9, WORLD)) == [third, first]
    assert ids(library.offers(1, WORLD)) == [third]
    assert [each.sequence for each in library.offers(9, WORLD)] == [3, 1]
    assert [each.sequence for each in library.offers(9)] == [2, 3, 1]


def test_a_selection_has_an_episode_once_and_by_each_facet_that_it_names(library: Library) -> None:
    both = publish(library, "1", "Thế giới", author="An", tags=("Bão", "Lũ"))
    other = publish(library, "2", "Thế giới", author="Bình", tags=("bao",), day=2)
    publish(library, "3", "Thể thao", author="An", tags=("Mưa",), day=3)
    storms = Membership(tags=frozenset({"bão", "lũ"}))
    assert ids(library.offers(9, storms)) == [other, both]
    assert ids(library.offers(1, storms)) == [other]
    by_an = Membership(
        sections=frozenset({"thế giới", "thể thao"}),
        authors=frozenset({"an"}),
        tags=frozenset({"bão"}),
    )
    assert ids(library.offers(9, by_an)) == [both]
    assert ids(library.in_range(1, 3, by_an)) == [both]


def test_a_range_has_what_was_released_in_it_whenever_that_was_published(library: Library) -> None:
    found = [publish(library, str(day), "Thế giới", day=day) for day in (5, 3, 9, 1)]
    assert ids(library.in_range(2, 3)) == [found[2], found[1]]
    assert ids(library.in_range(2, 4, WORLD)) == [found[2], found[1], found[3]]
    assert library.in_range(5, 99) == ()


def test_a_correction_keeps_the_place_and_may_change_the_section(library: Library) -> None:
    article_id = publish(library, "1", "Thế giới")
    publish(library, "2", "Thế giới")
    publish(library, "1", "Kinh tế", now=LATER)
    economy = Membership(sections=frozenset({"kinh tế"}))
    assert article_id not in ids(library.offers(9, WORLD))
    (offer,) = library.in_range(1, 1, economy)
    assert (offer.episode_id, offer.number, offer.sequence) == (article_id, 2, 1)


def test_what_is_withdrawn_is_in_no_channel_until_it_is_restored(library: Library) -> None:
    article_id = publish(library, "1", "Thế giới")
    library.withdraw_episode(Withdrawal(article_id, NOW, "An"))
    for membership in (EVERYTHING, WORLD):
        assert library.offers(9, membership) == library.in_range(1, 9, membership) == ()
    library.restore_withdrawn(article_id, LATER)
    for membership in (EVERYTHING, WORLD):
        assert ids(library.offers(9, membership)) == ids(library.in_range(1, 1, membership))


def test_a_change_is_told_of_the_names_that_it_touches_and_of_no_others(library: Library) -> None:
    world, economy = (Facet.SECTION, "the gioi"), (Facet.SECTION, "kinh te")
    article_id = publish(library, "1", "Thế giới", author="An")
    publish(library, "2", "Kinh tế")
    author = (Facet.AUTHOR, "an")
    assert library.names_changed(-1) == {world, economy, author}
    steps: list[tuple[Callable[[], object], set[tuple[Facet, str]]]] = [
        (lambda: publish(library, "3", "Thế giới"), {world}),
        (
            lambda: publish(library, "1", "Kinh tế", author="An", now=LATER),
            {world, economy, author},
        ),
        (lambda: library.withdraw_episode(Withdrawal(article_id, NOW, "An")), {economy, author}),
        (lambda: library.restore_withdrawn(article_id, LATER), {economy, author}),
        (lambda: library.redate_since(LATER, NOW), {world, economy, author}),
        (
            lambda: library.delete_article(Withdrawal(article_id, NOW, "An", is_deleted=True)),
            {economy, author},
        ),
    ]
    for step, touched in steps:
        before = library.changes()
        step()
        assert library.names_changed(before) == touched
        assert library.names_changed(library.changes()) == frozenset()


def test_a_deleted_episode_gives_its_place_to_no_earlier_one(library: Library) -> None:
    first, second = publish(library, "1"), publish(library, "2")
    library.delete_article(Withdrawal(first, NOW, "An", is_deleted=True))
    third = publish(library, "3")
    assert {each.episode_id: each.sequence for each in library.offers(9)} == {second: 2, third: 3}


@pytest.mark.of_sqlite
@pytest.mark.parametrize(
    "membership",
    [
        EVERYTHING,
        WORLD,
        Membership(sections=frozenset({"thế giới", "kinh tế"}), authors=frozenset({"an"})),
    ],
)
def test_the_newest_and_a_range_are_read_along_an_index(
    library: Library, membership: Membership
) -> None:
    for number in range(7):
        publish(library, str(number), ("Thế giới", "Kinh tế")[number % 2], author="An")

    def ask(library: Library) -> None:
        library.offers(3, membership)
        library.in_range(2, 4, membership)
        library.names_changed(5)

    for question, values in asked(library, ask):
        with library._database.reading() as session:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
            steps = [str(row[3]) for row in plan]
        assert not [step for step in steps if step.startswith("SCAN") or "B-TREE" in step], steps


def test_moments_of_offers_are_aware(library: Library) -> None:
    publish(library, "1", day=5)
    (offer,) = library.offers(1)
    assert (offer.published, offer.updated) == (datetime(2026, 1, 5, tzinfo=UTC), NOW)
