"""An edition with all that an edition can have, read by the programs that listeners use."""

import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from service.audio.splice import Jingle, JinglePlace
from service.desk.recordings import hear_recording, keep_recording
from service.engines.espeak import WORKER, EspeakEngine
from service.engines.policy import VoicePreference, VoicePreferences
from service.making.script import write_script
from service.model import Edition, SpeechRules, timing
from tests.audio.sounds import mp3, syllables, wav
from tests.media_paths import path_of
from tests.stage import NOW, Stage, make, take

pytestmark = pytest.mark.clients

ARTICLE = """<article><h1>Tin của phường trong tuần này</h1>
<p>Câu thứ nhất nói về việc chung của phường. Câu thứ hai do người của toà soạn đọc.</p>
<h2>Việc sắp tới của phường</h2><p>Câu thứ ba là câu cuối cùng của bản tin.</p></article>"""


@pytest.fixture
def full(stage: Stage) -> tuple[Edition, Path]:
    """Two voices, a recording at another rate, and jingles at every place."""
    sound = wav(syllables(4.0, 44_100, pitch=700), 44_100)
    intro, outro = (Jingle(sound, place) for place in (JinglePlace.INTRO, JinglePlace.OUTRO))
    stage = replace(
        stage,
        engines={"espeak": EspeakEngine(WORKER)},
        preferred=VoicePreferences(
            VoicePreference("espeak"), headings=VoicePreference("espeak", "vi-vn-x-south")
        ),
        studio=replace(stage.studio, intro=intro, section=intro, outro=outro),
    )
    article_id = take(stage, ARTICLE)
    article = stage.library.article(article_id)
    assert article is not None
    segment = write_script(article, stage.library, SpeechRules()).segments[2]
    keep_recording(
        article_id,
        segment,
        hear_recording(mp3(syllables(3.0, 24_000)), "cau.mp3"),
        author="biên tập",
        library=stage.library,
        now=NOW,
    )
    make(article_id, stage)
    episode = stage.library.episode(article_id)
    assert episode is not None
    path = path_of(stage.media, episode.edition.enclosure.name)
    assert path is not None
    return episode.edition, path


def _run(*command: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, capture_output=True, check=True)


def test_every_player_reads_it_without_a_warning_and_as_long_as_the_feed_says(
    full: tuple[Edition, Path],
) -> None:
    edition, path = full
    assert len(edition.voices) == 3
    assert edition.true_peak_dbtp <= -1.0
    ffmpeg = _run("ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", "-")
    mpg123 = _run("mpg123", "-q", "--no-resync", "-s", path)
    for heard in (ffmpeg, mpg123):
        assert heard.stderr == b""
        assert abs(len(heard.stdout) / 2 / 24 - edition.enclosure.duration) <= 48
    assert len(ffmpeg.stdout) == len(mpg123.stdout)
    complaints = _run("mp3val", path).stdout.decode()
    assert "WARNING" not in complaints
    assert "ERROR" not in complaints


def test_its_cues_begin_at_the_words_and_do_not_overlap(full: tuple[Edition, Path]) -> None:
    edition, _ = full
    cues = timing.cues(edition)
    assert cues[0].begin > 2_000  # the intro comes first
    assert all(before.end <= after.begin for before, after in pairwise(cues))
    assert cues[-1].end < edition.enclosure.duration - 2_000  # and the outro last
