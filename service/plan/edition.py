"""Which clips an edition needs, which are missing, and whether it is a new one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.model import (
    ClipSpec,
    Edition,
    Ending,
    Revision,
    Segment,
    TakenPicture,
    Utterance,
    Voicing,
)
from service.model.notice import Notice, NoticePlace
from service.plan.keys import clip_key, digest_older_recipe, digest_recipe
from service.plan.line import Line
from service.plan.notice import PlannedNotice, plan_notice


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
    """What one edition would be made of, in reading order; ``spec`` is the narrator's.

    ``pictures`` are seen and not heard: they are in no recipe. ``notice`` is heard beside the
    lines. By ``older_surroundings`` an edition of Loa 1.0 is known that sounds alike.
    """

    revision: Revision
    spec: ClipSpec
    lines: tuple[Line, ...]
    recipe: str
    pictures: tuple[TakenPicture, ...] = ()
    older_surroundings: str = ""
    notice: PlannedNotice | None = None

    @property
    def played(self) -> tuple[Line, ...]:
        """The lines in order of time, the notice among them."""
        if self.notice is None:
            return self.lines
        said = (self.notice.line,)
        is_first = self.notice.place is NoticePlace.START
        return said + self.lines if is_first else self.lines + said

    @property
    def clip_keys(self) -> tuple[str, ...]:
        """The keys of the clips heard, in order; a repeated sentence repeats its key."""
        return tuple(line.clip_key for line in self.played if line.clip_key)

    @property
    def voicing(self) -> Voicing:
        """Who speaks which line."""
        return Voicing(self.spec, {line.segment.id: line.spec for line in self.lines})


def with_recordings(voicing: Voicing, recorded: Mapping[str, ClipSpec]) -> Voicing:
    """``voicing`` with the editors' recordings that are ``recorded`` now, and no others."""
    spoken = {name: spec for name, spec in voicing.others.items() if not spec.is_recording}
    return Voicing(voicing.narrator, {**spoken, **recorded})


def plan_edition(
    revision: Revision,
    segments: Sequence[Segment],
    utterances: Sequence[Utterance],
    voicing: Voicing,
    *,
    jingles: Jingles = Jingles(),
    pictures: tuple[TakenPicture, ...] = (),
    notice: Notice | None = None,
    surroundings: str,
    older_surroundings: str = "",
) -> EditionPlan:
    """The edition that ``revision`` asks for in this ``voicing``.

    A segment with a recording is heard whether or not it has words. ``surroundings``
    digests what else is heard: the pauses. Raises ``ValueError`` when segments and utterances
    do not match.
    """
    lines = tuple(_lines(segments, utterances, voicing, jingles))
    keys = [line.clip_key for line in lines]
    narrator = voicing.narrator
    planned = plan_notice(notice, narrator, lines)
    told = planned.digest if planned else None
    recipe = digest_recipe(segments, keys, surroundings=surroundings, notice=told)
    return EditionPlan(
        revision, narrator, lines, recipe, pictures, older_surroundings, notice=planned
    )


def _lines(
    segments: Sequence[Segment], utterances: Sequence[Utterance], voicing: Voicing, jingles: Jingles
) -> Iterator[Line]:
    said = [
        (segment, utterance, voicing.spec_for(segment.id))
        for segment, utterance in zip(segments, utterances, strict=True)
    ]
    heard = sum(_is_heard(utterance, spec) for _, utterance, spec in said)
    left, opening = heard, jingles.intro
    for segment, utterance, spec in said:
        if _is_heard(utterance, spec):
            left -= 1
            closing = None if left else jingles.outro
            key = clip_key(spec, utterance.spoken, opening=opening, closing=closing)
            yield Line(segment, utterance, key, spec, opening, closing)
            opening = None
        else:
            yield Line(segment, utterance, None, spec)
        if segment.ending is Ending.SECTION and left < heard:
            opening = jingles.section


def _is_heard(utterance: Utterance, spec: ClipSpec) -> bool:
    return utterance.is_said or spec.is_recording


def missing_lines(plan: EditionPlan, has: Callable[[str], bool]) -> tuple[Line, ...]:
    """The lines whose clips have to be made, each clip once."""
    first: dict[str, Line] = {}
    for line in plan.played:
        if line.clip_key:
            first.setdefault(line.clip_key, line)
    return tuple(line for key, line in first.items() if not has(key))


def is_up_to_date(plan: EditionPlan, current: Edition | None) -> bool:
    """Whether ``current`` already shows and sounds as ``plan`` would."""
    return (
        current is not None
        and keeps_sound(plan, current)
        and current.revision.id == plan.revision.id
        and current.pictures == plan.pictures
        and [passage.utterance for passage in current.passages]
        == [line.utterance for line in plan.lines]
    )


def keeps_sound(plan: EditionPlan, current: Edition | None) -> bool:
    """Whether ``plan`` is heard as ``current`` is, so that its file may stay.

    A correction that is not heard must not make every listener's client see a new file.
    """
    if current is None or current.recipe == plan.recipe:
        return current is not None
    return plan.notice is None and current.recipe == _older_recipe(plan, current)


def _older_recipe(plan: EditionPlan, current: Edition) -> str:
    """The recipe that Loa 1.0 would have told the sound of ``plan`` by, with the tag it had."""
    segments = [line.segment for line in plan.lines]
    keys = [line.clip_key for line in plan.lines]
    return digest_older_recipe(
        current.revision, segments, keys, surroundings=plan.older_surroundings
    )
