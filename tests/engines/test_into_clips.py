"""What engines answer, the audio room takes: the two rooms meet in the tests alone."""

import pytest

from service.audio.splice import make_clip
from service.engines.base import Engine
from service.model import AudioFormat, ClipSpec

TEXTS = [
    "Sông Công.",
    "Hai nghìn không trăm hai mươi mốt.",
    "Thành phố đã cơ bản hoàn thành các tiêu chí, tiêu chuẩn đô thị loại hai.",
    "Với sự chủ động, sáng tạo, cùng quyết tâm và nỗ lực lớn, đảng bộ thành phố Sông Công đã đạt"
    " được nhiều kết quả đáng ghi nhận trên tất cả các lĩnh vực.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_speech_of_every_engine_becomes_a_clip(engine: Engine, text: str) -> None:
    voice = engine.voices[0]
    spec = ClipSpec(voice, engine.version, 1.0, 1.0, 2.0, 1, AudioFormat())
    clip, frames = make_clip("0" * 32, text, engine.speak(text, voice), spec)
    assert len(frames) == clip.frame_count * spec.format.frame_bytes
    assert clip.true_peak_dbtp <= -1.0
