"""An element of a feed that RSS lacks, as what writes it takes it."""

from dataclasses import dataclass, field

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
}

_ALL = {**NAMESPACES, "content": "http://purl.org/rss/1.0/modules/content/"}
"""Those, and the one that feedgen declares by itself."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One element; its ``name`` is one of RSS's, or has a prefix of :data:`NAMESPACES`."""

    name: str
    text: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple["Tag", ...] = ()


def qualified(name: str) -> str:
    """The ``name`` of an element ("itunes:image", "guid") as lxml has it."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_ALL[prefix]}}}{local}" if prefix else local
