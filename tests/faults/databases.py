"""Databases that are lost, empty, another's, damaged or locked."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tests.faults.fault import STANDING, Fault, served_names, stand, stop
from tests.faults.newsroom import Newsroom, ask, open_newsroom, wait_for, write_article
from tests.faults.public import promised, require_whole_as_served
from tests.faults.station import Station

LIBRARY, QUEUE = "loa.db", "jobs.db"


def lose_library(newsroom: Newsroom, harm: Callable[[Path], None]) -> None:
    """The library is not what it was: the feed stays, on disk too, until the backup is back."""
    station = newsroom.station
    before, feed = served_names(station), ask(station, "/feed.xml")[1]
    with _kept_aside(newsroom):
        _harm(station, LIBRARY, harm)
        stand(newsroom)
        assert served_names(station) == before
        assert require_whole_as_served(station) == len(before)
        assert ask(station, "/healthz")[0] == 503
        stop(newsroom)
        assert [each.name for each in promised(station.media.joinpath("feed.xml").read_bytes())]
        assert station.shell.run_program("doctor").returncode == 1
    stand(newsroom)
    assert served_names(station) == before
    assert _what_stays(ask(station, "/feed.xml")[1]) == _what_stays(feed)


def rebuild_library(newsroom: Newsroom, harm: Callable[[Path], None]) -> None:
    """There is no backup: `loa rebuild` makes the library anew, and all is as it was."""
    station = newsroom.station
    before, feed = served_names(station), ask(station, "/feed.xml")[1]
    stop(newsroom)
    _harm(station, LIBRARY, harm)
    stand(newsroom)
    _rebuild(station)  # beside the server, which reads and writes nothing: nobody is cut off
    assert served_names(station) == before
    assert require_whole_as_served(station) == len(before)
    stop(newsroom)
    newsroom.token = open_newsroom(station).token  # nothing in media tells of the old one
    stand(newsroom)
    assert ask(station, "/healthz")[0] == 200
    assert served_names(station) == before
    assert _what_stays(ask(station, "/feed.xml")[1]) == _what_stays(feed)


def rebuild_row(newsroom: Newsroom) -> None:
    """One edition cannot be read: its manifest gives it back, and whoever had a token keeps it."""
    station = newsroom.station
    _publish_second(newsroom)
    before = served_names(station)
    stop(newsroom)
    _damage_newest_edition(station.data / LIBRARY)
    assert station.shell.run_program("doctor").returncode == 1
    _rebuild(station, "--force")
    stand(newsroom)
    assert served_names(station) == before
    stop(newsroom)
    assert station.shell.run_program("doctor").returncode == 0


def damage_row(newsroom: Newsroom) -> None:
    """One edition cannot be read: the others are served."""
    station = newsroom.station
    _publish_second(newsroom)
    with _kept_aside(newsroom):
        _damage_newest_edition(station.data / LIBRARY)
        stand(newsroom)
        assert require_whole_as_served(station) >= 1
        assert ask(station, "/")[0] == 200
        stop(newsroom)


def lose_queue(newsroom: Newsroom, harm: Callable[[Path], None]) -> None:
    """The queue is gone with a job in flight: the article is spoken all the same."""
    station = newsroom.station
    newsroom.put("dang-thu", write_article(random.Random(4), sentences=60))
    newsroom.put("dang-cho", write_article(random.Random(5), sentences=60))
    station.kill_all()
    _harm(station, QUEUE, harm)


def damage_queue(newsroom: Newsroom) -> None:
    """The queue is no database: what is published is served until it is set aside."""
    station = newsroom.station
    lose_queue(newsroom, _write_noise)
    stand(newsroom)
    assert require_whole_as_served(station) >= 1
    assert ask(station, "/healthz")[0] == 503
    stop(newsroom)
    assert "jobs.db" in station.said()
    (station.data / QUEUE).unlink(missing_ok=True)


def lock_queue_at_start(newsroom: Newsroom) -> None:
    """Somebody holds the queue when Loa starts: it reads on, and refuses until that is over."""
    station = newsroom.station
    before = served_names(station)
    stop(newsroom)
    with closing(sqlite3.connect(station.data / QUEUE, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        stand(newsroom)
        assert served_names(station) == before
        assert ask(station, "/healthz")[0] == 503
        assert newsroom.put("bai-bi-tu-choi", write_article(random.Random(8))) == 503
        done = station.shell.run_program("doctor")
        assert (done.returncode, QUEUE in done.stdout) == (1, True)
        holder.execute("ROLLBACK")
    stop(newsroom)


def lock_queue(newsroom: Newsroom) -> None:
    """Somebody holds the queue while a correction is sent: whatever is stored is spoken."""
    with closing(sqlite3.connect(newsroom.station.data / QUEUE, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        status = newsroom.put(STANDING, write_article(random.Random(6)), seconds=90.0)
        holder.execute("ROLLBACK")
    assert status in (200, 202, 503), status


def _publish_second(newsroom: Newsroom) -> None:
    station = newsroom.station
    newsroom.put("bai-hai", write_article(random.Random(3)))
    newsroom.wait_until_settled()
    wait_for(lambda: len(served_names(station)) == 2, "two are in the feed", station)


def _rebuild(station: Station, *words: str) -> None:
    done = station.shell.run_program("rebuild", *words)
    assert done.returncode == 0, done.stderr


def _harm(station: Station, name: str, harm: Callable[[Path], None]) -> None:
    for beside in station.data.glob(f"{name}-*"):
        beside.unlink()
    harm(station.data / name)


@contextmanager
def _kept_aside(newsroom: Newsroom) -> Iterator[None]:
    """All programs have stopped; at the end the library is again what it was at the beginning."""
    stop(newsroom)
    library = newsroom.station.data / LIBRARY
    backup = newsroom.station.shell.folder / "backup.db"
    with closing(sqlite3.connect(library)) as opened, closing(sqlite3.connect(backup)) as copy:
        opened.backup(copy)
    yield
    _harm(newsroom.station, LIBRARY, lambda path: path.unlink(missing_ok=True))
    shutil.copyfile(backup, library)


def _what_stays(feed: bytes) -> list[bytes]:
    """Guids and dates, by which clients know what they have."""
    return [line.strip() for line in feed.splitlines() if b"<guid" in line or b"<pubDate" in line]


def _write_empty(path: Path) -> None:
    path.write_bytes(b"")


def _write_noise(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(8192))


def _write_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE diary (day TEXT, words TEXT)")
        other.commit()


def _damage_newest_edition(path: Path) -> None:
    with closing(sqlite3.connect(path)) as library:
        library.execute(
            "UPDATE editions SET content = substr(content, 1, 40)"
            " WHERE rowid = (SELECT max(rowid) FROM editions)"
        )
        library.commit()


FAULTS = (
    Fault("loa.db lost", partial(lose_library, harm=Path.unlink)),
    Fault("loa.db empty", partial(lose_library, harm=_write_empty)),
    Fault("loa.db another program's", partial(lose_library, harm=_write_foreign)),
    Fault("loa.db no database", partial(lose_library, harm=_write_noise)),
    Fault("loa.db lost, rebuilt", partial(rebuild_library, harm=Path.unlink)),
    Fault("loa.db empty, rebuilt", partial(rebuild_library, harm=_write_empty)),
    Fault("loa.db, one damaged row", damage_row),
    Fault("loa.db, one damaged row rebuilt", rebuild_row),
    Fault("jobs.db lost with a job in flight", partial(lose_queue, harm=Path.unlink)),
    Fault("jobs.db empty", partial(lose_queue, harm=_write_empty)),
    Fault("jobs.db damaged", damage_queue),
    Fault("jobs.db locked at PUT", lock_queue),
    Fault("jobs.db locked at start", lock_queue_at_start),
)
