"""What a mail says to the newsroom around the article: the greeting, and how it is signed."""

import re
from html import escape

from lxml import etree, html

_GREETING = re.compile(
    r"(?:kính gửi|kính chào|thân gửi|thân chào|gửi|chào|dear|hi|hello)\b[^.]{0,80}[,:!.]?\Z",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"(?:trân trọng|thân mến|thân ái|kính thư|kính chào|trân trọng (?:cảm ơn|kính chào)|"
    r"(?:xin )?(?:chân thành )?cảm ơn(?: quý .{0,30})?|(?:best |kind |warm )?regards|sincerely)"
    r"\s*[,.!]*\Z",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "table", "blockquote", "figure", "h1", "h2"})
_LINES = 8
_LENGTH = 90
"""A signature is a few short lines; what is longer goes on after a word of thanks."""
_NOTE = "Đã bỏ lời chào và chữ ký của thư: {}."


def without_courtesies(inside: str) -> tuple[str, tuple[str, ...]]:
    """``inside`` (HTML) without greeting and signature, and a note that tells them."""
    root = html.fragment_fromstring(inside or "<p></p>", create_parent="div")
    blocks = [each for each in root.iter("p", "div") if _is_line(each) and each is not root]
    dropped = [each for each in blocks[:1] if _GREETING.match(_text(each))]
    ends = [place for place, each in enumerate(blocks) if _FAREWELL.match(_text(each))]
    if ends and ends[-1] and len(blocks) - ends[-1] <= _LINES:
        tail = blocks[ends[-1] :]
        if all(len(_text(each)) <= _LENGTH for each in tail):
            dropped += tail
    if not dropped or len(dropped) == len(blocks):
        return inside, ()
    told = "; ".join(_text(each) for each in dropped)
    for each in dropped:
        each.drop_tree()
    rest = escape(root.text or "", quote=False) + "".join(
        etree.tostring(each, encoding="unicode", method="html") for each in root
    )
    return rest, (_NOTE.format(told),)


def _is_line(element: html.HtmlElement) -> bool:
    """Whether ``element`` is a line with words: no block or picture stands in it."""
    inner = any(each.tag in _BLOCKS or each.tag == "img" for each in element.iterdescendants())
    return not inner and bool(_text(element))


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
