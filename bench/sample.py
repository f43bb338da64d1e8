"""The sample article and its corrections, its sentences as they are said, and their sound."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from service.desk.desk import Desk
from service.model import HOUSE

if TYPE_CHECKING:  # a way imports what it needs: what it does not need is not its memory
    from service.settings import Settings

SAMPLE = "dang-bo-song-cong"
PAGE = Path(__file__).parent.parent / "service" / "samples" / f"{SAMPLE}.txt"
VERSIONS = ("trong từng lĩnh vực", "trong mọi lĩnh vực", "trong các lĩnh vực")
"""A phrase of one sentence as it was printed, corrected, and corrected again."""
WORKERS = 2


def prepare(folder: Path) -> None:
    """The article's sentences as they are said, and each one's sound and MP3 answer."""
    import numpy as np

    from service.audio.encoding import encode
    from service.audio.parts import decode_parts
    from service.compose import open_service
    from service.desk.hints import Hints
    from service.engines.espeak import EspeakEngine
    from service.making.script import write_script
    from service.making.voices import clip_spec

    engine = EspeakEngine()
    with open_service(bench_settings(folder / "script"), now=clock) as service:
        article = service.take_in(
            PAGE.read_bytes(), Hints(SAMPLE), Desk(HOUSE, service.library, clock())
        ).article
        script = write_script(article, service.library, service.production.studio.speech)
        spoken = [each.spoken for each in script.utterances if each.spoken]
        spec = clip_spec(engine.voices[0], service.production.voices, service.production.studio)
    (folder / "sentences.json").write_text(json.dumps(spoken), "utf-8")
    for number, sentence in enumerate(spoken):
        (part,) = decode_parts(engine.speak(sentence, engine.voices[0]), sentence, spec)
        np.save(folder / f"sound{number}.npy", part.signal)
        (folder / f"answer{number}.mp3").write_bytes(encode(part.signal, spec.format))


def write_page(corrections: int) -> bytes:
    """The sample as it was copied, with its sentence so often corrected."""
    page = PAGE.read_text("utf-8")
    if page.count(VERSIONS[0]) != 1:
        raise SystemExit(f"The sample no longer has “{VERSIONS[0]}” once: choose another phrase.")
    return page.replace(VERSIONS[0], VERSIONS[corrections]).encode()


def read_sentences(folder: Path) -> list[str]:
    """What ``prepare`` wrote down: each sentence as it is said, in order."""
    sentences: list[str] = json.loads((folder / "sentences.json").read_text("utf-8"))
    return sentences


def bench_settings(folder: Path) -> "Settings":
    """Settings that keep everything in ``folder`` and speak with espeak-ng."""
    from service.settings import Settings

    return Settings(
        release="automatic",
        data=folder / "data",
        cache=folder / "clips",
        engine="espeak",
        speakers=WORKERS,
        free_space_mb=0,
    )


def clock() -> datetime:
    """The time, as the shell tells it."""
    return datetime.now(UTC)
