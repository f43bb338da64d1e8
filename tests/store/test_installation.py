"""Whose library it is, and what of the published it does not know."""

from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision


def test_a_library_keeps_the_first_id_that_is_proposed(library: Library) -> None:
    assert library.installation() is None
    assert library.claim_installation("one") == "one"
    assert library.claim_installation("two") == "one"
    assert library.installation() == "one"


def test_articles_and_files_that_it_does_not_know_are_named(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    edition = make_edition(article.id, make_revision())
    library.publish_edition(edition, NOW, ())
    # More than SQLite takes in one question.
    strangers = [f"x{number:05}" for number in range(33_000)]
    assert library.unknown_articles([*reversed(strangers), article.id, "x00001"]) == tuple(
        strangers
    )
    known, name = edition.enclosure.name, edition.enclosure.name.partition("/")[2]
    assert library.unknown_files([f"other/{name}", known, f"{article.id}/x.mp3"]) == (
        f"other/{name}",
        f"{article.id}/x.mp3",
    )
