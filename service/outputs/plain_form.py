"""An article's content as plain writing that people edit: Markdown, or HTML for lack of a form.

What it writes, ``sources/markdown`` reads. Whether all came through is for who reads it back to
see: what Markdown has no form for is written as HTML, and a source page may say more than either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from service.model import Content
from service.model.content import (
    Embed,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Mark,
    Node,
    Note,
    Numbering,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Run,
)
from service.outputs.content import BareLines, ContentWriter, NoteLinks, write_html

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|&])")
_NUMBER = re.compile(r"^([0-9]+)([.)])")
_TAGS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.INSERTED: "ins",
    Mark.DELETED: "del",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
    Mark.CODE: "code",
    Mark.HIGHLIGHT: "mark",
}
_SIGNS = {Mark.STRONG: "**", Mark.EMPHASIS: "*"}


def write_plain_form(content: Content) -> str:
    """``content`` as Markdown, its blocks parted by empty lines."""
    return "\n\n".join(_blocks(content.nodes)) + "\n"


def _blocks(nodes: Iterable[Node]) -> Iterator[str]:
    before: Node | None = None
    for node in nodes:
        if isinstance(node, List) and isinstance(before, List):
            # Two lists below each other would be one.
            yield "<!-- -->"
        yield _block(node)
        before = node


def _block(node: Node) -> str:
    match node:
        case Paragraph(runs):
            return _line(runs)
        case Heading(level, runs):
            return f"{'#' * level} {_inline(runs)}"
        case List(items, numbering) if numbering in (None, Numbering.DECIMAL):
            return _list(items)
        case Quotation(nodes, attribution):
            who = [f"<cite>{_html_inline(attribution)}</cite>"] if attribution else []
            return _indented("\n\n".join([*_blocks(nodes), *who]), "> ", "> ")
        case Figure(media, caption):
            return _figure(media, caption)
        case Rule():
            return "---"
        case Note(name, nodes):
            return _indented("\n\n".join(_blocks(nodes)), f"[^{name}]: ", "    ")
        case _:
            return _as_html(node)


def _as_html(node: Node) -> str:
    """One block of HTML; an empty line would end it."""
    parts = ContentWriter(BareLines(), NoteLinks(Content([node]))).write([node])
    return re.sub(r"\n\s*\n", "\n", write_html(parts)).strip()


def _list(items: Sequence[Item]) -> str:
    written = []
    for item in items:
        mark = "- " if item.number is None else f"{item.number}. "
        written.append(_indented("\n\n".join(_blocks(item.nodes)), mark, " " * len(mark)))
    return "\n".join(written)


def _indented(text: str, first: str, others: str) -> str:
    head, *tail = text.split("\n")
    return "\n".join([first + head, *((others + line).rstrip() for line in tail)])


def _figure(media: Sequence[Picture | Embed], caption: Inline) -> str:
    shown = [_medium(each) for each in media]
    if caption:
        shown.append(f"<figcaption>{_html_inline(caption)}</figcaption>")
    return f"<figure>{''.join(shown)}</figure>"


def _medium(medium: Picture | Embed) -> str:
    if isinstance(medium, Picture):
        return f'<img src="{escape(medium.source)}" alt="{escape(medium.alt)}">'
    return f'<iframe src="{escape(medium.link or "")}" title="{escape(medium.title)}"></iframe>'


def _line(runs: Inline) -> str:
    """A paragraph, which nothing at its beginning makes a list or a heading."""
    text = _inline(runs)
    numbered = _NUMBER.match(text)
    if numbered:
        return f"{numbered[1]}\\{text[len(numbered[1]) :]}"
    return re.sub(r"^([#>+=-])", r"\\\1", text)


def _inline(runs: Inline) -> str:
    written = []
    for at, run in enumerate(runs):
        before = runs[at - 1].text[-1:] if at else ""
        after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        is_free = not (before.isalnum() or after.isalnum())
        written.append(_run(run, is_free=is_free))
    return "".join(written)


def _run(run: Run, *, is_free: bool) -> str:
    if run.note is not None:
        return f"[^{run.note}]"
    core = run.text.strip()
    if not core:
        return run.text
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    tail = run.text[len(run.text.rstrip()) :]
    text = _SPECIAL.sub(r"\\\1", core)
    for mark in run.marks:
        sign = _SIGNS.get(mark)
        spaced = is_free or bool(lead and tail)
        text = (
            f"{sign}{text}{sign}" if sign and spaced else f"<{_TAGS[mark]}>{text}</{_TAGS[mark]}>"
        )
    if run.expansion:
        text = f'<abbr title="{escape(run.expansion)}">{text}</abbr>'
    if run.language:
        text = f'<span lang="{escape(run.language)}">{text}</span>'
    if run.link:
        text = f"[{text}](<{run.link}>)"
    return f"{lead}{text}{tail}"


def _html_inline(runs: Inline) -> str:
    """Inside a block of HTML, where Markdown's signs are letters."""
    written = []
    for run in runs:
        text = escape(run.text, quote=False)
        for mark in run.marks:
            text = f"<{_TAGS[mark]}>{text}</{_TAGS[mark]}>"
        if run.link:
            text = f'<a href="{escape(run.link)}">{text}</a>'
        written.append(text)
    return "".join(written)
