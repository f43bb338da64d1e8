"""All that a production needs, until every function takes only what it uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.audio.cache import ClipCache
from service.engines.base import Engine
from service.engines.levels import Levels
from service.engines.policy import VoicePreferences
from service.engines.retry import RetryPolicy
from service.making.assembly import Assembler
from service.making.pools import Pools
from service.making.production import Production
from service.making.studio import Studio
from service.making.synthesis import Synthesizer
from service.making.voices import Voices
from service.model import Channel, Voice
from service.store.library import Library
from service.store.media import MediaFolder


@dataclass(frozen=True, slots=True)
class Doers:
    """Everything the story needs of the world.

    ``engines`` are all there are, by name; ``wishes`` is what the settings ask of
    them, and ``mix_voices`` whether one edition may have sentences of a better engine
    beside those of its fallback. ``levels`` tells how loud each voice is made.
    ``pools`` speak several sentences at once; ``retries`` say how often an engine that
    fails is asked, ``sleep`` and ``jitter`` (0 to 1) are what is waited by. ``channel`` is asked
    for when the feed is written, since its guid is frozen at the first publication.
    ``article_hours`` is how long one may be heard.
    """

    library: Library
    media: MediaFolder
    cache: ClipCache
    engines: Mapping[str, Engine]
    levels: Levels
    wishes: VoicePreferences
    mix_voices: bool
    pools: Pools
    retries: RetryPolicy
    sleep: Callable[[float], object]
    jitter: Callable[[], float]
    studio: Studio
    channel: Callable[[], Channel]
    base_url: str
    zone: tzinfo
    article_limit_bytes: int
    article_hours: float
    free_space_bytes: int
    now: Callable[[], datetime]

    @property
    def voices(self) -> Voices:
        """The engines, and whose voices are preferred."""
        return Voices(self.engines, self.levels, self.wishes, mix=self.mix_voices)

    @property
    def synthesizer(self) -> Synthesizer:
        """What makes clips."""
        return Synthesizer(
            engines=self.engines,
            cache=self.cache,
            studio=self.studio,
            recorded_sound=self.library.recorded_sound,
            pools=self.pools,
            retries=self.retries,
            sleep=self.sleep,
            jitter=self.jitter,
        )

    @property
    def assembler(self) -> Assembler:
        """What makes files of clips."""
        return Assembler(self.studio, self.cache, self.media, self.free_space_bytes)

    @property
    def production(self) -> Production:
        """What an edition is produced by."""
        return Production(
            library=self.library,
            voices=self.voices,
            synthesizer=self.synthesizer,
            assembler=self.assembler,
            channel=self.channel,
            article_hours=self.article_hours,
            now=self.now,
        )

    @property
    def offers(self) -> Mapping[str, tuple[Voice, ...]]:
        """The voices of every engine there is, by the engine's name."""
        return {name: engine.voices for name, engine in self.engines.items()}
