"""Sidecars of clips: what an older Loa wrote is read, what was spoilt is not."""

import hashlib
import json
from dataclasses import replace
from math import inf, nan

import pytest

from service.audio.sidecars import frames_digest, pack_clip, unpack_clip
from service.model import Clip, Samples, Voice
from tests.old_codec import old_json

CLIP = Clip(
    key="k",
    spoken="Lặng “im”",
    voice=Voice("silence", "im", "Lặng"),
    engine_version="1",
    frame_count=3,
    speech_begin=Samples(0),
    speech_end=Samples(1700),
    energies=(0.0, 1e-07, 0.1),
    true_peak_dbtp=-1.0,
    frames_sha256="a" * 64,
)


def old_sidecar(told: str) -> bytes:
    """A sidecar as a Loa before November 2026 sealed it."""
    digest = hashlib.sha256(told.encode()).hexdigest()
    return f'{{"sha256": "{digest}", "clip": {told}}}'.encode()


MARKED = json.dumps(
    json.loads(old_json(CLIP)) | {"words": [{"text_offset": 0, "at": 20}]}, ensure_ascii=False
)
"""As a Loa wrote it that marked where words begin, though nobody ever read it."""


@pytest.mark.parametrize(
    "file",
    [
        pack_clip(CLIP),
        old_sidecar(old_json(CLIP)),
        old_json(CLIP).encode(),
        old_sidecar(MARKED),
        MARKED.encode(),
    ],
    ids=["new", "old", "unsealed", "marked", "marked and unsealed"],
)
def test_a_sidecar_of_any_age_tells_its_clip_and_the_digest_of_its_frames(file: bytes) -> None:
    assert unpack_clip(file) == CLIP
    assert frames_digest(file) == CLIP.frames_sha256


def test_a_sidecar_that_was_changed_by_one_byte_is_refused() -> None:
    for file in (pack_clip(CLIP), old_sidecar(old_json(CLIP))):
        with pytest.raises(ValueError, match="not what was written"):
            unpack_clip(file.replace(b"1700", b"1701"))


@pytest.mark.parametrize("level", [nan, inf, -inf])
def test_a_level_that_is_no_number_is_never_written(level: float) -> None:
    for clip in (replace(CLIP, true_peak_dbtp=level), replace(CLIP, energies=(0.1, level))):
        with pytest.raises(ValueError, match="level"):
            pack_clip(clip)
