"""What a clip's sidecar tells, as a file that knows when it is broken.

It is JSON: the digest of the description, then the description itself. An older Loa
wrote the description alone; such a one is believed.
"""

import hashlib
import json
import re

from service.model import Clip
from service.plain import from_plain, to_plain

_SEALED = re.compile(rb'\{"sha256": "([0-9a-f]{64})", "clip": (.*)\}', re.S)
_FRAMES = re.compile(rb'"frames_sha256": "([0-9a-f]{64})"')
"""In a description. No text in it can look like this: JSON escapes a text's quotation marks."""


def pack_clip(clip: Clip) -> bytes:
    """The description of ``clip`` as a file."""
    told = json.dumps(to_plain(clip), ensure_ascii=False, allow_nan=False).encode()
    return b'{"sha256": "%b", "clip": %b}' % (hashlib.sha256(told).hexdigest().encode(), told)


def unpack_clip(file: bytes) -> Clip:
    """The clip that :func:`pack_clip` described. Raises ValueError for a broken file."""
    return from_plain(Clip, json.loads(_unsealed(file)))


def frames_digest(file: bytes) -> str:
    """The digest of the clip's frames, the one thing that the join wants to know of it.

    Raises ValueError for a broken file.
    """
    told = _FRAMES.search(_unsealed(file))
    if told is None:
        raise ValueError("the sidecar tells no digest")
    return told[1].decode()


def _unsealed(file: bytes) -> bytes:
    sealed = _SEALED.fullmatch(file)
    if sealed is None:
        return file
    digest, told = sealed.groups()
    if hashlib.sha256(told).hexdigest().encode() != digest:
        raise ValueError("the sidecar is not what was written")
    return told
