"""What is published as sound: passages, editions, episodes, the channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.model.article import Revision
from service.model.pictures import TakenPicture, with_pictures
from service.model.published_names import manifest_name
from service.model.sound import ClipSpec, Pause, Span, Voice
from service.model.units import Ms, Samples, require
from service.model.utterance import Segment, Utterance


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
        require(self.length > 0, "an enclosure is not empty")
        require(self.name.isascii(), "an enclosure's name is ASCII")


@dataclass(frozen=True, slots=True)
class Alternate:
    """The sound of an edition in another form, in a file beside its own.

    ``codecs`` is what is in it (RFC 6381), ``bitrate`` its average in bits a second, ``sri`` its
    digest as pages and feeds name it (W3C Subresource Integrity): "sha384-…".
    """

    file: Enclosure
    codecs: str
    bitrate: int
    sri: str


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who speaks what: ``narrator`` everything but the segments of ``others``, by their id."""

    narrator: ClipSpec
    others: Mapping[str, ClipSpec] = field(default_factory=dict)

    def spec_for(self, segment_id: str) -> ClipSpec:
        """How the clip of this segment is made."""
        return self.others.get(segment_id, self.narrator)


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment with all that became of it in one edition.

    ``span`` is where its words are heard. Its clip begins ``lead`` samples earlier
    and ends ``trail`` samples later, where a jingle is mixed into it: ``opening`` and
    ``closing`` are these jingles' digests. ``spec`` is how the clip was made where that
    is not what the edition's ``spec`` says, ``frames_sha256`` what it was, byte for byte
    (None in editions of an older Loa): made again, it may sound otherwise. ``pauses`` are
    those amid its words, counted from its span's begin.
    """

    segment: Segment
    utterance: Utterance
    clip_key: str | None
    span: Span | None
    spec: ClipSpec | None = None
    lead: Samples = field(default=Samples(0))
    trail: Samples = field(default=Samples(0))
    opening: str | None = None
    closing: str | None = None
    frames_sha256: str | None = None
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        require(
            (self.clip_key is None) == (self.span is None),
            "a passage is heard with a clip and a span, or not at all",
        )
        require(self.lead >= 0 and self.trail >= 0, "a clip holds all of its words")

    @property
    def clip_span(self) -> Span | None:
        """Where its whole clip lies, jingles included."""
        if self.span is None:
            return None
        begin, end = self.span.begin - self.lead, self.span.end + self.trail
        return Span(self.span.segment_id, Samples(begin), Samples(end))


@dataclass(frozen=True, slots=True)
class Edition:
    """One immutable recording of one revision.

    ``number`` counts the editions of its episode from 1. ``recipe`` digests all that
    makes its sound: equal recipes are heard alike. ``spec`` is the narrator's.
    ``fallback_reason`` is the reader's explanation (Vietnamese) when another engine
    than the wished one spoke, else None. ``pictures`` tell what became of those of its revision.
    ``tagging`` digests what the station tells in the tag of its file ("" of Loa 1.0).
    ``alternates`` are other forms of its sound.
    ``notice`` is heard too and is no sentence of the article.
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
    pictures: tuple[TakenPicture, ...] = ()
    tagging: str = ""
    alternates: tuple[Alternate, ...] = ()
    notice: Passage | None = None

    def __post_init__(self) -> None:
        require(self.number >= 1, "editions count from 1")
        require(self.recipe != "", "an edition has a recipe")
        require(self.created.tzinfo is not None, "the creation date has a time zone")
        require(any(p.span for p in self.passages), "an edition has something to hear")

    @property
    def played(self) -> tuple[Passage, ...]:
        """All that is heard, the notice among it, in order of time, and what is not heard."""
        return in_order_of_time(self.passages, self.notice)

    @property
    def shown(self) -> Revision:
        """Its revision as pages show it: its pictures tell what became of them."""
        if not self.pictures:
            return self.revision
        content = with_pictures(self.revision.content, self.pictures)
        return replace(self.revision, content=content)

    @property
    def manifest_name(self) -> str:
        """The name of the file that ties each sentence to its sound."""
        return manifest_name(self.episode_id, self.number)

    @property
    def voicing(self) -> Voicing:
        """Who spoke which of its segments."""
        others = {each.segment.id: each.spec for each in self.passages if each.spec}
        return Voicing(self.spec, others)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices that are heard, each once, the one heard most often first."""
        return heard_voices(self.passages, self.spec)


def in_order_of_time(passages: Sequence[Passage], notice: Passage | None) -> tuple[Passage, ...]:
    """``passages`` as they are heard, and the ``notice`` before or after all of them."""
    if notice is None:
        return tuple(passages)
    begins = [each.span.begin for each in passages if each.span]
    is_first = notice.span is not None and all(notice.span.begin < each for each in begins)
    return (notice, *passages) if is_first else (*passages, notice)


def heard_voices(passages: Sequence[Passage], narrator: ClipSpec) -> tuple[Voice, ...]:
    """The voices of ``passages``, each once, the one heard most often first."""
    heard = [(each.spec or narrator).voice for each in passages if each.span]
    return tuple(sorted(dict.fromkeys(heard), key=heard.count, reverse=True))


def episode_guid(episode_id: str, channel_guid: str | None) -> str:
    """The guid of an episode, from its article's id and its podcast's guid: no other has it.

    Without one it is that of an older Loa, which two newsrooms can share.
    """
    return f"loa:{channel_guid}:{episode_id}" if channel_guid else f"loa:{episode_id}"


@dataclass(frozen=True, slots=True)
class Episode:
    """An article as heard. ``guid`` outlives editions; ``edition`` is the current one.

    ``sequence`` counts the library's episodes in the order of their first releases.
    """

    id: str
    guid: str
    edition: Edition
    first_published: datetime
    updated: datetime
    sequence: int | None = None
