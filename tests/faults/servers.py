"""A database server that is restarted, goes away, or stands still while Loa works."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.newsroom import Newsroom, ask, wait_for, write_article
from tests.servers.postgresql import PostgreSQL

SECONDS_AWAY = 8.0


@dataclass(frozen=True, slots=True)
class ServerFault:
    """``act`` does the fault to ``server`` while the newsroom's programs run, and mends it."""

    name: str
    act: Callable[[Newsroom, PostgreSQL], None]


def restart_while_working(newsroom: Newsroom, server: PostgreSQL) -> None:
    """All connections end with articles under way, and the server is there again at once."""
    draw = random.Random(1)
    for number in range(3):
        newsroom.put(f"dang-thu-{number}", write_article(draw, sentences=40))
        server.stop()
        server.start()


def go_away(newsroom: Newsroom, server: PostgreSQL) -> None:
    """The server is away for a while: what is sent is refused or accepted, and never forgotten."""
    draw, station = random.Random(2), newsroom.station
    newsroom.put("dang-thu", write_article(draw, sentences=40))
    server.stop()
    try:
        status = newsroom.put("gui-khi-mat", write_article(draw))
        assert status in (0, 500, 503), status
        audio = next(station.media.glob("*/*.mp3"))
        path = f"/audio/{audio.parent.name}/{audio.name}"
        assert ask(station, path)[0] == 200, "recordings need no database"
        assert ask(station, "/feed.xml")[0] == 200
        time.sleep(SECONDS_AWAY)
    finally:
        server.start()
    wait_for(lambda: ask(station, "/")[0] == 200, "the pages are answered again", station)


def stand_still(newsroom: Newsroom, server: PostgreSQL) -> None:
    """The server takes connections and answers nothing for a while."""
    draw, station = random.Random(3), newsroom.station
    newsroom.put("dang-thu", write_article(draw, sentences=40))
    with server.frozen():
        newsroom.put("gui-khi-dung", write_article(draw), seconds=60.0)
        assert ask(station, "/feed.xml", seconds=30.0)[0] == 200
        time.sleep(SECONDS_AWAY)
    wait_for(lambda: ask(station, "/")[0] == 200, "the pages are answered again", station)


FAULTS = (
    ServerFault("PostgreSQL restarted while working", restart_while_working),
    ServerFault("PostgreSQL away while working", go_away),
    ServerFault("PostgreSQL standing still", stand_still),
)
