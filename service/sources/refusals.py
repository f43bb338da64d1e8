"""What cannot be read as an article, and what to do instead."""

from collections.abc import Mapping
from types import MappingProxyType

from service.containers import Container
from service.errors import ArticleError

_COPY = (
    "Hãy mở tệp, sao chép nội dung bài viết và gửi dưới dạng văn bản thuần hoặc HTML.",
    "Open it, copy the article and send it as plain text or HTML.",
)
_WORD = (
    "Hãy mở bằng Word hoặc LibreOffice, lưu lại dưới dạng .docx rồi gửi tệp đó.",
    "Open it with Word or LibreOffice, save it as .docx and send that.",
)
_PDF = (
    "Hãy gửi tệp gốc (.docx, trang HTML), hoặc mở PDF, sao chép chữ của bài và gửi dưới dạng "
    "văn bản thuần; bản quét không có chữ thì phải gõ lại.",
    "Send what it was made from (.docx, HTML), or open it, copy the article's text and send "
    "that as plain text; a scan has no text to copy.",
)
_SOUND = (
    "Loa đọc chữ thành tiếng: hãy gửi chữ của bài. Bản thu một câu được tải lên ở trang của bài.",
    "Loa speaks text: send the article's text. A recorded sentence is uploaded at its article.",
)
_PICTURE = (
    "Hãy gửi chữ của bài; ảnh đi kèm trong tệp .docx, thư .eml hoặc trang HTML.",
    "Send the article's text; pictures come within a .docx, a mail or an HTML page.",
)
_UNPACK = (
    "Hãy giải nén rồi gửi riêng tệp của bài viết.",
    "Unpack it and send the article's own file.",
)

_KINDS: Mapping[Container, tuple[str, str, tuple[str, str]]] = MappingProxyType(
    {
        Container.PDF: ("tệp PDF", "a PDF file", _PDF),
        Container.ZIP: ("tệp nén ZIP, không phải DOCX", "a ZIP archive, not a DOCX", _UNPACK),
        Container.OLE: (
            "tệp Word cũ (.doc) hoặc tệp Word có mật khẩu",
            "an old (.doc) or locked Word file",
            _WORD,
        ),
        Container.RTF: ("tệp RTF", "an RTF file", _WORD),
        Container.JPEG: ("ảnh JPEG", "a JPEG picture", _PICTURE),
        Container.PNG: ("ảnh PNG", "a PNG picture", _PICTURE),
        Container.GIF: ("ảnh GIF", "a GIF picture", _PICTURE),
        Container.RIFF: ("tệp âm thanh hoặc ảnh (RIFF)", "a sound or picture (RIFF)", _SOUND),
        Container.MPEG: ("tệp âm thanh MP3", "an MP3 sound file", _SOUND),
        Container.FLAC: ("tệp âm thanh FLAC", "a FLAC sound file", _SOUND),
        Container.OGG: ("tệp âm thanh Ogg", "an Ogg sound file", _SOUND),
        Container.OPUS: ("tệp âm thanh Ogg", "an Ogg sound file", _SOUND),
        Container.AAC: ("tệp âm thanh AAC", "an AAC sound file", _SOUND),
        Container.AMR: ("tệp âm thanh AMR", "an AMR sound file", _SOUND),
        Container.CAF: ("tệp âm thanh CAF", "a CAF sound file", _SOUND),
        Container.MP4: ("tệp âm thanh hoặc phim MP4", "an MP4 sound or film file", _SOUND),
        Container.WEBM: ("tệp âm thanh hoặc phim WebM", "a WebM sound or film file", _SOUND),
        Container.GZIP: ("tệp nén gzip", "a gzip archive", _UNPACK),
    }
)


def refused_kind(kind: Container) -> ArticleError:
    """Why a file of this kind is not taken."""
    vi, en, advice = _KINDS[kind]
    return not_text(vi, en, advice)


def not_text(vi: str, en: str, advice: tuple[str, str] = _COPY) -> ArticleError:
    """A file that is no text, by its name in both languages."""
    return ArticleError(
        f"Đây là {vi}, không phải văn bản. {advice[0]}",
        f"This looks like {en}, not text. {advice[1]}",
    )


def nothing_to_read() -> ArticleError:
    """An empty file."""
    return ArticleError(
        "Không có nội dung: tệp rỗng hoặc chỉ có khoảng trắng.",
        "There is nothing to read: the input is empty or blank.",
    )


def unknown_encoding() -> ArticleError:
    """Bytes that no known encoding makes Vietnamese of."""
    return ArticleError(
        "Không nhận ra bảng mã của văn bản. Hãy lưu lại văn bản dưới dạng UTF-8 rồi gửi lại.",
        "The text is in no known encoding. Save it as UTF-8 and send it again.",
    )


def too_large(size: int, limit_bytes: int) -> ArticleError:
    """More bytes than an article may have."""
    return ArticleError(
        f"Bài viết quá lớn: {size} byte, giới hạn là {limit_bytes} byte. "
        "Hãy gửi riêng nội dung một bài.",
        f"The article is too large: {size} bytes, the limit is {limit_bytes} bytes. "
        "Send the text of one article only.",
    )


def unknown_type(essence: str) -> ArticleError:
    """A media type that no reader is for."""
    return ArticleError(
        f"Không nhận loại nội dung {essence}. Hãy gửi text/plain, text/markdown hoặc text/html.",
        f"Content of type {essence} is not taken. Send text/plain, text/markdown or text/html.",
    )


def more_than_one(articles: int) -> ArticleError:
    """A feed or list, which is no article."""
    return ArticleError(
        f"Đây là danh sách {articles} bài, không phải một bài. Hãy gửi riêng từng bài.",
        f"This is a list of {articles} articles and not one. Send each by itself.",
    )
