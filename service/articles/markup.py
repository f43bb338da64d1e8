"""HTML becomes a page: nodes, what was skipped, and what the head says (lxml)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree, html

from service.articles.builder import Builder
from service.articles.choices import NO_CHOICES, Choices, element_key
from service.articles.facts import completed, read_facts
from service.articles.inline import resolve
from service.articles.page import Page
from service.articles.parts import divide
from service.errors import ArticleError
from service.model.content import leaves_of

_SKIPPED: Mapping[str, str] = MappingProxyType(
    {
        "button": "Nút bấm của trang.",
        "select": "Ô chọn của trang.",
        "textarea": "Ô nhập của trang.",
        "svg": "Hình vẽ, không phải văn bản.",
        "noscript": "Chữ chỉ hiện khi trình duyệt tắt JavaScript.",
    }
)
"""What is never text of an article, whatever it holds."""

_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_markup(text: str, link: str | None = None, choices: Choices = NO_CHOICES) -> Page:
    """The nodes of an HTML document or fragment, what was skipped, and its facts.

    Elements of ``choices`` are taken in. Relative addresses are resolved against the page's own
    ``base``, ``link`` or what the page says its address is.

    Raises ``ArticleError`` where there is nothing to parse, and for markup nested
    so deeply that the parser would drop its inside without a word.
    """
    root = _parsed(text)
    facts = read_facts(root)
    division = divide(root, facts)
    facts = completed(facts, title=division.title, author=division.author)

    keys = {each: element_key(number) for number, each in enumerate(root.iter("*"))}

    def reason(element: etree._Element) -> str | None:
        if keys.get(element) in choices.taken:
            return None
        return division.left_out.get(element) or _SKIPPED.get(str(element.tag))

    base = _base(root, link or facts.link)
    builder = Builder(root, reason, base)
    taken = [each for each, key in keys.items() if key in choices.taken]
    return Page(
        builder.build(),
        tuple(builder.left_out),
        facts,
        is_sorted=True,
        doubts=division.doubts,
        choices=choices,
        parts=tuple(keys[each] for each in builder.left_elements),
        insisted=frozenset(
            leaf.text for each in taken for leaf in leaves_of(Builder(each, reason, base).build())
        ),
    )


def _parsed(text: str) -> html.HtmlElement:
    """The root of the document. Raises ArticleError for what has none, and for too deep ones."""
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
    return root


def _base(root: html.HtmlElement, link: str | None) -> str | None:
    """What relative addresses are relative to: ``base`` where the page has one, else its own."""
    written = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    return resolve(written, link) if written else link
