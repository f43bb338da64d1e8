import dataclasses
import hashlib
import resource
import subprocess
import sys
from pathlib import Path

import miniaudio
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audio.checksum import RunningCrc16, crc16
from service.audio.decoding import decode, decode_frames
from service.audio.frames import (
    DECODER_DELAY,
    ENCODER_DELAY,
    info_frame,
    is_info_frame,
    silent_frame,
)
from service.audio.splice import stitch_reference
from service.errors import AudioError, StoreError
from service.model import AudioFormat, Samples, Span
from service.mpeg import read_header, strip_tags, walk_frames
from tests.audio.editions import record
from tests.audio.sounds import FORMAT

FORMATS = [
    AudioFormat(sample_rate=rate, bitrate_kbps=kbps)
    for rate in (16_000, 24_000)
    for kbps in (32, 40, 48, 56, 64, 80, 96, 112, 128)
]


def test_the_checksum_is_the_published_one() -> None:
    assert crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


@given(
    pieces=st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), max_size=5),
)
def test_the_running_checksum_is_the_plain_one(pieces: list[tuple[int, int]]) -> None:
    running, whole = RunningCrc16(), b""
    for length, seed in pieces:
        piece = bytes((seed + 7 * number * number) & 0xFF for number in range(length))
        running.update(piece)
        whole += piece
    assert running.value() == crc16(whole)


@pytest.mark.parametrize("audio", FORMATS)
def test_the_silent_frame_is_a_frame_and_silent(audio: AudioFormat) -> None:
    frame = silent_frame(audio)
    header = read_header(frame)
    assert header is not None
    assert len(frame) == header.length == audio.frame_bytes
    assert (header.sample_rate, header.channels) == (audio.sample_rate, 1)
    assert header.bitrate_kbps == audio.bitrate_kbps
    assert not decode_frames(frame * 5).any()


@pytest.mark.parametrize("audio", FORMATS)
def test_the_info_frame_counts_frames_and_bytes_and_seals_itself(audio: AudioFormat) -> None:
    frame = info_frame(audio, frame_count=1000, byte_count=1000 * audio.frame_bytes, music_crc=7)
    header = read_header(frame)
    assert header is not None
    assert len(frame) == header.length
    assert is_info_frame(frame, header)
    body = frame[13:]
    assert body[:8] == b"Info\0\0\0\x0f"
    assert int.from_bytes(body[8:12], "big") == 1000
    assert int.from_bytes(body[12:16], "big") == 1000 * audio.frame_bytes + len(frame)
    points = body[16:116]
    assert list(points) == sorted(points)
    assert points[50] in (127, 128, 129)
    extension = body[120:156]
    assert extension[:4] == b"LAME"
    assert int.from_bytes(extension[21:24], "big") == 576 << 12
    assert int.from_bytes(extension[32:34], "big") == 7
    assert int.from_bytes(extension[34:36], "big") == crc16(frame[: 13 + 154])


@pytest.mark.parametrize(
    "bytes_", [b"", b"\xff", b"ID3\x04", b"\xff\xfb\x00\x00", b"\xff\xfb\xf4\xc4", b"\0\0\0\0"]
)
def test_what_is_no_header_is_none(bytes_: bytes) -> None:
    assert read_header(bytes_) is None


@given(st.binary(max_size=4))
def test_any_four_bytes_are_a_header_or_none(octets: bytes) -> None:
    header = read_header(octets)
    assert header is None or header.length > 0


@given(st.binary(max_size=400))
def test_stripping_tags_ends_for_any_bytes(octets: bytes) -> None:
    assert len(strip_tags(b"ID3\x04\0\0" + octets)) <= len(octets) + 6


# --- editions ----------------------------------------------------------------


def test_an_edition_is_tag_info_frame_and_frames_that_are_counted(tmp_path: Path) -> None:
    recording = record()
    joined = recording.write(tmp_path / "e" / "a.mp3", recording.tag)
    content = (tmp_path / "e" / "a.mp3").read_bytes()
    assert joined.length == len(content)
    assert joined.sha256 == hashlib.sha256(content).hexdigest()
    assert joined.samples == recording.length
    assert joined.duration == recording.duration
    frames = list(walk_frames(content[len(recording.tag) :]))
    assert len(frames) == 1 + recording.length // 576
    assert {header.bitrate_kbps for _, header in frames} == {64}
    info = content[len(recording.tag) :][:192]
    assert int.from_bytes(info[13 + 152 : 13 + 154], "big") == crc16(
        content[len(recording.tag) + 192 :]
    )


def test_a_decoder_hears_every_clip_exactly_where_its_span_says(tmp_path: Path) -> None:
    """Alone and joined a clip decodes to the same samples, at its span's begin."""
    recording = record()
    recording.write(tmp_path / "a.mp3")
    file = (tmp_path / "a.mp3").read_bytes()
    heard = np.frombuffer(miniaudio.mp3_read_s16(file).samples, dtype=np.int16)
    delay = ENCODER_DELAY + DECODER_DELAY
    assert heard.size == recording.length - delay  # the decoder has skipped the delay
    for key, span in recording.placed:
        alone = np.frombuffer(
            miniaudio.mp3_read_s16(recording.frames[key]).samples, dtype=np.int16
        )[delay:]
        assert np.array_equal(heard[span.begin : span.begin + alone.size], alone)


