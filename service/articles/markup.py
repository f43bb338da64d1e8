"""HTML becomes a page: blocks, what was skipped, and what the head says (lxml)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree, html

from service.articles.facts import completed, read_facts
from service.articles.page import Page, fold_spaces
from service.articles.parts import divide
from service.errors import ArticleError
from service.model import Block, BlockKind, LeftOut

_KINDS: Mapping[str, BlockKind] = MappingProxyType(
    {
        **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
        "li": BlockKind.LIST_ITEM,
        "dt": BlockKind.LIST_ITEM,
        "dd": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTATION,
        "figcaption": BlockKind.CAPTION,
        "caption": BlockKind.CAPTION,
    }
)
_BORDERS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_SKIPPED: Mapping[str, str] = MappingProxyType(
    {
        "button": "Nút bấm của trang.",
        "select": "Ô chọn của trang.",
        "textarea": "Ô nhập của trang.",
        "iframe": "Nội dung nhúng từ trang khác.",
        "object": "Nội dung nhúng từ trang khác.",
        "video": "Nội dung nhúng, không phải văn bản.",
        "audio": "Nội dung nhúng, không phải văn bản.",
        "svg": "Hình vẽ, không phải văn bản.",
        "noscript": "Chữ chỉ hiện khi trình duyệt tắt JavaScript.",
    }
)
_SILENT = frozenset({"script", "style", "template", "head", "link", "meta"})
"""Code and head matter: never text of the page, so there is nothing to list."""

_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_markup(text: str) -> Page:
    """The blocks of an HTML document or fragment, what was skipped, and its facts.

    Raises ``ArticleError`` where there is nothing to parse, and for markup nested
    so deeply that the parser would drop its inside without a word.
    """
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    source = _DECLARATION.sub("", text).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(source, parser=parser)
    except etree.ParserError as e:
        raise ArticleError(
            "Tài liệu HTML không có nội dung nào.", "The HTML document has no content."
        ) from e
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise ArticleError(
            "Tài liệu HTML lồng quá nhiều lớp thẻ. Hãy gửi dưới dạng văn bản thuần.",
            "The HTML document is nested too deeply. Send it as plain text.",
        )
    facts = read_facts(root)
    division = divide(root, title=facts.title, lead=facts.lead)
    facts = completed(facts, title=division.title, author=division.author)
    reader = _Reader(division.left_out)
    reader.read(root)
    return Page(tuple(reader.blocks), tuple(reader.left_out), facts, is_sorted=True)


class _Reader:
    """Collects blocks while it walks the tree; one for each document."""

    def __init__(self, parts: Mapping[html.HtmlElement, str]) -> None:
        self._parts = parts
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self._kinds = [BlockKind.PARAGRAPH]
        self._pieces: list[str] = []

    def read(self, root: html.HtmlElement) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: set[int] = set()
        for event, element in walk:
            tag = str(element.tag)
            if event == "start":
                reason = self._parts.get(element) or _skip_reason(element)
                if reason is None:
                    self._open(tag, element.text)
                else:
                    self._skip(element, tag, reason)
                    skipped.add(id(element))
                    walk.skip_subtree()
            elif id(element) in skipped:
                skipped.discard(id(element))
                self._pieces.append(element.tail or "")
            else:
                self._close(tag, element.tail)
        self._flush()

    def _open(self, tag: str, text: str | None) -> None:
        if tag in _BORDERS:
            self._flush()
            self._kinds.append(_KINDS.get(tag, self._kinds[-1]))
        self._pieces.append(text or "")

    def _close(self, tag: str, tail: str | None) -> None:
        if tag in _BORDERS:
            self._flush()
            self._kinds.pop()
        self._pieces.append(tail or "")

    def _skip(self, element: etree._Element, tag: str, reason: str) -> None:
        if tag in _SILENT:
            return
        if tag in _BORDERS:
            self._flush()
        for line in _lines(element):
            self.left_out.append(LeftOut(line, reason))

    def _flush(self) -> None:
        text = fold_spaces("".join(self._pieces))
        self._pieces.clear()
        if text:
            self.blocks.append(Block(self._kinds[-1], text))


def _lines(element: etree._Element) -> list[str]:
    """The text below ``element``, a line for each piece that stands by itself; no code."""
    pieces: list[str | None] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            pieces.append(inner.tail if inner is not element else None)
        elif str(inner.tag) in _SILENT:
            walk.skip_subtree()
        else:
            pieces.append(inner.text)
    return [line for line in (fold_spaces(piece or "") for piece in pieces) if line]


def _skip_reason(element: etree._Element) -> str | None:
    """Why ``element`` is never text of an article, whatever it holds (Vietnamese), or None."""
    tag = str(element.tag)
    return "Mã của trang." if tag in _SILENT else _SKIPPED.get(tag)
