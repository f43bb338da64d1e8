"""A loopback server that speaks Google's batchexecute protocol as gTTS 2.5.4 expects it.

with google_stand_in() as google:
    engine = GoogleEngine(remembered, base_url=google.url, …)
    google.fail(Fault.TOO_MANY, times=2)
    …
    assert google.texts == ["Xin chào"]
"""

import base64
import functools
import json
import ssl
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import lameenc
import numpy as np

PATH = "/_/TranslateWebserverUi/data/batchexecute"
RPC = "jQ1olc"
CHARACTERS_A_SECOND = 14
SAMPLE_RATE = 24_000


class Fault(StrEnum):
    """What can be wrong with an answer."""

    TOO_MANY = "429 with Retry-After"
    FORBIDDEN = "403"
    BROKEN = "503"
    BUSY = "503 with Retry-After"
    NOT_FOUND = "404"
    SORRY = "302 to the sorry page"
    CAPTCHA = "200 with a captcha page"
    NO_SOUND = "200 whose envelope holds null"
    NO_ENVELOPE = "200 without the envelope"
    ZERO_BYTES = "200 with an empty body"
    BAD_BASE64 = "200 with broken base64"
    NOISE = "200 with bytes that are no MP3"
    HALF_FILE = "200 with half an MP3 frame at the end"
    CUT_OFF = "the connection closes in the middle of the answer"
    HANG_UP = "the connection closes without an answer"
    DRIP = "one byte every few milliseconds"
    DRIP_HEAD = "the status line and headers, one byte every few milliseconds"
    HANG = "no answer until the stand-in is closed"


@dataclass
class Asked:
    """One request as it came in."""

    text: str
    language: str
    headers: dict[str, str]
    port: int
    at: float


@dataclass
class GoogleStandIn:
    """The stand-in's address, its log and its switches."""

    url: str
    kbps: int = 64
    retry_after: str = "7"
    drip_seconds: float = 0.005
    delay_seconds: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    malformed: list[str] = field(default_factory=list)
    most_at_once: int = 0
    hold: threading.Event = field(default_factory=threading.Event)
    _faults: deque[Fault | None] = field(default_factory=deque)
    _always: Fault | None = None
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        """The texts that were asked for, in order."""
        return [each.text for each in self.asked]

    def fail(self, fault: Fault, *, times: int | None = None, after: int = 0) -> None:
        """Spoils all following answers, or ``times`` of them, ``after`` so many good ones."""
        with self._lock:
            if times is None:
                self._always = fault
            else:
                self._faults.extend([None] * after + [fault] * times)

    def recover(self) -> None:
        """All following answers are good."""
        with self._lock:
            self._faults.clear()
            self._always = None

    def _next_fault(self) -> Fault | None:
        with self._lock:
            return self._faults.popleft() if self._faults else self._always

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1


