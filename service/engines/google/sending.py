"""Sends requests over a few verified keep-alive connections, within a deadline."""

import queue
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import requests
import urllib3

from service.engines.google.line import LineSession
from service.engines.reasons import NoAnswerError, UnreachableError

MOST_BYTES = 4_000_000
"""A hundred characters of speech are about 80 kB in base64."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one request, and how many may be under way at once.

    ``read`` is the longest silence, ``total`` the longest time from the first byte sent
    to the last one received.
    """

    connect: float = 5.0
    read: float = 10.0
    total: float = 15.0
    connections: int = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that arrived whole."""

    status: int
    location: str
    retry_after: str
    body: bytes


class Sender:
    """Posts to one URL; safe to use from several threads.

    Callers beyond ``limits.connections`` wait for their turn. ``clock`` answers
    seconds that never run backwards. Proxies and certificate bundles are taken
    from the environment by requests, as its users expect.
    """

    def __init__(self, url: str, limits: Limits, clock: Callable[[], float]) -> None:
        self._url = url
        self._limits = limits
        self._clock = clock
        self._idle: queue.LifoQueue[LineSession] = queue.LifoQueue()
        for _ in range(limits.connections):
            self._idle.put(LineSession())

    def post(self, body: str, headers: Mapping[str, str]) -> Answer:
        """The answer to ``body``. Raises NoAnswerError."""
        with self._session() as session:
            deadline = self._clock() + self._limits.total
            try:
                answer = self._exchange(session, body, headers)
            except (requests.RequestException, urllib3.exceptions.HTTPError) as e:
                self._require_in_time(deadline)
                raise _explain(e) from e
        self._require_in_time(deadline)  # a cut connection may look like the end of an answer
        return answer

    def _exchange(self, session: LineSession, body: str, headers: Mapping[str, str]) -> Answer:
        with (
            session.cut_after(self._limits.total),
            session.post(
                self._url,
                data=body,
                headers=headers,
                timeout=(self._limits.connect, self._limits.read),
                verify=True,
                allow_redirects=False,  # a redirect is how Google turns robots away
                stream=True,
            ) as response,
        ):
            return Answer(
                response.status_code,
                response.headers.get("Location", ""),
                response.headers.get("Retry-After", ""),
                _read(response),
            )

    def _require_in_time(self, deadline: float) -> None:
        if self._clock() >= deadline:
            raise UnreachableError("trả lời quá chậm", "the answer took too long")

    @contextmanager
    def _session(self) -> Iterator[LineSession]:
        session = self._idle.get()
        try:
            yield session
        finally:
            self._idle.put(session)


def _read(response: requests.Response) -> bytes:
    """The body, unless it is longer than any speech."""
    body = bytearray()
    while piece := response.raw.read1(65_536, decode_content=True):
        body += piece
        if len(body) > MOST_BYTES:
            raise NoAnswerError("trả lời quá dài", "the answer is too long")
    return bytes(body)


def _explain(error: Exception) -> NoAnswerError:
    if isinstance(error, requests.exceptions.SSLError):
        return UnreachableError("chứng chỉ không đáng tin", "the certificate is not trusted")
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return UnreachableError("quá thời gian chờ", "no answer in time")
    if _never_connected(error):
        return UnreachableError("không kết nối được", "no connection")
    return NoAnswerError("trả lời bị cắt ngang", "the answer was cut off")


def _never_connected(error: Exception) -> bool:
    """Whether no connection came about; requests has one class for this and for a hang-up."""
    return isinstance(error, requests.ConnectionError) and any(
        isinstance(each, urllib3.exceptions.MaxRetryError) for each in error.args
    )
