"""An edition in Debian's Chromium, over HTTP with Range, and what is heard of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Page, sync_playwright

PAGE = b"""<!doctype html><audio src="/edition.mp3" preload="metadata"></audio>
<script>
const audio = document.querySelector("audio");
async function listen(target) {
  window.sound ??= new AudioContext({ sampleRate: 24000 });
  window.source ??= sound.createMediaElementSource(audio);
  await sound.resume();
  const tap = sound.createScriptProcessor(1024, 1, 1);
  source.connect(tap);
  tap.connect(sound.destination);
  const heard = [];
  await new Promise((done) => { audio.onseeked = done; audio.currentTime = target; });
  await new Promise((done) => {
    tap.onaudioprocess = (event) => {
      for (const sample of event.inputBuffer.getChannelData(0))
        if (heard.length || Math.abs(sample) > 0.01) heard.push(sample);
      if (heard.length > 4800) done();
    };
    audio.play();
  });
  audio.pause();
  tap.disconnect();
  source.disconnect();
  return heard.slice(0, 4800);
}
</script>"""


class _Answer(BaseHTTPRequestHandler):
    """The page, and the edition in the ranges asked for."""

    protocol_version = "HTTP/1.1"
    edition: bytes

    def do_GET(self) -> None:
        if self.path != "/edition.mp3":
            self._send(200, PAGE, {"Content-Type": "text/html"})
            return
        size = len(self.edition)
        first, _, last = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        begin, end = int(first), int(last) + 1 if last else size
        told = {"Content-Type": "audio/mpeg", "Accept-Ranges": "bytes"}
        told["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
        self._send(206, self.edition[begin:end], told)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser has heard enough of this range

    def log_message(self, *_: object) -> None:
        """Says nothing: a request is no news."""


@contextmanager
def edition_page(edition: bytes) -> Iterator[Page]:
    """A page whose script listens to ``edition`` from a time on: ``listen(seconds)``."""
    answer = type("Answer", (_Answer,), {"edition": edition})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium",
                args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
            )
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
            page.wait_for_function("audio.readyState >= 1")
            yield page
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