@contextmanager
def google_stand_in(*, kbps: int = 64, certificate: Path | None = None) -> Iterator[GoogleStandIn]:
    """A running stand-in on a free loopback port; closed at the end.

    It speaks TLS with ``certificate``, a PEM file that holds its key as well.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answerer)
    server.daemon_threads = True
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    stand_in = GoogleStandIn(f"{scheme}://127.0.0.1:{server.server_address[1]}", kbps)
    server.stand_in = stand_in  # type: ignore[attr-defined] # read by _Answerer
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()


def read_request(path: str, body: str, headers: dict[str, str]) -> tuple[str, str]:
    """The text and language of a request. Raises ValueError where gTTS would differ."""
    if path != PATH:
        raise ValueError(f"path {path}")
    if headers.get("content-type") != "application/x-www-form-urlencoded;charset=utf-8":
        raise ValueError("content type")
    if not body.startswith("f.req=") or not body.endswith("&"):
        raise ValueError("form")
    [[[rpc, inner, nothing, kind]]] = json.loads(urllib.parse.unquote(body[6:-1]))
    text, language, speed, null = json.loads(inner)
    if (rpc, nothing, kind, null) != (RPC, None, "generic", "null"):
        raise ValueError("envelope")
    if speed not in (None, True) or not text or len(text) > 100:
        raise ValueError("parameters")
    return text, language


def spoken_mp3(text: str, kbps: int = 64) -> bytes:
    """A tone as long as ``text`` takes to read, as headerless MPEG-2 Layer III frames."""
    return _tone_mp3(max(6, len(text)), kbps)


@functools.lru_cache(maxsize=256)
def _tone_mp3(characters: int, kbps: int) -> bytes:
    count = characters * SAMPLE_RATE // CHARACTERS_A_SECOND
    at = np.arange(count)
    wave = np.rint(6000 * (0.75 + 0.25 * np.sin(at / 1200)) * np.sin(at / 17.0)).astype("<i2")
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)  # LAME would lower it at 32 kbit/s
    encoder.set_channels(1)
    encoder.set_bit_rate(kbps)
    encoder.set_quality(7)
    return bytes(encoder.encode(wave.tobytes()) + encoder.flush())


def envelope(payload: str | None) -> bytes:
    """A batchexecute answer that carries ``payload``."""
    inner = None if payload is None else json.dumps([payload])
    arrays = [["wrb.fr", RPC, inner, None, None, None, "generic"]]
    trailer = [["di", 52], ["af.httprm", 52, "-4093", 11]]
    lines = ",".join(json.dumps(each, separators=(",", ":")) for each in (*arrays, *trailer))
    return f")]}}'\n\n[{lines}]".encode()


class _Answerer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Nothing on standard error."""

    def do_POST(self) -> None:
        stand_in: GoogleStandIn = self.server.stand_in  # type: ignore[attr-defined] # set above
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0"))).decode()
        try:
            text, language = read_request(self.path, body, headers)
        except (ValueError, TypeError) as e:
            stand_in.malformed.append(str(e))
            self._send(400, b"")
            return
        port = self.client_address[1]
        stand_in.asked.append(Asked(text, language, headers, port, time.monotonic()))
        with stand_in._counted():
            time.sleep(stand_in.delay_seconds)
            self._answer(stand_in, text, stand_in._next_fault())

    def _answer(self, stand_in: GoogleStandIn, text: str, fault: Fault | None) -> None:
        mp3 = spoken_mp3(text, stand_in.kbps)
        good = envelope(base64.b64encode(mp3).decode())
        match fault:
            case None:
                self._send(200, good)
            case Fault.TOO_MANY:
                self._send(429, b"Too many", {"Retry-After": stand_in.retry_after})
            case Fault.FORBIDDEN:
                self._send(403, b"Forbidden")
            case Fault.NOT_FOUND:
                self._send(404, b"Not found")
            case Fault.BROKEN:
                self._send(503, b"Unavailable")
            case Fault.BUSY:
                self._send(503, b"Unavailable", {"Retry-After": stand_in.retry_after})
            case Fault.SORRY:
                self._send(302, b"", {"Location": "https://www.google.com/sorry/index?q=x"})
            case Fault.CAPTCHA:
                self._send(200, b"<html><body>unusual traffic <form id='captcha-form'>")
            case Fault.NO_SOUND:
                self._send(200, envelope(None))
            case Fault.NO_ENVELOPE:
                self._send(200, b')]}\'\n\n[["di",52]]')
            case Fault.ZERO_BYTES:
                self._send(200, b"")
            case Fault.BAD_BASE64:
                self._send(200, envelope("//NExAA*" + base64.b64encode(mp3).decode()))
            case Fault.NOISE:
                self._send(200, envelope(base64.b64encode(mp3[7:] + b"noise").decode()))
            case Fault.HALF_FILE:
                self._send(200, envelope(base64.b64encode(mp3[: len(mp3) // 2 - 50]).decode()))
            case Fault.CUT_OFF:
                self._send(200, good, promise=len(good), keep=len(good) // 2)
            case Fault.HANG_UP:
                self.close_connection = True
            case Fault.DRIP:
                self._send(200, b"", promise=len(good))
                self._drip(good, stand_in)
            case Fault.DRIP_HEAD:
                head = f"HTTP/1.1 200 OK\r\nX-Padding: {'x' * 200}\r\n"
                self._drip(f"{head}Content-Length: 0\r\n\r\n".encode(), stand_in)
            case Fault.HANG:
                stand_in.hold.wait(30)
                self.close_connection = True

    def _send(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        *,
        promise: int | None = None,
        keep: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Set-Cookie", "NID=visitor; path=/")
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body) if promise is None else promise))
        self.end_headers()
        self.wfile.write(body[:keep])
        self.close_connection = self.close_connection or keep is not None

    def _drip(self, body: bytes, stand_in: GoogleStandIn) -> None:
        self.close_connection = True
        for byte in body:
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return
            if stand_in.hold.wait(stand_in.drip_seconds):
                return
