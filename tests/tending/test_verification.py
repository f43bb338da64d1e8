"""What verifying tells of an edition, and that nothing else is stitched than what was heard."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from service.audio.timeline import Pauses
from service.errors import AudioError, ClipLostError
from service.making.edition import restore_manifest
from service.model import Ms
from service.tending.stitching import stitch_by_pydub, stitch_frames
from service.tending.verification import verify_episode
from tests.releasing.test_story import current
from tests.stage import TEXT, CountingEngine, Stage, publish


@pytest.mark.parametrize("of_older_loa", [False, True])
def test_a_clip_that_was_made_again_and_sounds_otherwise_is_named_and_never_stitched(
    stage: Stage, engine: CountingEngine, tmp_path: Path, of_older_loa: bool
) -> None:
    article_id = publish(stage)
    if of_older_loa:
        forget_digests(tmp_path / "data" / "loa.db")
    stage.cache.prune(0)
    engine.pace = 0.8
    publish(stage, TEXT, "phuong/2")
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.is_intact
    assert verdict.missing == ()
    assert verdict.different == tuple(
        passage.segment.id for passage in current(article_id, stage).passages
    )
    assert verdict.rebuilt is None
    for stitch in (stitch_frames, stitch_by_pydub):
        with pytest.raises((ClipLostError, AudioError)):
            stitch(article_id, tmp_path / "again.mp3", stage.library, stage.assembler)
    assert not (tmp_path / "again.mp3").exists()


def test_an_edition_is_reproduced_though_pauses_are_others_today(stage: Stage) -> None:
    article_id = publish(stage)
    longer = replace(stage, studio=replace(stage.studio, pauses=Pauses(sentence=Ms(500))))
    verdict = verify_episode(article_id, longer.library, longer.assembler)
    assert verdict.is_comparable
    assert verdict.is_reproduced


@pytest.mark.parametrize("content", [None, b"", b'{"episode": '])
def test_a_manifest_that_was_lost_or_damaged_is_told_and_written_again(
    stage: Stage, content: bytes | None
) -> None:
    edition = current(publish(stage), stage)
    name = edition.manifest_name
    whole = stage.media.read(name)
    stage.media.remove(name)
    if content is not None:
        stage.media.write(name, content)
    verdict = verify_episode(edition.episode_id, stage.library, stage.assembler)
    assert not verdict.has_manifest
    assert not verdict.is_intact
    restore_manifest(edition, stage.media)
    assert stage.media.read(name) == whole
    assert verify_episode(edition.episode_id, stage.library, stage.assembler).is_intact


def forget_digests(database: Path) -> None:
    """Makes every edition one of an older Loa, which noted no digests of its clips."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for rowid, content in connection.execute("SELECT rowid, content FROM editions").fetchall():
            told = json.loads(content)
            for passage in told["passages"]:
                del passage["frames_sha256"]
            connection.execute(
                "UPDATE editions SET content = ? WHERE rowid = ?", (json.dumps(told), rowid)
            )
