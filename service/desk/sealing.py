"""The secret of a second factor as it lies in the database: sealed, so that a copy tells none.

Two HMACs make it: one hides the twenty bytes, which its digest covers at once, one vouches for
them (encrypt, then MAC). What one sealed block takes is less to keep than a package.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass, field

_MARK = "s1:"
_NONCE, _SECRET, _TAG = 12, 20, 8
"""Bytes: together they fit the column. A tag is tried against by nobody but who can write rows."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals with the installation's own ``key``, which lies beside the database, not in it."""

    key: bytes = field(repr=False)

    def close(self, secret: str, person_id: int) -> str:
        """The base32 ``secret`` of this person's second factor, sealed for nobody else."""
        nonce = secrets.token_bytes(_NONCE)
        hidden = self._hide(base64.b32decode(secret), nonce)
        sealed = nonce + hidden + self._tag(nonce + hidden, person_id)
        return _MARK + base64.b64encode(sealed).decode("ascii")

    def open(self, kept: str, person_id: int) -> str | None:
        """The secret that was sealed; None where another key did, for another, or it is damaged.

        What an earlier Loa kept unsealed is told as it is.
        """
        if not is_sealed(kept):
            return kept
        try:
            raw = base64.b64decode(kept.removeprefix(_MARK), validate=True)
        except ValueError:
            return None
        body, tag = raw[:-_TAG], raw[-_TAG:]
        if len(raw) != _NONCE + _SECRET + _TAG:
            return None
        if not hmac.compare_digest(tag, self._tag(body, person_id)):
            return None
        return base64.b32encode(self._hide(body[_NONCE:], body[:_NONCE])).decode("ascii")

    def _hide(self, secret: bytes, nonce: bytes) -> bytes:
        """``secret`` under a key that no other nonce has; twice, it is itself again."""
        mask = hmac.digest(self._own("hide"), nonce, "sha256")
        return bytes(a ^ b for a, b in zip(secret, mask[:_SECRET], strict=True))

    def _tag(self, body: bytes, person_id: int) -> bytes:
        return hmac.digest(self._own("vouch"), f"{person_id}:".encode() + body, "sha256")[:_TAG]

    def _own(self, purpose: str) -> bytes:
        return hmac.digest(self.key, f"loa second factor {purpose}/1".encode(), "sha256")


def is_sealed(kept: str) -> bool:
    """Whether it is sealed, and no bare secret, whose letters have no colon."""
    return kept.startswith(_MARK)
