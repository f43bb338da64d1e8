"""Decides, and acts on nothing: which clips an edition needs, and whether it is a new one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.fingerprint import fingerprint
from service.model import (
    Cast,
    ClipSpec,
    Edition,
    Ending,
    Override,
    Recording,
    Revision,
    Segment,
    Utterance,
)

Correction = TypeVar("Correction", Override, Recording)

CHARACTERS_A_SECOND = 14.0
"""Vietnamese read as news: measured on the sample article with two engines."""

SHORTEST_SECONDS = 0.5
"""What one syllable takes, said as a sentence: espeak needs 0.6 s for “Có.”. Without this an
article of thousands of such sentences would be taken for shorter than it is heard."""

MASTERING_A_SECOND = 0.02
"""Seconds of one core that a second of sound takes from the engine's answer to the cache."""


@dataclass(frozen=True, slots=True)
class Line:
    """One segment with what is said for it, how, and the key of the clip that says it.

    ``clip_key`` is None when nothing is said. ``opening`` and ``closing`` are the
    digests of the jingles mixed into the clip before and after the words.
    """

    segment: Segment
    utterance: Utterance
    clip_key: str | None
    spec: ClipSpec
    opening: str | None = None
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Jingles:
    """The station's sounds by their digests, where there are any.

    ``intro`` comes before the first sentence that is heard, ``section`` before the
    first of each further section, ``outro`` after the last of all.
    """

    intro: str | None = None
    section: str | None = None
    outro: str | None = None


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """What one edition would be made of, in reading order; ``spec`` is the narrator's."""

    revision: Revision
    spec: ClipSpec
    lines: tuple[Line, ...]
    recipe: str

    @property
    def clip_keys(self) -> tuple[str, ...]:
        """The keys of the clips heard, in order; a repeated sentence repeats its key."""
        return tuple(line.clip_key for line in self.lines if line.clip_key)

    @property
    def cast(self) -> Cast:
        """Who speaks which line."""
        return Cast(self.spec, {line.segment.id: line.spec for line in self.lines})


@dataclass(frozen=True, slots=True)
class Estimate:
    """What carrying out a plan would cost: sentences and requests to make, seconds to hear.

    ``work_seconds`` is roughly how long that takes.
    """

    sentences: int
    spoken_already: int
    requests: int
    audio_seconds: float
    work_seconds: float


def split_corrections(
    segments: Iterable[Segment], corrections: Iterable[Correction]
) -> tuple[dict[str, Correction], tuple[Correction, ...]]:
    """The corrections that apply, by segment id, and those that are parked.

    One applies while its sentence stands in the article as it was printed when the
    editor made it.
    """
    printed = {segment.id: segment.text for segment in segments}
    applied: dict[str, Correction] = {}
    parked: list[Correction] = []
    for correction in corrections:
        if printed.get(correction.segment_id) == correction.printed:
            applied[correction.segment_id] = correction
        else:
            parked.append(correction)
    return applied, tuple(parked)


def recast(cast: Cast, recorded: Mapping[str, ClipSpec]) -> Cast:
    """``cast`` with the editors' recordings that are ``recorded`` now, and no others."""
    spoken = {name: spec for name, spec in cast.others.items() if not spec.is_recording}
    return Cast(cast.narrator, {**spoken, **recorded})


def clip_key(
    spec: ClipSpec, spoken: str, *, opening: str | None = None, closing: str | None = None
) -> str:
    """The digest of everything that changes how ``spoken`` sounds, and of nothing else.

    A recording sounds the same whatever its sentence is said to say.
    """
    return fingerprint(
        "clip/2",
        spec.voice.engine,
        spec.voice.name,
        spec.engine_version,
        spec.rate,
        spec.pitch,
        spec.gain_db,
        spec.mastering_version,
        spec.format.sample_rate,
        spec.format.bitrate_kbps,
        spec.comma_pause,
        opening,
        closing,
        None if spec.is_recording else spoken,
    )


def plan_edition(
    revision: Revision,
    segments: Sequence[Segment],
    utterances: Sequence[Utterance],
    cast: Cast,
    *,
    jingles: Jingles = Jingles(),
    surroundings: str,
) -> EditionPlan:
    """The edition that ``revision`` asks for when ``cast`` speaks it.

    A segment with a recording is heard whether or not it has words. ``surroundings``
    digests what else is heard or tagged: pauses, cover, station name. Raises
    ``ValueError`` when segments and utterances do not match.
    """
    lines = tuple(_lines(segments, utterances, cast, jingles))
    keys = [line.clip_key for line in lines]
    recipe = digest_recipe(revision, segments, keys, surroundings=surroundings)
    return EditionPlan(revision, cast.narrator, lines, recipe)


