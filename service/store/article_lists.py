"""The desk's list of articles: narrowed, searched, and paged from where one is."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    false,
    func,
    literal,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.model import (
    FilterChoices,
    FoundArticles,
    ListedArticle,
    ListFilter,
    Revision,
    fold_letters,
    fold_section,
)
from service.store import fts5
from service.store.article_card_rows import ArticleCardRow
from service.store.article_listing import list_revision, put_words
from service.store.database import OnDatabase
from service.store.portable import unindexed
from service.store.postgresql import words
from service.store.schema import ArticleRow
from service.store.sought import ask_for_words

MOST_CHOICES = 300
_BEYOND_ALL = 2**62
_Rows: TypeAlias = Select[ArticleCardRow, ArticleRow]
_NOTHING = FoundArticles((), None, None)


class ArticleLists(OnDatabase):
    """Questions of the desk's list. None of them goes through all articles: pages begin at a
    place and not at a count, and each filter has its index.
    """

    def find_articles(
        self,
        wanted: ListFilter,
        limit: int,
        *,
        older_than: int | None = None,
        newer_than: int | None = None,
    ) -> FoundArticles:
        """The articles that ``wanted`` leaves: the last changed, or those beyond a place.

        Of those ``newer_than`` a place the nearest to it are found.
        """
        found_by = _wanted(wanted, self._database.dialect)
        if found_by is None:
            return _NOTHING
        asked, place = found_by
        backwards = older_than is None and newer_than is not None
        if backwards:
            asked = asked.where(place > newer_than).order_by(place)
        else:
            end = literal(_BEYOND_ALL if older_than is None else older_than, BigInteger)
            asked = asked.where(place < end).order_by(place.desc())
        with self._database.reading() as session:
            rows = session.execute(asked.limit(limit + 1)).all()
            found = tuple(_listed(card, article) for card, article in rows[:limit])
        more = len(rows) > limit
        if not found:
            return _NOTHING
        if backwards:
            found = found[::-1]
            return FoundArticles(found, found[0].place if more else None, found[-1].place)
        newer = None if older_than is None else found[0].place
        return FoundArticles(found, newer, found[-1].place if more else None)

    def filter_choices(self) -> FilterChoices:
        """What the list can be narrowed to: only what some article has."""
        with self._database.reading() as session:
            keys = _distinct(session, ArticleCardRow.section_key)
            sections = [_name_of_section(session, each) for each in keys if each]
            people = _distinct(session, ArticleCardRow.edited_by)
            assigned = _distinct(session, ArticleCardRow.assigned_to)
            sources = _distinct(session, ArticleCardRow.source)
            voices = _distinct(session, ArticleCardRow.voice)
        return FilterChoices(*map(_sorted, (sections, people, assigned, sources, voices)))

    def note_warned(self, article_id: str, revision_id: str, warned: int | None) -> None:
        """So many sentences of this revision, as it would be said now, are to be looked at.

        None where it cannot be read.
        """
        row = (ArticleCardRow.article_id == article_id,)
        told = (ArticleCardRow.warned == warned, ArticleCardRow.warned_of == revision_id)
        with self._database.reading() as session:
            if session.scalar(select(ArticleCardRow.place).where(*row, *told)) is not None:
                return
        with self._database.writing() as session:
            session.execute(
                update(ArticleCardRow).where(*row).values(warned=warned, warned_of=revision_id)
            )

    def uncounted_articles(self, limit: int) -> tuple[str, ...]:
        """Articles whose sentences are to be counted anew, the last changed first."""
        uncounted = select(ArticleCardRow.article_id).where(text("warned_of = ''"))
        with self._database.reading() as session:
            return _newest_of(session, uncounted, limit)

    def unlisted_articles(self, limit: int) -> tuple[str, ...]:
        """Articles whose words the list does not know yet: an older Loa kept them."""
        unknown = select(ArticleCardRow.article_id).where(ArticleCardRow.is_known == false())
        with self._database.reading() as session:
            return _newest_of(session, unknown, limit)

    def list_article(self, article_id: str, revision: Revision | None, voice: str) -> None:
        """The list knows the article by ``revision``, its newest, or else by its title."""
        with self._database.writing() as session:
            row = session.get(ArticleRow, article_id)
            if row is None:
                return
            if revision is None:
                put_words(session, article_id, row.title, row.source_id, "")
            elif revision.id == row.revision_id:
                list_revision(session, article_id, revision)
            own = update(ArticleCardRow).where(ArticleCardRow.article_id == article_id)
            if voice:
                session.execute(own.values(voice=voice))
            if revision is None:
                session.execute(own.values(is_known=True))


def _newest_of(session: Session, ids: Select[str], limit: int) -> tuple[str, ...]:
    return tuple(session.scalars(ids.order_by(ArticleCardRow.place.desc()).limit(limit)))


def _wanted(wanted: ListFilter, dialect: str) -> tuple[_Rows, ColumnElement[int]] | None:
    """The rows that ``wanted`` leaves, by one index, and their places; None where nothing can be.

    Which filter narrows most is said here. Words are gone through in the order of places, too.
    """
    asked = ask_for_words(wanted.words)
    if asked is None and wanted.words.strip():
        return None
    rows = select(ArticleCardRow, ArticleRow)
    place: ColumnElement[int] = literal_column("article_cards.place", Integer)
    if asked is None:
        rows = rows.select_from(ArticleCardRow)
    else:
        rows, place = _AMONG_WORDS[dialect](rows, asked)
    rows = rows.join(ArticleRow, ArticleRow.id == ArticleCardRow.article_id)
    free = asked is None
    for column, value in _narrowing(wanted):
        rows, free = rows.where((column if free else unindexed(column)) == value), False
    if wanted.warned:
        rows = rows.where(text("article_cards.warned > 0"))
    return rows, place


_AMONG_WORDS = MappingProxyType({"sqlite": fts5.among_words, "postgresql": words.among_words})


def _narrowing(wanted: ListFilter) -> Iterable[tuple[InstrumentedAttribute[str], str]]:
    """Columns and what they shall be, first the one that leaves fewest rows as a rule."""
    columns = [
        (ArticleCardRow.state, wanted.state),
        (ArticleCardRow.assigned_to, wanted.assigned),
        (ArticleCardRow.edited_by, wanted.person),
        (ArticleCardRow.source, wanted.source),
        (ArticleCardRow.section_key, fold_section(wanted.section)),
        (ArticleCardRow.voice, wanted.voice),
    ]
    if wanted.state == "public":
        columns.append(columns.pop(0))  # nearly all are
    return [(column, value) for column, value in columns if value]


def _listed(card: ArticleCardRow, article: ArticleRow) -> ListedArticle:
    return ListedArticle(
        place=card.place,
        id=article.id,
        source_id=article.source_id,
        revision_id=article.revision_id,
        title=article.title or article.source_id,
        updated=article.updated,
        state=card.state,
        section=card.section,
        author=card.author,
        source=card.source,
        voice=card.voice,
        edited_by=card.edited_by,
        assigned_to=card.assigned_to,
        warned=card.warned,
        is_counted=card.warned_of == article.revision_id,
    )


def _distinct(session: Session, wanted: InstrumentedAttribute[str]) -> list[str]:
    """The values that a column has: from one to the next by its index, however many rows."""
    least = select(func.min(wanted).label("value")).cte("each_value", recursive=True)
    following = select(func.min(wanted)).where(wanted > least.c.value).scalar_subquery()
    each = least.union_all(select(following).where(least.c.value.is_not(None)))
    values = select(each.c.value).where(each.c.value.is_not(None)).limit(MOST_CHOICES)
    return [value for value in session.scalars(values) if value]


def _name_of_section(session: Session, key: str) -> str:
    """The section as it was written last."""
    written = select(ArticleCardRow.section).where(ArticleCardRow.section_key == key)
    return session.scalar(written.order_by(ArticleCardRow.place.desc()).limit(1)) or key


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=fold_letters))
