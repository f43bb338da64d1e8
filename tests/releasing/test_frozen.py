"""A worker that stands still holds up nobody for longer than a minute, and harms nothing later."""

import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.audio.cache import ClipCache
from service.errors import StoreError
from service.making.mending import is_whole
from service.model.published_names import FEED_FILE
from service.releasing.feed import publish_feed
from service.store.places import LOCKS
from service.store.shared.files import FileLocks
from service.tending.rounds import SLICE_BYTES, check_slice
from service.tending.upkeep import retire_files
from service.tending.verification import verify_episode
from tests.media_paths import path_of
from tests.stage import TEXT, CountingEngine, Stage, make, publish, take
from tests.test_locks import SHORT, frozen_holder


@pytest.fixture
def hasty(stage: Stage, tmp_path: Path) -> Stage:
    """The stage, with little patience."""
    return replace(
        stage,
        cache=ClipCache(tmp_path / "clips", SHORT),
        locks=FileLocks(tmp_path / "data" / LOCKS, SHORT),
    )


def test_a_clip_whose_maker_stands_still_is_spoken_by_who_needs_it(
    hasty: Stage, engine: CountingEngine, tmp_path: Path
) -> None:
    article_id = take(hasty, TEXT)
    worklist = hasty.make_worklist(article_id)
    assert worklist is not None
    key = worklist.missing[1].clip_key
    with frozen_holder(tmp_path / "clips" / "locks" / f"{key}.lock") as holder:
        make(article_id, hasty)
        assert len(engine.spoken) == len(worklist.missing)
        holder.send_signal(signal.SIGCONT)
        holder.communicate("\n", timeout=20)
    verdict = verify_episode(article_id, hasty.library, hasty.assembler)
    assert verdict.is_intact
    assert verdict.is_reproduced


def test_the_feed_is_written_past_one_that_stands_still_at_it(hasty: Stage, tmp_path: Path) -> None:
    with frozen_holder(tmp_path / "data" / LOCKS / "feed.lock"):
        article_id = take(hasty, TEXT)
        make(article_id, hasty)
    assert article_id.encode() in hasty.media.read(FEED_FILE)


def test_an_article_that_one_stands_still_at_is_tried_again_later(
    hasty: Stage, tmp_path: Path
) -> None:
    article_id = take(hasty, TEXT)
    with frozen_holder(tmp_path / "data" / LOCKS / f"{article_id}.lock") as holder:
        with pytest.raises(StoreError, match="giữ quá lâu"):
            make(article_id, hasty)
        assert hasty.library.wish(article_id) is not None
        holder.send_signal(signal.SIGCONT)
        holder.communicate("\n", timeout=20)
    make(article_id, hasty)
    assert hasty.library.wish(article_id) is None


def test_the_upkeep_goes_on_past_an_article_that_one_stands_still_at(
    hasty: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ids = sorted(publish(hasty, source_id=f"phuong/{number}") for number in range(2))
    old = {_file(each, hasty) for each in ids}
    for number in range(2):
        publish(hasty, TEXT.replace("Sáng", "Chiều") + "\n\nThêm một câu.", f"phuong/{number}")
    new = [_file(each, hasty) for each in ids]
    assert not old & set(new)
    for name in new:
        path = path_of(hasty.media, name)
        assert path is not None
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    with frozen_holder(tmp_path / "data" / LOCKS / f"{ids[0]}.lock"):
        retire_files(hasty.library, hasty.media, hasty.locks, hasty.now() + timedelta(days=1))
        assert check_slice(hasty.library, hasty.assembler, SLICE_BYTES) == ()
        publish_feed(hasty.outlet, hasty.assembler)
    assert [hasty.media.exists(name) for name in sorted(old)] == [True, False]
    files = [hasty.library.current_file(each) for each in ids]
    assert [is_whole(each, hasty.media) for each in files if each] == [False, True]
    assert "giữ quá lâu" in caplog.text
    assert check_slice(hasty.library, hasty.assembler, SLICE_BYTES) == ()
    retire_files(hasty.library, hasty.media, hasty.locks, hasty.now() + timedelta(days=1))
    assert not any(map(hasty.media.exists, old)), "its turn comes"


def _file(article_id: str, stage: Stage) -> str:
    """The name of the article's current file."""
    file = stage.library.current_file(article_id)
    assert file is not None
    return file.name
