"""What is published: blocks, revisions, articles."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.model.published_names import is_article_id
from service.model.units import require


class BlockKind(StrEnum):
    """What a block of the article is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CAPTION = "caption"


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

    ``blocks`` holds the title first (kind TITLE) and then the body in reading
    order. ``source_id`` is the publisher's own id of the article.
    """

    id: str
    source_id: str
    title: str
    published: datetime
    author: str | None
    section: str | None
    link: str | None
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        require(self.published.tzinfo is not None, "the published date has a time zone")
        require(len(self.blocks) >= 2, "a revision has a title and a body")
        require(self.blocks[0].kind is BlockKind.TITLE, "the first block is the title")

    @property
    def lead(self) -> str:
        """What tells the news in short: the first paragraph, or else how the body begins."""
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


def fold_section(name: str | None) -> str:
    """What sections are told apart by; "" for none.

    Neither case nor outer white space nor where a tone is written: "Văn hóa" is "Văn hoá".
    """
    folded = unicodedata.normalize("NFC", name or "").casefold().strip()
    for old, new in _TONES:
        folded = folded.replace(old, new)
    return folded


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
