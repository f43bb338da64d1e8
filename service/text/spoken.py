"""The spoken form of printed text: all readers in one visible order, with trace and warnings.

Every reader sees the printed text; an earlier reader's claim wins over a later
one that overlaps it. The spoken text is laid over the printed one at the end,
so that nothing is read twice and every offset points at what the editor sees.
"""

import re
import unicodedata
from collections.abc import Iterable

from service.model import Reading, Segment, TextWarning, Utterance
from service.text.abbreviations import read_abbreviations
from service.text.capitals import read_capitals
from service.text.claim import Claim, Reader
from service.text.codes import read_codes, read_named_codes
from service.text.dates import read_dates
from service.text.documents import read_documents
from service.text.foreign import find_foreign
from service.text.form import CAPITAL, SMALL, Form
from service.text.fractions import read_fractions
from service.text.links import read_links
from service.text.measures import read_angles, read_lone_units, read_measures
from service.text.numerals import read_digits, read_numerals
from service.text.phones import read_phones
from service.text.punctuation import read_punctuation
from service.text.ranges import read_ranges
from service.text.roads import read_roads
from service.text.romans import read_romans
from service.text.signs import read_signs
from service.text.times import read_times

READERS: tuple[Reader, ...] = (
    read_links,
    read_documents,
    read_dates,
    read_angles,
    read_times,
    read_roads,
    read_phones,
    read_romans,
    read_measures,
    read_ranges,
    read_fractions,
    read_lone_units,
    read_named_codes,
    read_abbreviations,
    read_codes,
    read_numerals,
    read_digits,
    read_capitals,
    read_punctuation,
    read_signs,
)
"""All readers; the earlier wins where two claim the same place."""

_WRITTEN_FORM = Form(
    r"[^\w\s.,;:!?\"'“”‘’()\[\]…«»-]|[0-9²³½¼¾⅓⅔⅛]|\.\.|(?:^|\s)\.|\w\.\w"
    rf"|[{CAPITAL}](?![{SMALL}])"
)
"""Text without any of this is its own spoken form: no digit, symbol, lone or second capital."""

_SMALL_LETTERS = Form(r"\s(?:[mdclxvi]{1,12}|k[gm]|mg)(?!\w)|(?<!\w)tp[. ]")
"""What might be a Roman numeral, a unit or a town in small letters."""

_LEFT_OVER = Form(r"[0-9]+|[^\w\s.,;:!?\"'“”‘’()\[\]…«»-]")


def say(text: str, *, lexicon: Reader | None = None, segment_id: str = "") -> Utterance:
    """What is said for ``text``, how each written form was read, and what is doubtful.

    ``text`` is taken in NFC, and all offsets count characters of that. Text
    without written forms comes out unchanged. ``lexicon`` goes before all readers.
    """
    printed = unicodedata.normalize("NFC", text)
    readers = READERS if _has_written_form(printed) else ()
    if lexicon is not None:
        readers = (lexicon, *readers)
    accepted = _accept(printed, readers)
    warnings = [claim.warning for claim in accepted if claim.warning]
    warnings += _left_over(printed, accepted)
    return Utterance(
        segment_id,
        _lay_over(printed, accepted),
        trace=_readings(printed, accepted),
        warnings=tuple(sorted(warnings, key=lambda each: (each.begin, each.end))),
        foreign=find_foreign(printed),
    )


def utter(
    segment: Segment, *, lexicon: Reader | None = None, override: str | None = None
) -> Utterance:
    """What is said for ``segment``; an editor's ``override`` is said as it stands."""
    if override is not None:
        spoken = unicodedata.normalize("NFC", override)
        foreign = find_foreign(unicodedata.normalize("NFC", segment.text))
        return Utterance(segment.id, spoken, foreign=foreign, overridden=True)
    return say(segment.text, lexicon=lexicon, segment_id=segment.id)


def _has_written_form(printed: str) -> bool:
    return bool(_WRITTEN_FORM.found_in(printed) or _SMALL_LETTERS.found_in(printed))


def _accept(printed: str, readers: Iterable[Reader]) -> list[Claim]:
    """The claims that stand, in the order of the text; none overlaps another."""
    taken = bytearray(len(printed))
    accepted = []
    for reader in readers:
        for claim in reader(printed):
            if taken.find(1, claim.begin, claim.end) < 0:
                taken[claim.begin : claim.end] = b"\1" * (claim.end - claim.begin)
                accepted.append(claim)
    return sorted(accepted, key=lambda claim: claim.begin)


def _lay_over(printed: str, claims: Iterable[Claim]) -> str:
    """The printed text with every claim said in its place."""
    parts: list[str] = []
    at = 0
    for claim in claims:
        if claim.spoken is None:
            continue
        _join(parts, printed[at : claim.begin], "")
        _join(parts, claim.spoken, ":;,.")
        at = claim.end
    _join(parts, printed[at:], "")
    return "".join(parts)


def _join(parts: list[str], more: str, stops: str) -> None:
    """Adds ``more`` with one space where words, or a word and one of ``stops``, would touch."""
    last = parts[-1][-1] if parts else " "
    if last == " ":
        more = more.removeprefix(" ")
    elif more and more[0].isalnum() and (last.isalnum() or last in stops):
        more = " " + more
    if more:
        parts.append(more)


def _readings(printed: str, claims: Iterable[Claim]) -> tuple[Reading, ...]:
    """What was said in place of something printed."""
    return tuple(
        Reading(
            claim.rule,
            printed[claim.begin : claim.end],
            claim.spoken.strip(),
            claim.begin,
            claim.end,
            claim.confidence,
        )
        for claim in claims
        if claim.spoken is not None
    )


def _left_over(printed: str, claims: Iterable[Claim]) -> list[TextWarning]:
    """A warning for each digit and symbol that stays as printed."""
    left = list(printed)
    for claim in claims:
        left[claim.begin : claim.end] = " " * (claim.end - claim.begin)
    return [_unread(match) for match in _LEFT_OVER.matches("".join(left))]


def _unread(match: re.Match[str]) -> TextWarning:
    code = "unread-digit" if match[0][0].isdigit() else "unread-symbol"
    reason = f"Chưa có quy tắc đọc «{match[0]}»."
    return TextWarning(code, match[0], match.start(), match.end(), reason)
