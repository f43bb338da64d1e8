"""The key that signs the desk's cookies: one for all programs, whole, and long enough."""

import logging
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TypeGuard

from service.disk import part_beside, remove, replace_whole, store_errors
from service.locks import hold_lock
from service.store.places import KEY
from service.store.shared.base import Notes

LEAST_BYTES = 32
"""As long as the digest that signs (RFC 2104, section 3); anything shorter can be guessed."""

_NOTE = "session key"

_LOG = logging.getLogger(__name__)


def session_key(folder: Path) -> bytes:
    """The key in the data folder, made once, readable by its owner alone.

    Programs that start at the same moment agree on one. A key that is empty or cut
    would let anybody forge a cookie, or nobody sign in: it is replaced, which costs
    no more than signing in again. Raises StoreError when it can be neither read nor
    written.
    """
    path = folder / KEY
    with store_errors(path, "đọc hoặc ghi", "read or write"):
        key = _read(path)
        if _is_long_enough(key):
            return key
        with hold_lock(folder / f".{KEY}.lock", path):
            key = _read(path)  # another program may have made it while we waited
            return key if _is_long_enough(key) else _replace(path, key)


def shared_session_key(folder: Path, notes: Notes) -> bytes:
    """The key of an installation of several machines, which is among its ``notes``.

    One that this machine has in its data folder, from when it was alone, becomes the key of
    all. What is no whole key is replaced as in a file. Raises StoreError.
    """
    while True:
        found = notes.read(_NOTE)
        key = _decode(found)
        if _is_long_enough(key):
            return key
        own = _read(folder / KEY)
        new = own if _is_long_enough(own) else secrets.token_bytes(LEAST_BYTES)
        notes.swap(_NOTE, found, b64encode(new).decode())  # another may be first


def kept_key(folder: Path, notes: Notes) -> bytes | None:
    """The key that the programs of an installation have, wherever it is; None where there is none.

    Raises StoreError.
    """
    with store_errors(folder / KEY, "đọc", "read"):
        found = (_decode(notes.read(_NOTE)), _read(folder / KEY))
    return next(filter(_is_long_enough, found), None)


def keep_key(folder: Path, key: bytes) -> None:
    """The data folder has this key from now on. Raises StoreError."""
    path = folder / KEY
    with store_errors(path):
        if _read(path) != key:
            _write(path, key)


def _decode(found: object) -> bytes | None:
    try:
        return b64decode(found, validate=True) if isinstance(found, str) else None
    except ValueError:
        return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _is_long_enough(key: bytes | None) -> TypeGuard[bytes]:
    return key is not None and len(key) >= LEAST_BYTES


def _replace(path: Path, old: bytes | None) -> bytes:
    key = secrets.token_bytes(LEAST_BYTES)
    _write(path, key)
    if old is not None:
        _LOG.warning(
            "Khoá ký %s chỉ có %d byte, đã thay bằng khoá mới: mọi người phải đăng nhập lại. "
            "(The signing key had %d bytes and was replaced: everybody signs in again.)",
            path,
            len(old),
            len(old),
        )
    return key


def _write(path: Path, key: bytes) -> None:
    part = part_beside(path)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
        replace_whole(part, path)
    finally:
        remove(part)
