"""Captions are shown while their words are heard: held against the file that is published."""

from dataclasses import replace

import numpy as np
import pytest

from service.audio.decoding import decode_frames
from service.model import Edition
from service.outputs.captions import captions
from service.outputs.manifest_reading import read_manifest
from service.text.spoken import say
from tests.stage import Stage, publish
from tests.standins.reader import BREATH_SECONDS, RATE, SYLLABLE_SECONDS, Reader

CLAUSES = """Giá xăng giảm trong kỳ điều hành này

Theo Bộ Công Thương, từ 15 giờ hôm nay giá xăng RON 95 giảm 320 đồng một lít, còn giá dầu tăng \
150 đồng một lít so với kỳ trước; giá điện thì giữ nguyên.

Ông Nguyễn Văn An nói rằng dự án này sẽ xong trước ngày 30 tháng 4 năm 2027, khi tuyến đường số \
12 thông xe, và người dân sẽ không phải đi vòng 18,75 km qua TP. HCM như bốn năm vừa qua nữa.
"""
SOFT = 0.003


@pytest.fixture
def edition(stage: Stage) -> Edition:
    reading = replace(stage, engines={"first": Reader("first")})
    episode = reading.library.episode(publish(reading, CLAUSES))
    assert episode is not None
    return episode.edition


def test_a_caption_that_ends_with_a_clause_ends_in_the_breath_that_is_heard(
    stage: Stage, edition: Edition
) -> None:
    sound = decode_frames(stage.media.read(edition.enclosure.name))
    at_clauses = [each for each in captions(edition) if each.lines[-1].endswith((",", ";"))]
    assert len(at_clauses) >= 3
    for each in at_clauses:
        middle = each.end * RATE // 1000
        around = sound[middle - RATE // 20 : middle + RATE // 20]
        assert np.abs(around).max() < SOFT, each


def test_a_caption_lasts_as_long_as_its_words_are_heard(edition: Edition) -> None:
    spoken = {each.segment.id: each for each in edition.passages}
    for each in captions(edition):
        if "." not in each.id:
            continue  # a sentence of one caption
        words = say(" ".join(each.lines)).spoken
        heard = SYLLABLE_SECONDS * len(words.split())
        heard += BREATH_SECONDS * sum(words.count(mark) for mark in ",;:")
        assert abs((each.end - each.begin) / 1000 - heard) < 0.5, (each, words)
    assert all(
        spoken[each.id.partition(".")[0]].pauses for each in captions(edition) if "." in each.id
    )


def test_the_manifest_keeps_the_breaths(stage: Stage, edition: Edition) -> None:
    kept = read_manifest(stage.media.read(edition.manifest_name))
    assert captions(kept) == captions(edition)
