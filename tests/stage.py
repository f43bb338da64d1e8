"""What the tests of the story share: articles, an engine that counts, a memory of steps."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from service.audio.cache import ClipCache
from service.audio.opus import OpusEncoder
from service.audio.signing import SigningKey
from service.audio.timeline import Pauses
from service.covers import CoverStyle
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.intake import IntakeRules, TakenIn, take_in
from service.engines.abilities import Ability
from service.engines.base import Engine
from service.engines.levels import Levels
from service.engines.policy import VoicePreferences
from service.engines.retry import RetryPolicy
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError
from service.making.assembly import Assembler
from service.making.pictures import Gallery
from service.making.pools import Pools
from service.making.studio import Studio
from service.making.synthesis import Synthesizer
from service.making.voices import Voices
from service.making.worklist import Worklist, make_worklist
from service.model import HOUSE, Channel, Progress, Speech, SpeechRules, Voice
from service.plan.release import ReleaseRules
from service.releasing.channel_covers import ChannelCovers
from service.releasing.outlet import Outlet
from service.releasing.production import Production
from service.releasing.story import produce_edition
from service.settings import Settings
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Locks

T = TypeVar("T")
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TEXT = """Tin thử nghiệm của phường

02-01-2026 08:00

Câu thứ nhất nói về việc chung của cả phường trong năm nay. Câu thứ hai dài hơn một chút nữa.

Câu thứ ba ở đoạn sau, cũng là câu cuối cùng của bản tin ngắn này.
"""

RULES = IntakeRules(
    zone=Settings().zone,
    limit_bytes=Settings().article_limit_bytes,
    hours=Settings().article_hours,
    rate=1.0,
    pauses=Pauses(),
    speech=SpeechRules(),
)
"""What an article may be, where no test says otherwise."""


class CountingEngine:
    """The silent engine under any name, counting what it is asked; it may be told to fail.

    At another ``pace`` it answers as an online service may that has changed.
    """

    def __init__(self, name: str) -> None:
        self._silence = SilenceEngine()
        self._lock = threading.Lock()
        self.name = name
        self.version = "1"
        self.voices = (Voice(name, "im", f"Giọng {name}"),)
        self.spoken: list[str] = []
        self.failure: Callable[[str], SynthesisError | None] = lambda text: None
        self.outage: SynthesisError | None = None
        self.pace = 1.0

    @property
    def abilities(self) -> frozenset[Ability]:
        return self._silence.abilities

    def count_requests(self, text: str) -> int:
        return 1

    @property
    def seconds_a_request(self) -> float:
        return 0.5

    def probe(self) -> None:
        if self.outage:
            raise self.outage

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        failure = self.failure(text)
        if failure:
            raise failure
        with self._lock:
            self.spoken.append(text)
        pace = rate * self.pace
        return self._silence.speak(text, self._silence.voices[0], rate=pace, pitch=pitch)


class EvenLevels(Levels):
    """Every voice is as loud as it should be; none is asked for a passage."""

    def __init__(self) -> None:
        pass

    def gain_db(self, engine: Engine, voice: Voice, *, rate: float, pitch: float) -> float:
        return 0.0

    def known_gain_db(self, engine: Engine, voice: Voice, *, rate: float, pitch: float) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Stage:
    """What a production is made of, one beside the other: a test changes one by ``replace``."""

    library: Library
    media: Media
    locks: Locks
    cache: ClipCache
    engines: Mapping[str, Engine]
    levels: Levels
    preferred: VoicePreferences
    mix_voices: bool
    pools: Pools
    retries: RetryPolicy
    sleep: Callable[[float], object]
    jitter: Callable[[], float]
    studio: Studio
    channel: Callable[[], Channel]
    base_url: str
    article_hours: float
    gallery: Gallery
    free_space_bytes: int
    now: Callable[[], datetime]
    channel_covers: ChannelCovers
    rules: ReleaseRules = field(default_factory=ReleaseRules)
    covers: CoverStyle | None = None
    signing: SigningKey | None = None
    opus: OpusEncoder | None = None

    @classmethod
    def of(cls, production: Production) -> "Stage":
        voices, by = production.voices, production.synthesizer
        return cls(
            library=production.library,
            media=production.media,
            locks=production.locks,
            cache=production.cache,
            engines=voices.engines,
            levels=voices.levels,
            preferred=voices.preferred,
            mix_voices=voices.mix,
            pools=by.pools,
            retries=by.retries,
            sleep=by.sleep,
            jitter=by.jitter,
            studio=production.studio,
            channel=production.outlet.channel,
            base_url=production.outlet.base_url,
            article_hours=production.article_hours,
            gallery=production.gallery,
            free_space_bytes=production.assembler.free_space_bytes,
            now=production.now,
            channel_covers=production.channel_covers,
            rules=production.rules,
            covers=production.covers,
        )

    @property
    def voices(self) -> Voices:
        return Voices(self.engines, self.levels, self.preferred, mix=self.mix_voices)

    @property
    def synthesizer(self) -> Synthesizer:
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
        return Assembler(
            self.studio,
            self.cache,
            self.media,
            self.locks,
            self.free_space_bytes,
            opus=self.opus,
            signing=self.signing,
        )

    @property
    def outlet(self) -> Outlet:
        return Outlet(
            self.library, self.media, self.locks, self.channel, self.base_url, lambda: NOW
        )

    @property
    def production(self) -> Production:
        return Production(
            library=self.library,
            voices=self.voices,
            synthesizer=self.synthesizer,
            assembler=self.assembler,
            outlet=self.outlet,
            article_hours=self.article_hours,
            gallery=self.gallery,
            now=self.now,
            channel_covers=self.channel_covers,
            rules=self.rules,
            covers=self.covers,
        )

    def make_worklist(self, article_id: str) -> Worklist | None:
        return make_worklist(
            article_id, self.library, self.voices, self.assembler, hours=self.article_hours
        )


@dataclass
class Memory:
    """A job's memory of its steps. ``crash_before`` stops the story before that many steps."""

    answers: dict[str, object] = field(default_factory=dict)
    crash_before: int | None = None
    ran: int = 0

    def run_step(self, name: str, step: Callable[[], T], /) -> T:
        if name in self.answers:
            return self.answers[name]  # type: ignore[return-value]  # what the step gave
        if self.ran == self.crash_before:
            raise CrashError
        self.ran += 1
        answer = step()
        self.answers[name] = answer
        return answer


