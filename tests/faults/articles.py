"""Articles that want all the memory, and patterns that want all the time."""

import random
import resource
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.fault import SERVE, Expectation, Fault, stop
from tests.faults.newsroom import (
    SYLLABLES,
    Newsroom,
    wait_until_answers,
    write_article,
)
from tests.programs import Program

MOST_MORE = 250 * 2**20
"""Bytes that any article may add to a program's peak."""

ADDRESS_SPACE = 3 * 2**30
"""Bytes: a bound that stops a failing program before it stops the machine."""

HEAD = "Tin thử của phường\n\n02-01-2026 08:00\n\n"


def send_large(newsroom: Newsroom, body: Callable[[], str]) -> None:
    """The article is spoken, or refused with a reason, and the memory stays bounded."""
    station = newsroom.station
    stop(newsroom)
    program = station.start(*SERVE, limits={resource.RLIMIT_AS: ADDRESS_SPACE})
    wait_until_answers(station, program)
    newsroom.put("thuong", write_article(random.Random(1), sentences=30))
    newsroom.wait_until_settled()
    idle = peak_bytes(program)
    status = newsroom.put("qua-dai", HEAD + body(), seconds=110.0)
    assert status == 201 or 400 <= status < 500, f"{status}\n{station.said()[-3000:]}"
    newsroom.wait_until_settled(seconds=300)
    more = peak_bytes(program) - idle
    assert more <= MOST_MORE, f"{more / 2**20:.0f} MB more than idle"
    stop(newsroom)


def evil_pattern(newsroom: Newsroom) -> None:
    """A pattern that tries all ways: refused in words, or no work waits for it."""
    station = newsroom.station
    station.shell.write("evil.csv", "grapheme,alias,is_pattern\n(a|a)+(b|c)$,x,true\n")
    done = station.shell.run_program("lexicon", "import", "evil.csv")
    assert done.returncode in (0, 65), done.stderr
    assert newsroom.put("bai-a", HEAD + "Chuỗi " + "a" * 300 + " ở đây.") in (201, 422)


def peak_bytes(program: Program) -> int:
    """The most memory that a program has had at once."""
    for line in Path(f"/proc/{program.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("the system tells no peak")


def _long_sentence() -> str:
    words = SYLLABLES.split()
    return " ".join(random.Random(2).choices(words, k=20_000)) + "."


def _long_word() -> str:
    return "".join(random.Random(3).choices("abcdeghiklmnopqrstuvxy", k=300_000)) + "."


def _digits() -> str:
    return "Dãy số " + "".join(random.Random(4).choices("0123456789", k=20_000)) + "."


def _many_digits() -> str:
    return "Dãy số " + "".join(random.Random(5).choices("0123456789", k=300_000)) + "."


FAULTS = (
    Fault("a sentence of 20,000 words", partial(send_large, body=_long_sentence), Expectation.TOLD),
    Fault("a word of 300 kB", partial(send_large, body=_long_word), Expectation.TOLD),
    Fault("20,000 digits", partial(send_large, body=_digits), Expectation.TOLD),
    Fault("300,000 digits", partial(send_large, body=_many_digits), Expectation.TOLD),
    Fault("1/1/1/… of 300 kB", partial(send_large, body=lambda: "1/" * 150_000), Expectation.TOLD),
    Fault("IIII… of 300 kB", partial(send_large, body=lambda: "I" * 300_000), Expectation.TOLD),
    Fault("a pattern that tries all ways", evil_pattern, Expectation.TOLD),
)
