"""What a line of a page looks like: prose, a headline, the title."""

import re

from service.articles.chrome import chrome_reason
from service.model import BlockKind

STRUCTURED = frozenset(
    {BlockKind.PICTURE, BlockKind.EMBED, BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW}
)
"""Lines whose markup says what they are."""

TITLE_LENGTH = 250
"""The longest title, in characters."""

_STATEMENT_END = re.compile(r"[.…][\"”’»)\]]*\Z")
_COLON_END = re.compile(r"[:;][\"”’»)\]]*\Z")
_SITE_NAME = re.compile(
    r"(?:cổng|trang)\s+(?:thông tin|tt)|cổng\s+dịch vụ|báo\s.*điện tử|cơ quan (?:của|ngôn luận)|"
    r"tiếng nói (?:của|chính thức)",
    re.IGNORECASE,
)
_PROSE_LENGTH = 60
_PROSE_WORDS = 6
_HEADLINE_WORDS = 4
_SHORT_TITLE = 12
_COMMON_WORDS = 0.5
_BEFORE_SITE = re.compile(r"\s*[|»·–—-]")
_SITE = re.compile(r"\s+(?:[|»·]|[-–—](?=[^-–—|]*\Z))[^|»·]*\Z")


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as a paragraph and not as a headline or a label."""
    if chrome_reason(text) is not None:
        return False
    if len(text) > TITLE_LENGTH:
        return sum(map(str.isalpha, text)) * 2 > len(text)
    if _STATEMENT_END.search(text):
        return len(text.split()) >= _PROSE_WORDS
    return len(text) >= _PROSE_LENGTH and bool(_COLON_END.search(text))


def is_headline(text: str) -> bool:
    """Whether ``text`` is long enough for a headline and is not the name of a site."""
    return len(text.split()) >= _HEADLINE_WORDS and not _SITE_NAME.match(text)


def is_title(known: str, line: str) -> bool:
    """Whether ``line`` is the title ``known``, which may carry the site's name behind it."""
    known, line = known.casefold(), line.casefold()
    # A keyword may begin like the title; the name of a site stands behind a sign.
    site = known.startswith(line) and _BEFORE_SITE.match(known[len(line) :])
    return known == line or (len(line) >= _SHORT_TITLE and bool(site))


def is_nearly_title(known: str, line: str) -> bool:
    """Whether ``line`` is the title ``known`` in other words: heads of pages are edited ones."""
    left, right = set(known.casefold().split()), set(line.casefold().split())
    return len(left & right) > _COMMON_WORDS * max(len(left), len(right))


def without_site(title: str | None) -> str | None:
    """``title`` without the name of the site behind the last bar or dash."""
    if title is None:
        return None
    return _SITE.sub("", title) or None
