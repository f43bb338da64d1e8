"""What lists, feeds and pages tell of an episode: a row's columns, and no sentence."""

from dataclasses import dataclass
from datetime import datetime

from service.model.edition import Enclosure, Episode
from service.model.units import Ms

LEAD_CHARACTERS = 1_200
"""Of the lead paragraph: more than any list or feed shows of it."""


@dataclass(frozen=True, slots=True)
class Card:
    """An episode as lists know it, whatever its sentences are.

    ``number`` is its current edition's, of revision ``revision_id``, and ``lead`` how its
    lead paragraph begins, in at most :data:`LEAD_CHARACTERS`. ``fallback_reason`` says
    (Vietnamese) why another engine than the wished one spoke, else None.
    """

    id: str
    guid: str
    number: int
    revision_id: str
    title: str
    lead: str
    section: str | None
    author: str | None
    enclosure: Enclosure
    fallback_reason: str | None
    published: datetime
    first_published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article as the desk's list knows it, in its newest revision."""

    id: str
    source_id: str
    revision_id: str
    title: str
    updated: datetime


def card_of(episode: Episode) -> Card:
    """The card that ``episode`` must have: what its current edition says."""
    edition = episode.edition
    revision = edition.revision
    return Card(
        id=episode.id,
        guid=episode.guid,
        number=edition.number,
        revision_id=revision.id,
        title=revision.title,
        lead=revision.lead[:LEAD_CHARACTERS],
        section=revision.section,
        author=revision.author,
        enclosure=edition.enclosure,
        fallback_reason=edition.fallback_reason,
        published=revision.published,
        first_published=episode.first_published,
        updated=episode.updated,
    )


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """An episode's item as all feeds write it, in XML.

    ``form`` digests all that it is made of: another form is another item.
    """

    form: str
    text: str

    @property
    def size(self) -> "ItemSize":
        """How long it is in a feed."""
        return ItemSize(self.form, len(self.text.encode()))


@dataclass(frozen=True, slots=True)
class ItemSize:
    """How many bytes a ready item of this ``form`` takes."""

    form: str
    length: int


@dataclass(frozen=True, slots=True)
class EditionCard:
    """What a list tells of an edition; of one whose row is damaged, only which it is.

    ``released`` is when the public first had it, None while it never has.
    """

    number: int
    revision_id: str
    is_public: bool
    released: datetime | None = None
    created: datetime | None = None
    duration: Ms | None = None
    voice: str | None = None
    fallback_reason: str | None = None
