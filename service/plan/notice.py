"""The notice of an edition: who says it, and whether there is anything to say it of."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.model import BlockKind, ClipSpec, Edition, Ending, Segment
from service.model.notice import NOTICE_ID, Notice, NoticePlace
from service.plan.keys import clip_key
from service.plan.line import Line
from service.text.spoken import utter


@dataclass(frozen=True, slots=True)
class PlannedNotice:
    """The ``line`` that says an edition's notice, and where it is heard."""

    line: Line
    place: NoticePlace

    @property
    def digest(self) -> tuple[str, str]:
        """What of it is heard, as recipes digest it."""
        return self.place.value, self.line.clip_key or ""


def plan_notice(
    notice: Notice | None, narrator: ClipSpec, lines: Iterable[Line]
) -> PlannedNotice | None:
    """The ``notice`` in the narrator's voice; None where people alone are heard in ``lines``."""
    if notice is None or all(line.spec.is_recording for line in lines if line.clip_key):
        return None
    segment = Segment(NOTICE_ID, notice.words, BlockKind.PARAGRAPH, 0, Ending.PARAGRAPH)
    utterance = utter(segment)
    key = clip_key(narrator, utterance.spoken)
    return PlannedNotice(Line(segment, utterance, key, narrator), notice.place)


def notice_of(edition: Edition) -> Notice | None:
    """The notice that is heard in ``edition``, or None."""
    told = edition.notice
    if told is None:
        return None
    is_first = edition.played[0] == told
    return Notice(told.segment.text, NoticePlace.START if is_first else NoticePlace.END)


def sentences_among(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those of ``lines`` that say sentences of the article: all but the notice."""
    return tuple(line for line in lines if line.segment.id != NOTICE_ID)
