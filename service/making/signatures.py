"""A recording is signed last, where the station has a certificate; its signature is kept."""

import logging
from pathlib import Path

from service.audio.join import JoinedFile
from service.audio.signing import SigningKey, SoundClaim, put_frame, sign_file
from service.disk import file_digest
from service.errors import AudioError
from service.fingerprint import fingerprint
from service.making.layout import Layout
from service.making.originals import FOLDER
from service.model.published_names import episode_of, file_of
from service.outputs.disclosure import digital_source_type
from service.store.media import Media

_LOG = logging.getLogger(__name__)

_BY_PEOPLE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


def sign_built(
    built: Path, joined: JoinedFile, layout: Layout, key: SigningKey | None
) -> tuple[JoinedFile, bytes | None]:
    """What is published of the file ``built``, which is signed by now, and its signature.

    Without a ``key`` it stays as it is. So it does where it cannot be signed: that is told in
    the log, and news is not held up by a certificate that ran out.
    """
    if key is None:
        return joined, None
    signed = built.with_suffix(".signed.mp3")
    try:
        frame = sign_file(built, signed, _claim(layout), key)
    except AudioError as e:
        _LOG.error("%s: %s (%s)", layout.revision.source_id, e.vi, e.en)
        return joined, None
    signed.replace(built)
    size, sha256 = built.stat().st_size, file_digest(built)
    return JoinedFile(size, sha256, joined.duration, joined.samples), frame


def keep_signature(recording: str, frame: bytes | None, media: Media) -> None:
    """The signature of the ``recording`` lies in the media folder, served to nobody."""
    if frame is not None:
        media.write(signature_name(recording), frame, private=True)


def sign_again(built: Path, recording: str, media: Media) -> None:
    """The file ``built`` gets the signature that the ``recording`` was published with, if any."""
    name = signature_name(recording)
    if media.exists(name):
        put_frame(built, media.read(name))


def signature_name(recording: str) -> str:
    """The name of the signature of the recording of this name."""
    file = file_of(recording).removesuffix(".mp3")
    return f"{FOLDER}/{episode_of(recording)}-{file}.c2pa"


def _claim(layout: Layout) -> SoundClaim:
    revision = layout.revision
    frames = [each.frames_sha256 for each in layout.played if each.clip_key]
    return SoundClaim(
        title=revision.title,
        source_type=digital_source_type(layout.voices) or _BY_PEOPLE,
        made_of={
            "article": revision.source_id,
            "revision": revision.id,
            "link": revision.link,
            "voices": [f"{voice.engine}: {voice.label}" for voice in layout.voices],
            "clips": fingerprint("clips/1", frames),
        },
    )
