"""The words of Loa: frozen values with their units in the type.

A value that cannot be wrong cannot be built: each class checks itself in
``__post_init__`` and raises ``ValueError``, which is a programming error and
never a person's. What each word means stands in ``docs/glossary.md``.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

Ms = NewType("Ms", int)
"""Milliseconds."""

Samples = NewType("Samples", int)
"""Audio samples of one channel, at the sample rate of the format in question."""

LANGUAGE = "vi"


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


# --- what is published -------------------------------------------------------


class BlockKind(StrEnum):
    """What a block of the article is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text: NFC, one line, no outer white space."""

    kind: BlockKind
    text: str

    def __post_init__(self) -> None:
        _require(self.text == self.text.strip() != "", "a block has text without outer white space")
        _require("\n" not in self.text, "a block is one line")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the source that is not part of the article, and why (Vietnamese)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One text version of an article.

    ``blocks`` holds the title first (kind TITLE) and then the body in reading
    order. ``source_id`` is the publisher's own id of the article.
    """

    id: str
    source_id: str
    title: str
    published: datetime
    author: str | None
    section: str | None
    link: str | None
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        _require(self.published.tzinfo is not None, "the published date has a time zone")
        _require(len(self.blocks) >= 2, "a revision has a title and a body")
        _require(self.blocks[0].kind is BlockKind.TITLE, "the first block is the title")


@dataclass(frozen=True, slots=True)
class Article:
    """What a newsroom published, in its newest revision.

    ``id`` is short, ASCII and derived from ``source_id``; its episode has the same.
    """

    id: str
    source_id: str
    revision: Revision
    created: datetime
    updated: datetime

    def __post_init__(self) -> None:
        _require(
            self.id.isascii() and self.id.isalnum(), "an article's id is ASCII letters and digits"
        )


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's spoken text for one sentence, bound to that sentence's printed text.

    While the article has a segment with this id the override is applied; when
    the sentence changed it is *parked*: kept and shown, but not applied.
    """

    article_id: str
    segment_id: str
    printed: str
    spoken: str
    author: str
    created: datetime


class LexiconScope(StrEnum):
    """Where a lexicon entry holds."""

    GLOBAL = "global"
    SECTION = "section"
    ARTICLE = "article"


class SayAs(StrEnum):
    """How a lexicon entry is said: as its alias, or letter by letter."""

    ALIAS = "alias"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """How the newsroom wants one grapheme said (grapheme and alias as in W3C PLS 1.0).

    ``scope_value`` is the section's name or the article's id, None where the scope
    is global. With ``is_pattern`` the grapheme is a regular expression. Whether an
    entry can be used at all is decided by ``text.lexicon``.
    """

    id: str
    grapheme: str
    alias: str
    scope: LexiconScope
    scope_value: str | None
    is_pattern: bool
    whole_word: bool
    case_sensitive: bool
    say_as: SayAs
    note: str
    created: datetime

    def __post_init__(self) -> None:
        _require(
            (self.scope is LexiconScope.GLOBAL) == (self.scope_value is None),
            "an entry for a section or an article names it, a global one does not",
        )
        _require(self.created.tzinfo is not None, "the creation date has a time zone")


# --- what is printed, what is said -------------------------------------------


class Ending(StrEnum):
    """What ends where a segment ends; it decides the pause after it."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SECTION = "section"


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
        _require(self.text.strip() != "", "a segment has text")
        _require(self.block >= 0, "a block index is not negative")


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
        _require(0 <= self.begin < self.end, "a reading covers at least one character")
        _require(0.0 <= self.confidence <= 1.0, "confidence lies between 0 and 1")


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
    """What is said for one segment. ``spoken`` may be empty: then nothing is said."""

    segment_id: str
    spoken: str
    trace: tuple[Reading, ...] = ()
    warnings: tuple[TextWarning, ...] = ()
    foreign: tuple[ForeignRun, ...] = ()
    overridden: bool = False


