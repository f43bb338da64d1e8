"""The spoken form of printed text: all readers in one visible order, with trace and warnings.

Every reader sees the printed text; an earlier reader's claim wins over a later
one that overlaps it. The spoken text is laid over the printed one at the end,
so that nothing is read twice and every offset points at what the editor sees. Where
typography says more than letters, readers see a copy that says it (``copy``).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from service.model import Reading, Segment, TextWarning, Utterance
from service.model.content import Inline, Mark, text_of
from service.text.abbreviations import read_abbreviations
from service.text.capitals import read_capitals
from service.text.claim import Claim, Reader
from service.text.codes import read_codes, read_named_codes
from service.text.copy import Copy, copy_of
from service.text.dates import read_dates
from service.text.delivery import PLAIN, Delivery
from service.text.documents import read_documents
from service.text.foreign import find_foreign, foreign_of
from service.text.form import CAPITAL, SMALL, Form
from service.text.fractions import read_fractions
from service.text.links import read_links
from service.text.marked import read_deleted, read_expansions
from service.text.measures import read_angles, read_lone_units, read_measures
from service.text.numerals import read_digits, read_numerals
from service.text.phones import read_phones
from service.text.powers import read_powers
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
    read_powers,
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
    r"[^\w\s.,;:!?\"'“”‘’()\[\]…«»-]|[0-9⁰¹²³⁴-⁹ⁿ½¼¾⅓⅔⅛]|\.\.|(?:^|\s)\.|\w\.\w"
    rf"|[{CAPITAL}](?![{SMALL}])"
)
"""Text without any of this is its own spoken form: no digit, symbol, lone or second capital."""

_SMALL_LETTERS = Form(r"\s(?:[mdclxvi]{1,12}|k[gm]|mg)(?!\w)|(?<!\w)tp[. ]")
"""What might be a Roman numeral, a unit or a town in small letters."""

_LEFT_OVER = Form(r"[0-9]+|[^\w\s.,;:!?\"'“”‘’()\[\]…«»-]")


def say(
    text: str,
    *,
    lexicon: Reader | None = None,
    segment_id: str = "",
    delivery: Delivery = PLAIN,
) -> Utterance:
    """What is said for ``text``, how each written form was read, and what is doubtful.

    ``text`` is taken in NFC, and all offsets count characters of that. Text
    without written forms comes out unchanged. ``lexicon`` goes before all readers, and what
    marks say of a part of the text before the lexicon.
    """
    printed = unicodedata.normalize("NFC", text)
    runs = _composed(delivery.runs, printed)
    copy = copy_of(printed, runs, delivery.aside)
    readers = READERS if _has_written_form(copy.text) else ()
    if lexicon is not None:
        readers = (lexicon, *readers)
    accepted = _accept(copy.text, (*_marked(copy, delivery, lexicon), *readers))
    trace = [_reading(printed, copy, claim) for claim in accepted if claim.spoken is not None]
    warnings = [claim.warning for claim in accepted if claim.warning]
    warnings += _left_over(copy.text, accepted)
    return Utterance(
        segment_id,
        _lay_over(copy.text, accepted),
        trace=_in_order((*copy.aside, *trace)),
        warnings=tuple(_as_printed(copy, each) for each in sorted(warnings, key=_place)),
        foreign=foreign_of(printed, runs),
    )


def _in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """``readings`` from left to right; one inside another is part of that one."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda each: (each.begin, -each.end)):
        if not kept or reading.begin >= kept[-1].end:
            kept.append(reading)
    return tuple(kept)


def utter(
    segment: Segment,
    *,
    lexicon: Reader | None = None,
    override: str | None = None,
    delivery: Delivery = PLAIN,
) -> Utterance:
    """What is said for ``segment``; an editor's ``override`` is said as it stands."""
    if override is not None:
        spoken = unicodedata.normalize("NFC", override)
        foreign = find_foreign(unicodedata.normalize("NFC", segment.text))
        return Utterance(segment.id, spoken, foreign=foreign, overridden=True)
    if delivery.instead is not None:
        return _say_instead(segment, delivery, lexicon)
    said = say(segment.text, lexicon=lexicon, segment_id=segment.id, delivery=delivery)
    if not delivery.lead or not said.is_said:
        return said
    lead = Reading(delivery.rule, delivery.label, delivery.lead, 0, 1)
    return replace(said, spoken=f"{delivery.lead}: {said.spoken}", trace=(lead, *said.trace))


def _say_instead(segment: Segment, delivery: Delivery, lexicon: Reader | None) -> Utterance:
    """What is said in place of the printed text; "" for nothing."""
    printed = unicodedata.normalize("NFC", segment.text)
    spoken = say(delivery.instead, lexicon=lexicon).spoken if delivery.instead else ""
    why = Reading(delivery.rule, printed, spoken, 0, len(printed))
    return Utterance(segment.id, spoken, trace=(why,), foreign=find_foreign(printed))


def _composed(runs: Inline, printed: str) -> Inline:
    """``runs`` in NFC where they still are ``printed``; () where they are not or say nothing."""
    if all(run.is_plain for run in runs):
        return ()
    composed = tuple(replace(run, text=unicodedata.normalize("NFC", run.text)) for run in runs)
    return composed if text_of(composed) == printed else ()


def _marked(copy: Copy, delivery: Delivery, lexicon: Reader | None) -> tuple[Reader, ...]:
    """Readers of what marks say; the lexicon goes before what a page says of itself."""
    if not copy.struck and not copy.expanded:
        return ()
    return (
        lambda _: read_deleted(copy, delivery.deleted, lambda runs: _say_struck(runs, lexicon)),
        *((lexicon,) if lexicon is not None else ()),
        lambda _: read_expansions(copy),
    )


def _say_struck(runs: Inline, lexicon: Reader | None) -> str:
    standing = tuple(
        replace(run, marks=tuple(mark for mark in run.marks if mark is not Mark.DELETED))
        for run in runs
    )
    return say(text_of(standing), lexicon=lexicon, delivery=Delivery(runs=standing)).spoken


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


def _reading(printed: str, copy: Copy, claim: Claim) -> Reading:
    begin, end = copy.printed(claim.begin, claim.end)
    return Reading(
        claim.rule,
        printed[begin:end],
        (claim.spoken or "").strip(),
        begin,
        end,
        claim.confidence,
    )


def _as_printed(copy: Copy, warning: TextWarning) -> TextWarning:
    begin, end = copy.printed(warning.begin, warning.end)
    return replace(warning, begin=begin, end=end)


def _place(warning: TextWarning) -> tuple[int, int]:
    return warning.begin, warning.end


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
