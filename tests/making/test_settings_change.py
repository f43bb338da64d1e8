"""A job goes on under other settings than it was planned under: it is planned anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.audio.splice import Jingle, JinglePlace
from service.engines.policy import VoicePreference, VoicePreferences
from service.making.studio import Studio
from service.model import AudioFormat, Edition, Ms
from service.tending.verification import verify_episode
from tests.audio.sounds import syllables, wav
from tests.stage import TEXT, CountingEngine, CrashError, Memory, Stage, make, publish, take

JINGLE = Jingle(wav(syllables(3.0, 24_000, pitch=700)), JinglePlace.INTRO)
CHANGES: dict[str, tuple[Callable[[Studio], Studio], Callable[[Studio], Studio]]] = {
    "another rate and bitrate of frames as long": (
        lambda studio: replace(studio, format=AudioFormat(24_000, 96)),
        lambda studio: replace(studio, format=AudioFormat(16_000, 64)),
    ),
    "another bitrate": (
        lambda studio: studio,
        lambda studio: replace(studio, format=AudioFormat(24_000, 32)),
    ),
    "another pace": (lambda studio: studio, lambda studio: replace(studio, rate=1.5)),
    "another pause": (
        lambda studio: studio,
        lambda studio: replace(studio, comma_pause=Ms(300)),
    ),
    "a jingle withdrawn": (
        lambda studio: replace(studio, intro=JINGLE),
        lambda studio: studio,
    ),
}


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def test_an_engine_that_is_no_longer_there_is_not_waited_for(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = take(stage, TEXT)
    memory = Memory(crash_before=3)
    with pytest.raises(CrashError):
        make(article_id, stage, memory)
    memory.crash_before = None
    other = CountingEngine("other")
    make(
        article_id,
        replace(
            stage, engines={"other": other}, preferred=VoicePreferences(VoicePreference("other"))
        ),
        memory,
    )
    assert edition_of(article_id, stage).spec.voice.engine == "other"


@pytest.mark.parametrize("crash_before", [1, 3, 5])
def test_a_heading_voice_that_was_withdrawn_is_not_published(
    stage: Stage, engine: CountingEngine, crash_before: int
) -> None:
    announcer = CountingEngine("announcer")
    engines = {**stage.engines, "announcer": announcer}
    announced = replace(
        stage,
        engines=engines,
        preferred=replace(stage.preferred, headings=VoicePreference("announcer")),
    )
    article_id = take(announced, TEXT)
    memory = Memory(crash_before=crash_before)
    with pytest.raises(CrashError):
        make(article_id, announced, memory)
    memory.crash_before = None
    make(article_id, replace(stage, engines=engines), memory)
    assert [voice.engine for voice in edition_of(article_id, stage).voices] == [engine.name]


@pytest.mark.parametrize("crash_before", [1, 3, 5])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_published_is_made_as_the_settings_of_its_day_ask(
    stage: Stage,
    engine: CountingEngine,
    crash_before: int,
    change: tuple[Callable[[Studio], Studio], Callable[[Studio], Studio]],
) -> None:
    before, after = (replace(stage, studio=each(stage.studio)) for each in change)
    article_id = take(stage, TEXT)
    memory = Memory(crash_before=crash_before)
    with pytest.raises(CrashError):
        make(article_id, before, memory)
    memory.crash_before = None
    make(article_id, after, memory)
    edition = edition_of(article_id, stage)
    assert edition.number == 1
    assert edition.spec.format == after.studio.format
    assert edition.spec.rate == after.studio.rate
    assert (edition.passages[0].lead > 0) == (after.studio.intro is not None)
    assert verify_episode(article_id, after.library, after.assembler).is_reproduced
    twin = publish(after, TEXT, "phuong/2")
    assert edition_of(twin, stage).enclosure.duration == edition.enclosure.duration
