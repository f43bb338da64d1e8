"""Texts packed for the way: gzip or Brotli, whichever the client says it reads (RFC 9110, 12.5.3).

The door to brotli.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Iterable
from enum import StrEnum

import brotli


class Coding(StrEnum):
    """How bytes are packed, by its name in HTTP; those that make less of a text first."""

    BROTLI = "br"
    GZIP = "gzip"


_BROTLI_QUALITY = 7
"""Measured on a feed of 1.3 MB: 20 ms and 167 kB, where gzip takes 44 ms for 244 kB. Beyond, time
grows faster than it helps: 43 ms for 159 kB at 9, and at 11, the highest, 1.5 s for 147 kB."""

MOST_BYTES = 16 * 2**20


def accepted_coding(told: Iterable[tuple[str, float]]) -> Coding | None:
    """The coding that a client likes best; None where it wants none.

    ``told`` is its Accept-Encoding as pairs of name and quality. What it likes alike is decided
    by what makes less. «*» stands for gzip, which everybody reads; Brotli is sent to who names it.
    """
    named = {name.lower(): quality for name, quality in told}
    rest = named.get("*", 0.0)
    liked = {
        Coding.BROTLI: named.get("br", 0.0),
        Coding.GZIP: named.get("gzip", named.get("x-gzip", rest)),
    }
    best = max(liked, key=lambda each: liked[each])
    # Bytes as they are may always be sent, and are liked least where nothing is said of them.
    return best if liked[best] > 0 and liked[best] >= named.get("identity", 0.0) else None


def pack(plain: bytes, coding: Coding) -> bytes:
    """``plain`` in this coding, the same each time."""
    if coding is Coding.BROTLI:
        return bytes(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))
    return gzip.compress(plain, mtime=0)


class PackedForms:
    """What was packed of late, so that it is packed once. May be used from any thread.

    At most ``most_bytes`` of packed forms are remembered, those that were asked for last; the
    very last always is.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, Coding], bytes] = OrderedDict()
        self._held = 0

    def form(self, digest: str, plain: bytes, coding: Coding) -> bytes:
        """``plain`` in this coding; ``digest`` tells its bytes from all others."""
        key = (digest, coding)
        # Packed within the lock: of a crowd that asks for a new feed, one packs it.
        with self._lock:
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = pack(plain, coding)
                self._held += len(known)
            self._known.move_to_end(key)
            while self._held > self._most_bytes and len(self._known) > 1:
                self._held -= len(self._known.popitem(last=False)[1])
            return known
