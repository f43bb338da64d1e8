"""The desk's list of articles: what it tells of each, and what it can be narrowed to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in the desk's list.

    ``place`` grows with every change: the last changed has the greatest. ``state`` is where it
    stands. ``source`` is the host of the page it comes from ("" for none), ``voice`` who speaks
    its newest edition, ``edited_by`` who acted on it last, ``assigned_to`` whose it is.
    ``warned`` sentences were to be looked at when they were last counted, which ``is_counted``
    as the article stands or was before its last change; None where they never were.
    """

    place: int
    id: str
    source_id: str
    revision_id: str
    title: str
    updated: datetime
    state: str
    section: str | None
    author: str | None
    source: str
    voice: str
    edited_by: str
    assigned_to: str
    warned: int | None
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What of the list is wanted; what is empty narrows nothing.

    ``words`` are sought in title, newsroom's id, author and text. ``source`` is a host,
    ``warned`` asks for those with sentences to be looked at.
    """

    words: str = ""
    state: str = ""
    section: str = ""
    person: str = ""
    assigned: str = ""
    source: str = ""
    voice: str = ""
    warned: bool = False


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """A page of the list, the last changed first.

    ``newer`` and ``older`` are the places beyond which the neighbouring pages lie, None where
    there are none.
    """

    articles: tuple[ListedArticle, ...]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the list can be narrowed to, each some hundreds at most, in alphabetical order."""

    sections: tuple[str, ...]
    people: tuple[str, ...]
    assigned: tuple[str, ...]
    sources: tuple[str, ...]
    voices: tuple[str, ...]
