"""What editors find right, lock, note and assign stands until it is taken back."""

from dataclasses import replace
from datetime import timedelta

from service.model import Assignment, Review, ReviewKind, SentenceLock
from service.store.library import Library
from tests.store.shelf import NOW, make_revision

LATER = NOW + timedelta(hours=1)


def taken_in(library: Library, source_id: str = "bai-1") -> str:
    article, _ = library.take_in(make_revision(source_id=source_id), b"raw", NOW)
    return article.id


def test_what_was_found_right_stands_once_until_it_is_taken_back(library: Library) -> None:
    article_id, other = taken_in(library), taken_in(library, "bai-2")
    seen = Review(ReviewKind.WARNING, article_id, "s1", "Câu 5.", "unread: 5", "An", NOW)
    words = replace(seen, kind=ReviewKind.DIFFERENCE, subject="năm")
    for each in (seen, words, replace(seen, article_id=other)):
        library.keep_review(each)
    again = replace(seen, author="Bình", created=LATER)
    library.keep_review(again)
    assert library.reviews(article_id) == (words, again)
    library.take_back_review(replace(again, author="Chi"), LATER)
    assert library.reviews(article_id) == (words,)
    assert len(library.reviews(other)) == 1


def test_a_sentence_has_one_lock_and_anyone_may_take_it_off(library: Library) -> None:
    article_id = taken_in(library)
    lock = SentenceLock(article_id, "s1", "Câu.", keeps_words=True, author="An", created=NOW)
    library.put_lock(lock)
    later = replace(lock, author="Bình", keeps_words=False, created=LATER)
    library.put_lock(later)
    elsewhere = replace(lock, segment_id="s2")
    library.put_lock(elsewhere)
    assert library.locks(article_id) == (later, elsewhere)
    library.remove_lock(article_id, "s1", LATER)
    assert library.locks(article_id) == (elsewhere,)


def test_a_note_is_open_until_somebody_has_seen_to_it_and_can_be_opened_again(
    library: Library,
) -> None:
    article_id, other = taken_in(library), taken_in(library, "bai-2")
    number = library.add_note(article_id, "s1", "Câu.", "Tên này đúng chưa?", "An", NOW)
    (note,) = library.notes(article_id)
    assert (note.id, note.text, note.author, note.is_open) == (
        number,
        "Tên này đúng chưa?",
        "An",
        True,
    )
    assert library.resolve_note(other, number, "Bình", LATER) is None
    done = library.resolve_note(article_id, number, "Bình", LATER)
    assert done is not None
    assert (done.resolver, done.resolved, done.is_open) == ("Bình", LATER, False)
    assert library.notes(article_id) == (done,)
    library.resolve_note(article_id, number, None, LATER)
    assert library.notes(article_id) == (note,)


def test_an_article_is_one_persons_or_nobodys(library: Library) -> None:
    article_id = taken_in(library)
    assert library.assignment(article_id) is None
    library.assign(Assignment(article_id, "An", "Bình", NOW))
    given_on = Assignment(article_id, "Chi", "An", LATER)
    library.assign(given_on)
    assert library.assignment(article_id) == given_on
    library.unassign(article_id)
    library.unassign(article_id)
    assert library.assignment(article_id) is None
