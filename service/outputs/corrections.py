"""A correction as the public is told of it: the note, what changed, and where it is heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from service.model import Edition
from service.model.release import PublicCorrection
from service.model.sound import Cue
from service.model.timing import cues
from service.outputs.differing import LineChange, Unchanged, compare_lines, with_surroundings
from service.outputs.page_words import clock

MOST_MOMENTS = 10
_AROUND = 1


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """What the ``correction`` changed: ``moments`` are its new sentences, where they stand now."""

    correction: PublicCorrection
    moments: tuple[Cue, ...]
    lines: tuple[LineChange | Unchanged, ...]


def tell_correction(
    correction: PublicCorrection,
    before: Edition | None,
    corrected: Edition | None,
    current: Edition,
) -> ToldCorrection:
    """What of ``corrected`` is other than ``before``, which the public had until then.

    The moments are those of the ``current`` edition, which may have come since. Without one of
    the first two the note alone is told.
    """
    if before is None or corrected is None:
        return ToldCorrection(correction, (), ())
    old, new = _printed(before), _printed(corrected)
    changed = frozenset(new) - frozenset(old)
    moments = tuple(each for each in cues(current) if each.text in changed)
    lines = with_surroundings(compare_lines(old, new), _AROUND) if old != new else ()
    return ToldCorrection(correction, moments[:MOST_MOMENTS], tuple(lines))


def correction_words(told: ToldCorrection) -> str:
    """The correction in one paragraph of plain text."""
    return f"Đính chính: {told.correction.note}"


def correction_notes(told: ToldCorrection, page_url: str) -> str:
    """The correction as HTML for show notes, with links to where it is heard."""
    links = ", ".join(
        f'<a href="{escape(page_url)}#t={each.begin / 1000:g}">{clock(each.begin)}</a>'
        for each in told.moments
    )
    heard = f" Nghe chỗ đã sửa: {links}." if links else ""
    return f"<p><strong>Đính chính:</strong> {escape(told.correction.note)}{heard}</p>"


def _printed(edition: Edition) -> Sequence[str]:
    return [each.segment.text for each in edition.passages]
