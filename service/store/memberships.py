"""Which episodes a channel has: the newest, and those of a range; nothing else is gone through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from service.model.channel import EVERYTHING, Facet, FacetName, Membership
from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, EpisodeRow, newest_of
from service.store.facet_rows import EpisodeFacetRow, FacetChangeRow


@dataclass(frozen=True, slots=True)
class Offer:
    """What a feed may offer: an episode in edition ``number``, the ``sequence``-th released."""

    episode_id: str
    number: int
    updated: datetime
    published: datetime
    sequence: int
    file: str
    file_length: int


_OFFER = (
    EpisodeRow.id,
    EpisodeRow.number,
    EpisodeRow.updated,
    EpisodeRow.published,
    EpisodeRow.sequence,
    EpisodeRow.file,
    EpisodeRow.file_length,
)


class Memberships(OnDatabase):
    """What the public has of a channel's episodes, the newest published first."""

    def offers(self, limit: int, membership: Membership = EVERYTHING) -> tuple[Offer, ...]:
        """The newest episodes of the channel, at most ``limit``."""
        if membership == EVERYTHING:
            return self._read_offers([newest_of(*_OFFER).limit(limit)])
        newest = (EpisodeFacetRow.published.desc(), EpisodeFacetRow.episode_id)
        told = [each.order_by(*newest).limit(limit) for each in _of_names(membership)]
        return self._read_offers(told)[:limit]

    def in_range(
        self, first: int, last: int, membership: Membership = EVERYTHING
    ) -> tuple[Offer, ...]:
        """The channel's episodes that were released as the ``first`` to the ``last``, inclusive."""
        if membership == EVERYTHING:
            ranged = EpisodeRow.sequence.between(first, last)
            # The bare state would lead SQLite to the index of all that is published.
            public = EpisodeRow.state.concat("") == PUBLISHED
            return self._read_offers([select(*_OFFER).where(ranged, public)])
        ranged = EpisodeFacetRow.sequence.between(first, last)
        return self._read_offers([each.where(ranged) for each in _of_names(membership)])

    def in_sequence(
        self, after: int, limit: int, membership: Membership = EVERYTHING
    ) -> tuple[Offer, ...]:
        """The channel's episodes that follow one in the order of releases, the first first."""
        if membership == EVERYTHING:
            public = EpisodeRow.state.concat("") == PUBLISHED
            following = select(*_OFFER).where(EpisodeRow.sequence > after, public)
            questions = [following.order_by(EpisodeRow.sequence).limit(limit)]
        else:
            place = EpisodeFacetRow.sequence
            questions = [
                each.where(place > after).order_by(place).limit(limit)
                for each in _of_names(membership)
            ]
        found = self._read_offers(questions)
        return tuple(sorted(found, key=lambda offer: offer.sequence)[:limit])

    def names_changed(self, since: int) -> frozenset[FacetName]:
        """Of which names an episode changed after that change of the library; see ``changes``."""
        later = select(FacetChangeRow.facet, FacetChangeRow.name)
        with self._database.reading() as session:
            found = session.execute(later.where(FacetChangeRow.change > since))
            return frozenset((Facet(facet), name) for facet, name in found)

    def _read_offers(self, questions: list[Select[*tuple[Any, ...]]]) -> tuple[Offer, ...]:
        with self._database.reading() as session:
            found = {Offer(*row) for each in questions for row in session.execute(each)}
        by_id = sorted(found, key=lambda offer: offer.episode_id)
        return tuple(sorted(by_id, key=lambda offer: offer.published, reverse=True))


def _of_names(membership: Membership) -> Iterator[Select[*tuple[Any, ...]]]:
    """A question for each name of its first facet: several at once would be sorted as a whole."""
    (facet, names), *others = membership.facets.items()
    for name in sorted(names):
        yield (
            select(*_OFFER)
            .join(EpisodeFacetRow, EpisodeFacetRow.episode_id == EpisodeRow.id)
            .where(
                EpisodeFacetRow.facet == facet.value,
                EpisodeFacetRow.name == name,
                EpisodeRow.state.concat("") == PUBLISHED,
                *(_has_one(other, wanted) for other, wanted in others),
            )
        )


def _has_one(facet: Facet, names: frozenset[str]) -> Any:
    own = aliased(EpisodeFacetRow)
    return exists().where(
        own.episode_id == EpisodeRow.id, own.facet == facet.value, own.name.in_(sorted(names))
    )
