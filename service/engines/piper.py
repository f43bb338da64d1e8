"""The Piper engine: a neural voice that the newsroom brings, spoken by a separate program.

A voice is two files: ``NAME.onnx`` and ``NAME.onnx.json``. The program ``piper``
(package ``piper-tts``, GPL-3+) is installed by the newsroom and only ever run.
"""

import functools
import hashlib
from pathlib import Path

from service.engines.abilities import Ability
from service.engines.piper_voice import BadVoiceError, read_voice
from service.engines.programs import run_program
from service.engines.speakable import require_factors, speakable
from service.errors import SettingsError, SynthesisError, reason_of
from service.model import Speech, Voice
from service.wav import write_wav

NAME = "piper"
_STEADY = ("--noise-scale", "0", "--noise-w-scale", "0", "--no-normalize")
"""No chance, so that a sentence spoken again sounds the same, and no levelling per sentence."""


class PiperEngine:
    """Speaks with one voice file.

    ``model`` is the ``.onnx`` file, ``command`` the program's name or path. ``seconds``
    is the time one sentence may take, loading the voice included.
    Raises SettingsError when the files are missing or are no Vietnamese voice.
    """

    def __init__(
        self,
        model: Path,
        *,
        command: str = "piper",
        seconds: float = 120.0,
    ) -> None:
        self._model = model
        self._command = command
        self._seconds = seconds
        self._description = _read_beside(model)
        try:
            self._file = read_voice(self._description)
        except BadVoiceError as e:
            raise SettingsError(
                f"Giọng Piper {model}: {e.vi}.", f"Piper voice {model}: {e.en}."
            ) from e
        self._speakers = _voices(model.stem, self._file.speakers)

    @property
    def name(self) -> str:
        """``piper``."""
        return NAME

    @functools.cached_property
    def version(self) -> str:
        """A digest of the voice's two files. Raises SynthesisError when the model is gone."""
        digest = hashlib.sha256(self._description.encode())
        try:
            with self._model.open("rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
        except OSError as e:
            raise _lasting(
                f"Không đọc được giọng Piper {self._model}: {reason_of(e)}.",
                f"Cannot read the Piper voice {self._model}: {e.strerror}.",
            ) from e
        return f"1/{digest.hexdigest()[:12]}"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The speakers of the voice file, its default first."""
        return tuple(self._speakers)

    @property
    def abilities(self) -> frozenset[Ability]:
        """Rate: these voices have only their own pitch."""
        return frozenset((Ability.RATE,))

    def count_requests(self, text: str) -> int:
        """1: a program start, however long the text."""
        return 1

    @property
    def seconds_a_request(self) -> float:
        """The voice is loaded for each sentence."""
        return 3.0

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The speech of ``text`` in one WAV file. Raises SynthesisError.

        A ``pitch`` other than 1 is a lasting error: these voices have only their own.
        """
        require_factors(rate, pitch)
        if pitch != 1.0:
            raise _lasting(
                "Giọng Piper không đổi được cao độ; hãy để LOA_PITCH là 1.",
                "A Piper voice cannot change its pitch; leave LOA_PITCH at 1.",
            )
        if voice not in self._speakers:
            raise _lasting(
                f"Piper không có giọng “{voice.name}”.", f"Piper has no voice “{voice.name}”."
            )
        line = speakable(text).replace("[[", "[ [")  # [[…]] would be taken for phonemes
        speaker = self._speakers[voice]
        samples = run_program(
            [
                *(self._command, "--model", str(self._model), "--output-raw", *_STEADY),
                *("--length-scale", f"{self._file.length_scale / rate:.4f}"),
                *(() if speaker is None else ("--speaker", str(speaker))),
            ],
            f"{line}\n".encode(),
            seconds=self._seconds,
        )
        if not samples or len(samples) % 2:
            raise _lasting("Piper không cho ra tiếng.", "Piper answered no whole sound.")
        return Speech((write_wav(samples, self._file.sample_rate),), "audio/wav")

    def probe(self) -> None:
        """Nothing, when the program runs and the voice is there; else tells what to install."""
        try:
            run_program([self._command, "--help"], b"", seconds=self._seconds)
        except SynthesisError as e:
            raise _lasting(
                f"Không chạy được chương trình Piper “{self._command}”: hãy pip install piper-tts.",
                f"Cannot run the program Piper “{self._command}”: pip install piper-tts.",
            ) from e
        if not self._model.is_file():
            raise _lasting(
                f"Không còn giọng Piper {self._model}.", f"The Piper voice {self._model} is gone."
            )


def _read_beside(model: Path) -> str:
    """The text of the description beside ``model``. The program looks for it there only."""
    description = model.with_name(f"{model.name}.json")
    try:
        if not model.is_file():
            raise FileNotFoundError(2, "No such file", str(model))
        return description.read_text("utf-8")
    except OSError as e:
        raise SettingsError(
            f"Giọng Piper cần hai tệp {model} và {description.name}: {e.filename}: {reason_of(e)}.",
            f"A Piper voice takes two files, {model} and {description.name}:"
            f" {e.filename}: {e.strerror}.",
        ) from e
    except UnicodeDecodeError as e:
        raise SettingsError(
            f"Giọng Piper {model}: {description.name} không phải văn bản UTF-8.",
            f"Piper voice {model}: {description.name} is no UTF-8 text.",
        ) from e


def _voices(stem: str, speakers: tuple[tuple[str, int], ...]) -> dict[Voice, int | None]:
    """Each voice with its speaker number; a voice with one speaker has none."""
    if not speakers:
        return {Voice(NAME, stem, f"Piper, {stem}"): None}
    return {
        Voice(NAME, f"{stem}/{speaker}", f"Piper, {stem}, {speaker}"): number
        for speaker, number in speakers
    }


def _lasting(vi: str, en: str) -> SynthesisError:
    return SynthesisError(vi, en, transient=False)
