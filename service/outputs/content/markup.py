"""Elements of HTML and XHTML, and the one place where they become characters.

No text of an article is ever markup: what is no :class:`Element` is escaped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TypeAlias

from service.legal_text import legal_text

_EMPTY = frozenset({"br", "hr", "img"})
"""Elements that hold nothing and have no end tag (HTML, "void elements")."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what stands in it."""

    name: str
    attributes: Mapping[str, str]
    parts: tuple["Part", ...]


Part: TypeAlias = Element | str


def element(
    name: str, parts: Iterable[Part] = (), attributes: Mapping[str, str] = _NONE
) -> Element:
    """An element called ``name`` around ``parts``."""
    return Element(name, attributes, tuple(parts))


def write_html(parts: Iterable[Part], between: str = "") -> str:
    """``parts`` as HTML, with ``between`` between them."""
    return between.join(map(_written, parts))


def _written(part: Part) -> str:
    if isinstance(part, str):
        return escape(legal_text(part))
    attributes = "".join(
        f' {name}="{escape(legal_text(value))}"' for name, value in part.attributes.items()
    )
    if part.name in _EMPTY:
        return f"<{part.name}{attributes}>"
    return f"<{part.name}{attributes}>{write_html(part.parts)}</{part.name}>"
