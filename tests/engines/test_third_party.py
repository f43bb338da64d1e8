"""The engine of docs/engines.md works as it stands there."""

import re
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from service.engines.base import Engine
from service.engines.registry import GROUP, make_engines
from service.engines.silence import SilenceEngine
from service.errors import SynthesisError

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text("utf-8")


class SpeechServer(BaseHTTPRequestHandler):
    """Answers a hum for ``?text=``."""

    def do_GET(self) -> None:
        wish = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        silence = SilenceEngine()
        (wav,) = silence.speak(wish["text"][0], silence.voices[0]).parts
        self.send_response(200)
        self.end_headers()
        self.wfile.write(wav)

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


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The engine as the page shows it, made through the entry point that it shows."""
    code, table = (
        re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[0] for kind in ("python", "toml")
    )
    assert len(code.splitlines()) <= 40
    value = re.findall(r'newsroom = "(.*)"', table)[0]
    (tmp_path / f"{value.partition(':')[0]}.py").write_text(code, "utf-8")
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
    newsroom: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speech_server() as closed:
        pass
    monkeypatch.setattr(newsroom, "url", closed)
    with pytest.raises(SynthesisError) as failure:
        newsroom.probe()
    assert failure.value.transient
