"""A recording is refused when a part is missing, nothing is heard or it unpacks without end."""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from service.audio.audibility import check_audible
from service.audio.decoding import count_samples, decode_recording, rate_of
from service.audio.loudness import Signal
from service.audio.splice import check_recording
from service.audio.wholeness import check_packed, check_whole
from service.errors import AudioError
from service.mpeg import count_frames
from tests.audio.sounds import flac, mp3, ogg, syllables, wav, white_noise

RATE = 24_000
SOUND = syllables(2.55)
BARE = mp3(SOUND)
FRAMES = (count_frames(mp3(SOUND, told_frames=0)) or 0) - 1
TOLD = mp3(SOUND, told_frames=FRAMES)
WHOLE = {
    "a WAV": wav(SOUND),
    "a stereo WAV": wav(SOUND, channels=2),
    "bare frames": BARE,
    "frames and their number": TOLD,
    "a number that counts the header": mp3(SOUND, told_frames=FRAMES + 1),
    "stray bytes after frames": TOLD + b"stray",
    "stray bytes between frames": BARE[:960] + b"\xff\xfb stray" + BARE[960:],
    "stray bytes before and a number": bytes(99) + TOLD,
    "tags": b"ID3\x04\0\0\0\0\0\5hello" * 3 + TOLD + b"TAG" + bytes(125),
}
CUT = {
    "a WAV without its last sample": wav(SOUND)[:-2],
    "half a WAV": wav(SOUND)[: SOUND.size],
    "half the frames": BARE[: len(BARE) // 2 - 1],
    "fewer frames than their number": TOLD[: -2 * 96],
    "fewer frames, at the edge of one": mp3(SOUND[:RATE], told_frames=FRAMES),
    "fewer frames and stray bytes": TOLD[: len(TOLD) // 2] + bytes(9_000),
}


@pytest.mark.parametrize("file", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_file_passes_with_stray_bytes_and_tags(file: bytes) -> None:
    check_recording(file, 60)


@pytest.mark.parametrize("file", CUT.values(), ids=CUT.keys())
def test_a_file_of_which_a_part_is_missing_is_refused(file: bytes) -> None:
    with pytest.raises(AudioError, match="cut off"):
        check_recording(file, 60)


@pytest.mark.clients
@pytest.mark.parametrize("file", [flac, ogg])
def test_a_packed_file_is_refused_without_its_end(file: Callable[[Signal], bytes]) -> None:
    whole = file(SOUND)
    check_recording(whole, 60)
    check_recording(whole + b"stray", 60)
    for share in (0.5, 0.9, 0.999):
        with pytest.raises(AudioError, match="cut off"):
            check_recording(whole[: int(share * len(whole))], 60)


@pytest.mark.clients
def test_a_flac_that_does_not_tell_its_length_passes() -> None:
    file = bytearray(flac(SOUND))
    file[21] &= 0xF0
    file[22:26] = bytes(4)
    check_recording(bytes(file), 60)


@pytest.mark.parametrize("file", [b"", b"OggS", b"fLaC", b"RIFF", b"\xff\xfb\x90", bytes(99)])
def test_a_piece_of_a_header_is_told_from_a_file(file: bytes) -> None:
    with pytest.raises(AudioError):
        check_recording(file, 60)
    if file == b"OggS":
        with pytest.raises(AudioError, match="cut off"):
            check_whole(file, 0)


CLICK = np.pad(np.full(48, 0.5), RATE)
UNHEARD = {
    "silent": np.zeros(RATE),
    "0.07 seconds": CLICK,
    "0.1. seconds": syllables(0.1),
    "steady noise": white_noise(2.0),
    "noise": white_noise(2.0) * 0.008,
    "too soft": syllables(2.0, level=0.002),
}


@pytest.mark.parametrize(("reason", "signal"), UNHEARD.items(), ids=UNHEARD.keys())
def test_what_cannot_be_heard_as_speech_is_refused_with_its_reason(
    reason: str, signal: Signal
) -> None:
    with pytest.raises(AudioError, match=reason):
        check_audible(signal, RATE)


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
def test_noise_is_known_and_speech_is_not_taken_for_it_at_any_rate(rate: int) -> None:
    with pytest.raises(AudioError, match="noise"):
        check_recording(wav(white_noise(2.0, rate), rate), 60)
    check_recording(wav(syllables(2.0, rate), rate), 60)


@pytest.mark.parametrize("seconds", [0.2, 3.0])
def test_a_short_word_and_a_soft_voice_are_heard(seconds: float) -> None:
    check_audible(syllables(seconds, level=0.01), RATE)


@pytest.mark.parametrize("file", [wav(SOUND, channels=2), BARE, TOLD])
def test_as_many_samples_are_counted_as_are_decoded(file: bytes) -> None:
    assert count_samples(file, 60) == decode_recording(file, rate_of(file)).size


@pytest.mark.parametrize("file", [wav, mp3])
def test_sound_is_as_long_as_allowed_or_refused(file: Callable[[Signal], bytes]) -> None:
    sound = file(syllables(2.6))
    check_recording(sound, 4)
    with pytest.raises(AudioError, match="longer than 2 seconds"):
        check_recording(sound, 2)


def test_more_channels_than_fit_in_memory_are_refused() -> None:
    with pytest.raises(AudioError, match="16 channels"):
        check_recording(wav(syllables(1.0, 48_000), 48_000, channels=16), 60)


@pytest.mark.clients
@pytest.mark.parametrize("tells", [True, False])
def test_a_small_flac_of_many_hours_is_refused_in_little_memory(tells: bool) -> None:
    file = bytearray(flac(np.zeros(1), 48_000, "-af", "apad=whole_dur=14400"))
    if not tells:
        file[21] &= 0xF0
        file[22:26] = bytes(4)
    program = (
        "import sys, resource\n"
        "from service.audio.splice import check_recording\n"
        "from service.errors import AudioError\n"
        "file = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    check_recording(file, 300)\n"
        "except AudioError as e:\n"
        "    print(e.en)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], input=bytes(file), check=True, capture_output=True
    ).stdout.decode()
    reason, kilobytes = told.splitlines()
    assert "longer than 300 seconds" in reason
    assert int(kilobytes) < 20_000


WEBM = b"\x1aE\xdf\xa3\x84head\x18\x53\x80\x67"


@pytest.mark.parametrize(
    "file",
    [
        WEBM + b"\x83abc",
        WEBM + b"\x40\x03abc",
        WEBM + b"\x01\0\0\0\0\0\0\x03abc and more",
        WEBM + b"\x01" + 7 * b"\xff" + b"of unknown length",
        WEBM + b"\xffof unknown length",
        b"\x1aE\xdf\xa3\x84head",
    ],
)
def test_a_webm_is_whole_when_it_holds_what_it_announces(file: bytes) -> None:
    check_packed(file)


@pytest.mark.parametrize(
    "file", [WEBM + b"\x84abc", WEBM + b"\x40\x04abc", WEBM + b"\x01\0\0\0\0\0\0\x04abc"]
)
def test_a_webm_that_ends_before_it_announces_is_cut_off(file: bytes) -> None:
    with pytest.raises(AudioError, match="cut off"):
        check_packed(file)
