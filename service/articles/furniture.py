"""What names, roles and tags say that a part of a page is: a vote, never a verdict."""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from urllib.parse import urlsplit

from lxml import html

MENU = "Trình đơn điều hướng của trang."
HEAD = "Phần đầu trang."
FOOT = "Phần chân trang."
ASIDE = "Phần bên lề, không thuộc bài."
FORM = "Biểu mẫu của trang."
RELATED = "Danh sách bài viết khác."
SHARE = "Nút chia sẻ hoặc nút bấm của trang."
COMMENTS = "Bình luận của bạn đọc."
KEYWORDS = "Từ khóa của trang."
ADVERT = "Quảng cáo hoặc lời mời đăng ký."
POPUP = "Hộp thoại hoặc thông báo của trang."
AUTHOR_BOX = "Giới thiệu tác giả, không thuộc bài."
CONTENTS = "Mục lục của bài, dẫn tới các phần bên dưới."
HIDDEN = "Chữ bị ẩn trên trang."
FRAME = "Khung của trang, không thuộc bài."

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "related relate relation relative lienquan samecate cungchuyenmuc cungmuc tinkhac tinmoi "
        "baikhac xemthem docthem readmore seemore mostread mostview xemnhieu docnhieu popular "
        "trending recommend recommended suggest suggestion tinnoibat noibat boxcategory morenews "
        "othernews newsother tincu nextnews upnext latest lastest kbwcs kbwscwl tieudiem hotnews "
        "topnews danhsachtin listnews quantam dexuat",
        RELATED,
    ),
    (
        "share sharing social socials chiase addthis addtoany sharethis sharedaddy fblike zalo "
        "print printer sendmail toolbar rating ratings danhgia vote reaction react "
        "fontsize cochu",
        SHARE,
    ),
    ("comment comments binhluan disqus ykien respond reply fbcomments cmt", COMMENTS),
    ("tag tags tagcloud keyword keywords tukhoa hashtag hashtags", KEYWORDS),
    (
        "ad ads advert advertisement advertising banner quangcao sponsor sponsored promo promotion "
        "newsletter newslette subscribe subscription dangky donate donation ungho adsbygoogle",
        ADVERT,
    ),
    ("popup modal dialog cookie cookies consent toast lightbox alert notification tooltip", POPUP),
    ("authorbox aboutauthor authorbio authorinfo", AUTHOR_BOX),
    (
        "menu nav navbar navigation breadcrumb breadcrumbs crumb crumbs megamenu pagination pager "
        "paging skiplink",
        MENU,
    ),
    ("sidebar aside rightcol colright widget widgets weather thoitiet", ASIDE),
    ("footer foot chantrang imprint copyright bottombar", FOOT),
    ("header masthead topbar dautrang logo", HEAD),
    ("poll survey thamdo binhchon captcha search login", FORM),
)
_JOINED = re.compile(
    r"lienquan|relatednews|relatedone|relatedpost|relatedbox|relatedarticle|boxrelat|newsrelat|"
    r"cungchuyenmuc|samecate|tinkhac|xemnhieu|docnhieu|docthem|xemthem|mostread|kbwscwl|"
    r"binhluan|chiase|quangcao|sharebox|boxshare|breadcrumb|newslette|taglist|listtag|boxtag|"
    r"boxcomment|commentbox"
)
"""Furniture that is one part of a joined word: ``box-tinlienquan``, ``type="RelatedOneNews"``."""

_JOINED_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "binhluan": COMMENTS,
        "boxcomment": COMMENTS,
        "commentbox": COMMENTS,
        "chiase": SHARE,
        "sharebox": SHARE,
        "boxshare": SHARE,
        "quangcao": ADVERT,
        "newslette": ADVERT,
        "breadcrumb": MENU,
        "taglist": KEYWORDS,
        "listtag": KEYWORDS,
        "boxtag": KEYWORDS,
    }
)
_REASONS: Mapping[str, str] = MappingProxyType(
    {word: reason for words, reason in _WORDS for word in words.split()}
)
_TAGS: Mapping[str, str] = MappingProxyType(
    {"nav": MENU, "header": HEAD, "footer": FOOT, "aside": ASIDE, "form": FORM, "dialog": POPUP}
)
_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "navigation": MENU,
        "menu": MENU,
        "menubar": MENU,
        "toolbar": SHARE,
        "banner": HEAD,
        "contentinfo": FOOT,
        "complementary": ASIDE,
        "search": FORM,
        "dialog": POPUP,
        "alertdialog": POPUP,
    }
)
_BODY = re.compile(
    r"articlebody|article[-_]?content|article[-_]?detail|detail[-_]?content|content[-_]?detail|"
    r"entry[-_]?content|post[-_]?content|post[-_]?body|news[-_]?content|news[-_]?detail|"
    r"main[-_]?content|body[-_]?content|content[-_]?body|the[-_]article|fck|cms[-_]?body|"
    r"noi[-_]?dung|chi[-_]?tiet|journal-content|singular|story|maincontent|bodytext|articlecontent",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OF_ARTICLE = frozenset({"article", "entry", "post", "detail", "content", "news", "title", "date"})
"""What makes a head that of the article: ``entry-header``, ``ArticleHeader``."""

_STATEMENTS = frozenset({"html", "body", "article", "main"})
"""Elements that no name makes furniture: they say themselves what they are."""


def furniture(element: html.HtmlElement) -> str | None:
    """Why ``element`` may be no part of an article (Vietnamese), by its tag, role and names.

    It is a vote: names are reused for wrappers, themes and styles, and what stands
    inside decides.
    """
    tag = str(element.tag)
    if tag in _STATEMENTS:
        return None
    reason = _TAGS.get(tag) or _ROLES.get(element.get("role") or "")
    return reason or _named(element)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether ``element`` says that it is not shown; fade-ins and folded parts say so too."""
    return element.get("hidden") is not None or bool(
        _HIDING.search(element.get("style") or "") or element.get("aria-hidden") == "true"
    )


def leads_home(heading: html.HtmlElement) -> bool:
    """Whether ``heading`` leads to the home page, as the name of a site in a heading does."""
    return any(urlsplit(each.get("href") or "").path in ("", "/") for each in heading.iter("a"))


def promises_body(element: html.HtmlElement) -> bool:
    """Whether ``element`` says that it is the text of an article."""
    itemprop = (element.get("itemprop") or "").lower()
    return "articlebody" in itemprop or bool(_BODY.search(_names(element)))


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _named(element: html.HtmlElement) -> str | None:
    for name in (*_names(element).split(), element.get("type") or ""):
        words = [word.lower() for word in _WORD.findall(name)]
        pairs = (first + second for first, second in pairwise(words))
        known = next((_REASONS[each] for each in (*words, *pairs) if each in _REASONS), None)
        if known is not None and not (known == HEAD and _OF_ARTICLE.intersection(words)):
            return known
        joined = _JOINED.search("".join(words))
        if joined is not None:
            return _JOINED_REASONS.get(joined[0], RELATED)
    return None
