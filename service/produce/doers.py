"""Those who act in the story: the doors of the lower floors, ready to use."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.audio.cache import ClipCache
from service.audio.timeline import Pauses
from service.engines.base import Engine
from service.engines.policy import Wish
from service.engines.retry import Patience
from service.fingerprint import fingerprint
from service.model import AudioFormat, Channel, Voice
from service.outputs.artwork import Artwork
from service.plain import to_plain
from service.store.library import Library
from service.store.media import MediaFolder


@dataclass(frozen=True, slots=True)
class Studio:
    """How every edition is recorded: the settings that are heard or tagged."""

    rate: float
    pitch: float
    format: AudioFormat
    pauses: Pauses
    station: str
    cover: Artwork

    @property
    def surroundings(self) -> str:
        """A digest of what is heard or tagged besides the sentences themselves."""
        return fingerprint("surroundings/1", to_plain(self.pauses), self.station, self.cover.name)


@dataclass(frozen=True, slots=True)
class Doers:
    """Everything the story needs of the world.

    ``engines`` are all there are, by name; ``wish`` is what the settings ask of
    them. ``pool`` speaks several sentences at once; ``patience`` is had with an
    engine that fails, ``sleep`` and ``jitter`` (0 to 1) are what it waits by.
    ``channel`` is asked for when the feed is written, since its guid is frozen
    at the first publication.
    """

    library: Library
    media: MediaFolder
    cache: ClipCache
    engines: Mapping[str, Engine]
    wish: Wish
    pool: Executor
    patience: Patience
    sleep: Callable[[float], object]
    jitter: Callable[[], float]
    studio: Studio
    channel: Callable[[], Channel]
    base_url: str
    zone: tzinfo
    article_limit_bytes: int
    free_space_bytes: int
    now: Callable[[], datetime]

    @property
    def offers(self) -> Mapping[str, tuple[Voice, ...]]:
        """The voices of every engine there is, by the engine's name."""
        return {name: engine.voices for name, engine in self.engines.items()}
