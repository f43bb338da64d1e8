"""What the address of a mail server is, for settings and for who sends letters."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, and as whom."""

    host: str
    port: int
    encrypted: bool
    """From the first byte; else by STARTTLS, where the server offers it."""
    user: str = ""
    password: str = ""


def parse_mail_server(address: str) -> MailServer | None:
    """The server of ``smtp://user:password@host:587`` or ``smtps://…:465``; None if it is none.

    A user and a password are percent-decoded.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or " " in address:
        return None
    if parts.path.strip("/") or parts.query or parts.fragment or port == 0:
        return None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    encrypted = parts.scheme == "smtps"
    return MailServer(parts.hostname, port or _PORTS[parts.scheme], encrypted, user, password)
