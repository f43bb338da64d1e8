"""What lists, feeds and pages ask of episodes: their cards, without a sentence of them."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import String, column, exists, or_, select, values
from sqlalchemy.orm import Session

from service.errors import EpisodeDamagedError
from service.model import ArticleCard, Card, Edition, Enclosure, Episode, Ms, card_of
from service.store.damage import Copies, no_copy
from service.store.database import ASKED_AT_ONCE, Database, OnDatabase
from service.store.editions import read_edition, tell_card, tell_uses
from service.store.episode_rows import PUBLISHED, ClipUseRow, EpisodeRow
from service.store.facet_rows import note_episode, tell_facets
from service.store.list_pages import page_of
from service.store.release_rows import WaitingUseRow
from service.store.schema import ArticleRow
from service.store.tallies import ARTICLES, EPISODES


class Cards(OnDatabase):
    """Episodes and articles in lists. A card stands whatever becomes of its edition's row.

    One that a damaged row of an older Loa left empty is had from the edition or its copy.
    """

    def __init__(self, database: Database, copies: Copies = no_copy) -> None:
        OnDatabase.__init__(self, database)
        self._copies = copies

    def cards(self, limit: int, offset: int = 0) -> tuple[Card, ...]:
        """The cards of what the public has, the newest published first."""
        with self._database.reading() as session:
            # The ids by the index alone: an OFFSET over whole rows reads all that it skips,
            # and rows that are asked for in an order are looked for along that order.
            public = select(EpisodeRow.id).where(EpisodeRow.state == PUBLISHED)
            newest = (EpisodeRow.published.desc(), EpisodeRow.id)
            oldest = (EpisodeRow.published, EpisodeRow.id.desc())
            ids = page_of(session, EPISODES, public, newest, oldest, limit=limit, offset=offset)
        cards = self.cards_of(ids)
        return tuple(cards[each] for each in ids if each in cards)

    def card(self, episode_id: str) -> Card | None:
        """The card of this episode, or None; None too where nothing tells it."""
        return self.cards_of([episode_id]).get(episode_id)

    def stored_card(self, episode_id: str) -> Card | None:
        """The card that the episode's own row tells; None where that was never filled."""
        with self._database.reading() as session:
            row = session.get(EpisodeRow, episode_id)
            return _read_card(row) if row is not None else None

    def cards_of(self, ids: Iterable[str]) -> dict[str, Card]:
        """The cards of these episodes that the public has, by their ids; some hundreds at most."""
        with self._database.reading() as session:
            rows = session.scalars(select(EpisodeRow).where(EpisodeRow.id.in_(tuple(ids))))
            cards = [self._card(session, row) for row in rows if row.state == PUBLISHED]
        return {card.id: card for card in cards if card is not None}

    def article_cards(self, limit: int, offset: int = 0) -> tuple[ArticleCard, ...]:
        """The cards of articles, the last changed first."""
        last = (ArticleRow.updated.desc(), ArticleRow.id)
        first = (ArticleRow.updated, ArticleRow.id.desc())
        with self._database.reading() as session:
            ids = select(ArticleRow.id)
            asked = page_of(session, ARTICLES, ids, last, first, limit=limit, offset=offset)
            found = session.scalars(select(ArticleRow).where(ArticleRow.id.in_(asked)))
            rows = {row.id: row for row in found}
            return tuple(_article_card(rows[each]) for each in asked)

    def titles_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The newest titles of some articles, by their ids."""
        wanted = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(list(ids)))
        with self._database.reading() as session:
            return {row.id: row.title for row in session.execute(wanted)}

    def has_episodes(self) -> bool:
        """Whether anything is published."""
        with self._database.reading() as session:
            public = select(EpisodeRow.id).where(EpisodeRow.state == PUBLISHED).limit(1)
            return session.scalar(public) is not None

    def correct_card(self, edition: Edition, uses: Iterable[str]) -> bool:
        """Whether the episode's row said otherwise than its current ``edition``; now it does not.

        Its uses are those given. Nothing is done where another edition is current by now.
        """
        keys = frozenset(uses)
        with self._database.writing() as session:
            row = session.get(EpisodeRow, edition.episode_id)
            if row is None or row.number != edition.number:
                return False
            known = (_read_card(row), _read_uses(session, row))
            tell_card(row, edition)
            if known[1] != keys:
                tell_uses(session, row, keys)
            if known[0] != _read_card(row):
                tell_facets(session, row, edition)
                note_episode(session, row.id)
            return known != (_read_card(row), keys)

    def without_uses(self, after: str, limit: int) -> tuple[str, ...]:
        """The ids that follow one of episodes whose edition's needs are not known yet."""
        unknown = (
            select(EpisodeRow.id)
            .where(EpisodeRow.uses_number != EpisodeRow.number, EpisodeRow.id > after)
            .order_by(EpisodeRow.id)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(unknown.limit(limit)))

    def used_keys(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of ``keys`` that an edition needs that is public or waits."""
        asked = list(keys)
        found: set[str] = set()
        with self._database.reading() as session:
            for begin in range(0, len(asked), ASKED_AT_ONCE):
                some = asked[begin : begin + ASKED_AT_ONCE]
                # Whether there is any: a jingle is used by every episode that there is.
                told = values(column("key", String), name="asked").data([(key,) for key in some])
                each = told.cte().c.key
                used = or_(
                    exists().where(ClipUseRow.key == each),
                    exists().where(WaitingUseRow.key == each),
                )
                found.update(session.scalars(select(each).where(used)))
        return frozenset(found)

    def _card(self, session: Session, row: EpisodeRow) -> Card | None:
        if (card := _read_card(row)) is not None:
            return card
        with suppress(EpisodeDamagedError):
            return card_of(_episode(row, read_edition(session, row.id, row.number)))
        copy = self._copies(row.id, row.number)
        return card_of(_episode(row, copy)) if copy is not None else None


def _article_card(row: ArticleRow) -> ArticleCard:
    title = row.title or row.source_id
    return ArticleCard(row.id, row.source_id, row.revision_id, title, row.updated)


def _episode(row: EpisodeRow, edition: Edition) -> Episode:
    return Episode(
        row.id, row.guid, edition, row.first_published, row.updated, row.sequence or None
    )


def _read_card(row: EpisodeRow) -> Card | None:
    """The card that the row tells, or None where its columns were never filled."""
    if not row.title or not row.file or row.file_length <= 0:
        return None
    return Card(
        id=row.id,
        guid=row.guid,
        number=row.number,
        revision_id=row.revision_id,
        title=row.title,
        lead=row.lead,
        section=row.section,
        author=row.author,
        enclosure=Enclosure(
            row.file, row.file_length, row.file_type, Ms(row.duration), row.file_sha256
        ),
        fallback_reason=row.fallback_reason,
        published=row.published,
        first_published=row.first_published,
        updated=row.updated,
    )


def _read_uses(session: Session, row: EpisodeRow) -> frozenset[str] | None:
    if row.uses_number != row.number:
        return None
    return frozenset(session.scalars(select(ClipUseRow.key).where(ClipUseRow.episode_id == row.id)))
