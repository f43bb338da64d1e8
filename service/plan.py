"""Decides, and acts on nothing: which clips an edition needs, and whether it is a new one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.fingerprint import fingerprint
from service.model import (
    ClipSpec,
    Edition,
    Override,
    Revision,
    Segment,
    Utterance,
)

CHARACTERS_A_SECOND = 14.0
"""Vietnamese read as news: measured on the sample article with two engines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One segment with what is said for it and the key of the clip that says it.

    ``clip_key`` is None when nothing is said.
    """

    segment: Segment
    utterance: Utterance
    clip_key: str | None


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """What one edition would be made of, in reading order."""

    revision: Revision
    spec: ClipSpec
    lines: tuple[Line, ...]
    recipe: str

    @property
    def clip_keys(self) -> tuple[str, ...]:
        """The keys of the clips heard, in order; a repeated sentence repeats its key."""
        return tuple(line.clip_key for line in self.lines if line.clip_key)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What carrying out a plan would cost: sentences and requests to make, seconds to hear."""

    sentences: int
    spoken_already: int
    requests: int
    audio_seconds: float


def split_overrides(
    segments: Iterable[Segment], overrides: Iterable[Override]
) -> tuple[dict[str, str], tuple[Override, ...]]:
    """The overrides that apply, by segment id, and those that are parked.

    An override applies while its sentence stands in the article as it was
    printed when the override was written.
    """
    printed = {segment.id: segment.text for segment in segments}
    applied: dict[str, str] = {}
    parked: list[Override] = []
    for override in overrides:
        if printed.get(override.segment_id) == override.printed:
            applied[override.segment_id] = override.spoken
        else:
            parked.append(override)
    return applied, tuple(parked)


def clip_key(spec: ClipSpec, spoken: str) -> str:
    """The digest of everything that changes how ``spoken`` sounds, and of nothing else."""
    return fingerprint(
        "clip/1",
        spec.voice.engine,
        spec.voice.name,
        spec.engine_version,
        spec.rate,
        spec.pitch,
        spec.gain_db,
        spec.mastering_version,
        spec.format.sample_rate,
        spec.format.bitrate_kbps,
        spoken,
    )


def plan_edition(
    revision: Revision,
    segments: Sequence[Segment],
    utterances: Sequence[Utterance],
    spec: ClipSpec,
    *,
    surroundings: str,
) -> EditionPlan:
    """The edition that ``revision`` asks for when ``spec`` speaks it.

    ``surroundings`` digests what else is heard or tagged: pauses, cover, station
    name. Raises ``ValueError`` when segments and utterances do not match.
    """
    lines = tuple(
        Line(segment, utterance, clip_key(spec, utterance.spoken) if utterance.spoken else None)
        for segment, utterance in zip(segments, utterances, strict=True)
    )
    recipe = fingerprint(
        "recipe/1",
        [line.clip_key for line in lines],
        [line.segment.ending.value for line in lines],
        [line.segment.kind.value for line in lines],
        revision.title,
        revision.author,
        revision.published.isoformat(),
        surroundings,
    )
    return EditionPlan(revision, spec, lines, recipe)


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
    plan: EditionPlan, missing: Sequence[Line], count_requests: Callable[[str], int]
) -> Estimate:
    """What making ``missing`` would cost."""
    spoken = [line.utterance.spoken for line in missing]
    return Estimate(
        sentences=len(missing),
        spoken_already=len(set(plan.clip_keys)) - len(missing),
        requests=sum(map(count_requests, spoken)),
        audio_seconds=round(
            sum(len(line.utterance.spoken) for line in plan.lines) / CHARACTERS_A_SECOND, 1
        ),
    )
