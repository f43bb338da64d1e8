"""Where what people decide stands: how it is read before and after an act, and put back.

What stands under a key is told as JSON: whether it still is what an act made of it is a
comparison of two texts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

from service.codec import from_json, to_json
from service.errors import JobError
from service.model import (
    Act,
    Assignment,
    Hold,
    LexiconEntry,
    Override,
    Recording,
    Review,
    SentenceLock,
    SentenceNote,
    TableChoice,
)
from service.model.release import PendingRelease, Withdrawal
from service.store.library import Library

Standing: TypeAlias = Mapping[str, str]
"""What stands on a shelf, by its key, as JSON."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who puts something back, where and when."""

    library: Library
    who: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Shelf:
    """What of a subject stands there, and how one of it is put back by whoever may do ``act``.

    ``put`` is given the subject, the key, what is to stand (None for nothing), and who puts
    it there; it raises JobError where that cannot be any more. ``can_put`` tells beforehand,
    by what stood before an act and after it, whether the way back exists at all.
    """

    act: Act
    read: Callable[[str, Library], Standing]
    put: Callable[[str, str, str | None, Seat], None]
    can_put: Callable[[str | None, str | None], bool] = lambda before, after: True


def _told(found: Iterable[Any], key: Callable[[Any], str]) -> Standing:
    return {key(each): to_json(each) for each in found}


def _sentence(each: Override | Recording | SentenceLock) -> str:
    return each.segment_id


def _put_words(article_id: str, segment_id: str, told: str | None, seat: Seat) -> None:
    seat.library.remove_override(article_id, segment_id, seat.now)
    if told is not None:
        seat.library.set_override(from_json(Override, told))


def _put_recording(article_id: str, segment_id: str, told: str | None, seat: Seat) -> None:
    library = seat.library
    library.remove_recording(article_id, segment_id, seat.now)
    if told is not None:
        recording = from_json(Recording, told)
        library.set_recording(recording, library.recorded_sound(recording.digest))


def _put_lock(article_id: str, segment_id: str, told: str | None, seat: Seat) -> None:
    seat.library.remove_lock(article_id, segment_id, seat.now)
    if told is not None:
        seat.library.put_lock(from_json(SentenceLock, told))


def _key_of_review(each: Review) -> str:
    return to_json((each.kind.value, each.segment_id, each.printed, each.subject))


def _put_review(article_id: str, key: str, told: str | None, seat: Seat) -> None:
    standing = _reviews(article_id, seat.library).get(key)
    if standing is not None:
        seat.library.take_back_review(from_json(Review, standing), seat.now)
    if told is not None:
        seat.library.keep_review(from_json(Review, told))


def _reviews(article_id: str, library: Library) -> Standing:
    return _told(library.reviews(article_id), _key_of_review)


def _put_note(article_id: str, number: str, told: str | None, seat: Seat) -> None:
    if told is None:
        seat.library.drop_note(article_id, int(number))
    else:
        seat.library.put_note(from_json(SentenceNote, told))


def _assignments(article_id: str, library: Library) -> Standing:
    found = library.assignment(article_id)
    return {"": to_json(found)} if found else {}


def _put_assignment(article_id: str, _key: str, told: str | None, seat: Seat) -> None:
    if told is None:
        seat.library.unassign(article_id)
    else:
        seat.library.assign(from_json(Assignment, told))


def _put_table(article_id: str, table: str, told: str | None, seat: Seat) -> None:
    seat.library.remove_table_choice(article_id, table, seat.now)
    if told is not None:
        seat.library.set_table_choice(from_json(TableChoice, told))


def _pending(article_id: str, library: Library) -> Standing:
    found = library.pending(article_id)
    return {"": to_json(found)} if found else {}


def _put_pending(article_id: str, _key: str, told: str | None, seat: Seat) -> None:
    now = seat.library.pending(article_id)
    before = from_json(PendingRelease, told or "null")
    if before.goes_at is not None and before.goes_at <= seat.now:
        raise JobError(
            "Giờ hẹn lúc trước đã qua: hoàn tác sẽ phát hành ngay. Hãy hẹn lại, hoặc phát hành.",
            "The earlier moment has passed: it would go at once. Schedule again, or release.",
        )
    if now is not None:
        seat.library.change_pending(now, before)


