"""What one would otherwise run: a Flask view that has feedgen write the whole feed each time.

``python -m bench.crowd.written_feed PORT FEED`` serves the episodes of the file FEED.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from bench.crowd.front import wait_for_port
from tests.ports import free_port

EPISODES = 300
"""That a feed written so has; the same again where fewer are given."""

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@contextmanager
def written_at_each_request(feed: bytes, folder: Path) -> Iterator[tuple[int, int]]:
    """The port of such a server and its process, which is ended in the end by its id."""
    port, file = free_port(), folder / "written.xml"
    file.write_bytes(feed)
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", __name__, str(port), file])
    try:
        wait_for_port(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _serve(port: int, file: Path) -> None:
    from feedgen.feed import FeedGenerator
    from flask import Flask, Response, request
    from lxml import etree
    from waitress import serve

    # A head holds a megabyte; who writes it anew each time has no reason to stop there.
    items = list(islice(cycle(etree.parse(str(file)).findall("channel/item")), EPISODES))
    app = Flask(__name__)

    @app.get("/feed.xml")
    def feed() -> Response:
        written = FeedGenerator()
        written.load_extension("podcast")
        written.title("Tin")
        written.link(href="http://127.0.0.1/")
        written.description("Tin")
        written.lastBuildDate("2026-01-02T03:04:00+00:00")
        for item in items:
            entry = written.add_entry(order="append")
            entry.guid(item.findtext("guid"), permalink=False)
            entry.title(item.findtext("title"))
            entry.link(href=item.findtext("link"))
            entry.description(item.findtext("description"))
            entry.content(item.findtext(_CONTENT))
            entry.pubDate(item.findtext("pubDate"))
            (sound,) = item.findall("enclosure")
            entry.enclosure(sound.get("url"), sound.get("length"), sound.get("type"))
        response = Response(written.rss_str(), content_type="application/rss+xml")
        response.add_etag()
        return response.make_conditional(request)  # type: ignore[return-value]  # werkzeug's own

    serve(app, host="127.0.0.1", port=port, threads=4, _quiet=True)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]))
