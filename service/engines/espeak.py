"""The espeak-ng engine: a separate program speaks each sentence.

A fresh program per sentence because espeak-ng carries its state from one
sentence to the next (40 of 41 sentences change with their order), crashes with
two threads, and is GPL-3+, which a separate program keeps apart. It is either
the command ``espeak-ng`` or, without it, ``espeak_worker.py`` over the extra
``[offline]``.
"""

import functools
import json
import math
import shutil
import sys
from pathlib import Path
from typing import Protocol

from service.engines.abilities import Ability
from service.engines.programs import run_program
from service.engines.speakable import require_factors, speakable, with_comma
from service.engines.wav import BadWavError, settled_wav
from service.errors import SynthesisError
from service.model import Speech, Voice
from service.wav import write_wav

NAME = "espeak"
WORKER = "worker"
AMPLITUDE = 60
"""Of 200. At the default of 100 the loudest sentences clip."""

WORDS_A_MINUTE = 140
"""About 210 syllables a minute, as news is read; the default of 175 makes 260."""

SLOWEST_WORDS_A_MINUTE = 80
"""What espeak-ng itself stops at, without a word."""

MIDDLE_PITCH = 50

_VOICES = (
    Voice(NAME, "vi", "eSpeak, giọng Bắc"),
    Voice(NAME, "vi-vn-x-central", "eSpeak, giọng Trung"),
    Voice(NAME, "vi-vn-x-south", "eSpeak, giọng Nam"),
)


class Speaker(Protocol):
    """A program that speaks one clean line."""

    def version(self) -> str:
        """What it is and which version. Raises SynthesisError when it cannot run."""
        ...

    def speak(self, line: str, voice: str, wpm: int, pitch: int) -> Speech:
        """The speech of ``line``. Raises SynthesisError."""
        ...


class EspeakEngine:
    """Speaks with espeak-ng, offline.

    ``command`` is the path or name of the program, ``worker`` for the library
    of the extra ``[offline]``, or empty for whichever is there, the program
    first. ``seconds`` is the time one sentence may take.
    """

    def __init__(
        self,
        command: str = "",
        *,
        python: str = sys.executable,
        seconds: float = 30.0,
    ) -> None:
        self._speaker = _find_speaker(command, python, seconds)
        self._has_spoken = False

    @property
    def name(self) -> str:
        """``espeak``."""
        return NAME

    @functools.cached_property
    def version(self) -> str:
        """espeak-ng's version, the way it is run, and its level and pace.

        Raises SynthesisError when it cannot be run.
        """
        return f"{self._speaker.version()}/a{AMPLITUDE}/w{WORDS_A_MINUTE}"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """North, central and south."""
        return _VOICES

    @property
    def abilities(self) -> frozenset[Ability]:
        """Rate and pitch."""
        return frozenset((Ability.RATE, Ability.PITCH))

    def count_requests(self, text: str) -> int:
        """1: a program start, however long the text."""
        return 1

    @property
    def seconds_a_request(self) -> float:
        """A program start and a sentence at some 400 times its pace."""
        return 0.05

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The speech of ``text`` in one WAV file. Raises SynthesisError."""
        require_factors(rate, pitch)
        if voice not in _VOICES:
            raise SynthesisError(
                f"eSpeak không có giọng “{voice.name}”.",
                f"espeak-ng has no voice “{voice.name}”.",
                transient=False,
            )
        wpm = round(WORDS_A_MINUTE * rate)
        if wpm < SLOWEST_WORDS_A_MINUTE:
            raise SynthesisError(
                f"eSpeak không đọc chậm được đến {with_comma(rate)} lần.",
                f"espeak-ng cannot read as slowly as {rate:g} times its pace.",
                transient=False,
            )
        # [[…]] would be taken for phonemes
        line = speakable(text).replace("[[", "[ [")
        return self._speaker.speak(line, voice.name, wpm, pitch_value(pitch))

    def probe(self) -> None:
        """Nothing, when espeak-ng speaks Vietnamese; else SynthesisError tells what to install.

        It is asked once: a program that spoke does not fall silent by itself.
        """
        # The version says what to install where there is none; it is told once.
        if self.version and not self._has_spoken:
            self.speak("Loa", self.voices[0])
            self._has_spoken = True


class Command:
    """The program ``espeak-ng``."""

    def __init__(self, path: str, seconds: float) -> None:
        self._path = path
        self._seconds = seconds

    def version(self) -> str:
        """Such as ``command 1.51``."""
        said = run_program([self._path, "--version"], b"", seconds=self._seconds)
        number = said.decode("utf-8", "replace").partition(":")[2].split()[:1]
        return f"command {number[0] if number else 'unknown'}"

    def speak(self, line: str, voice: str, wpm: int, pitch: int) -> Speech:
        """The speech of ``line``."""
        arguments = ["-v", voice, "-s", str(wpm), "-p", str(pitch), "-a", str(AMPLITUDE)]
        wav = run_program(
            [self._path, *arguments, "-b", "1", "-z", "--stdin", "--stdout"],
            line.encode(),
            seconds=self._seconds,
        )
        try:
            return Speech((settled_wav(wav),), "audio/wav")
        except BadWavError as e:
            raise _no_sound(e.vi, e.en) from e


class Worker:
    """``espeak_worker.py`` in a Python of its own."""

    def __init__(self, python: str, seconds: float) -> None:
        # -P: this folder's modules must not shadow the standard library's
        self._run = [python, "-P", str(Path(__file__).with_name("espeak_worker.py"))]
        self._seconds = seconds

    def version(self) -> str:
        """Such as ``worker 1.52.0``."""
        try:
            said = run_program([*self._run, "--version"], b"", seconds=self._seconds)
        except SynthesisError as e:
            raise SynthesisError(
                "Không có espeak-ng: hãy cài gói espeak-ng, hoặc pip install 'loa[offline]'.",
                "There is no espeak-ng: install Debian's espeak-ng, or pip install 'loa[offline]'.",
                transient=False,
            ) from e
        number = said.decode("utf-8", "replace")
        return f"worker {number}"

    def speak(self, line: str, voice: str, wpm: int, pitch: int) -> Speech:
        """The speech of ``line``."""
        wish = {"text": line, "voice": voice, "wpm": wpm, "pitch": pitch, "amplitude": AMPLITUDE}
        answer = run_program(self._run, json.dumps(wish).encode(), seconds=self._seconds)
        head, _, samples = answer.partition(b"\n")
        if not samples or len(samples) % 2:
            raise _no_sound("không có mẫu âm nào trọn vẹn", "no whole samples")
        return Speech((write_wav(samples, json.loads(head)["rate"]),), "audio/wav")


def _find_speaker(command: str, python: str, seconds: float) -> Speaker:
    """The program where it is wished for or found, else the worker."""
    if command == WORKER:
        return Worker(python, seconds)
    found = shutil.which(command or "espeak-ng")
    if not found and not command:
        return Worker(python, seconds)
    return Command(found or command, seconds)


def pitch_value(factor: float) -> int:
    """espeak-ng's pitch (0 to 99, 50 in the middle) for a factor: its scale is an octave a side."""
    return min(99, round(MIDDLE_PITCH * (1 + math.log2(factor))))


def _no_sound(vi: str, en: str) -> SynthesisError:
    return SynthesisError(
        f"espeak-ng không cho ra tiếng: {vi}.", f"espeak-ng answered {en}.", transient=False
    )
