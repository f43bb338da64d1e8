"""A worker that stands still holds up nobody for longer than a minute, and harms nothing later."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from service.audio.cache import ClipCache
from service.errors import StoreError
from service.produce.call_sheet import draw_up_sheet
from service.produce.doers import Doers
from service.produce.publishing import FEED
from service.produce.verification import verify_episode
from service.store.media import MediaFolder
from tests.produce.stage import TEXT, CountingEngine, make, take
from tests.test_locks import SHORT, frozen_holder


@pytest.fixture
def hasty(doers: Doers, tmp_path: Path) -> Doers:
    """The doers, with little patience."""
    return replace(
        doers,
        cache=ClipCache(tmp_path / "clips", SHORT),
        media=MediaFolder(tmp_path / "data" / "media", SHORT),
    )


def test_a_clip_whose_maker_stands_still_is_spoken_by_who_needs_it(
    hasty: Doers, engine: CountingEngine, tmp_path: Path
) -> None:
    article_id = take(hasty, TEXT)
    sheet = draw_up_sheet(article_id, hasty)
    assert sheet is not None
    key = sheet.missing[1].clip_key
    with frozen_holder(tmp_path / "clips" / "locks" / f"{key}.lock") as holder:
        make(article_id, hasty)
        assert len(engine.spoken) == len(sheet.missing)
        holder.send_signal(signal.SIGCONT)
        holder.communicate("\n", timeout=20)
    verdict = verify_episode(article_id, hasty)
    assert verdict.is_intact
    assert verdict.is_reproduced


def test_the_feed_is_written_past_one_that_stands_still_at_it(hasty: Doers, tmp_path: Path) -> None:
    with frozen_holder(tmp_path / "data" / "media" / ".scratch" / "feed.lock"):
        article_id = take(hasty, TEXT)
        make(article_id, hasty)
    assert article_id.encode() in hasty.media.read(FEED)


def test_an_article_that_one_stands_still_at_is_tried_again_later(
    hasty: Doers, tmp_path: Path
) -> None:
    article_id = take(hasty, TEXT)
    with frozen_holder(tmp_path / "data" / "media" / ".scratch" / f"{article_id}.lock") as holder:
        with pytest.raises(StoreError, match="giữ quá lâu"):
            make(article_id, hasty)
        assert hasty.library.wish(article_id) is not None
        holder.send_signal(signal.SIGCONT)
        holder.communicate("\n", timeout=20)
    make(article_id, hasty)
    assert hasty.library.wish(article_id) is None
