"""What an older Loa published is completed in the upkeep's round, so that it can be rebuilt."""

import json

from service.making.doers import Doers
from service.making.originals import read_original
from service.outputs.manifest_reading import is_complete, read_manifest
from service.tending.rounds import SLICE_BYTES, check_slice
from tests.stage import TEXT, publish, take


def age(article_id: str, doers: Doers) -> None:
    """The edition's manifest and originals are as an older Loa left them."""
    episode = doers.library.episode(article_id)
    assert episode is not None
    name = episode.edition.manifest_name
    told = json.loads(doers.media.read(name))
    del told["revision"]["blocks"]
    doers.media.write(name, json.dumps(told).encode())
    doers.media.remove(f"originals/{article_id}-{episode.edition.revision.id}")


def test_a_round_gives_manifest_and_original_back(doers: Doers) -> None:
    article_id = publish(doers)
    age(article_id, doers)
    assert check_slice(doers, SLICE_BYTES) == ()
    episode = doers.library.episode(article_id)
    assert episode is not None
    content = doers.media.read(episode.edition.manifest_name)
    assert is_complete(content)
    assert read_manifest(content) == episode.edition
    assert read_original(episode.edition, doers.media) == TEXT.encode()


def test_bytes_of_a_correction_are_never_kept_as_those_of_what_was_published(doers: Doers) -> None:
    article_id = publish(doers)
    age(article_id, doers)
    take(doers, TEXT.replace("thứ nhất", "đầu tiên"))
    assert check_slice(doers, SLICE_BYTES) == ()
    episode = doers.library.episode(article_id)
    assert episode is not None
    assert read_original(episode.edition, doers.media) is None
