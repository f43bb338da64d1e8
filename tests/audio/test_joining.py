"""A sentence of several parts becomes one clip."""

import pytest

from service.audio.codec import decode_frames
from service.audio.loudness import integrated_loudness, measure_energies
from service.audio.splice import join_clips, make_clip
from service.engines.silence import SilenceEngine
from service.model import AudioFormat, Clip, ClipSpec, Ms

ENGINE = SilenceEngine()
SPEC = ClipSpec(ENGINE.voices[0], "1", 1.0, 1.0, 20.0, 2, AudioFormat(), Ms(120))
SPOKEN = "Phần thứ nhất của một câu rất dài, phần thứ hai của câu ấy."


def part(offset: int, words: str) -> tuple[int, Clip, bytes]:
    assert SPOKEN[offset:].startswith(words)
    return (offset, *make_clip("ab", words, ENGINE.speak(words, SPEC.voice), SPEC))


@pytest.fixture
def parts() -> list[tuple[int, Clip, bytes]]:
    return [part(0, SPOKEN[:34]), part(35, SPOKEN[35:])]


def test_the_parts_are_heard_one_after_the_other_with_a_pause(
    parts: list[tuple[int, Clip, bytes]],
) -> None:
    clip, frames = join_clips("ab", SPOKEN, parts, SPEC)
    (_, first, first_frames), (_, last, last_frames) = parts
    assert frames.startswith(first_frames)
    assert frames.endswith(last_frames)
    assert clip.frame_count * SPEC.format.frame_bytes == len(frames)
    pause = clip.frame_count - first.frame_count - last.frame_count
    assert pause == 3  # 120 ms, of which 48.6 lie in the join
    assert clip.speech_begin == first.speech_begin
    before = (first.frame_count + pause) * SPEC.format.frame_samples
    assert clip.speech_end == before + last.speech_end
    assert clip.spoken == SPOKEN


def test_its_words_and_its_loudness_are_those_of_what_is_heard(
    parts: list[tuple[int, Clip, bytes]],
) -> None:
    clip, frames = join_clips("ab", SPOKEN, parts, SPEC)
    assert [SPOKEN[word.text_offset :].split()[0] for word in clip.words] == SPOKEN.split()
    assert [word.at for word in clip.words] == sorted(word.at for word in clip.words)
    heard = measure_energies(decode_frames(frames), SPEC.format.sample_rate)
    assert integrated_loudness(clip.energies) == pytest.approx(integrated_loudness(heard), abs=0.2)
    assert clip.true_peak_dbtp == max(each.true_peak_dbtp for _, each, _ in parts)
