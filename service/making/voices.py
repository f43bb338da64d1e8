"""Which engines and voices speak an edition, and as what clips."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from service.audio.mastering import MASTERING_VERSION
from service.engines.base import Engine
from service.engines.policy import Wish, Wishes, candidates, choose, choose_voice
from service.errors import SynthesisError
from service.making.script import Script
from service.making.studio import Studio
from service.model import RECORDING, Article, BlockKind, Cast, ClipSpec, Edition, Voice
from service.plan.edition import EditionPlan, Line, plan_edition, recast

_logger = logging.getLogger(__name__)

_WHOLE, _REST, _HEADLINES = "bài này", "các câu chưa thu của bài này", "đề mục"
_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_WITHOUT_ANNOUNCER = "Giọng đọc đề mục tạm thời không dùng được, nên giọng chính đọc cả đề mục."


@dataclass(frozen=True, slots=True)
class Voices:
    """The engines there are, by name, and whose voices the settings prefer.

    With ``mix`` one edition may have sentences of a better engine beside those of its
    fallback.
    """

    engines: Mapping[str, Engine]
    preferred: Wishes
    mix: bool

    @property
    def offers(self) -> Mapping[str, tuple[Voice, ...]]:
        """The voices of every engine there is, by the engine's name."""
        return {name: engine.voices for name, engine in self.engines.items()}


@dataclass(frozen=True, slots=True)
class Casting:
    """Who speaks an edition, and why others than the wished voices do (or None)."""

    cast: Cast
    fallback_reason: str | None


def plan_script(article: Article, script: Script, cast: Cast, studio: Studio) -> EditionPlan:
    """The edition that ``script`` makes when ``cast`` speaks it, with the recordings of today."""
    return plan_edition(
        article.revision,
        script.segments,
        script.utterances,
        recast(cast, recorded_specs(script, studio)),
        jingles=studio.jingles,
        surroundings=studio.surroundings,
    )


def fits_studio(plan: EditionPlan, studio: Studio, voices: Voices) -> bool:
    """Whether the clips of ``plan`` are made as the settings ask today, in voices they allow.

    A job may go on under other settings than it was planned under.
    """
    allowed = _allowed_voices(plan.revision.section, voices)
    known = {studio.jingles.intro, studio.jingles.section, studio.jingles.outro, None}
    return all(
        line.spec.format == studio.format
        and {line.opening, line.closing} <= known
        and (
            line.spec.is_recording
            or (
                (line.spec.rate, line.spec.pitch, line.spec.comma_pause)
                == (studio.rate, studio.pitch, studio.comma_pause)
                and line.spec.voice in allowed
            )
        )
        for line in plan.lines
    )


def choose_casting(
    article: Article,
    script: Script,
    studio: Studio,
    voices: Voices,
    has: Callable[[str], bool],
    outages: Mapping[str, SynthesisError],
) -> Casting:
    """The first casting that can speak now: one narrator for the whole edition.

    Where the voice of titles and headings does not answer, the narrator says them;
    with ``mix_voices``, sentences that a better engine has spoken keep its voice. An
    engine all of whose clips are there already need not answer, so nothing is asked of
    it; one in ``outages`` has stopped answering. Raises the wished narrator's
    SynthesisError when none can speak.
    """

    def lacking(spec: ClipSpec) -> frozenset[str]:
        """The segments that ``spec`` would have to speak first."""
        lines = _spoken_by(spec, article, script, studio)
        return frozenset(line.segment.id for line in lines if not has(line.clip_key or ""))

    wishes = voices.preferred
    headings = _heading_ids(script) if wishes.headings else frozenset()
    texts = frozenset(segment.id for segment in script.segments) - headings
    wish, part = wishes.narrator_of(article.revision.section), _REST if voices.mix else _WHOLE
    narrator, reason = _choose(
        wish, studio, voices, outages, lambda spec: not lacking(spec) & texts, part
    )
    others: dict[str, ClipSpec] = {}
    if voices.mix:
        for better in _specs_before(narrator, wish, studio, voices):
            others = dict.fromkeys(texts - lacking(better), better) | others
    # A reason is told of a voice that is heard: nobody asks after others.
    lines = _spoken_by(narrator, article, script, studio)
    spoken = frozenset(line.segment.id for line in lines)
    reasons = [reason] if spoken & texts - others.keys() else []
    if wishes.headings:
        announcer, reason = _choose_announcer(
            wishes.headings,
            narrator,
            studio,
            voices,
            outages,
            lambda spec: not lacking(spec) & headings,
        )
        others |= dict.fromkeys(headings, announcer)
        reasons += [reason] if spoken & headings else []
    return Casting(Cast(narrator, others), " ".join(filter(None, reasons)) or None)


