"""A mail server on loopback: takes letters, or refuses them. It speaks enough of RFC 5321."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class MailHost(socketserver.ThreadingTCPServer):
    """Its ``letters`` are what it took, each with all its headers; ``refusing`` takes none."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.context = context
        self.passwords: list[str] = []
        self.letters: list[bytes] = []
        self.refusing = False

    @property
    def address(self) -> str:
        """What LOA_SMTP_URL calls it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    server: MailHost

    is_encrypted = False

    def handle(self) -> None:
        with suppress(OSError):  # who does not believe the certificate goes
            self._converse()

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _converse(self) -> None:
        self._say("220 thu.example")
        while line := self.rfile.readline():
            word, *rest = line.upper().split() or [b""]
            if word == b"DATA":
                self._take()
            elif word == b"QUIT":
                self._say("221 bye")
                return
            elif word == b"EHLO":
                self._say("\r\n".join(self._offers()))
            elif word == b"STARTTLS":
                self._encrypt()
            elif word == b"AUTH":
                told = base64.b64decode(line.split()[-1]).decode() if len(rest) > 1 else ""
                self.server.passwords.append(f"{self.is_encrypted}:{told}")
                self._say("235 in")
            elif word == b"MAIL" and self.server.refusing:
                self._say("451 try later")
            else:
                self._say("250 ok")

    def _offers(self) -> list[str]:
        if self.is_encrypted:
            return ["250-thu.example", "250 AUTH PLAIN"]
        return ["250-thu.example", "250 STARTTLS"] if self.server.context else ["250 thu.example"]

    def _encrypt(self) -> None:
        assert self.server.context is not None
        self._say("220 go on")
        self.rfile.close()
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.is_encrypted = True

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
def mail_host(context: ssl.SSLContext | None = None) -> Iterator[MailHost]:
    """A mail server that listens; with a ``context`` it offers STARTTLS, and then AUTH."""
    with MailHost(context) as host:
        thread = threading.Thread(target=host.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
