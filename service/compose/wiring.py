"""Settings become what editions are produced by: every engine, folder and table, made once."""

import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from service.audio.cache import ClipCache
from service.audio.codec import decode
from service.audio.loudness import integrated_loudness, measure_energies
from service.audio.splice import MOST_JINGLE_SECONDS, Jingle, JinglePlace, check_recording
from service.audio.timeline import Pauses
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
from service.engines.retry import RetryPolicy
from service.engines.silence import SilenceEngine
from service.engines.stop import Stop
from service.errors import AudioError, OutputError, SettingsError, reason_of
from service.making.assembly import Assembler
from service.making.pools import Pools
from service.making.studio import Studio
from service.making.synthesis import Synthesizer
from service.making.voices import Voices
from service.model import (
    LANGUAGE,
    RECORDING,
    AudioFormat,
    Channel,
    Ms,
    Speech,
    fold_section,
)
from service.outputs.addresses import FEED
from service.outputs.artwork import Artwork, read_artwork
from service.releasing.feed import Outlet
from service.releasing.production import Production
from service.settings import Settings
from service.shipped import shipped_folder
from service.store.library import Library, open_library
from service.store.media import MediaFolder
from service.store.places import LIBRARY, MEDIA, STATE

DEFAULT_COVER = "cover.png"


def wire(
    settings: Settings,
    data: Path,
    pools: Pools,
    now: Callable[[], datetime],
    stop: Stop,
    library: Library | None = None,
) -> Production:
    """What ``settings`` ask for, working in folder ``data`` until ``stop``.

    They use ``library``, else the one in the folder; whoever asks closes it.
    Raises SettingsError and StoreError.
    """
    studio = _studio(settings)
    preferences = _preferences(settings)
    engines = _engines(settings, preferences, data, stop)
    _check_preferences(settings, preferences, engines)
    media = MediaFolder(data / MEDIA)
    cache = ClipCache(settings.cache)
    levels = Levels(GainBook(data / STATE / "gains.json", _speech_loudness), stop.rest)
    # Last, so that what fails above leaves no database open.
    library = library or open_library(data / LIBRARY)
    return Production(
        library=library,
        voices=Voices(engines, levels, preferences, mix=settings.mix_voices),
        synthesizer=Synthesizer(
            engines=engines,
            cache=cache,
            studio=studio,
            recorded_sound=library.recorded_sound,
            pools=pools,
            retries=RetryPolicy(),
            sleep=stop.rest,
            jitter=random.random,
        ),
        assembler=Assembler(studio, cache, media, settings.free_space_mb * 2**20),
        outlet=Outlet(
            library,
            media,
            channel=partial(_channel, settings, studio.cover, library),
            base_url=settings.base_url,
        ),
        article_hours=settings.article_hours,
        now=now,
    )


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
    settings: Settings, preferences: VoicePreferences, data: Path, stop: Stop
) -> Mapping[str, Engine]:
    """All engines there are, by name. Raises SettingsError for a preference none can fulfil."""
    preferred = {preference.engine for preference in preferences.all} | _listed(settings)
    state = data / STATE
    own: list[Engine] = [
        GoogleEngine(
            state,
            clock=time.time,
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


def _studio(settings: Settings) -> Studio:
    return Studio(
        rate=settings.rate,
        pitch=settings.pitch,
        format=AudioFormat(settings.sample_rate, settings.bitrate_kbps),
        comma_pause=Ms(settings.pause_comma_ms),
        pauses=Pauses(
            sentence=Ms(settings.pause_sentence_ms),
            paragraph=Ms(settings.pause_paragraph_ms),
            heading=Ms(settings.pause_heading_ms),
            section=Ms(settings.pause_section_ms),
        ),
        station=settings.title,
        cover=_read_cover(settings),
        intro=_read_jingle(settings.intro, JinglePlace.INTRO, settings),
        section=_read_jingle(settings.section_jingle, JinglePlace.INTRO, settings),
        outro=_read_jingle(settings.outro, JinglePlace.OUTRO, settings),
    )


def _read_jingle(path: str, place: JinglePlace, settings: Settings) -> Jingle | None:
    """The station's sound in the file ``path``; None where none is named."""
    if not path:
        return None
    try:
        jingle = Jingle(
            Path(path).read_bytes(),
            place,
            overlap=Ms(settings.jingle_overlap_ms),
            ducking_db=settings.jingle_ducking_db,
            fade=Ms(settings.jingle_fade_ms),
        )
        check_recording(jingle.recording, MOST_JINGLE_SECONDS)
    except OSError as e:
        raise SettingsError(
            f"Không đọc được nhạc hiệu {path}: {reason_of(e)}.",
            f"Cannot read the jingle {path}: {e.strerror}.",
        ) from e
    except AudioError as e:
        raise SettingsError(f"Nhạc hiệu {path}: {e.vi}", f"Jingle {path}: {e.en}") from e
    return jingle


def _channel(settings: Settings, cover: Artwork, library: Library) -> Channel:
    feed_url = settings.base_url + FEED.path()
    return Channel(
        title=settings.title,
        description=settings.description,
        author=settings.author,
        email=settings.email or None,
        language=LANGUAGE,
        category=settings.category,
        site_url=settings.base_url,
        feed_url=feed_url,
        image_url=f"{settings.base_url}/{cover.name}",
        guid=library.channel_guid(feed_url),
        copyright=settings.copyright or None,
    )


def _read_cover(settings: Settings) -> Artwork:
    path = Path(settings.cover) if settings.cover else shipped_folder("static") / DEFAULT_COVER
    try:
        return read_artwork(path.read_bytes())
    except OSError as e:
        raise SettingsError(
            f"Không đọc được ảnh bìa {path}: {reason_of(e)}.",
            f"Cannot read the cover {path}: {e.strerror}.",
        ) from e
    except OutputError as e:
        raise SettingsError(f"{path}: {e.vi}", f"{path}: {e.en}") from e
