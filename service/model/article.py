"""What is published: revisions and articles."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from service.model.content import BlockKind, Content, Ending, Leaf, content_of_lines, plain_inline
from service.model.published_names import is_article_id
from service.model.units import require


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text: NFC, one line, no outer white space."""

    kind: BlockKind
    text: str

    def __post_init__(self) -> None:
        require(self.text == self.text.strip() != "", "a block has text without outer white space")
        require("\n" not in self.text, "a block is one line")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the source that is not part of the article, and why (Vietnamese)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One text version of an article.

    ``content`` is its body as it was published. ``source_id`` is the publisher's own id of
    the article. ``blocks`` are the lines of text: the title first (kind TITLE) and then the
    leaves of the content; of a revision that an older Loa kept there is nothing else.
    ``summary``, ``image`` (an address), ``tags`` and ``modified`` are what the sender states.
    """

    id: str
    source_id: str
    title: str
    published: datetime
    author: str | None
    section: str | None
    link: str | None
    blocks: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    content: Content = field(default_factory=Content)
    summary: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    modified: datetime | None = None

    def __post_init__(self) -> None:
        require(self.published.tzinfo is not None, "the published date has a time zone")
        if not self.content.leaves:
            old = content_of_lines((block.kind, block.text) for block in self.blocks[1:])
            object.__setattr__(self, "content", old)
        blocks = tuple(Block(leaf.kind, leaf.text) for leaf in self.leaves)
        require(self.blocks[1:] in ((), blocks[1:]), "blocks are what the content says")
        object.__setattr__(self, "blocks", blocks)
        require(self.content.nodes != (), "a revision has a title and a body")

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Its lines of text in reading order: the title, and the leaves of the content."""
        title = Leaf(BlockKind.TITLE, plain_inline(self.title), Ending.HEADING, level=1)
        return (title, *self.content.leaves)

    @property
    def lead(self) -> str:
        """What tells the news in short: the summary that was stated, else the first paragraph,
        or else how the body begins.
        """
        if self.summary is not None:
            return self.summary
        body = self.blocks[1:]
        return next((each for each in body if each.kind is BlockKind.PARAGRAPH), body[0]).text


_TONES = tuple(
    zip(
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),  # noqa: SIM905 - read as a table
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),  # noqa: SIM905
        strict=True,
    )
)
"""The two places where newsrooms write the tone of these vowels, and readers hear no difference."""


def fold_letters(text: str) -> str:
    """``text`` in small letters with all marks, its tones placed in one way: "hóa" is "hoá"."""
    folded = unicodedata.normalize("NFC", text).casefold()
    for old, new in _TONES:
        folded = folded.replace(old, new)
    return folded


def fold_section(name: str | None) -> str:
    """What sections are told apart by; "" for none.

    Neither case nor outer white space nor where a tone is written: "Văn hóa" is "Văn hoá".
    """
    return fold_letters(name or "").strip()


@dataclass(frozen=True, slots=True)
class Article:
    """What a newsroom published, in its newest revision.

    ``id`` is short, ASCII and derived from ``source_id``; its episode has the same.
    """

    id: str
    source_id: str
    revision: Revision
    created: datetime
    updated: datetime

    def __post_init__(self) -> None:
        require(is_article_id(self.id), "an article's id is ASCII letters and digits")