def digest_recipe(
    revision: Revision,
    segments: Sequence[Segment],
    clip_keys: Sequence[str | None],
    *,
    surroundings: str,
) -> str:
    """The digest of all that makes the sound and tag of an edition of these clips."""
    return fingerprint(
        "recipe/1",
        clip_keys,
        [segment.ending.value for segment in segments],
        [segment.kind.value for segment in segments],
        revision.title,
        revision.author,
        revision.published.isoformat(),
        surroundings,
    )


def _lines(
    segments: Sequence[Segment], utterances: Sequence[Utterance], cast: Cast, jingles: Jingles
) -> Iterator[Line]:
    said = list(zip(segments, utterances, strict=True))
    specs = [cast.spec_for(segment.id) for segment in segments]
    heard = [
        utterance.is_said or spec.is_recording
        for (_, utterance), spec in zip(said, specs, strict=True)
    ]
    left, opening = sum(heard), jingles.intro
    for (segment, utterance), spec, is_heard in zip(said, specs, heard, strict=True):
        if is_heard:
            left -= 1
            closing = None if left else jingles.outro
            key = clip_key(spec, utterance.spoken, opening=opening, closing=closing)
            yield Line(segment, utterance, key, spec, opening, closing)
            opening = None
        else:
            yield Line(segment, utterance, None, spec)
        if segment.ending is Ending.SECTION and left < sum(heard):
            opening = jingles.section


def missing_lines(plan: EditionPlan, has: Callable[[str], bool]) -> tuple[Line, ...]:
    """The lines whose clips have to be made, each clip once."""
    first = {line.clip_key: line for line in reversed(plan.lines) if line.clip_key}
    wanted = [line for line in plan.lines if line.clip_key and first[line.clip_key] is line]
    return tuple(line for line in wanted if line.clip_key and not has(line.clip_key))


def is_up_to_date(plan: EditionPlan, current: Edition | None) -> bool:
    """Whether ``current`` already shows and sounds as ``plan`` would."""
    return (
        current is not None
        and current.recipe == plan.recipe
        and current.revision.id == plan.revision.id
        and [passage.utterance for passage in current.passages]
        == [line.utterance for line in plan.lines]
    )


def keeps_sound(plan: EditionPlan, current: Edition | None) -> bool:
    """Whether ``plan`` is heard as ``current`` is, so that its file may stay.

    A correction of the printed text that is not heard must not make every
    listener's client see a new file.
    """
    return current is not None and current.recipe == plan.recipe


def estimate(
    plan: EditionPlan,
    missing: Sequence[Line],
    *,
    count_requests: Callable[[Line], int],
    request_seconds: Callable[[Line], float],
    clip_seconds: Callable[[Line], float],
    pause_seconds: Callable[[Line], float],
    speakers: int,
) -> Estimate:
    """What making ``missing`` would cost.

    ``request_seconds`` is what one request for a line takes, with the wait for its turn;
    ``clip_seconds`` how long a line's clip is or will be, ``pause_seconds`` the silence
    after a line; ``speakers`` lines are mastered at once.
    """
    requests = [count_requests(line) for line in missing]
    asking = sum(n * request_seconds(line) for n, line in zip(requests, missing, strict=True))
    heard = [line for line in plan.lines if line.clip_key]
    lengths = {line.clip_key: clip_seconds(line) for line in heard}
    mastering = MASTERING_A_SECOND * sum(lengths[line.clip_key] for line in missing) / speakers
    return Estimate(
        sentences=len(missing),
        spoken_already=len(set(plan.clip_keys)) - len(missing),
        requests=sum(requests),
        audio_seconds=round(sum(lengths[line.clip_key] + pause_seconds(line) for line in heard), 1),
        work_seconds=round(asking + mastering, 1),
    )


def spoken_seconds(line: Line) -> float:
    """About how long the words of ``line`` take to say."""
    return reading_seconds(line.utterance.spoken, line.spec.rate)


def reading_seconds(spoken: str, rate: float) -> float:
    """About how long ``spoken`` takes to say at ``rate``."""
    if not spoken:
        return 0.0
    return max(SHORTEST_SECONDS, len(spoken) / CHARACTERS_A_SECOND) / rate
