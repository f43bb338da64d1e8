"""An item of JSON Feed (https://jsonfeed.org/version/1.1) becomes a page and its facts."""

from service.sources.article_html import as_document, plain_as_html, without_feed_tail
from service.sources.document import Rendered, StatedFacts
from service.sources.json_values import Json, at, moment_of, text_at


def is_json_feed_item(value: object) -> bool:
    """Whether ``value`` is an item: its text in one of the two fields, and what names it."""
    has_text = any(text_at(value, name) for name in ("content_html", "content_text"))
    return has_text and any(at(value, name) is not None for name in ("id", "url", "title"))


def render_json_feed_item(item: Json) -> Rendered:
    """The item's page and facts."""
    content = text_at(item, "content_html") or plain_as_html(text_at(item, "content_text"))
    body, notes = without_feed_tail(content)
    title = text_at(item, "title") or None
    tags = at(item, "tags")
    facts = StatedFacts(
        title=title,
        published=moment_of(text_at(item, "date_published")),
        author=text_at(item, "authors", 0, "name") or text_at(item, "author", "name") or None,
        lead=text_at(item, "summary") or None,
        link=text_at(item, "url") or None,
        image=text_at(item, "image") or None,
        tags=tuple(each for each in tags if isinstance(each, str))
        if isinstance(tags, list)
        else (),
    )
    return Rendered(as_document(title, body), facts=facts, notes=notes)