# --- what is heard -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. ``label`` is what people read ("Google, giọng nữ")."""

    engine: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class WordMark:
    """Where a word of the spoken text begins in the sound of one clip."""

    text_offset: int
    at: Ms


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine answers: one or more complete audio files, in order.

    ``media_type`` is ``audio/mpeg`` or ``audio/wav``; nothing is assumed about
    rate or channels, which are read from the sound itself.
    """

    parts: tuple[bytes, ...]
    media_type: str
    words: tuple[WordMark, ...] = ()

    def __post_init__(self) -> None:
        _require(len(self.parts) > 0 and all(self.parts), "speech has parts and none is empty")
        _require(self.media_type in ("audio/mpeg", "audio/wav"), "speech is MPEG or WAV audio")


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """The one format of clips and editions: mono constant-bitrate MPEG-2 Layer III.

    At 24 kHz and 64 kbit/s a frame is 576 samples (24 ms) in exactly 192 bytes
    (ISO/IEC 13818-3), so a byte count is a duration. Only rates and bitrates
    whose frames all have the same length are allowed.
    """

    sample_rate: int = 24_000
    bitrate_kbps: int = 64

    def __post_init__(self) -> None:
        _require(self.sample_rate in (16_000, 24_000), "the sample rate is 16000 or 24000 Hz")
        _require(
            self.bitrate_kbps in (32, 40, 48, 56, 64, 80, 96, 112, 128),
            "the bitrate is one of MPEG-2 Layer III's",
        )

    @property
    def frame_samples(self) -> int:
        """Samples in one frame."""
        return 576

    @property
    def frame_bytes(self) -> int:
        """Bytes in one frame; exact, since 72 × bitrate divides evenly at these rates."""
        return 72 * self.bitrate_kbps * 1000 // self.sample_rate

    def to_ms(self, samples: Samples) -> Ms:
        """``samples`` in whole milliseconds, rounded half up."""
        return Ms((2000 * samples + self.sample_rate) // (2 * self.sample_rate))


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """Everything but the words that changes how a clip sounds.

    It is digested into the clip's key, so it holds nothing else.
    """

    voice: Voice
    engine_version: str
    rate: float
    pitch: float
    gain_db: float
    mastering_version: int
    format: AudioFormat


@dataclass(frozen=True, slots=True)
class Clip:
    """One finished sound of one utterance, as described by its sidecar.

    ``speech_begin`` and ``speech_end`` lie inside the clip; ``energies`` are the
    K-weighted mean squares of its 100 ms steps (ITU-R BS.1770), from which an
    edition's loudness is computed; ``true_peak_dbtp`` is measured after encoding.
    """

    key: str
    spoken: str
    voice: Voice
    engine_version: str
    frame_count: int
    speech_begin: Samples
    speech_end: Samples
    energies: tuple[float, ...]
    true_peak_dbtp: float
    frames_sha256: str
    words: tuple[WordMark, ...] = ()

    def __post_init__(self) -> None:
        _require(self.frame_count > 0, "a clip has frames")
        _require(0 <= self.speech_begin <= self.speech_end, "speech begins before it ends")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a segment is heard in its edition: ``begin`` ≤ t < ``end``."""

    segment_id: str
    begin: Samples
    end: Samples

    def __post_init__(self) -> None:
        _require(0 <= self.begin < self.end, "a span has a length")


@dataclass(frozen=True, slots=True)
class Cue:
    """A span in milliseconds with its printed text, as captions show it."""

    segment_id: str
    begin: Ms
    end: Ms
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled place in an edition."""

    title: str
    begin: Ms
    end: Ms


# --- what is published as sound ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The published file of an edition.

    ``name`` is its path below the media root ("<episode>/<sha12>.mp3"),
    ``length`` its size in bytes.
    """

    name: str
    length: int
    type: str
    duration: Ms
    sha256: str

    def __post_init__(self) -> None:
        _require(self.length > 0, "an enclosure is not empty")
        _require(self.name.isascii(), "an enclosure's name is ASCII")


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment with all that became of it in one edition."""

    segment: Segment
    utterance: Utterance
    clip_key: str | None
    span: Span | None

    def __post_init__(self) -> None:
        _require(
            (self.clip_key is None) == (self.span is None),
            "a passage is heard with a clip and a span, or not at all",
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """One immutable recording of one revision.

    ``number`` counts the editions of its episode from 1. ``recipe`` digests all that
    makes its sound: equal recipes are heard alike. ``fallback_reason`` is
    the reader's explanation (Vietnamese) when another engine than the wished one
    spoke, else None.
    """

    episode_id: str
    number: int
    revision: Revision
    passages: tuple[Passage, ...]
    spec: ClipSpec
    recipe: str
    enclosure: Enclosure
    loudness_lufs: float
    true_peak_dbtp: float
    created: datetime
    fallback_reason: str | None = None

    def __post_init__(self) -> None:
        _require(self.number >= 1, "editions count from 1")
        _require(self.recipe != "", "an edition has a recipe")
        _require(self.created.tzinfo is not None, "the creation date has a time zone")
        _require(any(p.span for p in self.passages), "an edition has something to hear")


@dataclass(frozen=True, slots=True)
class Episode:
    """An article as heard. ``guid`` outlives editions; ``edition`` is the current one."""

    id: str
    guid: str
    edition: Edition
    first_published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """The podcast itself. URLs are absolute and without a trailing slash.

    ``guid`` is the podcast:guid, frozen at first publication.
    """

    title: str
    description: str
    author: str
    email: str | None
    language: str
    category: str
    site_url: str
    feed_url: str
    image_url: str
    guid: str
    copyright: str | None = None


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: sentences done of all sentences, and what happens now (Vietnamese)."""

    done: int
    total: int
    stage: str

    def __post_init__(self) -> None:
        _require(0 <= self.done <= self.total, "done lies between 0 and total")


@dataclass(frozen=True, slots=True)
class Job:
    """One run that makes one edition of one episode."""

    id: str
    episode_id: str
    state: JobState
    progress: Progress
    created: datetime
    updated: datetime
    message: str | None = None
