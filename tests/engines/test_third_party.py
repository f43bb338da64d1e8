"""The engine of docs/engines.md works as it stands there."""

import array
import functools
import io
import json
import os
import re
import threading
import tomllib
import urllib.parse
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from service.engines.base import Engine
from service.engines.espeak import WORKER, EspeakEngine
from service.engines.guard import GuardedEngine
from service.engines.registry import GROUP, make_engines
from service.errors import SynthesisError
from service.model import TARGET_LUFS
from service.wav import write_wav
from tests.cli.shell import Shell

ROOT = Path(__file__).parents[2]
NEWS = ROOT / "service" / "samples" / "dang-bo-song-cong.txt"
PAGE = (ROOT / "docs" / "engines.md").read_text("utf-8")


SOFTNESS = 2
"""The newsroom's server speaks with espeak-ng, at half of what it gives: 6 dB softer still."""


@functools.cache
def soft_speech(text: str) -> bytes:
    """A WAV file of ``text``, far from the level of an edition."""
    engine = EspeakEngine(WORKER)
    with wave.open(io.BytesIO(engine.speak(text, engine.voices[0]).parts[0]), "rb") as file:
        samples = array.array("h", file.readframes(file.getnframes()))
        return write_wav(
            array.array("h", (each // SOFTNESS for each in samples)).tobytes(), file.getframerate()
        )


class SpeechServer(BaseHTTPRequestHandler):
    """Answers speech for ``?text=``; half of it where the text holds ``nửa chừng``."""

    def do_GET(self) -> None:
        wish = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        wav = soft_speech(wish["text"][0])
        self.send_response(200)
        self.send_header("Content-Length", str(len(wav)))
        self.end_headers()
        self.wfile.write(wav[: len(wav) // 2] if "nửa chừng" in wish["text"][0] else wav)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Nothing on standard error."""


@contextmanager
def speech_server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), SpeechServer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api/tts"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def install(folder: Path) -> str:
    """What the page's entry point names, its package now in ``folder`` as pip would leave it."""
    code, table = (
        re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[0] for kind in ("python", "toml")
    )
    assert sum(map(bool, code.splitlines())) <= 30, (
        "the page promises thirty lines, blank ones aside"
    )
    ((group, points),) = tomllib.loads(table)["project"]["entry-points"].items()
    value = str(points["newsroom"])
    (folder / f"{value.partition(':')[0]}.py").write_text(code, "utf-8")
    info = folder / "loa_newsroom-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loa-newsroom\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\nnewsroom = {value}\n")
    return value


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine as the page shows it, made through the entry point that it shows."""
    value = install(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    with speech_server() as url:
        monkeypatch.setenv("NEWSROOM_TTS", url)
        made = make_engines([EntryPoint("newsroom", value, GROUP)], state=tmp_path, taken=())
        assert made.broken == {}
        yield made.engines["newsroom"]


def test_the_engine_of_the_page_speaks(newsroom: Engine) -> None:
    newsroom.probe()
    speech = newsroom.speak("Xin chào các bạn.", newsroom.voices[0])
    assert speech.parts == (soft_speech("Xin chào các bạn."),)


def test_the_engine_of_the_page_refuses_what_it_cannot_say(newsroom: Engine) -> None:
    with pytest.raises(SynthesisError) as failure:
        newsroom.speak("...", newsroom.voices[0])
    assert not failure.value.transient


def test_the_engine_of_the_page_says_when_its_server_is_down(
    newsroom: GuardedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speech_server() as closed:
        pass
    monkeypatch.setattr(newsroom.guarded, "url", closed)
    with pytest.raises(SynthesisError) as failure:
        newsroom.probe()
    assert failure.value.transient


def test_the_engine_of_the_page_refuses_half_an_answer(newsroom: Engine) -> None:
    with pytest.raises(SynthesisError, match="The speech server failed") as failure:
        newsroom.speak("Câu này đứt nửa chừng.", newsroom.voices[0])
    assert failure.value.transient


def test_a_newsroom_that_installs_the_package_of_the_page_publishes_with_it_at_the_house_level(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    install(site)
    with speech_server() as url:
        shell = Shell(
            tmp_path,
            {
                "LOA_ENGINE": "newsroom",
                "NEWSROOM_TTS": url,
                "PYTHONPATH": os.pathsep.join(map(str, (site, ROOT))),
            },
        )
        done = shell.run_fresh("publish", shell.write("tin.txt", NEWS.read_text("utf-8")))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert "Máy chủ tòa soạn, giọng Lan" in done.stdout
    (audio,) = (tmp_path / "data" / "media").glob("*/*.mp3")
    assert audio.stat().st_size > 50_000
    (told,) = re.findall(r"độ to (\S+) LUFS", done.stdout)
    loudness = float(told.replace("−", "-").replace(",", "."))
    assert loudness == pytest.approx(TARGET_LUFS, abs=1.0)
    (gains,) = json.loads((tmp_path / "data" / "state" / "gains.json").read_bytes()).values()
    assert gains > 10  # as it came, it was that much too soft
