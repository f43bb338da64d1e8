"""When the certificate of a public address ends, as a browser would see it."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from service.errors import reason_of

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Certificate:
    """When it ends; or, where nobody would believe it, why not, in both languages."""

    ends: datetime | None
    vi: str = ""
    en: str = ""


def look_at_certificate(base_url: str, context: ssl.SSLContext | None = None) -> Certificate | None:
    """The certificate of ``base_url``; None of an address without, or that cannot be reached.

    Who cannot be reached from here may be from outside: that says nothing of a certificate.
    """
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    context = context or ssl.create_default_context()
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as connection,
        ):
            told = connection.getpeercert() or {}
    except ssl.SSLCertVerificationError as e:
        return Certificate(None, reason_of(e), e.verify_message)
    except (OSError, ValueError):  # UnicodeError of a name is one
        return None
    ends = told.get("notAfter")
    if not isinstance(ends, str):
        return None
    return Certificate(datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC))
