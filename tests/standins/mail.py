"""A mail server on loopback: takes letters, or refuses them. It speaks enough of RFC 5321."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailHost(socketserver.ThreadingTCPServer):
    """Its ``letters`` are what it took, each with all its headers; ``refusing`` takes none."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[bytes] = []
        self.refusing = False

    @property
    def address(self) -> str:
        """What LOA_SMTP_URL calls it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: MailHost

    def handle(self) -> None:
        self._say("220 thu.example")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._take()
            elif word == b"QUIT":
                self._say("221 bye")
                return
            elif word == b"MAIL" and self.server.refusing:
                self._say("451 try later")
            else:
                self._say("250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.letters.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_host() -> Iterator[MailHost]:
    """A mail server that listens."""
    with MailHost() as host:
        thread = threading.Thread(target=host.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
