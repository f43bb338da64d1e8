import dataclasses
import os
import random
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

from service.audio.decoding import decode, decode_frames
from service.audio.encoding import encode
from service.audio.frames import DECODER_DELAY, ENCODER_DELAY, info_frame
from service.audio.loudness import integrated_loudness
from service.audio.splice import Jingle, JinglePlace, make_clip, make_clip_from_recording
from service.errors import AudioError
from service.model import AudioFormat, Ms, Speech
from tests.audio.sounds import FORMAT, SENTENCE, SPEC, mp3, syllables, wav, white_noise

DELAY = ENCODER_DELAY + DECODER_DELAY


def _speech(*parts: bytes) -> Speech:
    return Speech(parts, "audio/wav" if parts[0][:4] == b"RIFF" else "audio/mpeg")


@pytest.mark.parametrize("file", [wav, mp3], ids=["wav", "mp3"])
@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_speech_of_any_rate_and_channels_becomes_the_same_clip(
    file: Callable[..., bytes], rate: int, channels: int
) -> None:
    sound = file(syllables(rate=rate, level=0.2), rate, channels=channels)
    clip, frames = make_clip("ab", SENTENCE, _speech(sound), SPEC)
    assert len(frames) == clip.frame_count * FORMAT.frame_bytes
    assert abs((clip.speech_end - clip.speech_begin) / 24_000 - 1.53) < 0.08
    reference, _ = make_clip("ab", SENTENCE, _speech(wav(syllables(level=0.2))), SPEC)
    difference = integrated_loudness(clip.energies) - integrated_loudness(reference.energies)
    assert abs(difference) < 0.5


def test_a_clip_is_bare_frames_and_sounds_like_what_was_spoken() -> None:
    original = syllables(level=0.2)
    clip, frames = make_clip("ab", SENTENCE, _speech(wav(original)), SPEC)
    heard = decode_frames(frames)
    assert heard.size == clip.frame_count * 576
    begin = 2400 - 480  # 100 ms of silence, less the margin
    wanted = original[begin : begin + 36_000]
    correlation = np.corrcoef(heard[DELAY : DELAY + wanted.size], wanted)[0, 1]
    assert correlation > 0.99


def test_the_same_speech_gives_the_same_bytes() -> None:
    speech = _speech(wav(syllables(rate=22_050), 22_050))
    assert make_clip("ab", SENTENCE, speech, SPEC) == make_clip("ab", SENTENCE, speech, SPEC)


def test_the_same_speech_gives_the_same_bytes_on_an_old_processor() -> None:
    """OpenBLAS adds in another order on each; every 64-bit Intel or AMD can do as this one did."""
    program = (
        "from tests.audio.test_splice import *\n"
        "loud = dataclasses.replace(SPEC, gain_db=12.0)\n"
        "speech = Speech((wav(syllables(rate=22_050), 22_050),), 'audio/wav')\n"
        "print(make_clip('ab', SENTENCE, speech, loud)[0].frames_sha256)\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "OPENBLAS_CORETYPE": "Prescott"},
    ).stdout
    loud = dataclasses.replace(SPEC, gain_db=12.0)
    clip, _ = make_clip("ab", SENTENCE, _speech(wav(syllables(rate=22_050), 22_050)), loud)
    assert printed.strip() == clip.frames_sha256


def test_parts_are_joined_with_the_pause_of_a_comma() -> None:
    part = wav(syllables(1.5, lead=0.5, trail=0.5))  # 2.5 s as sent
    clip, _ = make_clip("ab", SENTENCE * 2, _speech(part, part), SPEC)
    kept = (clip.speech_end - 24 * 120) / 2 / 24
    assert abs(kept - 1_540) < 40


def test_loud_speech_stays_below_minus_one_decibel_after_encoding() -> None:
    loud = dataclasses.replace(SPEC, gain_db=18.0)
    clip, frames = make_clip("ab", SENTENCE, _speech(wav(syllables(level=0.9))), loud)
    assert clip.true_peak_dbtp <= -1.0
    assert np.abs(decode_frames(frames)).max() <= 10 ** (-1.0 / 20)


