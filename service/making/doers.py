"""Those who act in the story: the doors of the lower floors, ready to use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.audio.cache import ClipCache
from service.audio.splice import Jingle, added_seconds
from service.audio.timeline import Pauses
from service.engines.base import Engine
from service.engines.policy import Wishes
from service.engines.retry import Patience
from service.errors import StoreError
from service.fingerprint import fingerprint
from service.making.pools import Pools
from service.model import AudioFormat, Channel, Ms, Voice
from service.outputs.artwork import Artwork
from service.plain import to_plain
from service.plan.edition import Jingles
from service.store.library import Library
from service.store.media import MediaFolder


@dataclass(frozen=True, slots=True)
class Studio:
    """How every edition is recorded: the settings that are heard or tagged.

    ``comma_pause`` lies inside sentences, ``pauses`` between them. ``intro``, ``section``
    and ``outro`` are the station's jingles; see :class:`~service.plan.edition.Jingles`.
    """

    rate: float
    pitch: float
    format: AudioFormat
    comma_pause: Ms
    pauses: Pauses
    station: str
    cover: Artwork
    intro: Jingle | None = None
    section: Jingle | None = None
    outro: Jingle | None = None

    @property
    def surroundings(self) -> str:
        """A digest of what is heard or tagged besides the sentences themselves."""
        return fingerprint("surroundings/1", to_plain(self.pauses), self.station, self.cover.name)

    @property
    def jingles(self) -> Jingles:
        """The jingles by their digests, as plans name them."""
        intro, section, outro = (
            None if each is None else each.digest for each in (self.intro, self.section, self.outro)
        )
        return Jingles(intro, section, outro)

    def find_jingles(self, *digests: str | None) -> list[Jingle]:
        """The jingles of these digests. Raises StoreError when the station has changed one."""
        stations = (self.intro, self.section, self.outro)
        known = {each.digest: each for each in stations if each is not None}
        try:
            return [known[digest] for digest in digests if digest is not None]
        except KeyError as e:
            raise StoreError(
                "Nhạc hiệu đã thay trong lúc thu. Hãy thu lại bài này.",
                "The jingles changed during the recording. Regenerate the article.",
            ) from e

    def jingle_seconds(self, words: float, *digests: str | None) -> float:
        """How much longer these jingles make a clip whose words take ``words`` seconds."""
        jingles = self.find_jingles(*digests)
        return sum(added_seconds(each, words, self.format.sample_rate) for each in jingles)


@dataclass(frozen=True, slots=True)
class Doers:
    """Everything the story needs of the world.

    ``engines`` are all there are, by name; ``wishes`` is what the settings ask of
    them, and ``mix_voices`` whether one edition may have sentences of a better engine
    beside those of its fallback. ``pools`` speak several sentences at
    once; ``patience`` is had with an engine that fails, ``sleep`` and ``jitter`` (0 to 1)
    are what it waits by. ``channel`` is asked for when the feed is written, since its
    guid is frozen at the first publication. ``article_hours`` is how long one may be heard.
    """

    library: Library
    media: MediaFolder
    cache: ClipCache
    engines: Mapping[str, Engine]
    wishes: Wishes
    mix_voices: bool
    pools: Pools
    patience: Patience
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
    def offers(self) -> Mapping[str, tuple[Voice, ...]]:
        """The voices of every engine there is, by the engine's name."""
        return {name: engine.voices for name, engine in self.engines.items()}
