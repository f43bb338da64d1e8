"""What editors add to an article: overrides, recordings and the lexicon."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.model.speech import TableReading
from service.model.units import require


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's spoken text for one sentence, bound to that sentence's printed text.

    While the article has a segment with this id the override is applied; when
    the sentence changed it is *parked*: kept and shown, but not applied.
    """

    article_id: str
    segment_id: str
    printed: str
    spoken: str
    author: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Recording:
    """An editor's own sound of one sentence, heard in place of an engine's.

    Bound to its sentence and parked as an override is. ``digest`` is the SHA-256 of
    the file in hex, ``name`` what the file was called.
    """

    article_id: str
    segment_id: str
    printed: str
    digest: str
    name: str
    author: str
    created: datetime


@dataclass(frozen=True, slots=True)
class TableChoice:
    """How an editor wants one table of an article read, in place of the installation's rules.

    Bound to the letters of its head and rows: ``table`` is their digest (``text.tables``).
    """

    article_id: str
    table: str
    reading: TableReading
    author: str
    created: datetime


class LexiconScope(StrEnum):
    """Where a lexicon entry holds."""

    GLOBAL = "global"
    SECTION = "section"
    ARTICLE = "article"


class SayAs(StrEnum):
    """How a lexicon entry is said: as its alias, or letter by letter."""

    ALIAS = "alias"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """How the newsroom wants one grapheme said (grapheme and alias as in W3C PLS 1.0).

    ``scope_value`` is the section's name or the article's id, None where the scope
    is global. With ``is_pattern`` the grapheme is a regular expression. Whether an
    entry can be used at all is decided by ``text.lexicon``.
    """

    id: str
    grapheme: str
    alias: str
    scope: LexiconScope
    scope_value: str | None
    is_pattern: bool
    whole_word: bool
    case_sensitive: bool
    say_as: SayAs
    note: str
    created: datetime

    def __post_init__(self) -> None:
        require(
            (self.scope is LexiconScope.GLOBAL) == (self.scope_value is None),
            "an entry for a section or an article names it, a global one does not",
        )
        require(self.created.tzinfo is not None, "the creation date has a time zone")


@dataclass(frozen=True, slots=True)
class LexiconVersion:
    """One change of one entry of the lexicon: what it was and what it became, and by whom.

    ``before`` is None where it came new, ``after`` where it was taken out.
    """

    number: int
    entry_id: str
    before: LexiconEntry | None
    after: LexiconEntry | None
    author: str
    at: datetime

    def __post_init__(self) -> None:
        require(self.before is not None or self.after is not None, "a change changes something")
