"""What an engine sent, as one file: a line of JSON, then the parts one after another."""

import hashlib
import json

from service.fingerprint import fingerprint
from service.model import ClipSpec, Speech


def speech_key(spec: ClipSpec, spoken: str) -> str:
    """The name of what the engine answers to ``spoken``: mastering and format are not in it.

    So a change of gain, bitrate or mastering finds the answer and asks no one again.
    """
    return fingerprint(
        "speech/1",
        spec.voice.engine,
        spec.voice.name,
        spec.engine_version,
        spec.rate,
        spec.pitch,
        spoken,
    )


def pack_speech(speech: Speech) -> bytes:
    """``speech`` as one file that knows when it is broken."""
    body = b"".join(speech.parts)
    head = {
        "media_type": speech.media_type,
        "lengths": [len(part) for part in speech.parts],
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + body


def unpack_speech(file: bytes) -> Speech:
    """The speech that :func:`pack_speech` packed. Raises ValueError for a broken file."""
    line, _, body = file.partition(b"\n")
    head = json.loads(line)
    if not isinstance(head, dict) or hashlib.sha256(body).hexdigest() != head.get("sha256"):
        raise ValueError("the file is not what was packed")
    parts, at = [], 0
    for length in head["lengths"]:
        parts.append(body[at : at + length])
        at += length
    return Speech(tuple(parts), head["media_type"])
