"""What a monitor is told: yes or no to each thing that Loa cannot do without."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from service.compose import Service
from service.compose.watching import QUEUE_STANDS_AFTER
from service.errors import LoaError
from service.store.places import MEDIA

_KEPT = timedelta(seconds=5)


class Vitals:
    """The answers, found out once for all who ask within a few seconds, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: tuple[datetime, Mapping[str, bool]] | None = None

    def of(self, service: Service, now: datetime) -> Mapping[str, bool]:
        """What of ``service`` is well. Who comes while another looks gets the last answers."""
        found = self._found
        if found is not None and (_is_fresh(found[0], now) or self._lock.locked()):
            return found[1]
        with self._lock:
            if self._found is None or not _is_fresh(self._found[0], now):
                self._found = (now, _look(service))
            return self._found[1]


def _is_fresh(seen: datetime, now: datetime) -> bool:
    return abs(now - seen) < _KEPT


def _look(service: Service) -> Mapping[str, bool]:
    settings = service.settings
    return {
        "database": _holds(lambda: not service.library.is_passing and _answers(service)),
        "worker": _holds(lambda: service.jobs.living_workers() > 0),
        "queue": _holds(
            lambda: not (service.troubles or service.jobs.stands_still(QUEUE_STANDS_AFTER))
        ),
        "disk": _holds(lambda: _has_room(settings.data, settings.free_space_mb)),
        "cache": _holds(lambda: _is_writable(settings.cache)),
        "media": _holds(lambda: _holds_media(service)),
        "writing": not service.told_troubles,
    }


def _holds(question: Callable[[], bool]) -> bool:
    """The answer; no, where none can be had."""
    try:
        return question()
    except (LoaError, OSError):
        return False


def _has_room(folder: Path, least_mb: int) -> bool:
    return _is_writable(folder) and shutil.disk_usage(folder).free >= least_mb * 2**20


def _holds_media(service: Service) -> bool:
    """Whether what is published is there, and its folder takes more.

    Of a bucket that is seen when something is published: a trial would cost at each look.
    """
    takes = service.media.is_far or _takes(service.settings.data / MEDIA)
    return takes and service.media_is_whole()


def _answers(service: Service) -> bool:
    return service.library.has_episodes() in (True, False)


def _is_writable(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    return _takes(folder)


def _takes(folder: Path) -> bool:
    """Whether the folder, which is there, takes a file of some bytes."""
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"?")  # a full disk makes files, and takes no bytes
        return True
