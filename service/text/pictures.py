"""How pictures and embedded things are said, and which of their words are none."""

import re

from service.model import BlockKind, Leaf, PictureReading
from service.model.content import Embed, EmbedKind, Figure, text_of

_LEADS = {
    EmbedKind.VIDEO: "Video",
    EmbedKind.AUDIO: "Âm thanh",
    EmbedKind.DOCUMENT: "Tài liệu",
    EmbedKind.FRAME: "Nội dung nhúng",
}
_NAMES = (
    # «so-do.png», also with a stop behind it.
    re.compile(r".*\.(?:jpe?g|png|gif|webp|svg|bmp|heic|avif|tiff?|mp4|mp3|pdf)\W?\Z", re.I),
    # «IMG 1234», «DSC_0012», «anh-3», «image (2)»; «Ảnh 12 người» says more.
    re.compile(r"(?:img|dscn?|pxl|image|photo|picture|screenshot|[aả]nh|h[iì]nh)[\d\W_]*\Z", re.I),
    # «metro - Ảnh 1.»: the article's name or address with a number.
    re.compile(r".*[-–—:|]\s?(?:ảnh|hình|video|photo)(?: số)? \d{1,3}\.?\Z", re.I),
    # «z5712_a», «7f3a99c1», «le-hoi-den» name files; «Covid-19», «MH370» are words.
    re.compile(r"(?=\S*(?:_|-\S*-)|(?=\S{8})(?:\D*\d){3})[a-z0-9_-]+\Z", re.I),
    # What players call themselves.
    re.compile(r"(?:youtube |facebook )?(?:video )?player\Z|iframe\Z|embedded? .*\Z", re.I),
)


def is_name(words: str, title: str) -> bool:
    """Whether ``words`` name a file, or the article ``title`` again, and tell of nothing shown."""
    folded = _folded(words)
    return folded == _folded(title) or any(name.match(words) for name in _NAMES)


def lead_of(leaf: Leaf, figure: Figure) -> str:
    """What is said before the words of a medium: «Ảnh», «Video»; "" where they begin with it."""
    lead = "Ảnh"
    if leaf.kind is BlockKind.EMBED:
        kinds = [
            each.kind
            for each in figure.media
            if isinstance(each, Embed) and each.title == leaf.text
        ]
        lead = _LEADS[kinds[0] if kinds else EmbedKind.FRAME]
    first = re.split(r"\W", _folded(leaf.text), maxsplit=1)[0]
    told = {lead.casefold(), "hình"} if lead == "Ảnh" else {lead.casefold()}
    return "" if first in told else lead


def is_caption_read(reading: PictureReading) -> bool:
    """Whether the caption of a figure is said."""
    return reading in (PictureReading.CAPTIONS, PictureReading.BOTH)


def is_alt_read(words: str, figure: Figure, reading: PictureReading) -> bool:
    """Whether what a medium of ``figure`` shows is said: not beside a caption that says it too."""
    match reading:
        case PictureReading.NONE:
            return False
        case PictureReading.ALT:
            return True
        case PictureReading.CAPTIONS:
            return not figure.caption
        case PictureReading.BOTH:
            return _folded(words) not in _folded(text_of(figure.caption))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .")
