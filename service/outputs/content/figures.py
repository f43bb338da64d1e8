"""Pictures and embedded things as a page shows them, or as it names what it cannot show."""

from collections.abc import Iterable

from service.model.content import Embed, EmbedKind, Figure, Picture, StoredPicture
from service.model.content.runs import Run
from service.outputs.addresses import picture_path
from service.outputs.content.lines import Lines
from service.outputs.content.links import safe_link
from service.outputs.content.markup import Element, Part, element

KINDS = {
    EmbedKind.VIDEO: "Video",
    EmbedKind.AUDIO: "Âm thanh",
    EmbedKind.DOCUMENT: "Tài liệu",
    EmbedKind.FRAME: "Khung nhúng",
}
UNDESCRIBED = "Ảnh không có lời mô tả"
ELSEWHERE = "xem trên trang gốc"

_SIZES = "(max-width: 41rem) 92vw, 39rem"
"""How wide a picture is shown, as the stylesheet has it."""


def write_figure(figure: Figure, lines: Lines) -> Element:
    """The media of ``figure`` and its caption; a caption that stands alone is a paragraph."""
    media = [_medium(each, lines) for each in figure.media]
    caption = lines.line(figure.caption) if figure.caption else []
    if not media:
        return element("p", caption, {"class": "caption"})
    told = [element("figcaption", caption)] if caption else []
    shown = [element("div", media, {"class": "gallery"})] if len(media) > 1 else media
    return element("figure", [*shown, *told])


def _medium(medium: Picture | Embed, lines: Lines) -> Element:
    if isinstance(medium, Embed):
        return _embed(medium, lines)
    return _image(medium, lines) if medium.stored else _missing(medium, lines)


def _image(picture: Picture, lines: Lines) -> Element:
    """The picture in the sizes that there are; the browser takes what fits."""
    widest = picture.stored[-1]
    marks = lines.unit() if picture.alt else {}
    return element(
        "img",
        attributes={
            **marks,
            "src": picture_path(widest.name),
            **_choice(picture.stored),
            "width": str(widest.width),
            "height": str(widest.height),
            "alt": picture.alt or UNDESCRIBED,
            "loading": "lazy",
            "decoding": "async",
        },
    )


def _choice(stored: Iterable[StoredPicture]) -> dict[str, str]:
    by_width = {each.width: f"{picture_path(each.name)} {each.width}w" for each in stored}
    if len(by_width) < 2:
        return {}
    return {"srcset": ", ".join(by_width.values()), "sizes": _SIZES}


def _missing(picture: Picture, lines: Lines) -> Element:
    """A box that says what the picture shows and why it is not here."""
    reason = picture.missing.strip() or "Ảnh này chỉ có trên trang gốc."
    return element(
        "p",
        [
            "Ảnh: ",
            *_named(picture.alt, safe_link(picture.source), UNDESCRIBED, lines),
            " ",
            element("span", [f"({reason})"], {"class": "reason"}),
        ],
        {"class": "missing"},
    )


def _embed(embed: Embed, lines: Lines) -> Element:
    link = safe_link(embed.link)
    kind = KINDS[embed.kind]
    named = _named(embed.title, link, f"{kind} không có tựa", lines)
    reason = element("span", [f"({ELSEWHERE})"], {"class": "reason"})
    return element("p", [f"{kind}: ", *named, " ", reason], {"class": "missing"})


def _named(words: str, link: str | None, unnamed: str, lines: Lines) -> list[Part]:
    """``words`` as a link; without any, the address stands for them: no two are alike."""
    if words:
        return lines.line((Run(words, link=link),))
    if link is None:
        return [unnamed]
    return [f"{unnamed}, ", *lines.bare.line((Run(link, link=link),))]
