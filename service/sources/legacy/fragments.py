"""A document as fragments of text, with the font each is shown in; the markup stays."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<code>script|style)\b.*?(?:</(?P=code)\s*>|\Z)|<[!?/]?[A-Za-z][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)>")
_FACE = re.compile(
    r"\bface\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))|"
    r"\bfont(?:-family)?\s*:([^;\"<>]*)",
    re.IGNORECASE,
)
_SHOWN_VALUE = re.compile(
    r"(?<=\s)(?P<name>alt|title|content|summary)(?P<is>\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TAG = 10_000
_DEEPEST = 100
"""How far up an end tag looks for its beginning: a page of nothing but end tags costs little."""
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "source", "base"})


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a document as it stands in ``source``, and as it is shown.

    ``text`` is "" for markup. ``font`` is the family that the nearest element names,
    "" where none does.
    """

    source: str
    text: str = ""
    font: str = ""
    is_html: bool = False

    def rewritten(self, text: str) -> "Fragment":
        """The fragment with another text; what does not change stands as it stood."""
        if text == self.text:
            return self
        source = html.escape(text, quote=True) if self.is_html else text
        return replace(self, source=source, text=text)


def split_plain(text: str) -> tuple[Fragment, ...]:
    """The lines of a plain text, with their ends."""
    return tuple(Fragment(line, line) for line in text.splitlines(keepends=True))


def split_html(text: str) -> tuple[Fragment, ...]:
    """Text and markup of an HTML document in their order; references are resolved.

    The values of ``alt``, ``title``, ``content`` and ``summary`` are text, too.
    """
    return tuple(_fragments(text))


def join(fragments: Iterable[Fragment]) -> str:
    """The document again."""
    return "".join(each.source for each in fragments)


def _fragments(text: str) -> Iterator[Fragment]:
    fonts: list[tuple[str, str]] = []
    begin = 0
    for found in _MARKUP.finditer(text):
        yield from _shown(text[begin : found.start()], fonts)
        yield from _values(found[0])
        _follow(found[0], fonts)
        begin = found.end()
    yield from _shown(text[begin:], fonts)


def _shown(text: str, fonts: list[tuple[str, str]]) -> Iterator[Fragment]:
    if text:
        font = fonts[-1][1] if fonts else ""
        yield Fragment(text, html.unescape(text), font, is_html=True)


def _values(tag: str) -> Iterator[Fragment]:
    """``tag`` in pieces: what of its attributes is shown to somebody is text."""
    begin = 0
    has_values = tag[1:2].isalpha() and len(tag) <= _LONGEST_TAG
    for found in _SHOWN_VALUE.finditer(tag) if has_values else ():
        value = found["value"]
        yield Fragment(tag[begin : found.start("value")])
        yield Fragment(value, html.unescape(value), is_html=True)
        begin = found.end("value")
    yield Fragment(tag[begin:])


def _follow(tag: str, fonts: list[tuple[str, str]]) -> None:
    """Note on ``fonts`` what ``tag`` opens or closes."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return
    name = found["name"].lower()
    if found["closing"]:
        places = [place for place, (opened, _) in enumerate(fonts[-_DEEPEST:]) if opened == name]
        if places:
            del fonts[len(fonts) - len(fonts[-_DEEPEST:]) + places[-1] :]
    elif name not in _VOID and not found["rest"].endswith("/"):
        named = _FACE.search(found["rest"])
        family = next((each for each in named.groups() if each), "") if named else ""
        fonts.append((name, family.strip(" '\"") or (fonts[-1][1] if fonts else "")))
