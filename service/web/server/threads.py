"""Who answers: threads for readers, and others for those who write.

Desk and API wait for the database, where another program may hold it for a while.
They have threads of their own, so that pages, feed and sound never wait with them.
"""

from typing import Any

from waitress.task import ThreadedTaskDispatcher

_WRITERS_PATHS = ("/desk", "/api")


def is_for_writers(method: str, path: str) -> bool:
    """Whether a request of this ``method`` and ``path`` belongs to desk or API."""
    first = "/" + path.lstrip("/").partition("/")[0]
    return method.upper() not in ("GET", "HEAD") or first in _WRITERS_PATHS


class Threads(ThreadedTaskDispatcher):
    """``count`` threads for readers, and half as many, at least two, for desk and API."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._writers = ThreadedTaskDispatcher()

    def start(self) -> None:
        """Begin to answer."""
        self.set_thread_count(self._count)
        self._writers.set_thread_count(max(2, self._count // 2))

    def add_task(self, task: Any) -> None:
        request = task.requests[0]
        # A request that could not be read has neither method nor path.
        asked = (getattr(request, "command", ""), getattr(request, "path", ""))
        if request.error is None and is_for_writers(*asked):
            self._writers.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        self._writers.shutdown(cancel_pending, timeout)
        return super().shutdown(cancel_pending, timeout)