class CrashError(Exception):
    """Stands for a killed process."""


def publish(stage: Stage, text: str = TEXT, source_id: str = "phuong/1") -> str:
    """The article's id, after it was taken in and its edition made."""
    article_id = take(stage, text, source_id)
    make(article_id, stage)
    return article_id


def take(stage: Stage, text: str, source_id: str = "phuong/1") -> str:
    return take_into(stage.library, text, source_id)


def take_into(library: Library, text: str, source_id: str = "phuong/1") -> str:
    return take_in_at(NOW, text, Hints(source_id), library).article.id


def take_in_at(now: datetime, text: str, hints: Hints, library: Library) -> TakenIn:
    return take_in(text.encode(), hints, Desk(HOUSE, library, now), RULES)


def take_page(stage: Stage, body: str, source_id: str = "phuong/trang") -> str:
    """The id of the article that a page with this body is, of one address for all."""
    page = (
        "<html><body><article><h1>Thông báo của phường</h1><p>Ngày 02/01/2026, 08:00</p>"
        f"{body}</article></body></html>"
    )
    hints = Hints(source_id, media_type="text/html", link="https://phuong.example.vn/a")
    return take_in_at(NOW, page, hints, stage.library).article.id


def make(article_id: str, stage: Stage, memory: Memory | None = None) -> str:
    """The closing message of the article's production."""
    return produce_edition(article_id, stage.production, (memory or Memory()).run_step, ignore)


def ignore(progress: Progress) -> None:
    """Nobody watches."""
