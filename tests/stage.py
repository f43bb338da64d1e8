"""What the tests of the story share: articles, an engine that counts, a memory of steps."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from service.desk.intake import Hints, IntakeRules, TakenIn, take_in
from service.engines.abilities import Ability
from service.engines.base import Engine
from service.engines.levels import Levels
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError
from service.making.doers import Doers
from service.model import Progress, Speech, Voice
from service.releasing.story import produce_edition

T = TypeVar("T")
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TEXT = """Tin thử nghiệm của phường

02-01-2026 08:00

Câu thứ nhất nói về việc chung của cả phường trong năm nay. Câu thứ hai dài hơn một chút nữa.

Câu thứ ba ở đoạn sau, cũng là câu cuối cùng của bản tin ngắn này.
"""


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


def publish(doers: Doers, text: str = TEXT, source_id: str = "phuong/1") -> str:
    """The article's id, after it was taken in and its edition made."""
    article_id = take(doers, text, source_id)
    make(article_id, doers)
    return article_id


def take(doers: Doers, text: str, source_id: str = "phuong/1") -> str:
    return take_in_at(NOW, text, Hints(source_id), doers).article.id


def take_in_at(now: datetime, text: str, hints: Hints, doers: Doers) -> TakenIn:
    return take_in(text.encode(), hints, doers.library, rules_of(doers), now)


def rules_of(doers: Doers) -> IntakeRules:
    """What an article may be where these doers are."""
    return IntakeRules(doers.zone, doers.article_limit_bytes, doers.article_hours, doers.studio)


def make(article_id: str, doers: Doers, memory: Memory | None = None) -> str:
    """The closing message of the article's production."""
    return produce_edition(article_id, doers, (memory or Memory()).run_step, ignore)


def ignore(progress: Progress) -> None:
    """Nobody watches."""
