"""Which engines and voices speak an edition, and as what clips."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from service.audio.mastering import MASTERING_VERSION
from service.engines.base import Engine
from service.engines.levels import Levels
from service.engines.policy import VoicePreference, VoicePreferences, choose
from service.errors import SynthesisError
from service.making.planning import plan_script
from service.making.script import Script
from service.making.studio import Studio
from service.model import Article, BlockKind, ClipSpec, Voice, Voicing
from service.model.notice import NOTICE_ID
from service.plan.edition import EditionPlan
from service.plan.notice import plan_notice
from service.plan.voices import (
    Described,
    EngineQuestion,
    Facts,
    NotKnownError,
    VoiceChoice,
    VoiceQuestion,
    Wanted,
    allowed_voices,
    choose_voices,
)

_logger = logging.getLogger(__name__)

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Voices:
    """The engines there are, by name, and whose voices the settings prefer.

    ``levels`` tells how loud each is made. With ``mix`` one edition may have sentences of
    a better engine beside those of its fallback.
    """

    engines: Mapping[str, Engine]
    levels: Levels
    preferred: VoicePreferences
    mix: bool

    @property
    def offers(self) -> Mapping[str, tuple[Voice, ...]]:
        """The voices of every engine there is, by the engine's name."""
        return {name: engine.voices for name, engine in self.engines.items()}


def fits_studio(plan: EditionPlan, studio: Studio, voices: Voices) -> bool:
    """Whether the clips of ``plan`` are made as the settings ask today, in voices they allow.

    A job may go on under other settings than it was planned under.
    """
    allowed = allowed_voices(plan.revision.section, voices.preferred, voices.offers)
    known = {studio.jingles.intro, studio.jingles.section, studio.jingles.outro, None}
    if plan.notice != plan_notice(studio.notice, plan.spec, plan.lines):
        return False
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


def choose_script_voices(
    article: Article,
    script: Script,
    studio: Studio,
    voices: Voices,
    has: Callable[[str], bool],
    outages: Mapping[str, SynthesisError],
) -> VoiceChoice:
    """Who can speak the article's script now; ``has`` tells of a key whether its clip is there.

    An engine in ``outages`` has stopped answering; of the others, only those are asked
    that the choice turns on, each once. Raises the preferred narrator's SynthesisError when
    none can speak.
    """
    wanted = _wanted(article, script, voices)
    facts = Facts(voices.offers, outages)
    while True:
        try:
            return choose_voices(wanted, facts)
        except NotKnownError as e:
            question = e.question
        match question:
            case VoiceQuestion(voice):
                found = _describe(voice, article, script, studio, voices, has)
                facts = facts.with_voice(voice, found)
            case EngineQuestion(name):
                facts = facts.with_engine(name, _probe(voices.engines[name]))


def _wanted(article: Article, script: Script, voices: Voices) -> Wanted:
    preferences = voices.preferred
    headings = _heading_ids(script) if preferences.headings else frozenset()
    return Wanted(
        preference=preferences.narrator_of(article.revision.section),
        headings_preference=preferences.headings,
        mix=voices.mix,
        texts=frozenset((NOTICE_ID, *(segment.id for segment in script.segments))) - headings,
        headings=headings,
        spoken=frozenset(
            segment.id
            for segment, utterance in zip(script.segments, script.utterances, strict=True)
            if utterance.is_said and segment.id not in script.recordings
        ),
    )


def _describe(
    voice: Voice,
    article: Article,
    script: Script,
    studio: Studio,
    voices: Voices,
    has: Callable[[str], bool],
) -> Described | SynthesisError:
    """What ``voice`` makes clips of, and which are not there; or why that is not known."""
    try:
        spec = clip_spec(voice, voices, studio)
    except SynthesisError as e:
        _tell(voice.engine, e)
        return e
    # All that is no recording: with jingles, a clip's key depends on its place in the whole.
    lines = plan_script(article, script, Voicing(spec), studio).played
    return Described(
        spec,
        frozenset(
            line.segment.id
            for line in lines
            if line.clip_key and line.spec == spec and not has(line.clip_key)
        ),
    )


def _probe(engine: Engine) -> SynthesisError | None:
    """Why the engine does not answer, or None."""
    try:
        engine.probe()
    except SynthesisError as e:
        _tell(engine.name, e)
        return e
    return None


def _tell(engine: str, outage: SynthesisError) -> None:
    _logger.warning("%s không dùng được: %s (%s)", engine, outage.vi, outage.en)


def preferred_voicing(
    article: Article, script: Script, studio: Studio, voices: Voices
) -> Voicing | None:
    """The preferred voices of all that is spoken, whether they answer or not.

    None when one is not there, or when its level was never measured: no clip was made of it
    then. None of them is asked to speak.
    """
    preferred = voices.preferred
    try:
        narrator = _known_spec(preferred.narrator_of(article.revision.section), studio, voices)
        if preferred.headings is None:
            return Voicing(narrator) if narrator else None
        headings_spec = _known_spec(preferred.headings, studio, voices)
    except SynthesisError:
        return None
    if narrator is None or headings_spec is None:
        return None
    return Voicing(narrator, dict.fromkeys(_heading_ids(script), headings_spec))


def unheard_voices(
    section: str | None, studio: Studio, voices: Voices
) -> tuple[VoicePreference, ...]:
    """The preferred voices of the section that have never spoken here: no level was measured."""
    unheard = []
    for each in voices.preferred.of(section):
        with suppress(SynthesisError):  # one that cannot say its version now may have spoken
            if _known_spec(each, studio, voices) is None:
                unheard.append(each)
    return tuple(unheard)


def clip_spec(voice: Voice, voices: Voices, studio: Studio) -> ClipSpec:
    """What clips of ``voice`` are made as under the studio's settings.

    Raises SynthesisError when its engine is not there, so that its version is unknown, or
    when the level of its voice has to be measured and cannot be.
    """
    engine = voices.engines[voice.engine]
    gain_db = voices.levels.gain_db(engine, voice, rate=studio.rate, pitch=studio.pitch)
    return _spec_at(gain_db, voice, engine, studio)


def _known_spec(preference: VoicePreference, studio: Studio, voices: Voices) -> ClipSpec | None:
    """As :func:`clip_spec` of the preferred voice; None when its level was never measured."""
    voice = choose(preference, voices.offers, {}).voice
    engine = voices.engines[voice.engine]
    gain_db = voices.levels.known_gain_db(engine, voice, rate=studio.rate, pitch=studio.pitch)
    return None if gain_db is None else _spec_at(gain_db, voice, engine, studio)


def _spec_at(gain_db: float, voice: Voice, engine: Engine, studio: Studio) -> ClipSpec:
    return ClipSpec(
        voice=voice,
        engine_version=engine.version,
        rate=studio.rate,
        pitch=studio.pitch,
        gain_db=gain_db,
        mastering_version=MASTERING_VERSION,
        format=studio.format,
        comma_pause=studio.comma_pause,
    )


def _heading_ids(script: Script) -> frozenset[str]:
    return frozenset(segment.id for segment in script.segments if segment.kind in _HEADINGS)
