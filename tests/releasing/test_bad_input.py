"""Bad input and bad luck, each told to the end: a whole article is published, or all stays."""

import array
import io
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import wave
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from service.audio.originals import pack_speech, speech_key
from service.engines.guard import GuardedEngine
from service.engines.policy import VoicePreference, VoicePreferences
from service.engines.speakable import has_words
from service.errors import ArticleError, StoreError, SynthesisError
from service.model import Edition, Ending, Override, Speech, Voice
from service.model.published_names import FEED_FILE
from service.tending.verification import verify_episode
from tests.stage import NOW, TEXT, CountingEngine, Stage, make, publish, take
from tests.standins.google import spoken_mp3

GOOD = "rất nhiều"
SPOILT = "trong bản tin"
CORRECTED = TEXT.replace("một chút nữa", GOOD).replace("của bản tin", SPOILT)
"""Two sentences differ; the last of them is the one that goes wrong."""

Spoil: TypeAlias = Callable[[Speech], Any]


class SpoiledEngine(CountingEngine):
    """What it says with the spoilt words in it is answered as ``spoil`` makes it."""

    spoil: Spoil | None = None

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        speech = super().speak(text, voice, rate=rate, pitch=pitch)
        if self.spoil is None or SPOILT not in text:
            return speech
        answer: Speech = self.spoil(speech)
        return answer


@pytest.fixture
def engine() -> SpoiledEngine:
    return SpoiledEngine("first")


@pytest.fixture
def stage(stage: Stage, engine: SpoiledEngine) -> Stage:
    """With the engine as another package's: guarded."""
    return replace(stage, engines={"first": GuardedEngine(engine)})


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def published_files(stage: Stage, tmp_path: Path) -> dict[str, bytes]:
    """Every file that listeners can fetch."""
    media = tmp_path / "data" / "media"
    assert stage.media.exists(FEED_FILE)
    return {
        str(path.relative_to(media)): path.read_bytes()
        for path in media.rglob("*")
        if path.is_file()
    }


def seconds_of(edition: Edition) -> list[float]:
    """How long each sentence is heard."""
    rate = edition.spec.format.sample_rate
    return [(each.span.end - each.span.begin) / rate for each in edition.passages if each.span]


# --- what articles hold --------------------------------------------------------

