"""A second factor: codes of six digits that a telephone makes of a secret and the time (RFC 6238).

Twenty lines of a standard that does not change are less to keep than a package.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
"""As long as the digest that makes the codes (RFC 4226, section 4)."""

RECOVERY_CODES = 10
_RECOVERY_BYTES = 10


def new_secret() -> str:
    """A secret in the letters that authenticator programs take (base32)."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def is_secret(text: str) -> bool:
    """Whether ``text`` may be a secret that :func:`new_secret` made."""
    try:
        return len(text) <= 64 and len(base64.b32decode(text)) == SECRET_BYTES
    except ValueError:
        return False


def code_at(secret: str, step: int) -> str:
    """The code of a step of time, since 1970 (RFC 4226, section 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8), hashlib.sha1)
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def find_step(secret: str, code: str, now: datetime, used: int | None) -> int | None:
    """The step of time whose code is ``code``: this one, the one before or the one after.

    None for another code, and for one of a step that is not after the last one ``used``.
    """
    written = "".join(code.split())
    present = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in (present - 1, present, present + 1):  # each is compared: it takes as long
        same = hmac.compare_digest(
            code_at(secret, step).encode(), written.encode("utf-8", "replace")
        )
        if same and (used is None or step > used):
            found = step
    return found


def enrolment_address(secret: str, name: str, station: str) -> str:
    """What an authenticator program takes: as a link, or as a code of squares."""
    label = quote(f"{station}:{name}", safe="")
    query = urlencode({"secret": secret, "issuer": station}, quote_via=quote)
    return f"otpauth://totp/{label}?{query}"


def in_groups(secret: str) -> str:
    """The secret as people copy it."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def new_recovery_codes() -> tuple[str, ...]:
    """Codes that stand in for the second factor once each."""
    return tuple(_recovery_codes())


def _recovery_codes() -> Iterator[str]:
    for _ in range(RECOVERY_CODES):
        code = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode("ascii").lower()
        yield "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def written_recovery_code(code: str) -> str:
    """``code`` as it was given, however it is typed."""
    letters = "".join(each for each in code[:100].lower() if each.isalnum())
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
