"""Files small enough to answer from memory: the feed, the cover, an episode's companions."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from service.store.media import Facts, Media


@dataclass(frozen=True)
class ReadyFile:
    """The bytes of a file, and when they were written where that is known."""

    plain: bytes
    modified: datetime | None = None

    @cached_property
    def digest(self) -> str:
        """What tells these bytes from all others."""
        return hashlib.sha256(self.plain).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a file, called ``name``, and what makes it of the file's bytes."""

    name: str
    make: Callable[[bytes], bytes]


MOST_FILES = 32
MOST_BYTES = 32 * 2**20
"""Of the files as they lie on disk; what is packed of them is remembered elsewhere."""


class ReadyFiles:
    """Files read once for each time they are replaced.

    At most ``most_files`` of together ``most_bytes`` are remembered, those that were asked
    for last. The very last always is: a feed that is larger than all that is let is still
    read once.
    """

    def __init__(self, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[str, ReadyFile]] = OrderedDict()

    def read(self, name: str, facts: Facts, media: Media, form: Form | None = None) -> ReadyFile:
        """The file ``name``, of which ``facts`` tell, or what its bytes are in another ``form``.

        Raises StoreError when it cannot be read, and what making the form raises.
        """
        key = f"{name} {form.name}" if form else name
        with self._lock:
            known = self._known.get(key)
            if known is None or known[0] != facts.stamp:
                modified = facts.modified.replace(microsecond=0)
                content = media.read(name)
                known = (facts.stamp, ReadyFile(form.make(content) if form else content, modified))
                self._known[key] = known
            self._known.move_to_end(key)
            self._forget()
            return known[1]

    def _forget(self) -> None:
        held = sum(len(file.plain) for _, file in self._known.values())
        while len(self._known) > 1 and (
            len(self._known) > self._most_files or held > self._most_bytes
        ):
            _, (_, forgotten) = self._known.popitem(last=False)
            held -= len(forgotten.plain)
