"""Reads the answers of Google's batchexecute protocol, as gTTS 2.5.4 asks for them.

An answer is a guard line ``)]}'`` and JSON arrays, sometimes with their lengths
between. gTTS looks for a pattern in each line and takes an answer without it
for success; here anything but sound is an error.
"""

import base64
import binascii
import json
import re

from service.engines.reasons import ReasonError
from service.mpeg import count_frames

_BETWEEN = re.compile(r"[\s\d]*")
_GUARD = ")]}'"
_REFUSALS = ("captcha", "/sorry/", "unusual traffic")


class NoSoundError(ReasonError):
    """An answer without usable sound."""


def read_sound(answer: bytes, rpc: str) -> bytes:
    """The MP3 file that ``answer`` carries for ``rpc``, whole frames throughout.

    Raises NoSoundError.
    """
    payload = _payload(answer, rpc)
    try:
        mp3 = base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError) as e:
        raise NoSoundError("mã base64 hỏng", "broken base64") from e
    if not count_frames(mp3):
        raise NoSoundError("tệp MP3 không trọn vẹn", "no whole MP3 file")
    return mp3


def is_refusal(answer: bytes) -> bool:
    """Whether ``answer`` is Google's page for visitors it takes for robots."""
    page = answer[:100_000].decode("utf-8", "replace").lower()
    return not page.lstrip().startswith(_GUARD) and any(sign in page for sign in _REFUSALS)


def _payload(answer: bytes, rpc: str) -> str:
    try:
        text = answer.decode("utf-8").lstrip()
    except UnicodeDecodeError as e:
        raise NoSoundError("không phải văn bản", "no text") from e
    if not text.startswith(_GUARD):
        raise NoSoundError("không phải lời đáp của dịch vụ đọc", "no answer of the speech service")
    for envelope in _arrays(text.removeprefix(_GUARD)):
        match envelope:
            case ["wrb.fr", name, str(inner), *_] if name == rpc:
                return _first_text(inner)
    raise NoSoundError("không có âm thanh", "no sound")


def _arrays(text: str) -> list[object]:
    """The envelopes of all JSON arrays in ``text``, in order."""
    decoder = json.JSONDecoder()
    envelopes: list[object] = []
    at = _skip(text, 0)
    while at < len(text):
        try:
            array, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as e:
            raise NoSoundError("bị cắt ngang", "a cut-off text") from e
        envelopes.extend(array if isinstance(array, list) else ())
        at = _skip(text, at)
    return envelopes


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _first_text(inner: str) -> str:
    try:
        values = json.loads(inner)
    except json.JSONDecodeError as e:
        raise NoSoundError("bị cắt ngang", "a cut-off text") from e
    match values:
        case [str(sound), *_] if sound:
            return sound
    raise NoSoundError("không có âm thanh", "no sound")
