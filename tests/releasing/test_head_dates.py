"""The build date of a feed moves with what its head says, and with nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from service.model import Channel
from service.model.published_names import FEED_FILE
from service.releasing.feed import publish_feed
from service.releasing.outlet import Outlet
from tests.outputs.rss import parse, text
from tests.stage import NOW, Stage, publish

LATER = NOW + timedelta(days=3)


def written(stage: Stage, now: datetime, **words: str) -> datetime:
    """The build date of the feed that is written ``now``, whose channel has these ``words``."""

    def channel() -> Channel:
        return replace(stage.channel(), **words)  # type: ignore[arg-type]

    outlet: Outlet = replace(stage.outlet, channel=channel, now=lambda: now)
    publish_feed(outlet, stage.assembler)
    told = text(parse(stage.media.read(FEED_FILE)), "channel/lastBuildDate")
    return parsedate_to_datetime(told or "")


def test_another_title_or_cover_moves_the_build_date(stage: Stage) -> None:
    publish(stage)
    first = written(stage, NOW)
    assert written(stage, LATER, title="Tên mới") == LATER
    covered = LATER + timedelta(days=1)
    cover = f"{stage.base_url}/cover-3f2a.png"
    assert written(stage, covered, title="Tên mới", image_url=cover) == covered
    assert first < LATER


def test_the_same_words_keep_their_date_and_their_bytes(stage: Stage) -> None:
    publish(stage)
    first = written(stage, NOW)
    before = stage.media.read(FEED_FILE)
    assert written(stage, LATER) == first
    assert stage.media.read(FEED_FILE) == before
    moved = written(stage, LATER, title="Tên mới")
    assert written(stage, LATER + timedelta(days=1), title="Tên mới") == moved


def test_a_feed_of_an_older_loa_does_not_move_by_itself(stage: Stage) -> None:
    publish(stage)
    first = written(stage, NOW)
    stage.library.keep_fact("feed head main", "")
    assert written(stage, LATER) == first
