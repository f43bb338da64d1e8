"""Peak memory of one article above idle, whatever it contains, with every engine.

Each article is taken in and published in a process of its own, whose address space is
limited: what would take gigabytes fails there and not on the machine. Exit 1 when one
takes more than the number to hold. ``--speakers`` is how many sentences are spoken at once.
``--child ENGINE CASE SPEAKERS URL FOLDER`` measures one, with Google's stand-in at URL and
Piper's in FOLDER, and prints what came of it and the peak above idle in megabytes.
"""

import argparse
import base64
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import lameenc

from bench.hours import CASES as HOURS
from bench.hours import measure_hours
from bench.resident import peak_mb
from service.compose.wiring import wire
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.intake import IntakeRules, take_in
from service.desk.recordings import hear_recording, keep_recording
from service.engines.stop import Stop
from service.errors import ArticleError
from service.making.pools import open_pools
from service.making.script import write_script
from service.model import HOUSE, Article
from service.releasing.production import Production
from service.releasing.story import produce_edition
from service.settings import Settings
from service.store.shared.opening import share_files

HOLD_MB = 250
LIMIT_BYTES = 3 << 30
"""Of a child's address space: libraries and threads take a part of it before anything is done."""

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ENGINES = ("silence", "espeak", "google", "piper")
_HEAD = "Tin thử nghiệm của phường\n\n02-01-2026 08:00\n\nCâu mở đầu nói về việc chung.\n\n"
_TAIL = "\n\nCâu kết thúc đủ dài để không ai nhầm nó với dòng tên tác giả ở cuối bài báo."
_WORDS = "nghị quyết đại hội đảng bộ thành phố "
_ENCODED = base64.b64encode(random.Random(1).randbytes(700_000)).decode()

SPOKEN: Mapping[str, str] = {
    "short": "Câu thứ nhất nói về việc chung của cả phường trong năm nay.",
    "words": _WORDS * 200,
    "digits": "1234567 " * 200,
    "word": "tamita" * 40,
    "signs": "5% " * 500,
    "letters": "TGVPQ " * 300,
    "figures": "\n\n".join(f"{1_234_567 + number * 100_000} " * 60 for number in range(16)),
}
"""Articles that are taken: ten minutes or so without a stop."""

REFUSED: Mapping[str, str] = {
    "all-words": _WORDS * (980_000 // len(_WORDS.encode())),
    "all-digits": "7" * 990_000,
    "all-groups": "1234567 " * 120_000,
    "all-fractions": "1/" * 490_000,
    "all-romans": "I" * 990_000,
    "all-base64": _ENCODED,
    "all-base64-lines": "\n".join(re.findall(".{1,76}", _ENCODED)),
    "all-one-word": "ạ" * 320_000,
    "all-lines": "a\n" * 490_000,
}
"""As much as an article may have: each is refused, or read without most of it."""

RECORDING = "recording"
CASES = (*SPOKEN, *REFUSED, RECORDING)
PAIRS = (
    *((engine, case) for engine in ENGINES for case in CASES),
    *(("silence", case) for case in HOURS),  # other engines would speak for hours
)


@dataclass(frozen=True, slots=True)
class StandIns:
    """What speaks in place of the real ones: Google's address, the folder of Piper's program."""

    google_url: str = ""
    piper: str = ""


def measure_child(
    engine: str, case: str, *, stand_ins: StandIns = StandIns(), speakers: int = 2
) -> tuple[str, float]:
    """What came of ``case``, and the megabytes that it took above idle, in a child process."""
    child = [sys.executable, "-W", "ignore", "-m", "bench.memory", "--child"]
    done = subprocess.run(
        [*child, engine, case, str(speakers), stand_ins.google_url, stand_ins.piper],
        preexec_fn=_limit,
        capture_output=True,
        text=True,
        check=False,
    )
    told, _, megabytes = done.stdout.strip().rpartition(" ")
    if done.returncode or not told:
        return f"failed: {(done.stderr.strip().splitlines() or ['killed'])[-1]}", float("inf")
    return told, float(megabytes)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))