@dataclass(frozen=True, slots=True)
class _Held:
    """What waits for a yes, beside the text that the article has meanwhile."""

    hold: Hold | None
    revision_id: str


def _held(article_id: str, library: Library) -> Standing:
    standing = library.standing(article_id)
    if standing is None:
        return {}
    return {"": to_json(_Held(library.hold(article_id), standing.revision_id))}


def _put_held(article_id: str, _key: str, told: str | None, seat: Seat) -> None:
    hold = from_json(_Held, told or "null").hold
    if hold is not None:
        seat.library.hold_again(hold)


@dataclass(frozen=True, slots=True)
class _Public:
    """What the public has of the article: an edition's number, or that it was withdrawn."""

    edition: int
    withdrawal: Withdrawal | None


def _public(article_id: str, library: Library) -> Standing:
    standing = library.standing(article_id)
    if standing is None or not standing.edition:
        return {}
    told = library.withdrawal(article_id) if standing.is_withdrawn else None
    return {"": to_json(_Public(standing.edition, told))}


def _put_public(article_id: str, _key: str, told: str | None, seat: Seat) -> None:
    before = from_json(_Public, told).withdrawal if told is not None else None
    if told is not None and before is None:
        seat.library.restore_withdrawn(article_id, seat.now)
        return
    notice = before.notice if before else None
    seat.library.withdraw_episode(Withdrawal(article_id, seat.now, seat.who, notice))


def _same_edition(before: str | None, after: str | None) -> bool:
    """One that took another's place stays: the other comes back by an edition of its own."""
    if after is None:
        return False
    return before is None or (
        from_json(_Public, before).edition == from_json(_Public, after).edition
    )


def _text(article_id: str, library: Library) -> Standing:
    standing = library.standing(article_id)
    return {"": to_json(standing.revision_id)} if standing else {}


def _put_text(article_id: str, _key: str, told: str | None, seat: Seat) -> None:
    revision = seat.library.kept_revision(article_id, from_json(str, told or "null"))
    seat.library.return_to_text(article_id, revision, seat.now)
    seat.library.wish_edition(article_id, seat.now, hold=True)


def _entries(_subject: str, library: Library) -> Standing:
    return _told(library.lexicon_entries(), lambda each: str(each.id))


def _put_entry(_subject: str, entry_id: str, told: str | None, seat: Seat) -> None:
    if told is None:
        seat.library.remove_lexicon_entry(entry_id, seat.now, seat.who)
    else:
        entry = from_json(LexiconEntry, told)
        seat.library.put_lexicon_entries([entry], now=seat.now, author=seat.who)


def _there_was(before: str | None, _after: str | None) -> bool:
    return before is not None


SHELVES: Mapping[str, Shelf] = MappingProxyType(
    {
        "words": Shelf(Act.OVERRIDE, lambda of, it: _told(it.overrides(of), _sentence), _put_words),
        "recordings": Shelf(
            Act.RECORDING, lambda of, it: _told(it.recordings(of), _sentence), _put_recording
        ),
        "locks": Shelf(Act.LOCK, lambda of, it: _told(it.locks(of), _sentence), _put_lock),
        "reviews": Shelf(Act.ACKNOWLEDGE, _reviews, _put_review),
        "notes": Shelf(
            Act.NOTE, lambda of, it: _told(it.notes(of), lambda each: str(each.id)), _put_note
        ),
        "assignment": Shelf(Act.ASSIGN, _assignments, _put_assignment),
        "tables": Shelf(
            Act.TABLE,
            lambda of, it: _told(it.table_choices(of), lambda each: each.table),
            _put_table,
        ),
        "pending": Shelf(Act.SCHEDULE, _pending, _put_pending, _there_was),
        "held": Shelf(Act.REJECT, _held, _put_held, _there_was),
        "public": Shelf(Act.WITHDRAW, _public, _put_public, _same_edition),
        "text": Shelf(Act.TAKE_IN, _text, _put_text, _there_was),
        "lexicon": Shelf(Act.LEXICON, _entries, _put_entry),
    }
)
"""Every shelf by its name, which stands in what is kept for undoing."""
