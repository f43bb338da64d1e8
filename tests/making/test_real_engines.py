"""Whole articles spoken by real programs and over real sockets, which fail as such things do."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from service.compose.wiring import wire
from service.engines.espeak import WORKER, EspeakEngine
from service.engines.google import GoogleEngine
from service.engines.google.packing import pack
from service.engines.google.sending import Limits
from service.engines.policy import VoicePreference, VoicePreferences
from service.engines.retry import RetryPolicy
from service.engines.stop import Stop
from service.errors import SynthesisError
from service.making.pools import open_pools
from service.model import TARGET_LUFS, TOLERANCE_LU, AudioFormat, Edition
from service.model.published_names import FEED_FILE
from service.settings import Settings
from service.store.shared.files import FileNotes
from service.store.shared.opening import share_files
from service.text.division import spoken_parts
from service.text.segments import MOST_PRINTED
from tests.stage import NOW, TEXT, Stage, make, publish
from tests.standins.google import Fault, GoogleStandIn, google_stand_in

NEWS = Path(__file__).parents[2] / "bench" / "texts" / "y-te.txt"
GOOD = "rất nhiều"
SPOILT = "trong bản tin"
CORRECTED = TEXT.replace("một chút nữa", GOOD).replace("của bản tin", SPOILT)
LONG = " ".join(["nghị quyết đại hội đảng bộ thành phố"] * 82)  # 3,000 characters, no comma


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def require_failure(stage: Stage, article_id: str) -> SynthesisError:
    """What the correction fails with, while everything published stays as it was."""
    before, feed = edition_of(article_id, stage), stage.media.read(FEED_FILE)
    with pytest.raises(SynthesisError) as failed:
        publish(stage, CORRECTED)
    assert SPOILT in failed.value.vi
    assert failed.value.segment_id is not None
    assert edition_of(article_id, stage) == before
    assert stage.media.read(FEED_FILE) == feed
    return failed.value


# --- Google, over a socket ---------------------------------------------------------


class Clock:
    """A wall clock that stands until it is turned; sleeping turns it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def google() -> Iterator[GoogleStandIn]:
    with google_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


PATIENT = Limits()
HASTY = Limits(connect=5, read=0.3, total=0.3)


@pytest.fixture
def over_socket(stage: Stage, google: GoogleStandIn, clock: Clock, tmp_path: Path) -> Stage:
    return ask(stage, google, clock, tmp_path, PATIENT)


def ask(stage: Stage, google: GoogleStandIn, clock: Clock, folder: Path, limits: Limits) -> Stage:
    """The stage with the Google engine alone, which has the stand-in's address."""
    engine = GoogleEngine(
        FileNotes(folder / "data" / "state"),
        clock=clock,
        ticks=time.monotonic,
        sleep=clock.sleep,
        base_url=google.url,
        per_minute=6000,
        limits=limits,
    )
    engine.probe()  # it has answered lately: from now on only sentences are asked for
    google.asked.clear()
    return replace(
        stage,
        engines={"google": engine},
        preferred=VoicePreferences(VoicePreference("google")),
        sleep=clock.sleep,
    )


@pytest.mark.parametrize(
    "fault",
    [
        Fault.NO_SOUND,
        Fault.ZERO_BYTES,
        Fault.NOISE,
        Fault.HALF_FILE,
        Fault.CUT_OFF,
        Fault.HANG,
        Fault.DRIP,
        Fault.BROKEN,
        Fault.TOO_MANY,
        Fault.SORRY,
        Fault.CAPTCHA,
    ],
)
def test_google_failing_for_good_fails_the_sentence_and_later_only_that_one_is_asked_for(
    over_socket: Stage, google: GoogleStandIn, clock: Clock, tmp_path: Path, fault: Fault
) -> None:
    article_id = publish(over_socket)
    publish(over_socket, TEXT.replace("một chút nữa", GOOD))
    google.fail(fault)
    limits = HASTY if fault in (Fault.HANG, Fault.DRIP) else PATIENT
    hasty = ask(over_socket, google, clock, tmp_path, limits)
    assert require_failure(hasty, article_id).transient

    google.recover()
    google.asked.clear()
    clock.now += 7200  # however long it was shut
    make(article_id, over_socket)
    assert [text for text in google.texts if text != "Loa"] == [
        "Câu thứ ba ở đoạn sau, cũng là câu cuối cùng trong bản tin ngắn này."
    ]
    assert google.malformed == []


@pytest.mark.parametrize("fault", [Fault.NO_SOUND, Fault.HALF_FILE, Fault.CUT_OFF, Fault.TOO_MANY])
def test_google_failing_once_is_asked_again_and_the_article_is_published(
    over_socket: Stage, google: GoogleStandIn, fault: Fault
) -> None:
    google.fail(fault, times=1, after=3)
    patient = replace(over_socket, retries=RetryPolicy(attempts=4))
    edition = edition_of(publish(patient), patient)
    assert len(google.asked) == len(edition.passages) + 1  # the one again


