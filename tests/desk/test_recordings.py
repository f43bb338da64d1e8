"""An editor's own recording is heard in place of a sentence."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from service.audio.loudness import Signal
from service.desk.recordings import bring_back, hear_recording, keep_recording
from service.engines.policy import VoicePreferences
from service.errors import ArticleError, SynthesisError
from service.making.current import follows_article, follows_settings
from service.making.script import Script, write_script
from service.model import Article, Edition, SpeechRules
from service.outputs.show_notes import voice_note
from service.tending.verification import verify_episode
from tests.audio.sounds import flac, mp3, ogg, syllables, wav, white_noise
from tests.stage import NOW, TEXT, CountingEngine, Stage, make, publish, take

CHANGED = TEXT.replace("Câu thứ nhất", "Câu đầu tiên")


def article_of(article_id: str, stage: Stage) -> Article:
    article = stage.library.article(article_id)
    assert article is not None
    return article


def script_of(article_id: str, stage: Stage) -> Script:
    return write_script(article_of(article_id, stage), stage.library, SpeechRules())


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def record(article_id: str, stage: Stage, sound: bytes, sentence: int = 1) -> None:
    segment = script_of(article_id, stage).segments[sentence]
    keep_recording(
        article_id,
        segment,
        hear_recording(sound, "cau.wav"),
        author="biên tập",
        library=stage.library,
        now=NOW,
    )


@pytest.mark.parametrize(
    "sound", [wav(syllables(3.0, 44_100), 44_100), mp3(syllables(3.0))], ids=["wav", "mp3"]
)
def test_a_recording_is_heard_at_its_sentence_and_no_engine_is_asked(
    stage: Stage, engine: CountingEngine, sound: bytes
) -> None:
    article_id = publish(stage)
    before = edition_of(article_id, stage)
    engine.spoken.clear()
    record(article_id, stage, sound)
    assert not follows_article(
        article_of(article_id, stage), stage.library, stage.studio, stage.media
    )
    make(article_id, stage)
    after = edition_of(article_id, stage)
    assert not engine.spoken
    assert after.enclosure.name != before.enclosure.name
    spec = after.passages[1].spec
    assert spec is not None
    assert spec.is_recording
    span = after.passages[1].span
    assert span is not None
    assert abs((span.end - span.begin) / 24_000 - 3.0) < 0.2
    assert "Người của toà soạn đọc 1 câu." in voice_note(after)
    assert follows_article(article_of(article_id, stage), stage.library, stage.studio, stage.media)
    assert follows_settings(article_id, stage.library, stage.voices, stage.studio, stage.media)
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


def test_where_only_people_are_heard_no_fallback_is_spoken_of(
    stage: Stage, engine: CountingEngine
) -> None:
    google, espeak = CountingEngine("google"), CountingEngine("espeak")
    google.outage = SynthesisError("không trả lời", "no answer", transient=True)
    auto = replace(
        stage, engines={"google": google, "espeak": espeak}, preferred=VoicePreferences()
    )
    article_id = take(auto, TEXT)
    for sentence in range(4):
        record(article_id, auto, wav(syllables(2.0, pitch=200 + 50 * sentence)), sentence)
    make(article_id, auto)
    edition = edition_of(article_id, auto)
    assert edition.fallback_reason is None
    assert voice_note(edition) == "Người của toà soạn đọc 4 câu."


def test_a_recording_that_is_taken_back_leaves_its_sentence_to_the_engine_and_may_return(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    spoken = edition_of(article_id, stage).enclosure
    record(article_id, stage, wav(syllables(3.0)))
    make(article_id, stage)
    recorded = edition_of(article_id, stage).enclosure
    segment = script_of(article_id, stage).segments[1]
    removed = stage.library.remove_recording(article_id, segment.id, NOW)
    make(article_id, stage)
    assert edition_of(article_id, stage).enclosure == spoken
    assert removed is not None
    assert stage.library.removed_recordings(article_id) == (removed,)
    bring_back(
        removed, segment, was_parked=False, author="biên tập", library=stage.library, now=NOW
    )
    make(article_id, stage)
    assert edition_of(article_id, stage).enclosure == recorded


def test_a_recording_of_a_changed_sentence_is_parked_and_given_to_its_successor(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    record(article_id, stage, wav(syllables(3.0)))
    publish(stage, CHANGED)
    script = script_of(article_id, stage)
    (parked,) = script.parked
    assert not script.recordings
    assert edition_of(article_id, stage).passages[1].spec is None
    (recording,) = stage.library.recordings(article_id)
    assert recording == parked
    bring_back(
        recording,
        script.segments[1],
        was_parked=True,
        author="biên tập",
        library=stage.library,
        now=NOW,
    )
    again = script_of(article_id, stage)
    assert not again.parked
    assert set(again.recordings) == {script.segments[1].id}


def test_a_recording_outlives_the_cache(stage: Stage, engine: CountingEngine) -> None:
    article_id = publish(stage)
    record(article_id, stage, wav(syllables(3.0)))
    make(article_id, stage)
    recorded = edition_of(article_id, stage)
    key = recorded.passages[1].clip_key
    assert key is not None
    stage.cache.prune(0)
    publish(stage, TEXT.replace("của bản tin", "trong bản tin"))
    assert edition_of(article_id, stage).passages[1].clip_key == key


def halved(file: bytes) -> bytes:
    return file[: len(file) // 2]


UNHEARD = {
    "nothing": b"",
    "text": b"khong phai am thanh",
    "silence": wav(syllables(3.0) * 0),
    "a piece of a file": mp3(syllables(3.0))[:100],
    "half a WAV": halved(wav(syllables(2.55))),
    # Between two frames a bare stream tells of nothing: this one is cut within one.
    "half an MP3": halved(mp3(syllables(2.55)))[:-1],
    "half an MP3 with a header": halved(mp3(syllables(2.55), told_frames=125)),
    "a click": wav(np.pad(np.full(48, 0.5), 24_000)),
    "white noise": wav(white_noise(2.0)),
    "a hiss": wav(white_noise(2.0) * 0.008),
    "a whisper": wav(syllables(2.0, level=0.002)),
}


@pytest.mark.parametrize(
    "sound",
    UNHEARD.values(),
    ids=UNHEARD.keys(),
)
def test_sound_that_cannot_be_heard_is_refused_and_changes_nothing(
    stage: Stage, engine: CountingEngine, sound: bytes
) -> None:
    article_id = publish(stage)
    with pytest.raises(ArticleError, match=r"cau\.wav"):
        record(article_id, stage, sound)
    assert stage.library.recordings(article_id) == ()


@pytest.mark.clients
@pytest.mark.parametrize("file", [flac, ogg])
def test_half_a_packed_recording_is_refused_and_the_whole_is_kept(
    stage: Stage, file: Callable[[Signal], bytes]
) -> None:
    article_id = publish(stage)
    whole = file(syllables(2.55))
    with pytest.raises(ArticleError, match="cut off"):
        record(article_id, stage, halved(whole))
    assert stage.library.recordings(article_id) == ()
    record(article_id, stage, whole)
    assert stage.library.recordings(article_id)


def test_a_recording_longer_than_five_minutes_is_refused(stage: Stage) -> None:
    article_id = publish(stage)
    with pytest.raises(ArticleError, match="300"):
        record(article_id, stage, wav(syllables(301.0, 8_000), 8_000))
