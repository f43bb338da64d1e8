"""The ID3v2.4 tag before an edition's frames (id3.org: ID3v2.4.0 structure and frames,
ID3v2 Chapter Frame Addendum 1.0)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.containers import Container, container_of
from service.errors import AudioError
from service.model import Chapter, Ms

_UTF8 = b"\x03"
_LANGUAGE = b"vie"  # ISO 639-2
_FRONT_COVER = b"\x03"
_NO_OFFSET = b"\xff\xff\xff\xff"
_TOP_LEVEL_AND_ORDERED = b"\x03"
_MOST_CHAPTERS = 255
_TIMESTAMP = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file is from: ``released`` (TDRL) by the ``publisher`` (TPUB).

    ``writer`` wrote its text (TEXT), ``link`` leads to its page, in ASCII (WOAF). ``comment`` is
    for people (COMM), ``notes`` by their names are for programs (TXXX).
    """

    released: datetime
    publisher: str
    writer: str | None
    link: str | None
    comment: str | None
    notes: Mapping[str, str]


def make_tag(
    *,
    title: str,
    artist: str,
    album: str,
    date: datetime,
    duration: Ms,
    chapters: Sequence[Chapter] = (),
    text: str | None = None,
    cover: bytes | None = None,
    origin: Origin | None = None,
) -> bytes:
    """An ID3v2.4 tag in UTF-8, the same bytes for the same arguments.

    ``text`` is the whole article (USLT), ``cover`` a PNG or JPEG picture (APIC). Dates are
    written as they are: the standard wants UTC.
    The table of contents (CTOC) counts its chapters in one byte: of more than
    255 the rest is left to the feed's chapter file. Raises AudioError for
    another kind of picture.
    """
    frames = [
        _text_frame("TIT2", title),
        _text_frame("TPE1", artist),
        _text_frame("TALB", album),
        _text_frame("TCON", "Podcast"),
        _text_frame("TDRC", date.strftime(_TIMESTAMP)),
        _text_frame("TLAN", _LANGUAGE.decode()),
        _text_frame("TLEN", str(int(duration))),
        *_chapter_frames(chapters[:_MOST_CHAPTERS]),
        *(_origin_frames(origin) if origin else ()),
    ]
    if text is not None:
        frames.append(_frame("USLT", _UTF8 + _LANGUAGE + b"\0" + _encoded(text)))
    if cover is not None:
        frames.append(_cover_frame(cover))
    body = b"".join(frames)
    return b"ID3\x04\x00\x00" + synchsafe(len(body)) + body


def _origin_frames(origin: Origin) -> Iterator[bytes]:
    yield _text_frame("TDRL", origin.released.strftime(_TIMESTAMP))
    yield _text_frame("TPUB", origin.publisher)
    if origin.writer is not None:
        yield _text_frame("TEXT", origin.writer)
    if origin.link is not None:
        yield _frame("WOAF", origin.link.encode("ascii"))
    for name, note in origin.notes.items():
        yield _frame("TXXX", _UTF8 + _encoded(name) + b"\0" + _encoded(note))
    if origin.comment is not None:
        yield _frame("COMM", _UTF8 + _LANGUAGE + b"\0" + _encoded(origin.comment))


def _chapter_frames(chapters: Sequence[Chapter]) -> list[bytes]:
    if not chapters:
        return []
    names = [f"chp{number}".encode() + b"\0" for number in range(len(chapters))]
    contents = b"toc\0" + _TOP_LEVEL_AND_ORDERED + bytes([len(chapters)]) + b"".join(names)
    return [
        _frame("CTOC", contents),
        *(_chapter_frame(name, each) for name, each in zip(names, chapters, strict=True)),
    ]


def _chapter_frame(name: bytes, chapter: Chapter) -> bytes:
    times = int(chapter.begin).to_bytes(4, "big") + int(chapter.end).to_bytes(4, "big")
    return _frame(
        "CHAP", name + times + _NO_OFFSET + _NO_OFFSET + _text_frame("TIT2", chapter.title)
    )


def _cover_frame(cover: bytes) -> bytes:
    kind = container_of(cover)
    if kind not in (Container.PNG, Container.JPEG):
        raise AudioError("Ảnh bìa phải là PNG hoặc JPEG.", "The cover must be a PNG or a JPEG.")
    return _frame("APIC", _UTF8 + kind.value.encode() + b"\0" + _FRONT_COVER + b"\0" + cover)


def _text_frame(name: str, text: str) -> bytes:
    return _frame(name, _UTF8 + _encoded(text))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + synchsafe(len(body)) + b"\0\0" + body


def _encoded(text: str) -> bytes:
    """``text`` in UTF-8 without the NUL that would end it early."""
    return text.replace("\0", "").encode("utf-8", "replace")


def synchsafe(size: int) -> bytes:
    """``size`` in four bytes of seven bits each, as ID3v2.4 writes sizes (structure, 6.2).

    Raises AudioError for one that has no room in them.
    """
    if size >= 1 << 28:
        raise AudioError("Thẻ ID3 quá lớn.", "The ID3 tag is too large.")
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
