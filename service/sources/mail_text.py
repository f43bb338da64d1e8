"""The text of a mail without what mail programs put around it: signature and quoted mail."""

import re
from html import escape

from lxml import etree, html

from service.legal_text import legal_text

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
"""The sign that everything below is the signature (RFC 3676, 4.3)."""
_QUOTE_HEAD = re.compile(
    r"^(?:(?:On|Vào|Ngày|Lúc) .{5,200}(?:wrote|đã viết|viết)\s*:|"
    r"-{3,}\s*(?:Original Message|Thư gốc|Tin nhắn gốc)\s*-{3,}|_{20,})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^-{3,}\s*(?:Forwarded message|Thư được chuyển tiếp|Tin nhắn chuyển tiếp)\s*-{3,}\s*\n"
    r"(?:[^\n]{1,400}\n){0,10}?\s*\n",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = (
    "gmail_signature",
    "moz-signature",
    "Signature",
    "signature",
    "x_Signature",
    "ms-outlook-mobile-signature",
)
_QUOTED = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "divRplyFwdMsg", "appendonsend")
_OUT_NOTE = "Đã bỏ chữ ký hoặc phần trích thư trước ở cuối thư."
_WIDTH = 80
_FULL = 50
_FEWEST = 40
"""Letters that are a text; a mail with fewer of its own forwards another's."""


def plain_body(text: str, *, is_flowed: bool) -> tuple[str, tuple[str, ...]]:
    """A plain mail as HTML, its lines joined to paragraphs where they were broken to be sent."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    own = _FORWARDED.sub("\n", text)
    ends = [found.start() for found in (form.search(own) for form in _ENDS) if found]
    kept = own[: min(ends)] if ends else own
    kept = "\n".join(line for line in kept.split("\n") if not line.startswith(">"))
    if sum(map(str.isalpha, kept)) < _FEWEST:
        kept = own
    notes = (_OUT_NOTE,) if kept.strip() != text.strip() else ()
    lines = [line for part in re.split(r"\n[ \t]*\n", kept) for line in _joined(part, is_flowed)]
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line), notes


_ENDS = (_SIGNATURE, _QUOTE_HEAD)


def _joined(part: str, is_flowed: bool) -> list[str]:
    """The lines of a paragraph, joined where the sender's program broke them."""
    lines = part.strip("\n").split("\n")
    if is_flowed:
        return [line.strip() for line in re.sub(r"(?<=[^\n]) \n", " ", part).split("\n")]
    is_broken = (
        len(lines) > 1
        and max(map(len, lines)) <= _WIDTH
        and all(len(line) >= _FULL for line in lines[:-1])
    )
    if is_broken:
        return [" ".join(line.strip() for line in lines)]
    return [line.strip() for line in lines]


def html_body(written: str) -> tuple[str, tuple[str, ...]]:
    """What is in the body of an HTML mail, without signature and quoted mail."""
    try:
        source = legal_text(written).encode("utf-8")
        root = html.document_fromstring(source, parser=_parser())
    except etree.ParserError:
        return "", ()
    body = root.find("body")
    if body is None:
        return "", ()
    outside: list[html.HtmlElement] = [
        each
        for each in body.iter("div", "blockquote", "span", "table")
        if _is_outside(each) and not any(map(_is_outside, each.iterancestors()))
    ]
    without = _letters_in(body) - sum(map(_letters_in, outside))
    if without < _FEWEST:
        outside = [each for each in outside if not _named(each, _QUOTED)]
    for each in outside:
        each.drop_tree()
    inside = escape(body.text or "", quote=False) + "".join(
        etree.tostring(each, encoding="unicode", method="html") for each in body
    )
    return inside, ((_OUT_NOTE,) if outside else ())


def _letters_in(element: html.HtmlElement) -> int:
    return sum(map(str.isalpha, element.text_content()))


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _is_outside(element: etree._Element) -> bool:
    cited = element.tag == "blockquote" and element.get("type") == "cite"
    return cited or _named(element, _SIGNED) or _named(element, _QUOTED)


def _named(element: etree._Element, names: tuple[str, ...]) -> bool:
    own = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(each in names for each in own)
