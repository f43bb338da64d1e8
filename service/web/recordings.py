"""Whether a recording on disk is the one that was published, and who is told when it is not."""

import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from service.compose import Service
from service.disk import file_digest
from service.errors import LoaError, StoreError

T = TypeVar("T")

_ASKED_AGAIN = timedelta(minutes=10)
_MOST_REMEMBERED = 4096
_LOG = logging.getLogger(__name__)


class Recordings:
    """What is known of the files that are asked for. May be used from any thread."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._known: dict[str, tuple[tuple[int, int, int], bool]] = {}
        self._asked: dict[str, datetime] = {}

    def is_whole(self, name: str, path: Path) -> bool:
        """Whether the file at ``path`` is as long as the one that was published as ``name``.

        Of one that no row tells of, or when the database cannot be read, the digest in
        its name decides. Each file is looked into once for each time it changes.
        """
        try:
            status = path.stat()
        except OSError:
            return False
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._known.get(name)
        if known is None or known[0] != stamp:
            known = (stamp, self._fits(name, path, status.st_size))
            with self._lock:
                _make_room(self._known)
                self._known[name] = known
        return known[1]

    def ask_mending(self, episode_id: str, now: datetime) -> None:
        """A job mends the episode's file; listeners who ask again and again ask for one."""
        with self._lock:
            last = self._asked.get(episode_id)
            if last is not None and timedelta(0) <= now - last < _ASKED_AGAIN:
                return
            _make_room(self._asked)
            self._asked[episode_id] = now
        _LOG.error("tệp của tập %s mất hoặc hỏng, đang dựng lại (being restored)", episode_id)
        try:
            self._service.jobs.enqueue(episode_id)
        except LoaError as e:
            _LOG.error("chưa xếp được việc dựng lại tập %s: %s", episode_id, e.vi)

    def _fits(self, name: str, path: Path, size: int) -> bool:
        try:
            file = self._service.library.file(name)
        except StoreError:
            file = None
        if file is not None:
            return size == file.length
        try:
            return file_digest(path).startswith(path.stem)
        except OSError:
            return False


def _make_room(remembered: dict[str, T]) -> None:
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()