HEAD = (
    "Tin thử nghiệm của phường\n\n02-01-2026 08:00\n\nCâu mở đầu nói về việc chung của phường.\n\n"
)
TAIL = "\n\nCâu kết thúc đủ dài để không ai nhầm nó với dòng tên tác giả ở cuối bài báo."
ODD = {
    "empty and punctuation-only sentences": "... !!! — ?\n\n***\n\n“”\n\nCâu sau. ... !!! Câu nữa.",
    "emoji": "🎉🎉🎉 Vui quá 🎉🎉 các bạn ơi 👨‍👩‍👧! 🎉",
    "a sentence of 3,000 characters without a comma": " ".join(
        ["nghị quyết đại hội đảng bộ thành phố"] * 82
    ),
    "sentences of digits": "0123456789 9876543210 1234567890123456789012345.\n\n2021\n\n"
    + "7" * 300,
    "one word without a space": "a" * 1_500,
    "characters that command or hide": "Dòng\x01 một hai\u200b ba\u202e bốn \u00ad năm.",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_article_with_odd_sentences_is_published_whole(
    stage: Stage, engine: SpoiledEngine, odd: str
) -> None:
    stage = replace(stage, studio=replace(stage.studio, rate=2.0))  # half the sound to encode
    article_id = publish(stage, HEAD + odd + TAIL)
    edition = edition_of(article_id, stage)
    assert all(map(has_words, engine.spoken))
    printed = "".join(
        each.segment.text
        + (" " if each.segment.ending is not Ending.SENTENCE else each.segment.tail)
        for each in edition.passages
    )
    wanted = [word for word in (odd + TAIL).split() if word.isalnum()]
    assert [word for word in wanted if word not in printed] == []
    assert len(seconds_of(edition)) == len([each for each in edition.passages if each.clip_key])
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.is_intact
    assert verdict.is_reproduced


@pytest.mark.parametrize("body", ["🎉🎉🎉", "...", "— ? !", "\u200b\u200b"])
def test_an_article_without_a_word_is_refused_and_nothing_is_published(
    stage: Stage, engine: SpoiledEngine, body: str
) -> None:
    with pytest.raises(ArticleError):
        publish(stage, f"Tin thử nghiệm của phường\n\n02-01-2026 08:00\n\n{body}\n")
    assert stage.library.count_episodes() == 0
    assert engine.spoken == []


@pytest.mark.parametrize("spoken", ["...", "🎉", "\u200b"])
def test_an_override_that_cannot_be_said_is_named_and_the_edition_stays(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path, spoken: str
) -> None:
    article_id = publish(stage)
    before, files = edition_of(article_id, stage), published_files(stage, tmp_path)
    segment = before.passages[-1].segment
    stage.library.set_override(
        Override(article_id, segment.id, segment.text, spoken, "biên tập", NOW)
    )
    with pytest.raises(SynthesisError) as failed:
        make(article_id, stage)
    assert failed.value.segment_id == segment.id
    assert edition_of(article_id, stage) == before
    assert published_files(stage, tmp_path) == files


# --- what engines answer ---------------------------------------------------------


def _samples(speech: Speech) -> "array.array[int]":
    with wave.open(io.BytesIO(speech.parts[0]), "rb") as file:
        return array.array("h", file.readframes(file.getnframes()))


def _wav(samples: bytes, rate: int = 24_000, channels: int = 1, width: int = 2) -> Speech:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return Speech((out.getvalue(),), "audio/wav")


def _noise(speech: Speech) -> Speech:
    return _wav(random.Random(1).randbytes(2 * len(_samples(speech))))


def _raise(error: Exception) -> Speech:
    raise error


def _mp3(speech: Speech) -> bytes:
    return spoken_mp3("x" * (14 * len(_samples(speech)) // 24_000))


WRONG: dict[str, Spoil] = {
    "noise": _noise,
    "bytes that are no file": lambda speech: Speech((bytes(range(256)) * 20,), "audio/wav"),
    "a web page": lambda speech: Speech((b"<html>busy</html>",), "audio/mpeg"),
    "half a WAV file": lambda speech: Speech((speech.parts[0][:40_000],), "audio/wav"),
    "a header alone": lambda speech: _wav(b""),
    "half an MP3 file": lambda speech: Speech((_mp3(speech)[:20_001],), "audio/mpeg"),
    "an MP3 file of a third of the words": lambda speech: Speech(
        (_mp3(speech)[: 192 * 60],), "audio/mpeg"
    ),
    "the words eight times": lambda speech: _wav(_samples(speech).tobytes() * 8),
    "silence": lambda speech: _wav(bytes(2 * len(_samples(speech)))),
    "zero bytes": lambda speech: Speech((b"",), "audio/wav"),
    "no parts": lambda speech: Speech((), "audio/wav"),
    "nothing": lambda speech: None,
    "bare bytes": lambda speech: speech.parts[0],
    "another's exception": lambda speech: _raise(RuntimeError("no licence")),
    "a connection that broke": lambda speech: _raise(ConnectionResetError("reset")),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_is_not_the_words_fails_its_sentence_and_loses_nothing(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path, spoil: Spoil
) -> None:
    article_id = publish(stage)
    before, files = edition_of(article_id, stage), published_files(stage, tmp_path)
    engine.spoil = spoil
    with pytest.raises(SynthesisError) as failed:
        publish(stage, CORRECTED)
    assert SPOILT in failed.value.vi
    assert edition_of(article_id, stage) == before
    assert published_files(stage, tmp_path) == files

    engine.spoil = None
    engine.spoken.clear()
    make(article_id, stage)
    (spoken,) = engine.spoken
    assert SPOILT in spoken
    (named,) = [
        each.segment.id
        for each in edition_of(article_id, stage).passages
        if SPOILT in each.segment.text
    ]
    assert failed.value.segment_id == named


def _repeated(speech: Speech, times: int) -> bytes:
    """Each sample so many times: that rate for one channel, or so many equal channels."""
    samples = _samples(speech)
    out = array.array("h", bytes(2 * times * len(samples)))
    for at in range(times):
        out[at::times] = samples
    return out.tobytes()


OTHER_FORMS: dict[str, Spoil] = {
    "8 kHz": lambda speech: _wav(_samples(speech)[::3].tobytes(), rate=8_000),
    "48 kHz": lambda speech: _wav(_repeated(speech, 2), rate=48_000),
    "stereo": lambda speech: _wav(_repeated(speech, 2), channels=2),
    "48 kHz in stereo": lambda speech: _wav(_repeated(speech, 4), rate=48_000, channels=2),
    "8 bit": lambda speech: _wav(bytes(128 + (each >> 3) for each in _samples(speech)), width=1),
    "MP3 at 32 kbit/s": lambda speech: Speech(
        (spoken_mp3("x" * (14 * len(_samples(speech)) // 24_000), 32),), "audio/mpeg"
    ),
}


@pytest.mark.parametrize("spoil", OTHER_FORMS.values(), ids=OTHER_FORMS.keys())
def test_sound_of_another_rate_or_in_stereo_is_as_long_as_it_should_be(
    stage: Stage, engine: SpoiledEngine, spoil: Spoil
) -> None:
    plain = publish(stage, CORRECTED, "phuong/2")
    wanted = seconds_of(edition_of(plain, stage))
    stage.cache.prune(0)
    engine.spoil = spoil
    edition = edition_of(publish(stage, CORRECTED), stage)
    assert seconds_of(edition) == pytest.approx(wanted, abs=0.1)
    assert edition.true_peak_dbtp <= -1.0


# --- what becomes of the cache -------------------------------------------------


def harm(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("spoil_file", [harm, flip, Path.unlink])
def test_a_broken_clip_is_made_again_and_never_played(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path, spoil_file: Callable[[Path], None]
) -> None:
    article_id = publish(stage)
    before = edition_of(article_id, stage)
    spoil_file(next((tmp_path / "clips").rglob(f"{before.passages[1].clip_key}.frames")))
    engine.spoken.clear()
    publish(stage, CORRECTED)
    assert sorted(engine.spoken) == sorted(
        each.utterance.spoken for each in edition_of(article_id, stage).passages[1:]
    )
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


def test_however_many_clips_are_broken_all_are_made_again_at_once(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path
) -> None:
    sentences = "".join(f"Câu số {number} của bài.\n\n" for number in range(12))
    article_id = publish(stage, f"{TEXT}{sentences}")
    for path in (tmp_path / "clips").rglob("*.frames"):
        harm(path)
    engine.spoken.clear()
    publish(stage, f"{CORRECTED}{sentences}")
    assert len(engine.spoken) == len(edition_of(article_id, stage).passages)
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


@pytest.mark.parametrize("told", [b'"frame_count":', b'"energies":[', b'"spoken":"'])
def test_a_sidecar_that_tells_anything_else_is_not_believed(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path, told: bytes
) -> None:
    article_id = publish(stage)
    key = edition_of(article_id, stage).passages[1].clip_key
    sidecar = next((tmp_path / "clips").rglob(f"{key}.json"))
    whole = sidecar.read_bytes()
    sidecar.write_bytes(whole.replace(told, told + b"9"))
    assert sidecar.read_bytes() != whole
    publish(stage, CORRECTED)
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced
    assert sidecar.read_bytes() == whole


def test_a_kept_original_that_is_not_the_words_is_asked_for_again(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path
) -> None:
    engine.spoil = OTHER_FORMS["MP3 at 32 kbit/s"]
    edition = edition_of(publish(stage, CORRECTED), stage)
    last = edition.passages[-1]
    assert last.clip_key is not None
    name = speech_key(edition.spec, last.utterance.spoken)
    short = Speech((spoken_mp3("x" * 10),), "audio/mpeg")
    next((tmp_path / "clips").rglob(f"{name}.speech")).write_bytes(pack_speech(short))
    next((tmp_path / "clips").rglob(f"{last.clip_key}.json")).unlink()
    engine.spoken.clear()
    again = edition_of(publish(stage, CORRECTED.replace("thứ nhất", "đầu tiên")), stage)
    assert last.utterance.spoken in engine.spoken
    assert again.passages[-1] == replace(last, span=again.passages[-1].span)


def test_a_cache_deleted_while_an_article_is_spoken_costs_only_the_time(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path
) -> None:
    article_id = publish(stage)

    def delete(speech: Speech) -> Speech:
        (tmp_path / "clips").rename(tmp_path / "gone")  # at once, whoever writes in it
        engine.spoil = None
        return speech

    engine.spoil = delete
    publish(stage, CORRECTED)
    assert edition_of(article_id, stage).number == 2
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


# --- a disk that refuses ---------------------------------------------------------


@contextmanager
def files_of_at_most(count: int) -> Iterator[None]:
    """The system refuses a file's further bytes, in the middle of a write, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_in_the_middle_of_a_clip_leaves_no_part_of_it(
    stage: Stage, engine: SpoiledEngine, tmp_path: Path
) -> None:
    article_id = publish(stage)
    before, files = edition_of(article_id, stage), published_files(stage, tmp_path)
    clips = len(list((tmp_path / "clips").rglob("*.frames")))
    longer = CORRECTED.replace("ngắn này.", f"này, {' '.join(map(str, range(1201, 1340)))}.")
    engine.spoken.clear()
    with closing(sqlite3.connect(tmp_path / "data" / "loa.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # of the making of its tables
    # More than the database's files need, less than the clip of the long sentence.
    with files_of_at_most(700_000), pytest.raises(StoreError, match="tệp lớn quá mức"):
        publish(stage, longer)
    assert edition_of(article_id, stage) == before
    assert published_files(stage, tmp_path) == files
    left = [path for path in (tmp_path / "clips").rglob("*") if path.suffix == ".part"]
    assert left == []
    assert len(list((tmp_path / "clips").rglob("*.frames"))) == clips + 1

    make(article_id, stage)
    assert edition_of(article_id, stage).number == 2
    # the short sentence once, each part of the long one twice
    assert Counter(Counter(engine.spoken).values()) == {1: 1, 2: 5}
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


READ_ONLY_STORY = """
import os, sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from service.compose.wiring import wire
from service.engines.policy import VoicePreference, VoicePreferences
from service.engines.stop import Stop
from service.errors import LoaError
from service.making.pools import open_pools
from service.settings import Settings
from service.store.shared.opening import share_files
from tests.stage import NOW, TEXT, CountingEngine, EvenLevels, Stage, publish
from tests.releasing.test_bad_input import CORRECTED

folder = Path(sys.argv[1])
(folder / "data").mkdir()
stack = ExitStack()
pools = stack.enter_context(open_pools(2))
settings = Settings(data=folder / "data", cache=folder / "clips", free_space_mb=0)
wired = wire(settings, folder / "data", pools, lambda: NOW, Stop(), share_files(folder / "data"))
engines, preferred = {"first": CountingEngine("first")}, VoicePreferences(VoicePreference("first"))
stage = replace(Stage.of(wired), engines=engines, levels=EvenLevels(), preferred=preferred)

def tell(text):
    try:
        article = publish(stage, text)
        print("edition", stage.library.episode(article).edition.number)
    except LoaError as e:
        print(type(e).__name__, e)

tell(TEXT)
tell(TEXT.replace("Câu thứ nhất", "Câu đầu tiên"))
for path in sorted((folder / "clips").rglob("*"), reverse=True):
    path.chmod(0o555 if path.is_dir() else 0o444)
(folder / "clips").chmod(0o555)
if os.getuid() == 0:  # who may write anywhere
    for path in (folder / "data", *(folder / "data").rglob("*")):
        os.chown(path, 65534, 65534)
    os.setuid(65534)
tell(CORRECTED)
tell(TEXT)
wired.library.close()
stack.close()
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, as pytest's own may not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder / "clips").rglob("*"):
        path.chmod(0o755)
    (folder / "clips").chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_cache_is_named_and_still_gives_the_clips_it_has(open_folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", READ_ONLY_STORY, os.fspath(open_folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    first, second, third, last = told.stdout.splitlines()
    assert (first, second) == ("edition 1", "edition 2")
    assert third.startswith("StoreError")
    assert "không có quyền" in third
    assert last == "edition 3"
    assert told.stderr == ""


# --- two at once -----------------------------------------------------------------


def test_of_two_regenerations_of_one_article_at_once_one_is_published(
    stage: Stage, engine: SpoiledEngine
) -> None:
    article_id = take(stage, TEXT)
    with ThreadPoolExecutor(2) as runs:
        told = list(runs.map(lambda _: make(article_id, stage), range(2)))
    assert len(told) == 2
    assert len(stage.library.editions(article_id)) == 1
    assert len(engine.spoken) == len(set(engine.spoken)) == 4
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


def test_two_regenerations_in_two_voices_at_once_are_two_editions_and_each_has_its_manifest(
    stage: Stage,
) -> None:
    stages = [
        replace(
            stage,
            engines={name: CountingEngine(name)},
            preferred=VoicePreferences(VoicePreference(name)),
        )
        for name in ("first", "second")
    ]
    article_id = take(stage, TEXT)
    with ThreadPoolExecutor(2) as runs:
        list(runs.map(lambda own: make(article_id, own), stages))
    editions = stage.library.editions(article_id)
    assert [edition.number for edition in editions] == [1, 2]
    for edition in editions:
        manifest = json.loads(stage.media.read(edition.manifest_name))
        assert manifest["spec"]["voice"]["engine"] == edition.spec.voice.engine
