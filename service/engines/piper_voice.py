"""Reads the JSON file beside a Piper voice: what the program will make of the model."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.engines.reasons import ReasonError
from service.engines.speakable import with_comma
from service.model import LANGUAGE

PHONEMES_BY_ESPEAK = "espeak"
PHONEMES_ARE_LETTERS = "text"


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """What Loa needs to know of a voice.

    ``speakers`` holds the names and numbers of a voice with several, its
    default first; empty for a voice with one. ``length_scale`` is the voice's own pace:
    larger is slower.
    """

    sample_rate: int
    length_scale: float
    speakers: tuple[tuple[str, int], ...]


class BadVoiceError(ReasonError):
    """A voice file that cannot speak Vietnamese."""


def read_voice(text: str) -> PiperVoice:
    """The voice that ``text``, the ``.onnx.json`` file, describes. Raises BadVoiceError."""
    try:
        told = json.loads(text)
        rate = int(told["audio"]["sample_rate"])
        count = int(told["num_speakers"])
        phonemes = str(told.get("phoneme_type", PHONEMES_BY_ESPEAK))
        alphabet = str(told["espeak"]["voice"])
        scale = float(told.get("inference", {}).get("length_scale", 1.0))
        speakers = _speakers(told, count)
    except (ValueError, TypeError, KeyError, AttributeError) as e:
        raise BadVoiceError(
            "tệp .onnx.json không phải mô tả giọng Piper", "the .onnx.json file is no Piper voice"
        ) from e
    if phonemes not in (PHONEMES_BY_ESPEAK, PHONEMES_ARE_LETTERS):
        raise BadVoiceError(
            f"kiểu âm vị “{phonemes}” không dùng cho tiếng Việt",
            f"the phoneme type “{phonemes}” is not for Vietnamese",
        )
    if phonemes == PHONEMES_BY_ESPEAK and alphabet.split("-")[0] != LANGUAGE:
        raise BadVoiceError(
            f"giọng này nói “{alphabet}”, không phải tiếng Việt",
            f"this voice speaks “{alphabet}”, not Vietnamese",
        )
    if not 8_000 <= rate <= 48_000 or not 0.1 <= scale <= 10:
        raise BadVoiceError(
            f"tần số mẫu {rate} hay nhịp {with_comma(scale)} không hợp lệ",
            f"the sample rate {rate} or the length scale {scale:g} is out of range",
        )
    return PiperVoice(rate, scale, speakers)


def _speakers(told: Mapping[str, Any], count: int) -> tuple[tuple[str, int], ...]:
    """Names and numbers of several speakers; nameless ones go by their number."""
    if count <= 1:
        return ()
    names = {int(number): str(name) for name, number in told.get("speaker_id_map", {}).items()}
    default = int(told.get("default_speaker_id", 0))
    order = sorted(range(count), key=lambda number: (number != default, number))
    return tuple((names.get(number, str(number)), number) for number in order)
