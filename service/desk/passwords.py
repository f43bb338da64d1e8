"""Passwords: which are taken, and what is kept of them. The door to argon2."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from service.errors import AccessError

LEAST, MOST = 12, 200
"""Characters: a sentence fits, and a megabyte is refused before anything is made of it."""

_FEWEST_KINDS = 5

# OWASP, Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. More memory
# would let a few sign-ins at once take what the recording of articles needs.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def make_password(words: str, name: str) -> str:
    """What is kept of ``words``, by which they are known again.

    Raises AccessError for what is too short, too long, or guessed at once.
    """
    if not LEAST <= len(words) <= MOST:
        raise AccessError(
            f"Mật khẩu phải có từ {LEAST} đến {MOST} ký tự. Một câu ngắn dễ nhớ là mật khẩu tốt.",
            f"A password has {LEAST} to {MOST} characters. A short sentence is a good one.",
        )
    folded, own = _folded(words), _folded(name)
    if len(set(folded)) < _FEWEST_KINDS or folded.replace(own, "").strip("0123456789 .-_!") == "":
        raise AccessError(
            "Mật khẩu này quá dễ đoán: đừng lặp vài ký tự hay chỉ dùng tên mình.",
            "This password is guessed at once: neither a few characters again nor one's name.",
        )
    return _HASHER.hash(_composed(words))


def is_password(words: str, made: str | None) -> bool:
    """Whether ``words`` are what ``made`` was made of; takes as long where there is none."""
    known = made if made is not None else _nobodys()
    if len(words) > MOST:
        return False
    try:
        _HASHER.verify(known, _composed(words))
    except (Argon2Error, InvalidHashError):
        return False
    return made is not None


@cache
def _nobodys() -> str:
    """What no password is: who asks for a name that there is not waits as long as for another."""
    return _HASHER.hash("\0 nobody's \0")


def _composed(words: str) -> bytes:
    """The same however a keyboard puts letters and tone marks together (RFC 8265)."""
    return unicodedata.normalize("NFC", words).encode("utf-8", "surrogatepass")


def _folded(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold()
