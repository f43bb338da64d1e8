"""How a station's editions are recorded: the settings that are heard or tagged."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from service.audio.splice import Jingle, added_seconds
from service.audio.timeline import Pauses
from service.errors import StoreError
from service.fingerprint import fingerprint
from service.model import AudioFormat, Ending, Ms, SpeechRules
from service.model.notice import Notice
from service.outputs.artwork import Artwork
from service.plan.edition import Jingles

_IN_EVERY_DIGEST = frozenset({"sentence", "paragraph", "heading", "section", "lead_in", "tail"})
"""Pauses that count whether or not they are heard: the first ones, and recordings stand by them."""


@dataclass(frozen=True, slots=True)
class Studio:
    """How every edition is recorded: the settings that are heard or tagged.

    ``comma_pause`` lies inside sentences, ``pauses`` between them; ``speech`` says what of
    tables, pictures and notes is read. ``intro``, ``section``
    and ``outro`` are the station's jingles; see :class:`~service.plan.edition.Jingles`. The
    ``notice`` tells that the voice is synthetic.
    """

    rate: float
    pitch: float
    format: AudioFormat
    comma_pause: Ms
    pauses: Pauses
    speech: SpeechRules
    station: str
    publisher: str
    cover: Artwork
    intro: Jingle | None = None
    section: Jingle | None = None
    outro: Jingle | None = None
    notice: Notice | None = None

    def surroundings(self, endings: Iterable[Ending]) -> str:
        """A digest of what is heard besides sentences that end with ``endings``."""
        return fingerprint("surroundings/2", self._counted(endings))

    def older_surroundings(self, endings: Iterable[Ending]) -> str:
        """What ``surroundings`` of Loa 1.0 gave, which digested what is tagged, too."""
        counted = self._counted(endings)
        return fingerprint("surroundings/1", counted, self.station, self.cover.name)

    @property
    def tagging(self) -> str:
        """A digest of what a file's tag tells beside its article; of a tag of Loa 1.0 it is ""."""
        return fingerprint("tag/2", self.station, self.publisher, self.cover.name)

    def _counted(self, endings: Iterable[Ending]) -> dict[str, Ms]:
        """The pauses that lie after sentences that end with ``endings``, or in every edition."""
        counted = _IN_EVERY_DIGEST | {ending.value for ending in endings}
        return {name: each for name, each in asdict(self.pauses).items() if name in counted}

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
