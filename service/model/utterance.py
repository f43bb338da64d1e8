"""What is printed and what is said: segments, utterances and their trace."""

from dataclasses import dataclass

from service.model.content import BlockKind, Ending
from service.model.units import require


@dataclass(frozen=True, slots=True)
class Segment:
    """One printed sentence (or headline line) of a block.

    ``id`` is derived from the printed text and its occurrence number, so that
    inserting a sentence renames no other. ``block`` is the index of its block in
    the revision. ``tail`` is the white space between this segment and the next
    in the same block ("" or " "): texts and tails joined are the block's text.
    """

    id: str
    text: str
    kind: BlockKind
    block: int
    ending: Ending
    tail: str = ""

    def __post_init__(self) -> None:
        require(self.text.strip() != "", "a segment has text")
        require(self.block >= 0, "a block index is not negative")


@dataclass(frozen=True, slots=True)
class Reading:
    """One step of a trace: which rule read which written form how.

    ``begin`` and ``end`` are character offsets in the printed text (end
    exclusive); ``confidence`` runs from 0 to 1.
    """

    rule: str
    written: str
    spoken: str
    begin: int
    end: int
    confidence: float = 1.0

    def __post_init__(self) -> None:
        require(0 <= self.begin < self.end, "a reading covers at least one character")
        require(0.0 <= self.confidence <= 1.0, "confidence lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class TextWarning:
    """A place an editor should look at before it is spoken.

    ``code`` is stable and machine-readable ("unread-digit", "ambiguous-abbreviation");
    ``reason`` is for the editor, in Vietnamese; ``alternatives`` are other ways to
    say it. Offsets as in :class:`Reading`.
    """

    code: str
    written: str
    begin: int
    end: int
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignRun:
    """A run of the printed text that is certainly in another language (BCP 47)."""

    begin: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said for one segment. Nothing is where ``spoken`` has no letter or digit."""

    segment_id: str
    spoken: str
    trace: tuple[Reading, ...] = ()
    warnings: tuple[TextWarning, ...] = ()
    foreign: tuple[ForeignRun, ...] = ()
    overridden: bool = False

    @property
    def is_said(self) -> bool:
        """Whether there is anything to say: not where the rules leave nothing but ``...``.

        What an editor wishes is said or fails; it is never passed over.
        """
        return bool(self.spoken) and (self.overridden or any(map(str.isalnum, self.spoken)))