def publish_case(engine: str, case: str, speakers: int, stand_ins: StandIns) -> tuple[str, float]:
    """What came of ``case``, and the peak above idle, in this very process."""
    if case in HOURS:
        return measure_hours(case)
    with tempfile.TemporaryDirectory() as name, open_pools(speakers) as pools:
        folder = Path(name)
        (folder / "data").mkdir()
        voice = os.fspath(Path(stand_ins.piper, "thu-nghiem.onnx"))
        settings = Settings(
            data=folder / "data",
            cache=folder / "clips",
            engine=engine,
            free_space_mb=0,
            google_url=stand_ins.google_url,
            google_per_minute=6_000,
            piper=os.fspath(Path(stand_ins.piper, "piper")),
            piper_voice=voice if engine == "piper" else "",
        )
        shared = share_files(settings.data)
        wired = wire(settings, settings.data, pools, lambda: NOW, Stop(), shared)
        by = replace(wired.synthesizer, sleep=lambda seconds: None)
        production = replace(wired, synthesizer=by)
        try:
            _publish(SPOKEN["short"], production)
            idle = peak_mb()
            told = (
                _publish_recording(production)
                if case == RECORDING
                else _publish_case(case, production)
            )
            return told, peak_mb() - idle
        finally:
            production.library.close()


def _publish_case(case: str, production: Production) -> str:
    try:
        return _publish({**SPOKEN, **REFUSED}[case], production)
    except ArticleError as e:
        return f"refused: {e.en[:70]}"


def _publish(body: str, production: Production) -> str:
    raw = (_HEAD + body + _TAIL).encode()
    return _make(_take(raw, production).id, production)


def _take(raw: bytes, production: Production) -> Article:
    common = Settings()
    rules = IntakeRules(
        common.zone,
        common.article_limit_bytes,
        production.article_hours,
        production.studio.rate,
        production.studio.pauses,
        production.studio.speech,
    )
    return take_in(raw, Hints("bao/1"), Desk(HOUSE, production.library, NOW), rules).article


def _make(article_id: str, production: Production) -> str:
    produce_edition(article_id, production, lambda name, step: step(), lambda progress: None)
    episode = production.library.episode(article_id)
    return f"{episode.edition.enclosure.duration / 1000:.0f} s heard" if episode else "nothing"


def _publish_recording(production: Production) -> str:
    """The longest recording that is taken, in stereo, in place of two sentences at once."""
    article = _take((_HEAD + SPOKEN["short"] + _TAIL).encode(), production)
    segments = write_script(article, production.library, production.studio.speech).segments
    sound = hear_recording(_stereo(), "a")
    for segment in segments[-2:]:
        keep_recording(article.id, segment, sound, author="b", library=production.library, now=NOW)
    return _make(article.id, production)


def _stereo() -> bytes:
    """An MP3 of five minutes less a second of swelling noise, stereo at 48 kHz."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(48_000)
    encoder.set_channels(2)
    second = bytearray()
    for at in range(48_000):
        level = abs(at % 12_000 - 6_000)
        second += int(level * ((at * 7) % 200 - 100) / 100).to_bytes(2, "little", signed=True) * 2
    file = bytearray()
    for _ in range(299):
        file += encoder.encode(bytes(second))
    return bytes(file + encoder.flush())


def main(open_stand_ins: Callable[[ExitStack], StandIns], speakers: int) -> int:
    """0 when every case held the number, else 1."""
    missed = 0
    with ExitStack() as stack:
        stand_ins = open_stand_ins(stack)
        for engine, case in PAIRS:
            told, megabytes = measure_child(engine, case, stand_ins=stand_ins, speakers=speakers)
            missed += megabytes > HOLD_MB
            print(f"{engine:9}{case:18}{megabytes:8.0f} MB  {told}", flush=True)
    print(f"To hold: {HOLD_MB} MB above idle; missed: {missed}.")
    return 1 if missed else 0


def _stand_ins(stack: ExitStack) -> StandIns:
    # The bench's only need of the tests.
    from tests.standins.google import google_stand_in
    from tests.standins.piper import write_stand_in, write_tiny_voice

    folder = stack.enter_context(tempfile.TemporaryDirectory())
    write_stand_in(Path(folder))
    # As slow as people read: the stand-in's own pace is taken for a cut answer.
    pace = {"noise_scale": 0.667, "length_scale": 2.25, "noise_w": 0.8}
    write_tiny_voice(Path(folder), inference=pace)
    return StandIns(stack.enter_context(google_stand_in()).url, folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        told_engine, told_case, told_speakers, *told_stand_ins = sys.argv[2:7]
        print(*publish_case(told_engine, told_case, int(told_speakers), StandIns(*told_stand_ins)))
        sys.exit(0)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speakers", type=int, default=2, help="sentences spoken at once")
    sys.exit(main(_stand_ins, parser.parse_args().speakers))
