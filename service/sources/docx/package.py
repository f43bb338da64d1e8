"""A Word file as its parts, each read within bounds, whatever it claims of its sizes.

A ZIP of some kilobytes can hold gigabytes, and a thousand levels of XML a program's whole
stack. Only the parts that are an article's are read, and they are written into a package of
our own, so that whatever reads that meets nothing else.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from lxml import etree

from service.errors import ArticleError
from service.sources.plain_xml import parse_xml
from service.sources.refusals import not_text

MOST_PARTS = 3_000
MOST_XML_BYTES = 8_000_000
"""Bytes of all parts of XML together: the text of a long article is a tenth of it."""
MOST_ELEMENTS = 200_000
"""In all of them; each costs a kilobyte where it is read as a tree."""
MOST_PICTURE_BYTES = 20_000_000
MOST_PICTURES_BYTES = 100_000_000

_READ = 64 * 1024
_MAIN = "word/document.xml"
_XML_PARTS = (
    *("[Content_Types].xml", "_rels/.rels", _MAIN, "word/_rels/document.xml.rels"),
    *("word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml"),
    *("word/_rels/footnotes.xml.rels", "word/_rels/endnotes.xml.rels"),
)
_NO_DOCX = ("tệp nén ZIP, không phải DOCX", "a ZIP archive, not a DOCX")
_UNPACK = (
    "Hãy giải nén rồi gửi riêng tệp của bài viết.",
    "Unpack it and send the article's own file.",
)
_OTHERS: Mapping[str, tuple[str, str]] = {
    "xl/workbook.xml": ("tệp Excel", "an Excel file"),
    "ppt/presentation.xml": ("tệp PowerPoint", "a PowerPoint file"),
    "content.xml": ("tệp OpenDocument", "an OpenDocument file"),
}
_SAVE = (
    "Hãy lưu bài viết lại dưới dạng .docx rồi gửi tệp đó.",
    "Save the article as .docx and send that.",
)


_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    # zipfile's own for what it cannot unpack, what is encrypted, and odd names.
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def read_parts(raw: bytes) -> dict[str, bytes]:
    """The parts of a Word file by their names: XML and pictures, nothing else.

    Raises ArticleError for an archive that is none, is damaged or is larger inside than
    an article is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return dict(_parts(archive))
    except _DAMAGES as e:
        raise damaged(str(e)) from e


def as_package(parts: Mapping[str, bytes]) -> IO[bytes]:
    """A package of these parts alone."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def parse_part(content: bytes) -> etree._Element:
    """The root of a part. Raises ArticleError for one that defines entities or is damaged."""
    return parse_xml(content)


def damaged(reason: str) -> ArticleError:
    """A Word file that cannot be read."""
    return ArticleError(
        "Tệp DOCX bị hỏng hoặc có mật khẩu. Hãy mở bằng Word, lưu lại rồi gửi lại.",
        f"The DOCX is damaged or has a password ({reason}). Open it with Word and save it again.",
    )


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    names = {each.filename: each for each in archive.infolist()}
    if len(names) > MOST_PARTS:
        raise too_large(f"{len(names)} tệp con", f"{len(names)} parts")
    if _MAIN not in names:
        other = next((told for name, told in _OTHERS.items() if name in names), None)
        raise not_text(*other, advice=_SAVE) if other else not_text(*_NO_DOCX, advice=_UNPACK)
    xml_left, elements_left = MOST_XML_BYTES, MOST_ELEMENTS
    for name in _XML_PARTS:
        if name in names:
            content = _content(archive, names[name], xml_left, "chữ và định dạng", "XML")
            xml_left -= len(content)
            elements_left -= content.count(b"<")
            if elements_left < 0:
                raise too_large("quá nhiều thành phần", "too many elements")
            yield name, content
    pictures_left = MOST_PICTURES_BYTES
    for name in names:
        if name.startswith("word/media/") and not name.endswith("/"):
            most = min(MOST_PICTURE_BYTES, pictures_left)
            content = _content(archive, names[name], most, "ảnh", "pictures")
            pictures_left -= len(content)
            yield name, content


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, vi: str, en: str) -> bytes:
    """What is in ``part``, counted while it is unpacked."""
    content = bytearray()
    with archive.open(part) as stream:
        while piece := stream.read(_READ):
            content += piece
            if len(content) > most:
                raise too_large(f"quá nhiều {vi} khi giải nén", f"too much {en} when unpacked")
    return bytes(content)


def too_large(vi: str, en: str) -> ArticleError:
    """A Word file of which there is more than an article has."""
    return ArticleError(
        f"Tệp DOCX quá lớn: {vi}. Hãy gửi riêng nội dung một bài, với ảnh đã thu nhỏ.",
        f"The DOCX is too large: {en}. Send one article only, with smaller pictures.",
    )
