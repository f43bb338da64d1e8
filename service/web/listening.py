"""What goes out of a recording is told to who counts it: how far it was sent, and to what program.

Nothing of it is kept here, and nothing that sends waits (``tending.listening_queue``).
"""

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO, cast

from flask import Request

from service.compose import Service
from service.errors import NotAllowedError, NotFoundError
from service.listening.apps import LONGEST
from service.listening.audience import is_audience, is_probe
from service.model.listening import PAGE_KINDS, Heard, ListeningCount, Sent
from service.model.published_names import episode_of, is_article_id
from service.tending.listening import count_listening
from service.tending.listening_queue import ListeningQueue
from service.web.hosts import host_of, known_hosts
from service.web.site import Site, site
from service.web_address import network_of

_LONGEST_HEADER = 2_000


def open_queue(service: Service, now: Callable[[], datetime]) -> ListeningQueue | None:
    """What counts for ``service``; None where nothing is to be counted, or may be written."""
    if service.settings.count_listening == ListeningCount.NO or service.troubles:
        return None
    return ListeningQueue(lambda seen: count_listening(service.library, seen, now()))


class SentFile:
    """A file that the server sends: when it is closed, it tells what was read of it.

    waitress reads as the listener takes, so what was read is what was sent, but for what the
    system holds ready (a quarter of a megabyte at most).
    """

    def __init__(self, file: BinaryIO, tell: Callable[[int, int], object]) -> None:
        self._file = file
        self._tell_sent = tell
        self._begin = -1
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        """As the file's own."""
        if self._begin < 0:
            self._begin = self._file.tell()
        return self._file.read(size)

    def close(self) -> None:
        """As the file's own; the second time nothing is told."""
        if self._file.closed:
            return
        end = self._file.tell()
        self._file.close()
        if 0 <= self._begin < end:
            self._tell_sent(self._begin, end)


def watched(file: BinaryIO, name: str, length: int, request: Request) -> BinaryIO:
    """``file``, the recording ``name`` of ``length`` bytes, as it is sent for ``request``.

    Where that may be a listener's, what was sent is counted.
    """
    around, agent = site(), request.headers.get("User-Agent", "")[:LONGEST]
    queue, settings = around.listening, around.service.settings
    if queue is None or settings.count_listening != ListeningCount.OWN:
        return file
    if not _is_audience(agent, request, around):
        return file
    now, network = around.now, network_of(request.remote_addr or "")

    def tell(begin: int, end: int) -> None:
        if not is_probe(end - begin):
            queue.note(Sent(now(), episode_of(name), (begin, end), network, agent, length))

    return cast(BinaryIO, SentFile(file, tell))


def _is_audience(agent: str, request: Request, around: Site) -> bool:
    names = ("Referer", "Sec-Fetch-Dest", "Sec-Purpose")
    referrer, wanted_for, purpose = (
        request.headers.get(name, "")[:_LONGEST_HEADER] for name in names
    )
    own = {*around.service.settings.host_names, host_of(request.host) or ""}
    return is_audience(
        agent, referrer=referrer, own_hosts=own, wanted_for=wanted_for, purpose=purpose
    )


def counts_pages() -> bool:
    """Whether the article's page is to tell how far it was listened to."""
    return site().listening is not None


def note_heard(episode_id: str, quarters: int, request: Request) -> None:
    """On a page of ours so many quarters were heard; more than anybody hears is not counted.

    Raises NotFoundError where that is no number of quarters, NotAllowedError where it is not
    one of our pages that tells.
    """
    if not 0 <= quarters < len(PAGE_KINDS) or not is_article_id(episode_id):
        raise NotFoundError("Không có địa chỉ này.", "There is no such address.")
    around, headers = site(), request.headers
    own = known_hosts(around.service.settings)
    if not own.own(headers.get("Origin", ""), headers.get("Host", "")):
        raise NotAllowedError(
            "Chỉ trang của bài mới gửi điều này.", "Only the article's own page tells this."
        )
    if around.listening is None:
        return
    who, now = network_of(request.remote_addr or ""), around.now()
    if not around.marks.seconds_to_wait(who, 1, now):
        around.listening.note(Heard(now, episode_id, PAGE_KINDS[quarters]))
