"""What an older Loa published is completed in the upkeep's round, so that it can be rebuilt."""

import json

from service.making.originals import read_original
from service.outputs.manifest_reading import is_complete, read_manifest
from service.tending.rounds import SLICE_BYTES, check_slice
from tests.stage import TEXT, Stage, publish, take


def age(article_id: str, stage: Stage) -> None:
    """The edition's manifest and originals are as an older Loa left them."""
    episode = stage.library.episode(article_id)
    assert episode is not None
    name = episode.edition.manifest_name
    told = json.loads(stage.media.read(name))
    del told["revision"]["blocks"]
    stage.media.write(name, json.dumps(told).encode())
    stage.media.remove(f"originals/{article_id}-{episode.edition.revision.id}")


def test_a_round_gives_manifest_and_original_back(stage: Stage) -> None:
    article_id = publish(stage)
    age(article_id, stage)
    assert check_slice(stage.library, stage.assembler, SLICE_BYTES) == ()
    episode = stage.library.episode(article_id)
    assert episode is not None
    content = stage.media.read(episode.edition.manifest_name)
    assert is_complete(content)
    assert read_manifest(content) == episode.edition
    assert read_original(episode.edition, stage.media) == TEXT.encode()


def test_bytes_of_a_correction_are_never_kept_as_those_of_what_was_published(stage: Stage) -> None:
    article_id = publish(stage)
    age(article_id, stage)
    take(stage, TEXT.replace("thứ nhất", "đầu tiên"))
    assert check_slice(stage.library, stage.assembler, SLICE_BYTES) == ()
    episode = stage.library.episode(article_id)
    assert episode is not None
    assert read_original(episode.edition, stage.media) is None
