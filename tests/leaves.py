"""Leaves that tests of the text write by hand."""

from service.model import BlockKind, Ending, Leaf
from service.model.content import plain_inline


def leaf(kind: BlockKind, text: str, level: int = 0) -> Leaf:
    """A line of this kind, as the tree gives it."""
    ending = Ending.HEADING if kind in (BlockKind.TITLE, BlockKind.HEADING) else Ending.PARAGRAPH
    return Leaf(kind, plain_inline(text), ending, level)
