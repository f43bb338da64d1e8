"""Settings become the voices of an installation: which engines there are, which are wished."""

import time
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from service.audio.decoding import decode
from service.audio.loudness import integrated_loudness, measure_energies
from service.compose.prices import read_prices
from service.engines.abilities import require_abilities
from service.engines.base import Engine
from service.engines.espeak import EspeakEngine
from service.engines.gains import GainBook
from service.engines.google import GoogleEngine
from service.engines.levels import Levels
from service.engines.piper import PiperEngine
from service.engines.policy import (
    AUTO,
    VoicePreference,
    VoicePreferences,
    candidates,
    choose,
    read_order,
)
from service.engines.registry import installed_points, make_engines
from service.engines.silence import SilenceEngine
from service.engines.stop import Stop
from service.errors import SettingsError
from service.making.voices import Voices
from service.model import RECORDING, Speech, fold_section
from service.settings import Settings
from service.store.shared.opening import Shared


def make_voices(settings: Settings, state: Path, shared: Shared, stop: Stop) -> Voices:
    """The voices that ``settings`` ask for.

    The engines of others keep what they remember in ``state``, ours among what is ``shared``.

    Raises SettingsError for an engine, voice, rate or pitch that there is not now.
    """
    read_prices(settings)  # what is no price is told before anything is asked of an engine
    preferences = _preferences(settings)
    engines = _engines(settings, preferences, state, shared, stop)
    _check_preferences(settings, preferences, engines)
    levels = Levels(GainBook(shared.notes, shared.locks, _speech_loudness), stop.rest)
    return Voices(engines, levels, preferences, mix=settings.mix_voices)


def _check_preferences(
    settings: Settings, preferences: VoicePreferences, engines: Mapping[str, Engine]
) -> None:
    """Refuses an engine, voice, rate or pitch that there is not now, not in the first job.

    Raises SettingsError.
    """
    offers = {name: engine.voices for name, engine in engines.items()}
    abilities = {name: engine.abilities for name, engine in engines.items()}
    for preference in (*preferences.all, *map(VoicePreference, _listed(settings))):
        choose(preference, offers, {})
        require_abilities(candidates(preference, offers), abilities, settings.rate, settings.pitch)


def _listed(settings: Settings) -> frozenset[str]:
    """The engines that LOA_ENGINES names, which must be there; those of ``auto`` need not."""
    return frozenset(settings.engine_order) - {AUTO}


def _preferences(settings: Settings) -> VoicePreferences:
    headings = settings.heading_voice
    order = read_order(settings.engine_order)
    sections = {
        fold_section(name): VoicePreference.parse(voice, order)
        for name, voice in settings.section_voices.items()
    }
    if len(sections) < len(settings.section_voices):
        raise SettingsError(
            "LOA_SECTION_VOICES có một chuyên mục hai lần "
            "(không kể chữ hoa, chữ thường và chỗ đặt dấu).",
            "LOA_SECTION_VOICES names a section twice "
            "(neither case nor the place of a tone mark counts).",
        )
    return VoicePreferences(
        narrator=VoicePreference(settings.engine, settings.voice, order),
        headings=VoicePreference.parse(headings, order) if headings else None,
        sections=sections,
    )


def _engines(
    settings: Settings, preferences: VoicePreferences, state: Path, shared: Shared, stop: Stop
) -> Mapping[str, Engine]:
    """All engines there are, by name. Raises SettingsError for a preference none can fulfil."""
    preferred = {preference.engine for preference in preferences.all} | _listed(settings)
    own: list[Engine] = [
        GoogleEngine(
            shared.pace,
            clock=shared.pace.now,
            ticks=time.monotonic,
            sleep=stop.rest,
            tld=settings.google_tld,
            base_url=settings.google_url,
            per_minute=settings.google_per_minute,
        ),
        EspeakEngine(settings.espeak),
        SilenceEngine(),
    ]
    if settings.piper_voice:
        own.append(PiperEngine(Path(settings.piper_voice), command=settings.piper))
    named = {engine.name: engine for engine in own}
    taken = {*named, AUTO, RECORDING}
    others = make_engines(installed_points(), state=state, taken=taken, stop=stop)
    if broken := sorted(preferred & others.broken.keys()):
        raise others.broken[broken[0]]
    return named | dict(others.engines)


def _speech_loudness(speech: Speech) -> float:
    """The integrated loudness of ``speech`` in LUFS, by which an unknown voice is levelled."""
    steps = (measure_energies(*decode(part)) for part in speech.parts)
    return integrated_loudness(chain.from_iterable(steps))
