"""What a document looks like before anyone knows which line is the title."""

import re
from dataclasses import dataclass, field

from service.articles.choices import NO_CHOICES, Choices
from service.articles.doubts import Doubt
from service.articles.invisible import without_invisible
from service.model import Leaf, LeftOut
from service.model.content import Node, leaves_of


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML page says about its article outside the text; None where silent.

    ``title`` is the printed one where the head says nearly the same, else the head's;
    ``published`` and ``modified`` are as written there, mostly ISO 8601. ``author`` is a
    person, ``link`` and ``image`` are whole web addresses, ``lead`` is the summary.
    """

    title: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    link: str | None = None
    modified: str | None = None
    lead: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document as a tree, with what was skipped and what the page says of itself.

    ``is_sorted`` says that its structure told which lines are the article's, so that
    what is left around them is little; in plain text every line is still to be told.

    ``choices`` are what a person decided, ``parts`` the keys of what ``left_out`` tells, one each
    ("" for what nobody may take in), and ``insisted`` the lines of what was taken in whole.

    ``blocks`` are the leaves of ``nodes``: which of them are the article is decided one by
    one.
    """

    nodes: tuple[Node, ...]
    left_out: tuple[LeftOut, ...] = ()
    facts: PageFacts = PageFacts()
    is_sorted: bool = False
    doubts: tuple[Doubt, ...] = ()
    choices: Choices = NO_CHOICES
    parts: tuple[str, ...] = ()
    insisted: frozenset[str] = frozenset()
    blocks: tuple[Leaf, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(leaves_of(self.nodes)))


_SPACES = re.compile(r"\s+")


def fold_spaces(text: str) -> str:
    """``text`` on one line: runs of any white space are one space, none outside.

    Soft hyphens and zero-width characters, which nobody sees, are gone.
    """
    return _SPACES.sub(" ", without_invisible(text)).strip()
