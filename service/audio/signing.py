"""The signature in a file: a C2PA manifest, as one frame (GEOB) at the end of its tag.

The door to c2pa-python, an extra. A signature is never the same twice, so its frame is kept: a
file that is built again gets the same frame, and is the same file. C2PA 2.2, A.3.4 (ID3).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.audio.tags import synchsafe
from service.disk import store_errors
from service.errors import AudioError
from service.fingerprint import Plain

_HEADER = 10
_MEDIA_TYPE = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What files are signed with: a chain of certificates and its private key, both PEM.

    ``algorithm`` is C2PA's name for it in small letters ("es256"; C2PA 2.2, 13.2.1).
    ``timestamps`` is the address of a time-stamping authority, or None: no other machine is
    asked then.
    """

    certificates: bytes
    private_key: bytes = field(repr=False)
    algorithm: str
    timestamps: str | None


@dataclass(frozen=True, slots=True)
class SoundClaim:
    """What a signature says of a file: its title, how it was made, and what it was made of."""

    title: str
    source_type: str
    made_of: Mapping[str, Plain]


def sign_file(source: Path, target: Path, claim: SoundClaim, key: SigningKey) -> bytes:
    """The frame that signs ``source``; ``target`` is ``source`` with it, its sound untouched.

    Raises AudioError where the extra is not installed, the key does not sign, or the file would
    be another in anything but the frame.
    """
    try:
        import c2pa
    except ImportError as e:
        raise AudioError("Chưa cài loa[c2pa].", "loa[c2pa] is not installed.") from e
    stamps = key.timestamps.encode() if key.timestamps else None
    try:
        info = c2pa.C2paSignerInfo(
            key.algorithm.encode(), key.certificates, key.private_key, stamps
        )
        with (
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(_definition(claim)) as builder,
            source.open("rb") as plain,
            target.open("w+b") as signed,
        ):
            builder.sign(signer, _MEDIA_TYPE, plain, signed)
    except (c2pa.C2paError, OSError, ValueError) as e:
        raise AudioError(f"Không ký được tệp: {e}.", f"Cannot sign the file: {e}.") from e
    frame = _added_frame(source, target)
    # Nothing but what can be built again is ever published.
    if not frame or add_frame(source.read_bytes(), frame) != target.read_bytes():
        raise AudioError("Chữ ký làm đổi tệp.", "The signature changes the file.")
    return frame


def put_frame(path: Path, frame: bytes) -> None:
    """The file at ``path`` gets ``frame`` at the end of its tag.

    Raises StoreError, and AudioError as :func:`add_frame`.
    """
    with store_errors(path):
        path.write_bytes(add_frame(path.read_bytes(), frame))


def add_frame(file: bytes, frame: bytes) -> bytes:
    """``file``, an MP3 with an ID3v2.4 tag, with ``frame`` at the end of its tag.

    Raises AudioError for a file without such a tag, and for a tag that grows too large.
    """
    end = tag_length(file)
    size = synchsafe(end - _HEADER + len(frame))
    return b"".join((file[:6], size, file[_HEADER:end], frame, file[end:]))


def tag_length(file: bytes) -> int:
    """How long the ID3v2.4 tag is that ``file`` begins with, its header included.

    Raises AudioError where it begins otherwise.
    """
    if file[:4] != b"ID3\x04":
        raise AudioError("Tệp không có thẻ ID3v2.4.", "The file has no ID3v2.4 tag.")
    a, b, c, d = file[6:_HEADER]
    return _HEADER + (a << 21 | b << 14 | c << 7 | d)


def _added_frame(source: Path, target: Path) -> bytes:
    with source.open("rb") as plain, target.open("rb") as signed:
        before, after = tag_length(plain.read(_HEADER)), tag_length(signed.read(_HEADER))
        signed.seek(before)
        return signed.read(max(0, after - before))


def _definition(claim: SoundClaim) -> str:
    made = {"action": "c2pa.created", "digitalSourceType": claim.source_type}
    return json.dumps(
        {
            "claim_generator_info": [{"name": "Loa"}],
            "title": claim.title,
            "format": _MEDIA_TYPE,
            "assertions": [
                {"label": "c2pa.actions.v2", "data": {"actions": [made]}},
                {"label": "loa.recording", "data": dict(claim.made_of)},
            ],
        }
    )
