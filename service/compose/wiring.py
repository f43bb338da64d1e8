"""Settings become what editions are produced by: every engine, folder and table, made once."""

import logging
import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from service.audio.cache import ClipCache
from service.audio.opus import find_encoder
from service.compose.clips import open_clips
from service.compose.covers import channel_covers
from service.compose.databases import find_databases
from service.compose.media import open_media
from service.compose.releasing import release_rules
from service.compose.signing import signing_key
from service.compose.studio import make_studio
from service.compose.voices import make_voices
from service.engines.retry import RetryPolicy
from service.engines.stop import Stop
from service.making.assembly import Assembler
from service.making.pictures import Gallery
from service.making.pools import Pools
from service.making.studio import Studio
from service.making.synthesis import Synthesizer
from service.making.voices import Voices
from service.model import LANGUAGE, Channel
from service.model.channel import Facet
from service.outputs.addresses import FEED
from service.releasing.channel_covers import ChannelCovers
from service.releasing.outlet import Outlet
from service.releasing.production import Production
from service.releasing.subchannels import Bouquet
from service.settings import Settings
from service.sources.fetch import Fetcher, Limits
from service.store.library import Library, open_library
from service.store.media import Media
from service.store.places import STATE
from service.store.shared.base import Locks
from service.store.shared.opening import Shared

_LOG = logging.getLogger(__name__)


def wire(
    settings: Settings,
    data: Path,
    pools: Pools,
    now: Callable[[], datetime],
    stop: Stop,
    shared: Shared,
    library: Library | None = None,
    fetcher: Fetcher | None = None,
) -> Production:
    """What ``settings`` ask for, working in folder ``data`` until ``stop``.

    Pace, levels and locks are ``shared`` with other programs. They use ``library``, else the
    one in the folder; whoever asks closes it. Other sites are asked by ``fetcher``, else by one
    of their own. Raises SettingsError and StoreError.
    """
    studio = make_studio(settings)
    covers = channel_covers(settings, studio.cover)
    voices = make_voices(settings, data / STATE, shared, stop)
    media = open_media(settings, data)
    cache = open_clips(settings)
    # Last, so that what fails above leaves no database open.
    library = library or open_library(find_databases(settings, data).library)
    return Production(
        library=library,
        voices=voices,
        synthesizer=_synthesizer(voices, cache, studio, library, pools, stop),
        assembler=_assembler(settings, studio, cache, media, shared.locks),
        outlet=_outlet(settings, covers, library, media, shared.locks, now),
        article_hours=settings.article_hours,
        gallery=_gallery(settings, fetcher or make_fetcher(settings), stop),
        now=now,
        rules=release_rules(settings),
        channel_covers=covers,
        covers=covers.style if settings.episode_covers else None,
    )


def _assembler(
    settings: Settings, studio: Studio, cache: ClipCache, media: Media, locks: Locks
) -> Assembler:
    opus = find_encoder(settings.opus) if settings.opus else None
    if settings.opus and opus is None:
        _LOG.warning(
            "LOA_OPUS=%s, mà máy này không có opusenc hay ffmpeg: phát hành không kèm Opus "
            "(neither opusenc nor ffmpeg is there: published without Opus)",
            settings.opus,
        )
    free = settings.free_space_mb * 2**20
    return Assembler(studio, cache, media, locks, free, opus, signing_key(settings))


def _synthesizer(
    voices: Voices, cache: ClipCache, studio: Studio, library: Library, pools: Pools, stop: Stop
) -> Synthesizer:
    return Synthesizer(
        engines=voices.engines,
        cache=cache,
        studio=studio,
        recorded_sound=library.recorded_sound,
        pools=pools,
        retries=RetryPolicy(),
        sleep=stop.rest,
        jitter=random.random,
    )


def make_fetcher(settings: Settings) -> Fetcher:
    """What asks other sites and tells them of events, and reaches nothing of the inside."""
    own = urlsplit(settings.base_url).hostname or ""
    agent = f"Loa/{version('loa')} (+{settings.base_url})"
    return Fetcher(agent, own_names=frozenset({own, *settings.other_hosts}))


def _gallery(settings: Settings, fetcher: Fetcher, stop: Stop) -> Gallery:
    return Gallery(
        fetcher if settings.fetch_pictures else None,
        Limits(settings.picture_limit_bytes, total=20.0),
        free_space_bytes=settings.free_space_mb * 2**20,
        rest=stop.rest,
    )


def _outlet(
    settings: Settings,
    covers: ChannelCovers,
    library: Library,
    media: Media,
    locks: Locks,
    now: Callable[[], datetime],
) -> Outlet:
    channel = partial(_channel, settings, covers, library)
    facets = (Facet.SECTION, Facet.AUTHOR) if settings.author_channels else (Facet.SECTION,)
    bouquet = Bouquet(library, media, settings.base_url, channel, facets, now)
    return Outlet(library, media, locks, channel, settings.base_url, now, others=bouquet.places)


def _channel(settings: Settings, covers: ChannelCovers, library: Library) -> Channel:
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
        image_url=f"{settings.base_url}/{covers.main_name(library)}",
        guid=library.channel_guid(feed_url),
        copyright=settings.copyright or None,
        hubs=settings.hub_addresses,
        entry=settings.directory_entry,
    )
