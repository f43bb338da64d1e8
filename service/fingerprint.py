"""A stable, versioned digest of plain values."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | Sequence[Plain] | Mapping[str, Plain] | None"


def fingerprint(scheme: str, *values: Plain) -> str:
    """Thirty-two hex digits of SHA-256 that depend only on ``scheme`` and ``values``.

    ``scheme`` names what is digested and its version ("clip/1"), so that a
    change of recipe can never collide with an old digest. Text is normalised to
    NFC: two spellings of one sentence are one sentence. The canonical form is
    JSON with sorted keys (RFC 8785 in spirit: no white space, no NaN).
    """
    canonical = json.dumps(
        [scheme, *(_normalise(value) for value in values)],
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _normalise(value: Plain) -> Plain:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list() | tuple():
            return [_normalise(each) for each in value]
        case dict():
            return {_nfc(key): _normalise(each) for key, each in value.items()}
        case _:
            return value


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
