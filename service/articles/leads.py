"""What tells an article in short: its lead, and the picture that stands for it."""

from collections.abc import Iterable, Iterator

from service.articles.layout import is_prose
from service.articles.likeness import word_pairs
from service.model import BlockKind, Content
from service.model.content import Figure, Node, Picture
from service.web_address import is_web_address

_BESIDE = frozenset({BlockKind.PICTURE, BlockKind.EMBED, BlockKind.CAPTION})
"""What may stand above a lead."""

_BEGINNING = 40
"""Characters by which a printed lead is known: what heads of pages say is often cut short."""

_LEAD_LINES = 6
"""Lines in which the lead stands: below it is the text."""

_SAME_SUBJECT = 0.3
"""The share of a summary's pairs of syllables that the article has too; what says of the whole
site what it is has fewer, though it shares many a syllable."""


def lead_of(content: Content, said: str | None) -> str | None:
    """The lead as it is printed, else as the page's head has it, else how the text begins.

    ``said`` by the head is believed where the article prints it or speaks of the same: many
    sites say there, on every page, who they are.
    """
    lines = [leaf for leaf in content.leaves if leaf.kind not in _BESIDE]
    paragraphs = [leaf.text for leaf in lines if leaf.kind is BlockKind.PARAGRAPH]
    if said is not None:
        printed = (each for each in paragraphs[:_LEAD_LINES] if _same_beginning(each, said))
        found = next(printed, None)
        if found is not None:
            return found
        if _speaks_of(said, content):
            return said
    opens = bool(lines) and lines[0].kind is BlockKind.PARAGRAPH and is_prose(lines[0].text)
    return lines[0].text if opens else None


def picture_of(content: Content) -> str | None:
    """The address of the first picture that has one."""
    pictures = (each.source for each in _pictures(content.nodes) if is_web_address(each.source))
    return next(pictures, None)


def _pictures(nodes: Iterable[Node]) -> Iterator[Picture]:
    for node in nodes:
        if isinstance(node, Figure):
            yield from (each for each in node.media if isinstance(each, Picture))


def _same_beginning(printed: str, said: str) -> bool:
    one, other = printed.casefold(), said.casefold().rstrip("….")
    return min(len(one), len(other)) > 0 and (
        one[:_BEGINNING] in other or other[:_BEGINNING] in one
    )


def _speaks_of(said: str, content: Content) -> bool:
    pairs = word_pairs(said)
    text = word_pairs(" ".join(leaf.text for leaf in content.leaves))
    return bool(pairs) and len(pairs & text) >= _SAME_SUBJECT * len(pairs)
