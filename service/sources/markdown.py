"""Markdown becomes HTML (CommonMark with tables and footnotes; markdown-it-py)."""

import re
from datetime import datetime

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from service.sources.document import Rendered, StatedFacts

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""What Jekyll, Hugo and their kin put above an article: «title: …» between two rules."""
_FACT = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_PICTURE_ALONE = re.compile(r"<p>(<img [^<>]*>)\s*(?:<em>((?:(?!</?p>).)*?)</em>)?</p>")
"""A paragraph of a picture, and of a line in italics below it, which is its caption."""


def _renderer() -> MarkdownIt:
    # «commonmark» lets HTML through, which then goes the way of all HTML. A paragraph that
    # begins with four spaces is one that is indented, not a program.
    rules = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return rules.disable("code").use(footnote_plugin)


_RENDERER = _renderer()


def render_markdown(text: str) -> Rendered:
    """The HTML of ``text``, and what its front matter states."""
    front = _FRONT_MATTER.match(text)
    fields = _fields(front[1]) if front else {}
    if front and not fields:
        front = None
    body = text[front.end() :] if front else text
    html = _PICTURE_ALONE.sub(_figure, _RENDERER.render(body))
    return Rendered(html, facts=_facts(fields))


def _figure(found: re.Match[str]) -> str:
    caption = f"<figcaption>{found[2]}</figcaption>" if found[2] else ""
    return f"<figure>{found[1]}{caption}</figure>"


def _fields(front: str) -> dict[str, str]:
    return {found[1].lower(): found[2].strip("\"'") for found in _FACT.finditer(front) if found[2]}


def _facts(fields: dict[str, str]) -> StatedFacts:
    return StatedFacts(
        title=fields.get("title"),
        published=_moment(fields.get("date")),
        author=fields.get("author"),
        section=fields.get("section") or fields.get("category"),
        lead=fields.get("description") or fields.get("summary"),
        link=fields.get("link") or fields.get("canonical_url"),
        image=fields.get("image"),
        tags=tuple(
            tag.strip(" \"'")
            for tag in fields.get("tags", "").strip("[]").split(",")
            if tag.strip()
        ),
    )


def _moment(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
