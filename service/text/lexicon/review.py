"""What an editor asks of the lexicon: what clashes, what is never used, what would change."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from service.errors import LexiconError
from service.model import LexiconEntry
from service.text.claim import Claim, Reader
from service.text.lexicon.matching import Shelf, read_shelves
from service.text.lexicon.patterns import CHECK_SECONDS
from service.text.lexicon.runaways import Runaways
from service.text.lexicon.scopes import ScopeKey, scope_key
from service.text.spoken import say


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries of one scope for the same written form, and why that is wrong (Vietnamese).

    ``winner`` is the newer one, which is what is said now.
    """

    winner: LexiconEntry
    loser: LexiconEntry
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence as it is said now, and as it would be said with an entry."""

    sentence: str
    before: str
    after: str


def conflicts(entries: Iterable[LexiconEntry]) -> tuple[Conflict, ...]:
    """The pairs of entries that claim the same written form in the same scope."""
    held: dict[tuple[ScopeKey, bool, str], list[LexiconEntry]] = {}
    found = []
    for entry in sorted(entries, key=lambda each: each.created, reverse=True):
        rivals = held.setdefault(_place(entry), [])
        for rival in rivals:
            if _same_form(rival, entry):
                found.append(Conflict(rival, entry, _reason(rival, entry)))
                break
        rivals.append(entry)
    return tuple(found)


def search(entries: Iterable[LexiconEntry], sought: str) -> tuple[LexiconEntry, ...]:
    """The entries whose grapheme or alias holds ``sought``, in any case, in the given order."""
    wanted = _nfc(sought).lower()
    return tuple(
        entry
        for entry in entries
        if wanted in _nfc(entry.grapheme).lower() or wanted in _nfc(entry.alias).lower()
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """What a lexicon does in some texts: entries that apply nowhere, entries that are left out.

    Those that are left out come with what is wrong with them: they cannot be used, or are
    patterns that run away. Nobody knows where these would apply.
    """

    unused: tuple[LexiconEntry, ...]
    left_out: tuple[tuple[LexiconEntry, LexiconError], ...]


def try_entries(entries: Iterable[LexiconEntry], texts: Iterable[str]) -> Trial:
    """What ``entries`` do in ``texts``, whatever their scope, in the given order."""
    given = tuple(entries)
    shelf, runaways = Shelf(given), Runaways()
    every = chain([""], texts)  # without any text, too, it shows what cannot be used
    used = {match.entry.id for text in every for match in shelf.matches(_nfc(text), runaways)}
    out = runaways.left_out
    return Trial(
        tuple(entry for entry in given if entry.id not in used and entry.id not in out),
        tuple(out[entry.id] for entry in given if entry.id in out),
    )


def preview(
    entry: LexiconEntry,
    sentences: Iterable[str],
    *,
    standing: Reader | None = None,
    remaining: Reader | None = None,
) -> tuple[Change, ...]:
    """The sentences that ``entry`` would change, with what is said before and after.

    ``standing`` is the reader of the lexicon as it is; the entry goes before it,
    as the newest does. Where the entry takes another's place, ``remaining`` is the
    reader without that other. Raises ``LexiconError`` for an entry that cannot be used,
    and with the sentence for a pattern that runs away in one of them.
    """
    shelf, runaways = Shelf([entry]), Runaways(CHECK_SECONDS)
    reader = _in_turn(read_shelves([shelf]), remaining or standing)
    found = []
    for sentence in sentences:
        applies = shelf.matches(_nfc(sentence), runaways)
        for _, what_is_wrong in runaways.left_out.values():
            raise what_is_wrong
        if remaining is None and not applies:
            continue
        before = say(sentence, lexicon=standing).spoken
        after = say(sentence, lexicon=reader).spoken
        if before != after:
            found.append(Change(sentence, before, after))
    return tuple(found)


def _in_turn(first: Reader, second: Reader | None) -> Reader:
    def read_both(text: str) -> Iterator[Claim]:
        yield from first(text)
        if second is not None:
            yield from second(text)

    return read_both


def _place(entry: LexiconEntry) -> tuple[ScopeKey, bool, str]:
    """What two entries must share to clash: scope, kind and the letters of the grapheme."""
    return (
        scope_key(entry.scope, entry.scope_value),
        entry.is_pattern,
        _nfc(entry.grapheme).lower().strip(),
    )


def _same_form(one: LexiconEntry, two: LexiconEntry) -> bool:
    """Whether a text exists that both apply to: not so for «Bình» and «bình» with their case."""
    cased = one.case_sensitive and two.case_sensitive
    return not cased or _nfc(one.grapheme).strip() == _nfc(two.grapheme).strip()


def _reason(winner: LexiconEntry, loser: LexiconEntry) -> str:
    if (winner.say_as, winner.alias) == (loser.say_as, loser.alias):
        return f"«{loser.grapheme}» được ghi hai lần với cùng cách đọc."
    return (
        f"«{loser.grapheme}» có hai cách đọc: «{_said(winner)}» (mới hơn, đang dùng) "
        f"và «{_said(loser)}»."
    )


def _said(entry: LexiconEntry) -> str:
    return entry.alias if entry.say_as.value == "alias" else "đọc từng chữ cái"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
