"""A post of the WordPress REST API becomes a page and its facts.

https://developer.wordpress.org/rest-api/reference/posts/ names the fields; Yoast SEO adds
``yoast_head_json``; ``?_embed`` adds author, featured media and terms.
"""

from collections.abc import Iterator

from service.errors import ArticleError
from service.sources.article_html import (
    as_document,
    as_paragraphs,
    figure,
    text_of,
    without_feed_tail,
)
from service.sources.document import Rendered, StatedFacts
from service.sources.json_values import Json, at, items_at, moment_of, text_at
from service.sources.shortcodes import without_shortcodes

_EXCERPT_NOTE = "Bài đang ở trạng thái “{}” trên WordPress, chưa đăng."
_CUT = ("…", "...", "[&hellip;]", "[…]", "[...]", "&hellip;")
"""How an excerpt ends that WordPress cut from the text itself: it is no lead."""


def is_wordpress_post(value: object) -> bool:
    """Whether ``value`` is a post or page as the REST API answers it."""
    return all(isinstance(at(value, name, "rendered"), str) for name in ("title", "content"))


def render_wordpress(post: Json) -> Rendered:
    """The post's page and facts. Raises ArticleError for one behind a password."""
    if at(post, "content", "protected") is True and not text_at(post, "content", "rendered"):
        raise ArticleError(
            "Bài WordPress này có mật khẩu nên không có nội dung.",
            "This WordPress post is behind a password and has no content.",
        )
    title = text_of(text_at(post, "title", "rendered"))
    content = without_shortcodes(as_paragraphs(text_at(post, "content", "rendered")))
    body, tail = without_feed_tail(content.text)
    facts = _facts(post, title, body)
    return Rendered(
        as_document(title, body, _featured(post, body)),
        facts=facts,
        notes=(*content.notes, *tail, *_state_note(post)),
    )


def _state_note(post: Json) -> Iterator[str]:
    state = text_at(post, "status")
    if state and state != "publish":
        yield _EXCERPT_NOTE.format(state)


def _facts(post: Json, title: str, body: str) -> StatedFacts:
    yoast = at(post, "yoast_head_json")
    return StatedFacts(
        title=title or None,
        published=(
            moment_of(text_at(post, "date_gmt"), utc=True)
            or moment_of(text_at(yoast, "article_published_time"))
            or moment_of(text_at(post, "date"))
        ),
        author=text_at(post, "_embedded", "author", 0, "name") or text_at(yoast, "author") or None,
        section=next(_terms(post, "category"), None),
        lead=_lead(post, body),
        link=text_at(post, "link") or None,
        image=_image(post) or None,
        tags=tuple(_terms(post, "post_tag")),
    )


def _terms(post: Json, taxonomy: str) -> Iterator[str]:
    groups = at(post, "_embedded", "wp:term")
    for group in groups if isinstance(groups, list) else ():
        for term in items_at({"terms": group}, "terms"):
            if term.get("taxonomy") == taxonomy and text_at(term, "slug") != "uncategorized":
                yield text_of(text_at(term, "name"))


def _lead(post: Json, body: str) -> str | None:
    """The excerpt where somebody wrote one: not the text's own beginning, cut."""
    excerpt = without_shortcodes(text_at(post, "excerpt", "rendered")).text
    lead = text_of(excerpt)
    cut = lead.endswith(_CUT) or "more-link" in excerpt
    return None if not lead or cut or lead in text_of(body) else lead


def _image(post: Json) -> str:
    return (
        text_at(post, "_embedded", "wp:featuredmedia", 0, "source_url")
        or text_at(post, "jetpack_featured_media_url")
        or text_at(post, "yoast_head_json", "og_image", 0, "url")
    )


def _featured(post: Json, body: str) -> str:
    """The picture that themes show above the text, unless the text begins with it."""
    media = at(post, "_embedded", "wp:featuredmedia", 0)
    address = text_at(media, "source_url")
    # WordPress writes the width into the name: «/cho.jpg» is «/cho-300x200.jpg» in the text.
    if not address or f"/{address.rpartition('/')[2].rpartition('.')[0]}" in body:
        return ""
    caption = without_shortcodes(text_at(media, "caption", "rendered")).text
    inline = caption.replace("<p>", "").replace("</p>", "")
    return figure(address, text_at(media, "alt_text"), inline)
