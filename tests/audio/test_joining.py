"""A sentence of several parts becomes one clip."""

import pytest

from service.audio.decoding import decode_frames
from service.audio.loudness import integrated_loudness, measure_energies
from service.audio.splice import join_clips, make_clip
from service.engines.silence import SilenceEngine
from service.model import AudioFormat, Clip, ClipSpec, Ms

ENGINE = SilenceEngine()
SPEC = ClipSpec(ENGINE.voices[0], "1", 1.0, 1.0, 20.0, 2, AudioFormat(), Ms(120))
SPOKEN = "Phần thứ nhất của một câu rất dài, phần thứ hai của câu ấy."


def part(words: str) -> tuple[Clip, bytes]:
    return make_clip("ab", words, ENGINE.speak(words, SPEC.voice), SPEC)


@pytest.fixture
def parts() -> list[tuple[Clip, bytes]]:
    return [part(SPOKEN[:34]), part(SPOKEN[35:])]


def test_the_parts_are_heard_one_after_the_other_with_a_pause(
    parts: list[tuple[Clip, bytes]],
) -> None:
    clip, frames = join_clips("ab", SPOKEN, parts, SPEC)
    (first, first_frames), (last, last_frames) = parts
    assert frames.startswith(first_frames)
    assert frames.endswith(last_frames)
    assert clip.frame_count * SPEC.format.frame_bytes == len(frames)
    pause = clip.frame_count - first.frame_count - last.frame_count
    assert pause == 3  # 120 ms, of which 48.6 lie in the join
    assert clip.speech_begin == first.speech_begin
    before = (first.frame_count + pause) * SPEC.format.frame_samples
    assert clip.speech_end == before + last.speech_end
    assert clip.spoken == SPOKEN


def test_its_loudness_is_that_of_what_is_heard(
    parts: list[tuple[Clip, bytes]],
) -> None:
    clip, frames = join_clips("ab", SPOKEN, parts, SPEC)
    heard = measure_energies(decode_frames(frames), SPEC.format.sample_rate)
    assert integrated_loudness(clip.energies) == pytest.approx(integrated_loudness(heard), abs=0.2)
    assert clip.true_peak_dbtp == max(each.true_peak_dbtp for each, _ in parts)
