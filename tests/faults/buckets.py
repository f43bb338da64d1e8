"""A bucket whose server answers with errors, slowly, or not to what it did."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.faults.newsroom import Newsroom, ask, wait_for, write_article
from tests.servers.s3 import S3


@dataclass(frozen=True, slots=True)
class BucketFault:
    """``act`` does the fault to ``server`` while the newsroom's programs run."""

    name: str
    act: Callable[[Newsroom, S3], None]


def fail_while_publishing(newsroom: Newsroom, server: S3, how: str, times: int) -> None:
    """Articles are published while many requests fail so: each is heard, or waits with a reason."""
    draw, station = random.Random(how), newsroom.station
    for number in range(3):
        server.fail(how, times, methods="PUT GET HEAD POST")
        newsroom.put(f"dang-{number}", write_article(draw, sentences=6))
    newsroom.wait_until_settled(seconds=240)
    wait_for(lambda: ask(station, "/feed.xml")[0] == 200, "the feed is answered", station)


def refuse_for_a_while(newsroom: Newsroom, server: S3) -> None:
    """Everything is refused while an article is under way: what is sent is told or waits."""
    draw, station = random.Random(4), newsroom.station
    newsroom.put("dang-thu", write_article(draw, sentences=20))
    server.fail("503", 10_000)
    newsroom.put("gui-khi-hong", write_article(draw), seconds=60.0)
    assert ask(station, "/", seconds=60.0)[0] == 200, "pages need no bucket"
    server.fail("503", 0)


FAULTS = (
    BucketFault("bucket answers 500", partial(fail_while_publishing, how="500", times=8)),
    BucketFault("bucket answers 503", partial(fail_while_publishing, how="503", times=8)),
    BucketFault("bucket loses its answers", partial(fail_while_publishing, how="lost", times=6)),
    BucketFault("bucket never answers", partial(fail_while_publishing, how="silent", times=1)),
    BucketFault("bucket refuses for a while", refuse_for_a_while),
)
