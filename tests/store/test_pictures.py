"""What the library knows of pictures: the contract of every database."""

from datetime import timedelta

import pytest

from service.model import StoredPicture, TakenPicture
from service.store.library import Library
from tests.store.shelf import NOW, make_revision

STORED = (StoredPicture("pictures/a.jpg", 640, 400), StoredPicture("pictures/b.jpg", 1280, 800))
HAD = TakenPicture("https://bao.example/a.jpg", STORED)
LOST = TakenPicture("https://bao.example/b.jpg", missing="Ở đó không còn gì.")
HOUR = timedelta(hours=1)


@pytest.fixture
def article_id(library: Library) -> str:
    article, _ = library.take_in(make_revision(), b"", NOW)
    return article.id


def test_what_became_of_a_picture_is_kept_and_replaced(library: Library, article_id: str) -> None:
    assert library.pictures(article_id) == ()
    for taken in (HAD, LOST):
        library.keep_picture(article_id, taken, NOW)
    assert set(library.pictures(article_id)) == {HAD, LOST}
    found = TakenPicture(LOST.source, STORED[:1])
    library.keep_picture(article_id, found, NOW)
    assert set(library.pictures(article_id)) == {HAD, found}
    assert library.picture_attempts(article_id, LOST.source) == 2
    assert library.picture_attempts(article_id, "https://bao.example/c.jpg") == 0


def test_a_source_may_be_longer_than_an_index_takes(library: Library, article_id: str) -> None:
    sources = [f"https://bao.example/{'a' * 7_000}{end}" for end in "xy"]
    for source in sources:
        library.keep_picture(article_id, TakenPicture(source, STORED), NOW)
    assert {each.source for each in library.pictures(article_id)} == set(sources)


def test_a_missing_picture_is_due_at_its_time_and_settled_before(
    library: Library, article_id: str
) -> None:
    library.keep_picture(article_id, HAD, NOW)
    library.keep_picture(article_id, LOST, NOW, next_try=NOW + HOUR)
    both = frozenset({HAD.source, LOST.source})
    assert library.settled_pictures(article_id, NOW) == both
    assert library.settled_pictures(article_id, NOW + HOUR) == {HAD.source}
    assert library.articles_lacking_pictures(NOW, 9) == ()
    assert library.articles_lacking_pictures(NOW + HOUR, 9) == (article_id,)
    library.keep_picture(article_id, LOST, NOW + HOUR)  # given up
    assert library.settled_pictures(article_id, NOW + 9 * HOUR) == both
    assert library.articles_lacking_pictures(NOW + 9 * HOUR, 9) == ()


def test_a_time_that_a_wrong_clock_set_keeps_no_picture_away(
    library: Library, article_id: str
) -> None:
    library.keep_picture(article_id, LOST, NOW, next_try=NOW + 20 * 365 * 24 * HOUR)
    assert library.settled_pictures(article_id, NOW) == frozenset()
    assert library.articles_lacking_pictures(NOW, 9) == (article_id,)


def test_a_person_has_every_missing_picture_asked_for_again(
    library: Library, article_id: str
) -> None:
    library.keep_picture(article_id, HAD, NOW)
    assert not library.ask_pictures_again(article_id, NOW)
    library.keep_picture(article_id, LOST, NOW)
    assert library.ask_pictures_again(article_id, NOW)
    assert library.settled_pictures(article_id, NOW) == {HAD.source}
    assert library.picture_attempts(article_id, LOST.source) == 0


def test_a_file_is_shown_while_any_revision_names_it(library: Library, article_id: str) -> None:
    library.keep_picture(article_id, HAD, NOW)
    library.keep_picture(article_id, TakenPicture(HAD.source, STORED[:1]), NOW)
    many = {f"pictures/{number}.jpg" for number in range(1_200)}
    asked = {*many, *(each.name for each in STORED)}
    assert library.unshown_pictures(asked) == many
    assert library.unshown_pictures(()) == frozenset()


def test_of_articles_that_lack_pictures_the_longest_due_comes_first(library: Library) -> None:
    ids = []
    for number in range(3):
        article, _ = library.take_in(make_revision(source_id=f"bai-{number}"), b"", NOW)
        ids.append(article.id)
        library.keep_picture(article.id, LOST, NOW, next_try=NOW - number * HOUR)
    assert library.articles_lacking_pictures(NOW, 2) == (ids[2], ids[1])
