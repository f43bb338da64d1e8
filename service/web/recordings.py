"""Whether a recording on disk is the one that was published, and who is told when it is not."""

import logging
import threading
from datetime import datetime, timedelta
from typing import TypeVar

from service.compose import Service
from service.errors import LoaError, StoreError
from service.model.published_names import file_of
from service.store.media import Facts

T = TypeVar("T")

_ASKED_AGAIN = timedelta(minutes=10)
_MOST_REMEMBERED = 4096
_LOG = logging.getLogger(__name__)


class Recordings:
    """What is known of the files that are asked for. May be used from any thread."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._known: dict[str, tuple[str, bool]] = {}
        self._asked: dict[str, datetime] = {}

    def is_whole(self, name: str, facts: Facts) -> bool:
        """Whether the file that ``facts`` tell of is as long as the one published as ``name``.

        Of one that no row tells of, or when the database cannot be read, the digest in
        its name decides. Each file is looked into once for each time it changes.
        """
        with self._lock:
            known = self._known.get(name)
        if known is None or known[0] != facts.stamp:
            known = (facts.stamp, self._fits(name, facts.size))
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

    def _fits(self, name: str, size: int) -> bool:
        try:
            file = self._service.library.file(name)
        except StoreError:
            file = None
        if file is not None:
            return size == file.length
        try:
            digest = self._service.media.digest(name)
        except StoreError:
            return False
        # The digest is all of a recording's name, and the end of another form's.
        told = file_of(name).partition(".")[0].rpartition("-")[2]
        return digest is not None and digest.startswith(told)


def _make_room(remembered: dict[str, T]) -> None:
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()
