"""What an edition is produced by, from its plan to the feed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from service.audio.cache import ClipCache
from service.covers import CoverStyle
from service.making.assembly import Assembler
from service.making.pictures import Gallery
from service.making.studio import Studio
from service.making.synthesis import Synthesizer
from service.making.voices import Voices
from service.plan.release import ReleaseRules
from service.releasing.channel_covers import ChannelCovers
from service.releasing.outlet import Outlet
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks


@dataclass(frozen=True, slots=True)
class Production:
    """For what goes all the way; a function that needs one of these takes that one.

    ``article_hours`` is how long an article may be heard; ``gallery`` takes its pictures in;
    ``now`` answers the time with its zone; ``channel_covers`` say which pictures the podcast and
    its channels have; ``rules`` say what goes to the public by itself; ``covers`` how an episode's
    cover is drawn, None where it has none of its own.
    """

    library: Library
    voices: Voices
    synthesizer: Synthesizer
    assembler: Assembler
    outlet: Outlet
    article_hours: float
    gallery: Gallery
    now: Callable[[], datetime]
    channel_covers: ChannelCovers
    rules: ReleaseRules = field(default_factory=ReleaseRules)
    covers: CoverStyle | None = None

    @property
    def studio(self) -> Studio:
        """How editions are recorded."""
        return self.assembler.studio

    @property
    def cache(self) -> ClipCache:
        """The clips."""
        return self.assembler.cache

    @property
    def media(self) -> Media:
        """The published files."""
        return self.assembler.media

    @property
    def locks(self) -> Locks:
        """What keeps two programs from writing the same at once."""
        return self.assembler.locks