def test_the_gain_of_the_voice_is_heard() -> None:
    speech = _speech(wav(syllables(level=0.1)))
    plain, _ = make_clip("ab", SENTENCE, speech, SPEC)
    louder, _ = make_clip("ab", SENTENCE, speech, dataclasses.replace(SPEC, gain_db=6.0))
    difference = integrated_loudness(louder.energies) - integrated_loudness(plain.energies)
    assert abs(difference - 6.0) < 0.1


@pytest.mark.parametrize("kbps", [32, 40, 48, 64, 96, 128])
@pytest.mark.parametrize("rate", [16_000, 24_000])
def test_every_allowed_format_makes_frames_of_one_length(rate: int, kbps: int) -> None:
    audio = AudioFormat(sample_rate=rate, bitrate_kbps=kbps)
    clip, frames = make_clip(
        "ab", SENTENCE, _speech(wav(syllables())), dataclasses.replace(SPEC, format=audio)
    )
    assert len(frames) == clip.frame_count * audio.frame_bytes


def _halved(file: bytes) -> bytes:
    return file[: len(file) // 2 + 1]


BROKEN = {
    "random bytes": random.Random(1).randbytes(20_000),
    "zero bytes": bytes(20_000),
    "a web page": b"<!doctype html><title>Sorry...</title>" * 100,
    "half an MP3": _halved(mp3(syllables(4.0))),
    "half a WAV": _halved(wav(syllables(4.0))),
    "an MP3 with garbage in it": mp3(syllables())[:960] + b"garbage" + mp3(syllables())[960:],
    "white noise": wav(white_noise(1.5)),
    "white noise as MP3": mp3(white_noise(1.5)),
    "silence": wav(np.zeros(36_000)),
    "silence as MP3": mp3(np.zeros(36_000)),
    "a WAV without samples": wav(np.zeros(0)),
    "far too short": wav(syllables(0.3)),
    "far too long": wav(syllables(30.0)),
}


@pytest.mark.parametrize("file", BROKEN.values(), ids=BROKEN.keys())
def test_sound_that_is_not_the_sentence_is_refused(file: bytes) -> None:
    with pytest.raises(AudioError):
        make_clip("ab", SENTENCE, _speech(file), SPEC)


@pytest.mark.parametrize(("spoken", "seconds"), [("1234567890", 9.0), ("Ừ.", 0.2), ("😀", 3.0)])
def test_figures_and_signs_may_take_long_and_an_interjection_no_time(
    spoken: str, seconds: float
) -> None:
    clip, _ = make_clip("ab", spoken, _speech(wav(syllables(seconds))), SPEC)
    assert clip.frame_count * 0.024 >= seconds


def test_one_broken_part_refuses_the_whole_sentence() -> None:
    good, bad = mp3(syllables()), bytes(4_000)
    with pytest.raises(AudioError):
        make_clip("ab", SENTENCE * 2, Speech((good, bad), "audio/mpeg"), SPEC)


def test_a_wav_from_a_pipe_may_not_know_its_length() -> None:
    """espeak-ng --stdout claims 2 GB."""
    file = bytearray(wav(syllables()))
    file[4:8] = file[40:44] = (0x7FFFF000).to_bytes(4, "little")
    signal, rate = decode(bytes(file))
    assert rate == 24_000
    assert signal.size == syllables().size


def test_tags_and_a_header_frame_around_an_mp3_are_not_sound() -> None:
    bare = encode(syllables(), FORMAT)
    header = info_frame(FORMAT, frame_count=1, byte_count=len(bare), music_crc=0)
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x05hello"
    plain, _ = decode(bare)
    dressed, _ = decode(tag + header + bare + b"TAG" + bytes(125))
    assert np.array_equal(plain, dressed)


def test_an_editors_recording_is_levelled_and_may_be_stereo_and_untidy() -> None:
    quiet = syllables(2.0, rate=44_100, level=0.01)
    tidy, _ = make_clip_from_recording("ab", SENTENCE, wav(quiet, 44_100, 2), SPEC)
    assert abs(integrated_loudness(tidy.energies) + 19) < 0.3
    untidy = mp3(quiet * 20, 44_100, 64, 2) + b"stray"
    clip, _ = make_clip_from_recording("ab", SENTENCE, untidy, SPEC)
    assert abs(clip.frame_count - tidy.frame_count) <= 3


@pytest.mark.parametrize("file", [b"", b"not sound at all", wav(np.zeros(24_000)), bytes(9000)])
def test_a_recording_without_sound_is_refused(file: bytes) -> None:
    with pytest.raises(AudioError):
        make_clip_from_recording("ab", SENTENCE, file, SPEC)


@pytest.mark.parametrize("place", list(JinglePlace))
def test_a_jingle_is_heard_alone_and_then_under_the_speech(place: JinglePlace) -> None:
    speech = _speech(wav(syllables(3.0)))
    jingle = Jingle(wav(syllables(4.0, 44_100, pitch=700), 44_100), place)
    plain, _ = make_clip("ab", SENTENCE, speech, SPEC)
    clip, frames = make_clip("ab", SENTENCE, speech, SPEC, jingles=[jingle])
    length = plain.speech_end - plain.speech_begin
    assert clip.speech_end - clip.speech_begin == length
    extra = (clip.frame_count - plain.frame_count) * 0.024
    assert 2.3 < extra < 2.8  # four seconds less the overlap
    if place is JinglePlace.INTRO:
        assert abs(clip.speech_begin / 24_000 - extra) < 0.1
    else:
        assert clip.speech_begin == 0
    heard = decode_frames(frames)[DELAY:]
    edge = slice(14_400, 24_000) if place is JinglePlace.INTRO else slice(-48_000, -24_000)
    assert np.abs(heard[edge]).max() > 0.03


@pytest.mark.parametrize("place", list(JinglePlace))
@pytest.mark.parametrize("seconds", [0.05, 3.0])
@pytest.mark.parametrize("milliseconds", [0, 60_000])
def test_a_jingle_may_be_short_hard_cut_or_shorter_than_its_fades(
    place: JinglePlace, seconds: float, milliseconds: int
) -> None:
    sound = wav(syllables(seconds, pitch=700, lead=0, trail=0))
    jingle = Jingle(sound, place, Ms(milliseconds), 12.0, Ms(milliseconds))
    clip, _ = make_clip("ab", SENTENCE, _speech(wav(syllables())), SPEC, jingles=[jingle])
    assert clip.speech_end <= clip.frame_count * 576


def test_a_jingle_without_sound_is_refused() -> None:
    jingle = Jingle(wav(np.zeros(24_000)), JinglePlace.INTRO)
    with pytest.raises(AudioError):
        make_clip("ab", SENTENCE, _speech(wav(syllables())), SPEC, jingles=[jingle])


def test_a_jingle_cannot_overlap_by_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="jingle"):
        Jingle(b"x", JinglePlace.INTRO, overlap=Ms(-1))


def test_all_that_is_heard_of_a_jingle_is_in_its_digest() -> None:
    jingle = Jingle(b"one", JinglePlace.INTRO)
    others = [
        dataclasses.replace(jingle, recording=b"two"),
        dataclasses.replace(jingle, place=JinglePlace.OUTRO),
        dataclasses.replace(jingle, overlap=Ms(1)),
        dataclasses.replace(jingle, ducking_db=1.0),
        dataclasses.replace(jingle, fade=Ms(1)),
    ]
    assert len({each.digest for each in (jingle, *others)}) == 6


def test_neither_ffmpeg_nor_any_other_program_is_needed_and_nothing_warns() -> None:
    program = (
        "from tests.audio.sounds import *\n"
        "from service.model import Speech\n"
        "make_clip('ab', SENTENCE, Speech((mp3(syllables()),), 'audio/mpeg'), SPEC)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, env={"PATH": ""})
