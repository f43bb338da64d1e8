"""espeak-ng's gains, held against ffmpeg's measurement of what they were measured for."""

import io
import re
import subprocess
import wave
from importlib import resources

import pytest

from service.engines.espeak import WORKER, EspeakEngine
from service.engines.levels import KNOWN_GAINS

SAMPLE = resources.files("service") / "samples" / "dang-bo-song-cong.txt"
TAKEN_BY_LIMITER_AND_LAME = {"vi": 0.6, "vi-vn-x-central": 1.6, "vi-vn-x-south": 1.1}


def integrated_loudness(samples: bytes, rate: int) -> float:
    """LUFS (ITU-R BS.1770-4) by ffmpeg's ebur128."""
    command = f"ffmpeg -hide_banner -nostats -f s16le -ar {rate} -ac 1 -i - -af ebur128 -f null -"
    report = subprocess.run(command.split(), input=samples, capture_output=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report.decode())[-1])


@pytest.mark.clients
@pytest.mark.parametrize("name", ["vi", "vi-vn-x-central", "vi-vn-x-south"])
def test_the_gain_brings_the_sample_article_to_the_target(name: str) -> None:
    engine = EspeakEngine(WORKER)
    (voice,) = (each for each in engine.voices if each.name == name)
    lines = re.split(r"(?<=[.!?])\s+|\n", SAMPLE.read_text("utf-8"))
    samples, rate = bytearray(), 0
    for line in (each for each in lines if len(each.strip()) > 40):
        with wave.open(io.BytesIO(engine.speak(line, voice).parts[0]), "rb") as file:
            samples += file.readframes(file.getnframes())
            rate = file.getframerate()
    loudness = integrated_loudness(bytes(samples), rate)
    expected = -19.0 + TAKEN_BY_LIMITER_AND_LAME[name]
    assert loudness + KNOWN_GAINS[engine.name, name] == pytest.approx(expected, abs=0.4)
