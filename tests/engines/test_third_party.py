"""The engine of docs/engines.md works as it stands there."""

import re
import threading
import tomllib
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from service.engines.base import Engine
from service.engines.guard import GuardedEngine
from service.engines.registry import GROUP, make_engines
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError
from tests.cli.shell import Shell
from tests.stage import TEXT

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text("utf-8")


class SpeechServer(BaseHTTPRequestHandler):
    """Answers a hum for ``?text=``; half of one where the text holds ``nửa chừng``."""

    def do_GET(self) -> None:
        wish = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        silence = SilenceEngine()
        (wav,) = silence.speak(wish["text"][0], silence.voices[0]).parts
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
    assert len(code.splitlines()) <= 40
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
    silence = SilenceEngine()
    assert speech.parts == silence.speak("Xin chào các bạn.", silence.voices[0]).parts


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


def test_a_newsroom_that_installs_the_package_of_the_page_publishes_with_it(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    install(site)
    with speech_server() as url:
        shell = Shell(
            tmp_path, {"LOA_ENGINE": "newsroom", "NEWSROOM_TTS": url, "PYTHONPATH": str(site)}
        )
        done = shell.run_program("publish", shell.write("tin.txt", TEXT))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert "Máy chủ tòa soạn, giọng Lan" in done.stdout
    (audio,) = (tmp_path / "data" / "media").glob("*/*.mp3")
    assert audio.stat().st_size > 50_000
