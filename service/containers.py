"""What kind a file is, by how it begins: sounds, pictures, and what is neither."""

from enum import Enum


class Container(Enum):
    """A kind of file, by the media type that it is served under. Ogg without Opus is Vorbis.

    RIFF holds WAV wherever Loa takes one in; pictures (WebP) and films come in it too.
    """

    RIFF = "audio/wav"
    FLAC = "audio/flac"
    OGG = "audio/ogg"
    OPUS = "audio/ogg; codecs=opus"
    MPEG = "audio/mpeg"
    AAC = "audio/aac"
    AMR = "audio/amr"
    CAF = "audio/x-caf"
    MP4 = "audio/mp4"
    WEBM = "audio/webm"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    PDF = "application/pdf"
    ZIP = "application/zip"
    OLE = "application/msword"
    RTF = "application/rtf"
    GZIP = "application/gzip"


_BEGINNINGS = (
    (b"RIFF", Container.RIFF),
    (b"fLaC", Container.FLAC),
    (b"OggS", Container.OGG),
    (b"ID3", Container.MPEG),
    (b"\xff\xfb", Container.MPEG),  # a frame's header: version 1, layer III
    (b"\xff\xf3", Container.MPEG),  # version 2
    (b"\xff\xf1", Container.AAC),  # ADTS, version 4
    (b"\xff\xf9", Container.AAC),  # version 2
    (b"#!AMR", Container.AMR),
    (b"caff\0\1", Container.CAF),  # with its version: a text may begin with the letters
    (b"\x1aE\xdf\xa3", Container.WEBM),
    (b"\x89PNG\r\n\x1a\n", Container.PNG),
    (b"\xff\xd8\xff", Container.JPEG),
    (b"GIF8", Container.GIF),
    (b"%PDF-", Container.PDF),
    (b"PK\x03\x04", Container.ZIP),  # DOCX, too
    (b"\xd0\xcf\x11\xe0", Container.OLE),
    (b"{\\rtf", Container.RTF),
    (b"\x1f\x8b", Container.GZIP),
)


def container_of(file: bytes) -> Container | None:
    """The kind of a file that begins with these bytes; None where they tell of none here.

    36 bytes are enough.
    """
    if file[4:8] == b"ftyp":
        return Container.MP4
    if file.startswith(b"OggS") and file[28:36] == b"OpusHead":
        return Container.OPUS
    return next((kind for begin, kind in _BEGINNINGS if file.startswith(begin)), None)
