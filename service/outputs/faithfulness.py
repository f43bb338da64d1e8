"""In what a page differs from what was published, and what of it is not read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from service.model import Edition, Revision
from service.model.content import BlockKind, Content, Embed, Figure, Picture, walk
from service.outputs.content.figures import KINDS, UNDESCRIBED
from service.outputs.content.links import safe_link

_WHAT = {
    BlockKind.CAPTION: "Chú thích ảnh, bảng",
    BlockKind.TABLE_HEAD: "Tên các cột",
    BlockKind.TABLE_ROW: "Hàng của bảng",
    BlockKind.PICTURE: "Ảnh",
    BlockKind.EMBED: "Phần nhúng",
    BlockKind.PREFORMATTED: "Dòng nguyên dạng",
    BlockKind.NOTE: "Chú thích",
    BlockKind.ATTRIBUTION: "Nguồn lời trích",
}

_SENTENCE = "Câu"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something printed that the recording leaves out; ``what`` is "" for a plain sentence."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that only the source page shows: what, its words, why not here, and where."""

    what: str
    text: str
    reason: str
    link: str | None


def unread(edition: Edition) -> Iterator[Unread]:
    """What stands on the page of ``edition`` and is not heard, in the order of the page."""
    for passage in edition.passages:
        if passage.span is None:
            yield Unread(_WHAT.get(passage.segment.kind, ""), passage.segment.text)
    for medium in _media(edition.shown.content):
        if isinstance(medium, Picture) and medium.stored and not medium.alt:
            yield Unread("", UNDESCRIBED)


def unread_words(edition: Edition) -> str:
    """How much of ``edition`` is not heard, by what it is: "2 câu; 1 ảnh"; "" for nothing."""
    counts = Counter(each.what or _SENTENCE for each in unread(edition))
    return "; ".join(f"{count} {what[0].lower()}{what[1:]}" for what, count in counts.items())


def elsewhere(content: Content) -> Iterator[Elsewhere]:
    """The pictures that could not be had and the embedded things, in the order of the page."""
    for medium in _media(content):
        if isinstance(medium, Embed):
            reason = "Chỉ mở được trên trang gốc."
            yield Elsewhere(KINDS[medium.kind], medium.title, reason, safe_link(medium.link))
        elif not medium.stored:
            reason = medium.missing or "Chỉ có trên trang gốc."
            yield Elsewhere("Ảnh", medium.alt, reason, safe_link(medium.source))


def differences(revision: Revision) -> Iterator[str]:
    """In what the page is not the article as it was published; nothing where it is.

    Lines of the source page that are no part of the article change nothing of it.
    """
    if revision.content.is_flat:
        yield "chỉ giữ chữ, không giữ hình, bảng và liên kết"
    missing = [each.what for each in elsewhere(revision.content)]
    pictures = missing.count("Ảnh")
    if pictures:
        yield f"{pictures} ảnh không có ở đây"
    if len(missing) > pictures:
        yield f"{len(missing) - pictures} phần nhúng chỉ mở được trên trang gốc"


def _media(content: Content) -> Iterator[Picture | Embed]:
    for node in walk(content.nodes):
        if isinstance(node, Figure):
            yield from node.media
