"""What an HTML page says of its article outside the text, the most trusted saying first.

The order is that of care taken: JSON-LD is written for search engines, which check it;
meta tags are written once for a whole site, and often hold the site's own name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import html

from service.articles import json_ld
from service.articles.authors import is_office, trusted_author
from service.articles.chrome import chrome_reason
from service.articles.furniture import leads_home
from service.articles.layout import is_headline, is_nearly_title, is_title, without_site
from service.articles.page import PageFacts, fold_spaces
from service.web_address import is_web_address

Metas = Mapping[str, tuple[str, ...]]

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "article:published",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod")
_AUTHORS = (
    "dable:author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "author",
)
_SECTIONS = ("article:section", "articlesection", "parsely-section")
_LEADS = ("og:description", "description", "twitter:description", "dc.description")
_SITES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "copyright",
)
_TAGS = ("article:tag", "news_keywords", "keywords")
_MOST_TAGS = 30


def read_facts(root: html.HtmlElement) -> PageFacts:
    """What the page says of itself. What it does not say, or says of the site only, is None."""
    metas = _metas(root)
    objects = json_ld.read_json_ld(root)
    article = json_ld.article_of(objects)
    link = _link(root, metas)
    title = _title(root, metas, article)
    lead = _first(*_of(metas, _LEADS), *_text(article, "description"))
    return PageFacts(
        title=title,
        published=_first(*_text(article, "datePublished"), *_of(metas, _PUBLISHED), *_times(root)),
        modified=_first(*_text(article, "dateModified"), *_of(metas, _MODIFIED)),
        author=_author(root, metas, article, link),
        section=_section(metas, article, objects, title),
        link=link,
        lead=lead if lead != title else None,
        image=_image(metas, article),
        tags=_tags(metas, article),
    )


def completed(facts: PageFacts, *, title: str | None, author: str | None) -> PageFacts:
    """``facts`` with what the page shows where its head is silent.

    The head's title is kept where the page prints another line: an article has no other name.
    """
    known = facts.title
    if title is not None and (known is None or not _is_shown(known, title)):
        known = title
    shown = None if author is None or is_office(author) else author
    return replace(facts, title=known, author=facts.author or shown)


def _is_shown(known: str, title: str) -> bool:
    return is_title(known, title) or is_nearly_title(without_site(known) or known, title)


def _first(*said: str) -> str | None:
    return said[0] if said else None


def _metas(root: html.HtmlElement) -> Metas:
    found: dict[str, tuple[str, ...]] = {}
    for meta in root.iter("meta"):
        content = json_ld.text_of(meta.get("content"))
        for name in ("property", "name", "itemprop"):
            key = (meta.get(name) or "").lower()
            if key and content:
                found[key] = (*found.get(key, ()), content)
    return found


def _of(metas: Metas, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def _text(article: json_ld.Json, name: str) -> Iterator[str]:
    yield from json_ld.names_of(article.get(name))


def _title(root: html.HtmlElement, metas: Metas, article: json_ld.Json) -> str | None:
    """The title as the page prints it in its first heading, where its head says nearly the same."""
    printed = [
        text
        for heading in root.iter("h1")
        for text in (fold_spaces(heading.text_content()),)
        if text and not leads_home(heading) and chrome_reason(text) is None
    ]
    said = [*_text(article, "headline"), *_of(metas, _TITLES)]
    heads = [fold_spaces(each.text_content()) for each in root.iter("title")][:1]
    heads = [title for head in heads for title in (without_site(head), head) if title]
    if not said:
        said = heads
    for each in said:
        for heading in printed:
            if is_title(each, heading) or is_nearly_title(each, heading):
                return heading
    shared = metas.get("og:title", ())
    if shared:
        return shared[0]
    if len(printed) == 1:
        return printed[0]
    # The head alone may name the section: "Tin tức - Cổng thông tin điện tử".
    return next((each for each in said if each not in heads or is_headline(each)), None)


def _times(root: html.HtmlElement) -> Iterator[str]:
    """The moments of time elements: one marked as published, else the first below the heading.

    Above it stand lists of other articles, with times of their own.
    """
    elements = list(root.iter("h1", "time"))
    headed = next((index for index, each in enumerate(elements) if each.tag == "h1"), None)
    times = [each for each in elements if each.get("datetime")]
    marked = [each for each in times if "publish" in f"{each.get('itemprop')} {each.get('class')}"]
    below = [each for each in elements[headed or 0 :] if each.get("datetime")]
    only = times if len(times) == 1 or headed is None else []
    yield from (each.get("datetime") or "" for each in (*marked, *below, *only))


def _author(
    root: html.HtmlElement, metas: Metas, article: json_ld.Json, link: str | None
) -> str | None:
    host = urlsplit(link or "").hostname or ""
    titles = [fold_spaces(each.text_content()) for each in root.iter("title")]
    tails = [title.removeprefix(without_site(title) or "") for title in titles]
    sites = (
        *_of(metas, _SITES),
        *_text(article, "publisher"),
        *host.split("."),
        host,
        *tails,
    )
    candidates = (json_ld.persons_of(article.get("author")), tuple(_of(metas, ("dable:author",))))
    for names in (*candidates, *((each,) for each in _of(metas, _AUTHORS))):
        author = trusted_author(names, sites)
        if author is not None:
            return author
    return None


def _section(
    metas: Metas, article: json_ld.Json, objects: tuple[json_ld.Json, ...], title: str | None
) -> str | None:
    trail = [name for name in json_ld.breadcrumbs_of(objects) if not _is_same(name, title)]
    said = (*_of(metas, _SECTIONS), *_text(article, "articleSection"), *trail[-1:])
    return next((each for each in said if any(map(str.isalpha, each))), None)


def _is_same(name: str, title: str | None) -> bool:
    return title is not None and name.casefold()[:40] == title.casefold()[:40]


def _link(root: html.HtmlElement, metas: Metas) -> str | None:
    links = (each.get("href") for each in root.iter("link") if each.get("rel") == "canonical")
    return next((each for each in (*links, *_of(metas, ("og:url",))) if is_web_address(each)), None)


def _image(metas: Metas, article: json_ld.Json) -> str | None:
    said = (*_of(metas, ("og:image", "og:image:url")), *_text(article, "image"))
    return next((each for each in said if is_web_address(each)), None)


def _tags(metas: Metas, article: json_ld.Json) -> tuple[str, ...]:
    for said in (*(metas.get(name, ()) for name in _TAGS), tuple(_text(article, "keywords"))):
        tags = [tag.strip() for each in said for tag in each.split(",") if tag.strip()]
        if tags:
            return tuple(dict.fromkeys(tags))[:_MOST_TAGS]
    return ()
