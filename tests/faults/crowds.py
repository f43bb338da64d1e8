"""Too many connections, too few descriptors, bodies that nobody asked for."""

import random
import resource
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from tests.faults.fault import SERVE, Fault, stop
from tests.faults.newsroom import Newsroom, ask, wait_for, wait_until_answers, write_article
from tests.faults.public import require_whole_as_served
from tests.faults.station import Station
from tests.programs import Program

CROWD = 1100
"""More than select() can count, which is 1,023."""

OTHER_ADDRESS = "127.0.0.2"
LARGEST_ROUTE = 64 * 2**20
"""No route takes as much: what lies on the disk for one request is below it."""

HALF = b"GET /feed.xml HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def few_descriptors(newsroom: Newsroom, most: int) -> None:
    """Only ``most`` descriptors, and more connections than that: it stays and goes on."""
    station = newsroom.station
    stop(newsroom)
    program = station.start(*SERVE, limits={resource.RLIMIT_NOFILE: most})
    wait_until_answers(station, program)
    newsroom.put("it-so", write_article(random.Random(1)))
    with _connected(station, 2 * most, HALF):
        ask(station, "/feed.xml", seconds=5.0)
        assert program.poll() is None, station.said()[-3000:]
    # For a second after the crowd its last newcomers keep their grace: 503 until then.
    wait_for(lambda: ask(station, "/feed.xml")[0] == 200, "the feed is answered again", station)
    assert require_whole_as_served(station) >= 1
    newsroom.wait_until_settled()
    stop(newsroom)


def crowd(newsroom: Newsroom, words: bytes) -> None:
    """Over a thousand connections of one address say ``words`` and wait: others are served."""
    station = newsroom.station
    (program,) = station.programs
    with _connected(station, CROWD, words):
        assert _ask_from(OTHER_ADDRESS, station) == 200, station.said()[-3000:]
        assert program.poll() is None, station.said()[-3000:]
        newsroom.put("giua-dam-dong", write_article(random.Random(2)))
    wait_until_answers(station, program)


def large_body(newsroom: Newsroom, path: str, *, chunked: bool) -> None:
    """100 MB without a credential: refused before they lie on the disk."""
    station = newsroom.station
    (program,) = station.programs
    size = 100 * 2**20
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{length}\r\n\r\n".encode()
    megabyte = bytes(2**20)
    part = b"100000\r\n" + megabyte + b"\r\n" if chunked else megabyte
    most = 0
    with socket.create_connection(_address(station), timeout=20) as sender:
        sender.sendall(head)
        for _ in range(100):
            if select.select([sender], [], [], 0)[0]:
                break
            try:
                sender.sendall(part)
            except OSError:
                break
            most = max(most, _spooled(program))
        else:
            raise AssertionError("100 MB were read of somebody unknown")
    assert most < LARGEST_ROUTE, f"{most} bytes lay on the disk"
    assert program.poll() is None


def _spooled(program: Program) -> int:
    """Bytes of the nameless files that a program holds open."""
    total = 0
    for path in Path(f"/proc/{program.pid}/fd").iterdir():
        try:
            if str(path.readlink()).endswith("(deleted)"):
                total += path.stat().st_size
        except OSError:  # closed meanwhile
            continue
    return total


def _address(station: Station) -> tuple[str, int]:
    return ("127.0.0.1", int(station.shell.settings["LOA_PORT"]))


@contextmanager
def _connected(station: Station, count: int, words: bytes) -> Iterator[None]:
    """``count`` connections of one address that said ``words``, as many as are let in."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, count + 500)), hard))
    with ExitStack() as stack:
        for _ in range(count):
            try:
                connection = socket.create_connection(_address(station), timeout=2)
            except OSError:  # not let in
                continue
            stack.enter_context(connection)
            try:
                connection.sendall(words)
            except OSError:  # shown out
                continue
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _ask_from(source: str, station: Station) -> int:
    """The status of the feed for somebody at another address; 0 where nobody answers."""
    try:
        with socket.create_connection(_address(station), 20, (source, 0)) as other:
            other.sendall(b"GET /feed.xml HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            answer = other.recv(64)
    except OSError:
        return 0
    return int(answer.split()[1]) if answer else 0


FAULTS = (
    Fault("64 descriptors", partial(few_descriptors, most=64)),
    Fault("128 descriptors", partial(few_descriptors, most=128)),
    Fault("1,100 idle connections", partial(crowd, words=b"")),
    Fault("1,100 half-sent requests", partial(crowd, words=HALF)),
    Fault("a body of 100 MB", partial(large_body, path="/", chunked=False)),
    Fault("the same in chunks", partial(large_body, path="/", chunked=True)),
    Fault("the same to the API", partial(large_body, path="/api/v1/articles/x", chunked=False)),
)
