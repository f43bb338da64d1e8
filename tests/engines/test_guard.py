"""Another package's engine is kept to what engines promise, whatever it does."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from service.engines.guard import GuardedEngine
from service.engines.silence import SilenceEngine
from service.engines.stop import Stop
from service.errors import SynthesisError
from service.model import Speech, Voice

VOICE = SilenceEngine().voices[0]


class Odd(SilenceEngine):
    """It does as it is told, wherever it is asked."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__()
        self.act = act

    @property
    def version(self) -> str:
        return str(self.act())

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        answer: Speech = self.act()
        return answer

    def probe(self) -> None:
        self.act()


QUESTIONS: dict[str, Callable[[GuardedEngine], object]] = {
    "version": lambda engine: engine.version,
    "speak": lambda engine: engine.speak("Loa", VOICE),
    "probe": lambda engine: engine.probe(),
}


def fail() -> None:
    raise RuntimeError("no licence")


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_whatever_it_raises_is_an_error_of_speech_with_its_name(
    ask: Callable[[GuardedEngine], object],
) -> None:
    with pytest.raises(SynthesisError, match=r"silence.*no licence") as failed:
        ask(GuardedEngine(Odd(fail)))
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert not failed.value.transient


def test_one_that_would_end_the_program_ends_nothing() -> None:
    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(SynthesisError, match="SystemExit"):
        GuardedEngine(Odd(leave), seconds=60).probe()


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_one_that_never_comes_back_is_left_behind(
    ask: Callable[[GuardedEngine], object],
) -> None:
    over = threading.Event()
    try:
        with pytest.raises(SynthesisError, match="did not finish"):
            ask(GuardedEngine(Odd(over.wait), seconds=0.05))
    finally:
        over.set()


def test_its_own_error_of_speech_comes_through_as_it_is() -> None:
    own = SynthesisError("bận", "busy", transient=True, retry_after=7.0)

    def refuse() -> None:
        raise own

    with pytest.raises(SynthesisError) as failed:
        GuardedEngine(Odd(refuse)).speak("Loa", VOICE)
    assert failed.value is own


@pytest.mark.parametrize("answer", [None, b"RIFF", "sound"])
def test_an_answer_that_is_no_speech_is_an_error(answer: object) -> None:
    with pytest.raises(SynthesisError, match="is no Speech"):
        GuardedEngine(Odd(lambda: answer)).speak("Loa", VOICE)


ODD_PARTS: dict[str, Any] = {
    "no parts": (),
    "an empty part": (b"",),
    "a list of parts": [b"RIFF"],
    "bytes for parts": b"RIFF",
    "a bytearray": (bytearray(b"RIFF"),),
    "a memoryview": (memoryview(b"RIFF"),),
    "a str": ("RIFF",),
}


@pytest.mark.parametrize("parts", ODD_PARTS.values(), ids=ODD_PARTS.keys())
def test_speech_made_of_something_else_is_an_error_with_its_name(parts: Any) -> None:
    with pytest.raises(SynthesisError, match=r"silence.*ValueError"):
        GuardedEngine(Odd(lambda: Speech(parts, "audio/wav"))).speak("Loa", VOICE)


def test_who_waits_for_it_is_woken_when_the_program_ends() -> None:
    stop, asked, may_end = Stop(), threading.Event(), threading.Event()

    def hang() -> None:
        asked.set()
        may_end.wait(60)

    engine = GuardedEngine(Odd(hang), stop=stop)

    def end_the_program() -> None:
        asked.wait(20)
        stop.call()

    caller = threading.Thread(target=end_the_program)
    caller.start()
    with pytest.raises(SynthesisError, match="stopping"):
        engine.speak("Loa", VOICE)
    caller.join()
    may_end.set()
