"""What a clip's sidecar tells, as a file that knows when it is broken.

It is JSON: the digest of the description, then the description itself. An older Loa
wrote the description alone; such a one is believed.
"""

import hashlib
import re
from math import isfinite

from service.codec import from_json, to_json
from service.model import Clip

_SEALED = re.compile(rb'\{"sha256": "([0-9a-f]{64})", "clip": (.*)\}', re.S)
_FRAMES = re.compile(rb'"frames_sha256": ?"([0-9a-f]{64})"')
"""In a description. No text in it can look like this: JSON escapes a text's quotation marks."""


def pack_clip(clip: Clip) -> bytes:
    """The description of ``clip`` as a file. Raises ValueError for one whose level is no number."""
    if not all(map(isfinite, (clip.true_peak_dbtp, *clip.energies))):
        raise ValueError("a clip's level is a number")
    told = to_json(clip).encode()
    return b'{"sha256": "%b", "clip": %b}' % (hashlib.sha256(told).hexdigest().encode(), told)


def unpack_clip(file: bytes) -> Clip:
    """The clip that :func:`pack_clip` described. Raises ValueError for a broken file."""
    return from_json(Clip, _unsealed(file))


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
