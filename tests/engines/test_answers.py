"""Google's answers and MP3 frames, read strictly."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.google.batchexecute import NoSoundError, is_refusal, read_sound
from service.mpeg import count_frames
from tests.standins.google import RPC, envelope, spoken_mp3

MP3 = spoken_mp3("Xin chào.")
SOUND = base64.b64encode(MP3).decode()


def test_the_sound_is_found_whether_or_not_lengths_stand_between() -> None:
    inner = json.dumps([SOUND])
    call = json.dumps([["wrb.fr", RPC, inner, None, None, None, "generic"]])
    assert read_sound(envelope(SOUND), RPC) == MP3
    assert read_sound(f')]}}\'\n\n{len(call)}\n{call}\n25\n[["e",4]]\n'.encode(), RPC) == MP3
    assert read_sound(f'\n)]}}\'\n\n{call[:-1]}\n,["di",78]\n]'.encode(), RPC) == MP3


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe",
        b"<html>",
        b")]}'",
        b")]}'\n\n[",
        b")]}'\n\n" + b"[" * 100_000,
        b')]}\'\n\n"jQ1olc"',
        b')]}\'\n\n[["wrb.fr","other","[]"]]',
        b')]}\'\n\n[["wrb.fr","jQ1olc","[\\""]]',
        b')]}\'\n\n[["wrb.fr","jQ1olc","[]"]]',
        b')]}\'\n\n[["wrb.fr","jQ1olc","[7]"]]',
        b')]}\'\n\n[["er",null,null,null,null,400]]',
        envelope(None),
        envelope(""),
        envelope(SOUND[:-5]),
        envelope(SOUND + "ế"),
        envelope(base64.b64encode(MP3[:-1]).decode()),
        envelope(base64.b64encode(b"RIFF").decode()),
    ],
)
def test_an_answer_that_is_not_quite_sound_is_an_error(answer: bytes) -> None:
    with pytest.raises(NoSoundError):
        read_sound(answer, RPC)


@given(st.binary(max_size=300), st.integers(0, 10_000))
def test_no_damage_gets_through_as_anything_but_the_sound_or_an_error(
    noise: bytes, at: int
) -> None:
    answer = envelope(SOUND)
    at %= len(answer)
    try:
        sound = read_sound(answer[:at] + noise, RPC)
    except NoSoundError:
        return
    assert count_frames(sound)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (b"<html>Our systems have detected unusual traffic", True),
        (b"<form id='captcha-form'>", True),
        (b'<a href="/sorry/index">', True),
        (b"<html>Hello", False),
        (b"", False),
        (envelope(SOUND), False),
        (b')]}\'\n\n["unusual traffic"]', False),
    ],
)
def test_a_page_for_robots_is_told_from_an_answer(answer: bytes, refusal: bool) -> None:
    assert is_refusal(answer) is refusal


def test_frames_are_counted_through_tags() -> None:
    frames = len(MP3) // 192
    assert count_frames(MP3) == frames
    assert count_frames(b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + MP3) == frames
    assert count_frames(MP3 + b"TAG" + bytes(125)) == frames


@pytest.mark.parametrize(
    "mp3",
    [
        MP3[:-1],
        MP3[1:],
        MP3 + b"x",
        MP3[:192] + b"junk" + MP3[192:],
        b"ID3",
        b"\xff\xfb\xf0\x00",
        b"\xff\xfb\x00\x00",
        b"\xff\xfb\x9c\x00",
        b"\xff\xfd\x90\x00",
        b"\xff\xeb\x90\x00",
    ],
)
def test_anything_but_whole_frames_is_none(mp3: bytes) -> None:
    assert count_frames(mp3) is None


def test_nothing_has_no_frame() -> None:
    assert not count_frames(b"")


@pytest.mark.parametrize(
    ("header", "length"),
    [
        (b"\xff\xf3\x84\x00", 192),  # MPEG-2, 64 kbit/s, 24 kHz
        (b"\xff\xf3\x44\x00", 96),  # MPEG-2, 32 kbit/s, 24 kHz
        (b"\xff\xfb\x90\x00", 417),  # MPEG-1, 128 kbit/s, 44.1 kHz
        (b"\xff\xfb\x92\x00", 418),  # the same, padded
        (b"\xff\xe3\x48\x00", 288),  # MPEG-2.5, 32 kbit/s, 8 kHz
    ],
)
def test_frame_lengths_follow_the_standard(header: bytes, length: int) -> None:
    assert count_frames(header.ljust(length, b"\0") * 3) == 3