def _spoken_by(spec: ClipSpec, article: Article, script: Script, studio: Studio) -> list[Line]:
    """The lines that ``spec`` speaks where it speaks all that is no recording."""
    lines = plan_script(article, script, Cast(spec), studio).lines
    return [line for line in lines if line.clip_key and line.spec == spec]


def has_wished_voices(edition: Edition, voices: Voices) -> bool:
    """Whether no other voices are heard than are wished for. Asks no engine anything."""
    wishes = voices.preferred.of(edition.revision.section)
    wished = {choose(wish, voices.offers, {}).voice for wish in wishes}
    return {voice for voice in edition.voices if voice.engine != RECORDING} <= wished


def wished_cast(article: Article, script: Script, studio: Studio, voices: Voices) -> Cast | None:
    """The cast of the wished engines, whether they answer or not; None when one is not there."""
    preferred = voices.preferred
    try:
        narrator = _wished_spec(preferred.narrator_of(article.revision.section), studio, voices)
        if preferred.headings is None:
            return Cast(narrator)
        announcer = _wished_spec(preferred.headings, studio, voices)
    except SynthesisError:
        return None
    return Cast(narrator, dict.fromkeys(_heading_ids(script), announcer))


def recorded_specs(script: Script, studio: Studio) -> Mapping[str, ClipSpec]:
    """How the editors' recordings become clips, by the segment whose words they say."""
    return {
        segment_id: ClipSpec.for_recording(each.digest, MASTERING_VERSION, studio.format)
        for segment_id, each in script.recordings.items()
    }


def clip_spec(engine: Engine, voice: Voice, studio: Studio) -> ClipSpec:
    """What ``engine`` makes clips of with ``voice`` under the studio's settings.

    Raises SynthesisError when the engine is not there, so that its version is unknown.
    """
    return ClipSpec(
        voice=voice,
        engine_version=engine.version,
        rate=studio.rate,
        pitch=studio.pitch,
        gain_db=engine.gain_db(voice),
        mastering_version=MASTERING_VERSION,
        format=studio.format,
        comma_pause=studio.comma_pause,
    )


def _allowed_voices(section: str | None, voices: Voices) -> frozenset[Voice]:
    """The voices that may be heard in an article of this section, fallbacks among them."""
    return frozenset(
        choose_voice(wish, voices.offers[name])
        for wish in voices.preferred.of(section)
        for name in candidates(wish, voices.offers)
    )


def _choose(
    wish: Wish,
    studio: Studio,
    voices: Voices,
    outages: Mapping[str, SynthesisError],
    is_complete: Callable[[ClipSpec], bool],
    part: str,
) -> tuple[ClipSpec, str | None]:
    """The first spec of ``wish`` that can speak now, and why it is not the very first."""
    known = dict(outages)
    while True:
        choice = choose(wish, voices.offers, known, part=part)
        engine = voices.engines[choice.engine]
        try:
            spec = clip_spec(engine, choice.voice, studio)
            if not is_complete(spec):
                engine.probe()
        except SynthesisError as e:
            _logger.warning("%s không dùng được: %s (%s)", choice.engine, e.vi, e.en)
            known[choice.engine] = e
        else:
            return spec, choice.fallback_reason


def _choose_announcer(
    wish: Wish,
    narrator: ClipSpec,
    studio: Studio,
    voices: Voices,
    outages: Mapping[str, SynthesisError],
    is_complete: Callable[[ClipSpec], bool],
) -> tuple[ClipSpec, str | None]:
    """Who says titles and headings: a silent second voice is no reason to say nothing."""
    try:
        return _choose(wish, studio, voices, outages, is_complete, _HEADLINES)
    except SynthesisError:
        return narrator, _WITHOUT_ANNOUNCER


def _specs_before(chosen: ClipSpec, wish: Wish, studio: Studio, voices: Voices) -> list[ClipSpec]:
    """The specs of the engines wished before the ``chosen`` one, as far as they are there."""
    names = candidates(wish, voices.offers)
    specs = []
    for name in takewhile(lambda name: name != chosen.voice.engine, names):
        try:
            voice = choose_voice(wish, voices.offers[name])
            specs.append(clip_spec(voices.engines[name], voice, studio))
        except SynthesisError:
            continue
    return specs


def _wished_spec(wish: Wish, studio: Studio, voices: Voices) -> ClipSpec:
    choice = choose(wish, voices.offers, {})
    return clip_spec(voices.engines[choice.engine], choice.voice, studio)


def _heading_ids(script: Script) -> frozenset[str]:
    return frozenset(segment.id for segment in script.segments if segment.kind in _HEADINGS)
