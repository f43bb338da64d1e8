"""What keeps an installation in order, asked of the Service by shell and server."""

from datetime import datetime, timedelta
from pathlib import Path

from service.audio.cache import ClipCache
from service.audio.entries import CacheStats
from service.engines.circuits import Circuit, circuits
from service.making.mending import FEED_LENGTH, misfits
from service.model import Trouble
from service.releasing.feed import is_feed_there, publish_cover, publish_feed
from service.releasing.guids import settle_guid
from service.releasing.production import Production
from service.releasing.release import follow_releases
from service.settings import Settings
from service.store.library import Library
from service.store.media import Media
from service.tending.clock import LEAP_AT_START, watch_clock
from service.tending.leftovers import leftovers, sweep_leftovers
from service.tending.upkeep import retire_files, shrink_cache

_FAR_LOOKED_AT = 10


class Upkept:
    """The half of the Service that looks after what there is; it has these three."""

    __slots__ = ()

    settings: Settings
    production: Production
    troubles: tuple[Trouble, ...]

    @property
    def library(self) -> Library:
        """The articles and all that belongs to them."""
        return self.production.library

    @property
    def media(self) -> Media:
        """The published files."""
        return self.production.media

    @property
    def cache(self) -> ClipCache:
        """The clips."""
        return self.production.cache

    def shrink_cache(self, limit_bytes: int) -> CacheStats:
        """What was removed to bring the cache within its limit; live editions keep their clips."""
        return shrink_cache(self.library, self.cache, self.production.now(), limit_bytes)

    def watch_clock(self) -> None:
        """The clock is compared with what was last seen, before anything is dated by it."""
        watch_clock(self.library, self.production.now(), LEAP_AT_START)

    def publish_channel(self, now: datetime) -> None:
        """What is published is in order before anything is served.

        Feed and cover say what settings and library say, whatever changed or was
        stopped meanwhile; leftovers of killed programs are swept, and files of
        editions replaced long ago retired. With troubles nothing is touched.
        """
        if self.troubles:
            return
        self.watch_clock()
        self.sweep_leftovers()
        keep = timedelta(days=self.settings.keep_superseded_days)
        retire_files(self.library, self.media, self.production.locks, now - keep)
        publish_cover(self.media, self.production.studio.cover)
        settle_guid(self.production.outlet)
        follow_releases(self.production)
        publish_feed(self.production.outlet, self.production.assembler)

    def leftovers(self) -> tuple[Path, ...]:
        """Files and folders that killed programs left unfinished."""
        return leftovers(self.cache, self.media, self.production.now())

    def sweep_leftovers(self) -> int:
        """How many of them, and of locks that nobody holds, were removed."""
        return sweep_leftovers(self.cache, self.media, self.production.locks, self.production.now())

    def circuits(self) -> tuple[Circuit, ...]:
        """How the services stand that speak for us. Raises SynthesisError."""
        return circuits(self.production.voices.engines.values())

    def media_is_whole(self) -> bool:
        """Whether feed, cover and the newest episodes' files are there, by their lengths.

        Of far files a few: monitors ask every few seconds, and the upkeep looks at all.
        """
        most = _FAR_LOOKED_AT if self.media.is_far else FEED_LENGTH
        return is_feed_there(self.media, self.production.studio.cover) and not misfits(
            self.library, self.media, most
        )