def test_what_lies_between_the_spans_is_silence(tmp_path: Path) -> None:
    recording = record()
    recording.write(tmp_path / "a.mp3")
    heard, _ = decode((tmp_path / "a.mp3").read_bytes())
    heard = heard[ENCODER_DELAY + DECODER_DELAY :]
    ends = [span.end for _, span in recording.placed]
    begins = [span.begin for _, span in recording.placed[1:]]
    for end, begin in zip(ends, begins, strict=False):
        assert np.abs(heard[end:begin]).max() == 0


def test_the_same_clips_make_the_same_file(tmp_path: Path) -> None:
    recording = record()
    one = recording.write(tmp_path / "one.mp3", recording.tag)
    two = recording.write(tmp_path / "two.mp3", recording.tag)
    assert one == two


def test_one_changed_clip_changes_nothing_but_its_own_place(tmp_path: Path) -> None:
    recording = record()
    recording.write(tmp_path / "a.mp3")
    key, span = recording.placed[1]
    other = recording.frames | {key: silent_frame(FORMAT) * recording.clips[1].frame_count}
    dataclasses.replace(recording, frames=other).write(tmp_path / "b.mp3")
    before, after = (
        np.frombuffer((tmp_path / n).read_bytes(), np.uint8) for n in ("a.mp3", "b.mp3")
    )
    differing = np.flatnonzero(before != after)
    begin = 192 + span.begin // 3  # 576 samples in 192 bytes
    changed = differing[differing >= 192]
    assert changed.min() >= begin
    assert changed.max() < 192 + span.end // 3


@pytest.mark.parametrize(
    "what", ["too long a clip", "an overlap", "off a frame", "a short edition"]
)
def test_what_does_not_fit_is_refused_and_the_old_file_stays(tmp_path: Path, what: str) -> None:
    recording = record()
    target = tmp_path / "a.mp3"
    before = recording.write(target)
    key, span = recording.placed[0]
    if what == "too long a clip":
        bad = dataclasses.replace(
            recording, frames=recording.frames | {key: recording.frames[key] + bytes(192)}
        )
    elif what == "a short edition":
        bad = dataclasses.replace(recording, length=Samples(576))
    else:
        shift = 576 if what == "an overlap" else 1
        moved = Span(span.segment_id, Samples(span.begin + shift), Samples(span.end + shift))
        placed = (recording.placed[0], (key, moved)) if shift == 576 else ((key, moved),)
        bad = dataclasses.replace(recording, placed=placed)
    with pytest.raises(AudioError):
        bad.write(target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == before.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_a_missing_clip_stops_the_join_and_the_old_file_stays(tmp_path: Path) -> None:
    recording = record()
    before = recording.write(tmp_path / "a.mp3")
    with pytest.raises(KeyError):
        dataclasses.replace(recording, frames={}).write(tmp_path / "a.mp3")
    assert hashlib.sha256((tmp_path / "a.mp3").read_bytes()).hexdigest() == before.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(StoreError, match="nằm ở chỗ của thư mục"):
        record().write(tmp_path / "x" / "a.mp3")


def test_a_full_disk_is_told_and_nothing_half_written_stays(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from service.errors import StoreError\n"
        "from tests.audio.editions import record\n"
        "recording = record(2)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: recording.write(Path(sys.argv[1]))\n"
        "except StoreError as e: print(e)\n"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 5000
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.mp3")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "tệp lớn quá mức" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_hour_is_joined_in_flat_memory(tmp_path: Path) -> None:
    """Traced allocations stay far below the 28 MB that are written."""
    program = (
        "import sys, tracemalloc; from pathlib import Path\n"
        "from service.audio.join import join_edition\n"
        "from service.model import AudioFormat, Samples, Span\n"
        "frames = bytes(192 * 400)\n"
        "spans = [Span('s', Samples(n * 403 * 576), Samples((n * 403 + 400) * 576))"
        " for n in range(375)]\n"
        "tracemalloc.start()\n"
        "joined = join_edition(Path(sys.argv[1]), [('k', s) for s in spans], lambda k: frames,\n"
        "    length=Samples(spans[-1].end), format=AudioFormat())\n"
        "print(joined.length, tracemalloc.get_traced_memory()[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.mp3")],
        capture_output=True,
        text=True,
        check=True,
    )
    length, peak = map(int, done.stdout.split())
    assert length > 28_000_000
    assert peak < 2_000_000


def test_the_reference_by_pydub_sounds_the_same_and_its_cues_lie_within_one_frame(
    tmp_path: Path,
) -> None:
    """The reference is encoded twice, so it may differ by what the codec loses."""
    recording = record()
    recording.write(tmp_path / "a.mp3")
    frames, begins = stitch_reference(
        recording.placed, recording.frames.__getitem__, length=recording.length, audio=FORMAT
    )
    for begin, (_, span) in zip(begins, recording.placed, strict=True):
        assert abs(begin - FORMAT.to_ms(span.begin)) <= 24
    delay = ENCODER_DELAY + DECODER_DELAY
    reference = decode_frames(frames)[delay:]
    joined = decode_frames((tmp_path / "a.mp3").read_bytes())
    for _, span in recording.placed:
        one, other = (sound[span.begin : span.end] for sound in (joined, reference))
        loss = np.square(one - other).mean() / np.square(one).mean()
        assert loss < 0.01  # 20 dB below the speech itself
