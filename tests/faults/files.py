"""Files that are lost, cut or changed behind Loa's back, and folders that go or are closed."""

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.fault import STANDING, Expectation, Fault, served_names, stand, stop
from tests.faults.newsroom import LostError, Newsroom, ask, wait_for, write_article
from tests.faults.public import require_whole_as_served, require_whole_on_disk
from tests.faults.station import Station


def harm_sound(newsroom: Newsroom, harm: Callable[[Path], None]) -> None:
    """A published sound is not what it was: it is made whole again, the same bytes."""
    station = newsroom.station
    (name,) = served_names(station)
    stop(newsroom)
    harm(station.media / name)
    _require_told_of(station, name)
    stand(newsroom)
    require_whole_as_served(station)
    wait_for(lambda: served_names(station) == [name], "the sound is offered again", station)
    assert require_whole_on_disk(station) == 1


def change_sound(newsroom: Newsroom) -> None:
    """A published sound has other bytes of the same length: the editor's press mends it."""
    station = newsroom.station
    (name,) = served_names(station)
    _change(station.media / name)
    _require_told_of(station, name)
    assert newsroom.regenerate(STANDING) in (200, 202)
    wait_for(lambda: _is_whole(station), "the sound is what it was", station)
    assert served_names(station) == [name]


def harm_sound_without_clips(newsroom: Newsroom) -> None:
    """A published sound and its clips are gone: it is spoken again, or not in the feed."""
    station = newsroom.station
    (name,) = served_names(station)
    stop(newsroom)
    (station.media / name).unlink()
    shutil.rmtree(station.cache)
    stand(newsroom)
    require_whole_as_served(station)
    newsroom.regenerate(STANDING)


def lose_feed(newsroom: Newsroom) -> None:
    """The written feed is gone: it is written again."""
    station = newsroom.station
    stop(newsroom)
    (station.media / "feed.xml").unlink()
    stand(newsroom)
    assert require_whole_as_served(station) == 1


def lose_cache(newsroom: Newsroom) -> None:
    """All clips are removed while articles are under way."""
    station = newsroom.station
    newsroom.put("dang-thu", write_article(random.Random(1), sentences=40))
    wait_for(lambda: len(list(station.cache.glob("??/*.json"))) > 10, "some are made", station)
    for folder in station.cache.glob("??"):
        shutil.rmtree(folder, ignore_errors=True)
    newsroom.put("sau-khi-mat", write_article(random.Random(2)))


def close_cache(newsroom: Newsroom) -> None:
    """Clips cannot be written for a while: it is told, and what was accepted is heard later."""
    station = newsroom.station
    kept = station.cache.with_name("kept")
    os.rename(station.cache, kept)  # noqa: PTH104 - a folder over which a file is put
    station.cache.write_text("no folder")
    assert newsroom.put("gui-khi-dong", write_article(random.Random(3))) == 201
    wait_for(lambda: ask(station, "/healthz")[0] == 503, "health tells of the cache", station)
    assert require_whole_as_served(station) == 1
    station.cache.unlink()
    os.rename(kept, station.cache)  # noqa: PTH104


def harm_secret(newsroom: Newsroom, content: bytes) -> None:
    """The key of sessions is no key: mended, or refused in words; a sign-in link opens."""
    station = newsroom.station
    stop(newsroom)
    secret = station.data / "secret"
    secret.write_bytes(content)
    stand(newsroom)
    link = station.shell.run_program("sign-in").stdout.strip().splitlines()[-1]
    assert ask(station, link[link.index("/desk/") :])[0] == 200
    assert len(secret.read_bytes()) >= 32
    assert secret.stat().st_mode & 0o077 == 0


def write_junk_state(newsroom: Newsroom) -> None:
    """What is kept between runs of engines and upkeep is noise."""
    station = newsroom.station
    stop(newsroom)
    state = station.data / "state"
    state.mkdir(exist_ok=True)
    for path in [*state.rglob("*"), state / "gains.json"]:
        if not path.is_dir():
            path.write_bytes(b"\x00\xff noise")


def _require_told_of(station: Station, name: str) -> None:
    """The doctor who looks at everything finds the file."""
    told = station.shell.run_program("doctor", "--deep")
    assert told.returncode == 1, told.stdout + told.stderr
    assert name in told.stdout + told.stderr


def _is_whole(station: Station) -> bool:
    """False while a sound is not what it was, and while the feed leaves it out."""
    try:
        return require_whole_as_served(station) == 1
    except LostError:
        return False


def _cut(path: Path) -> None:
    os.truncate(path, 500)


def _change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    path.write_bytes(content)


FAULTS = (
    Fault("a published sound deleted", partial(harm_sound, harm=Path.unlink)),
    Fault("a published sound cut", partial(harm_sound, harm=_cut)),
    Fault("a published sound changed", change_sound),
    Fault("a published sound and all clips deleted", harm_sound_without_clips),
    Fault("feed.xml deleted", lose_feed),
    Fault("cache removed while working", lose_cache, leaves="đoạn đã thu mất hoặc hỏng"),
    Fault("cache not to be written", close_cache),
    Fault("secret empty", partial(harm_secret, content=b"")),
    Fault("secret of one byte", partial(harm_secret, content=b"x")),
    Fault("state is noise", write_junk_state, Expectation.PUBLISHED),
)
