"""What an element inside a line says of its letters: marks, link, language, expansion."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

from lxml import etree

from service.articles.page import fold_spaces
from service.model import LANGUAGE
from service.model.content import Mark, Run
from service.web_address import is_web_address

_MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        **dict.fromkeys(("b", "strong"), Mark.STRONG),
        **dict.fromkeys(("i", "em", "cite", "dfn", "var"), Mark.EMPHASIS),
        "ins": Mark.INSERTED,
        **dict.fromkeys(("del", "s", "strike"), Mark.DELETED),
        "sup": Mark.SUPERSCRIPT,
        "sub": Mark.SUBSCRIPT,
        **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
        "mark": Mark.HIGHLIGHT,
    }
)
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), Mark.STRONG),
    (re.compile(r"font-style\s*:\s*italic", re.IGNORECASE), Mark.EMPHASIS),
    (re.compile(r"text-decoration[^;]*:\s*line-through", re.IGNORECASE), Mark.DELETED),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), Mark.SUPERSCRIPT),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), Mark.SUBSCRIPT),
)
"""Editors' tools write as style what an element would say."""

_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
"""A text copied from some editors stands in one ``b`` that is not bold."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_TELEPHONE = re.compile(r"tel:[+\d().\s-]+\Z", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+\Z", re.IGNORECASE)
_LINK_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Style:
    """What is true of the letters at a place of the markup."""

    marks: tuple[Mark, ...] = ()
    link: str | None = None
    language: str | None = None
    expansion: str | None = None
    note: str | None = None

    def run(self, text: str) -> Run:
        """``text`` in this style."""
        return Run(text, self.marks, self.link, self.language, self.expansion, self.note)


def inside(style: Style, element: etree._Element, base: str | None) -> Style:
    """The style inside ``element``, which stands in ``style``; ``base`` completes its links."""
    tag, css = str(element.tag), element.get("style") or ""
    told = [_MARKS[tag]] if tag in _MARKS and not (tag == "b" and _NOT_BOLD.search(css)) else []
    told += [mark for pattern, mark in _STYLES if css and pattern.search(css)]
    marks = (*style.marks, *(mark for mark in dict.fromkeys(told) if mark not in style.marks))
    language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language is not None and tag not in ("html", "body"):
        language = language if _LANGUAGE.match(language) else style.language
        known = None if language is None or language.split("-")[0].lower() == LANGUAGE else language
        style = replace(style, language=known)
    if tag == "a":
        style = replace(style, link=safe_link(element.get("href"), base))
    if tag in ("abbr", "acronym"):
        style = replace(style, expansion=fold_spaces(element.get("title") or "") or None)
    return style if marks == style.marks else replace(style, marks=marks)


def safe_link(href: str | None, base: str | None) -> str | None:
    """Where ``href`` leads, whole; None inside the page, and for what is no safe address.

    Safe are http, https, mailto and tel; whatever runs or carries code is none.
    """
    written = "".join((href or "").split()) if href and ":" in href[:12] else (href or "").strip()
    if not written or written.startswith("#") or len(written) > _LINK_LENGTH:
        return None
    if _MAIL.match(written) or _TELEPHONE.match(written):
        return written
    return resolve(written, base)


def resolve(address: str, base: str | None) -> str | None:
    """``address`` as a whole web address, relative to ``base``; None where it is none."""
    try:
        if not urlsplit(address).scheme and not address.startswith("//") and base is None:
            return None
        whole = urljoin(base or "https:", address).replace(" ", "%20")
    except ValueError:
        return None
    return whole if is_web_address(whole) else None