def test_a_sentence_of_3000_characters_is_divided_asked_for_in_packed_pieces_and_heard_whole(
    over_socket: Stage, google: GoogleStandIn
) -> None:
    edition = edition_of(publish(over_socket, f"{TEXT}\n{LONG}.\n"), over_socket)
    assert google.malformed == []
    block = edition.passages[-1].segment.block
    long = [each for each in edition.passages if each.segment.block == block]
    assert " ".join(each.segment.text for each in long) == f"{LONG}."
    assert all(len(each.segment.text) <= MOST_PRINTED for each in long)
    asked = [part for each in long for part in spoken_parts(each.utterance.spoken)]
    pieces = [piece for part in asked for piece in pack(part)]
    assert set(pieces) <= set(google.texts)
    assert [text for text in google.texts if len(text) > 100] == []
    heard = sum(each.span.end - each.span.begin for each in long if each.span)
    assert heard / 24_000 == pytest.approx(len(LONG) / 14, rel=0.1)


def test_another_bitrate_is_made_of_the_originals_and_asks_google_nothing(
    over_socket: Stage, google: GoogleStandIn
) -> None:
    article_id = publish(over_socket)
    asked = len(google.asked)
    studio = replace(over_socket.studio, format=AudioFormat(24_000, 48))
    finer = replace(over_socket, studio=studio)
    make(article_id, finer)
    assert edition_of(article_id, finer).number == 2
    assert len(google.asked) == asked


# --- espeak-ng's place taken by small programs of the shell --------------------------

PROGRAM = f"""#!/bin/sh
case "$*" in *--version*) echo 'eSpeak NG: 9.9'; exit;; esac
if grep -q '{SPOILT}'; then {{fault}}; else cat {{hum}}; fi
"""
FAULTS = {
    "hangs": "sleep 20",
    "answers and hangs": "cat {hum}; sleep 20",
    "zero bytes": ":",
    "noise": "head -c 200000 /dev/urandom",
    "half a file": "head -c 60001 {hum}",
    "silence": "head -c 44 {hum}; head -c 200000 /dev/zero",
    "a complaint": "echo 'no voice' >&2; exit 1",
    "killed": "kill -9 $$",
}


def write_program(folder: Path, fault: str) -> str:
    """The path of a program that speaks as espeak-ng, but for the spoilt words."""
    hum = folder / "hum.wav"
    program = folder / "espeak-ng"
    fault = fault.replace("{hum}", str(hum))
    program.write_text(PROGRAM.format(fault=fault, hum=hum), "utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_program_that_fails_in_any_way_fails_its_sentence_and_loses_nothing(
    stage: Stage, tmp_path: Path, fault: str
) -> None:
    silence = stage.engines["first"].speak(
        "Câu đủ dài để đọc " * 3, stage.voices.offers["first"][0]
    )
    (tmp_path / "hum.wav").write_bytes(silence.parts[0])
    hangs = "sleep" in fault
    engine = EspeakEngine(write_program(tmp_path, fault), seconds=1.0 if hangs else 30.0)
    stage = replace(
        stage,
        engines={"espeak": engine},
        preferred=VoicePreferences(VoicePreference("espeak")),
        retries=RetryPolicy(attempts=1, first_wait=0.0),
    )
    article_id = publish(stage)
    require_failure(stage, article_id)
    write_program(tmp_path, "cat {hum}")
    make(article_id, stage)
    assert edition_of(article_id, stage).number == 2


# --- the level of a whole edition ---------------------------------------------------


@pytest.mark.parametrize(("rate", "pitch"), [(1.0, 1.0), (1.5, 1.0), (1.0, 1.5), (0.8, 0.7)])
def test_an_edition_of_espeak_is_as_loud_as_it_should_be_at_any_pace_and_pitch(
    tmp_path: Path, rate: float, pitch: float
) -> None:
    settings = Settings(
        data=tmp_path / "data",
        cache=tmp_path / "clips",
        free_space_mb=0,
        engine="espeak",
        espeak=WORKER,
        rate=rate,
        pitch=pitch,
    )
    settings.data.mkdir()
    with open_pools(2) as pools:
        shared = share_files(settings.data)
        wired = wire(settings, settings.data, pools, lambda: NOW, Stop(), shared)
        stage = Stage.of(wired)
        with closing(stage.library):
            edition = edition_of(publish(stage, NEWS.read_text("utf-8")), stage)
    assert edition.loudness_lufs == pytest.approx(TARGET_LUFS, abs=TOLERANCE_LU)
    assert edition.true_peak_dbtp <= -1.0
