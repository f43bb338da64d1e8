"""A small edition of tone clips, for the tests of joining and of those who play it."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from service.audio.join import JoinedFile, join_edition
from service.audio.splice import make_clip
from service.audio.tags import make_tag
from service.audio.timeline import Pauses, edition_length, lay_out
from service.model import (
    BlockKind,
    Chapter,
    Clip,
    Ending,
    Ms,
    Samples,
    Segment,
    Span,
    Speech,
)
from tests.audio.sounds import FORMAT, SENTENCE, SPEC, mp3, syllables

ENDINGS = (Ending.HEADING, Ending.SENTENCE, Ending.PARAGRAPH, Ending.SECTION)


def tiny_png() -> bytes:
    """A red picture of 2 × 2 pixels."""

    def section(name: bytes, body: bytes) -> bytes:
        seal = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + seal

    head = (2).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    rows = (b"\0" + b"\xff\0\0" * 2) * 2
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(section(*each) for each in pieces)


@dataclass(frozen=True)
class Recording:
    """Clips with their places, not yet a file."""

    clips: tuple[Clip, ...]
    frames: dict[str, bytes]
    placed: tuple[tuple[str, Span], ...]
    length: Samples

    @property
    def duration(self) -> Ms:
        return FORMAT.to_ms(self.length)

    @property
    def tag(self) -> bytes:
        middle = Ms(self.duration // 2)
        return make_tag(
            title="Đảng bộ xã Sông Công",
            artist="Cổng thông tin",
            album="Loa phường",
            date=datetime(2026, 11, 23, tzinfo=UTC),
            duration=self.duration,
            chapters=[
                Chapter("Mở đầu", Ms(0), middle),
                Chapter("Kết quả", middle, self.duration),
            ],
            text="Toàn văn bài viết.\nĐoạn hai.",
            cover=tiny_png(),
        )

    def write(self, target: Path, tags: bytes = b"") -> JoinedFile:
        return join_edition(
            target,
            self.placed,
            self.frames.__getitem__,
            length=self.length,
            format=FORMAT,
            tags=tags,
        )


@cache
def record(sentences: int = 4) -> Recording:
    """Sentences of different length and pitch, as clips."""
    made = [
        make_clip(
            f"key{number}",
            SENTENCE,
            Speech(
                (mp3(syllables(1.0 + number % 5 * 0.37, pitch=120 + 25 * number)),), "audio/mpeg"
            ),
            SPEC,
        )
        for number in range(sentences)
    ]
    segments = [
        Segment(f"s{number}", SENTENCE, BlockKind.PARAGRAPH, 0, ENDINGS[number % 4])
        for number in range(sentences)
    ]
    spans = lay_out(segments, [clip.frame_count for clip, _ in made], Pauses(), FORMAT)
    return Recording(
        clips=tuple(clip for clip, _ in made),
        frames={clip.key: frames for clip, frames in made},
        placed=tuple((clip.key, span) for (clip, _), span in zip(made, spans, strict=True) if span),
        length=edition_length(spans, Pauses(), FORMAT),
    )
