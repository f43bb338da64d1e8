"""What editors add to an article's reading: overrides and the lexicon."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.model import LexiconEntry, Override
from service.store.database import ASKED_AT_ONCE, OnDatabase
from service.store.lexicon_versions import note_versions
from service.store.schema import LexiconRow, OverrideRow
from service.store.wishes import put_wish


class Corrections(OnDatabase):
    """Overrides of sentences, and the newsroom's lexicon."""

    def set_override(self, override: Override) -> None:
        """``override`` is its sentence's from now on; the one before stays in the history."""
        with self._database.writing() as session:
            _take_back(session, override.article_id, override.segment_id, override.created)
            session.add(
                OverrideRow(
                    article_id=override.article_id,
                    segment_id=override.segment_id,
                    printed=override.printed,
                    spoken=override.spoken,
                    author=override.author,
                    created=override.created,
                )
            )

    def remove_override(self, article_id: str, segment_id: str, now: datetime) -> Override | None:
        """The override that was taken back, or None where there was none."""
        with self._database.writing() as session:
            return _take_back(session, article_id, segment_id, now)

    def overrides(self, article_id: str) -> tuple[Override, ...]:
        """The overrides of an article that stand, the oldest first."""
        standing = (
            select(OverrideRow)
            .where(OverrideRow.article_id == article_id, OverrideRow.removed.is_(None))
            .order_by(OverrideRow.id)
        )
        with self._database.reading() as session:
            return tuple(_override(row) for row in session.scalars(standing))

    def override_history(self, article_id: str, segment_id: str) -> tuple[Override, ...]:
        """Every override the sentence ever had, the newest first: what undo goes back to."""
        every = (
            select(OverrideRow)
            .where(OverrideRow.article_id == article_id, OverrideRow.segment_id == segment_id)
            .order_by(OverrideRow.id.desc())
        )
        with self._database.reading() as session:
            return tuple(_override(row) for row in session.scalars(every))

    def lexicon_entries(self) -> tuple[LexiconEntry, ...]:
        """The newsroom's lexicon, in the order of its graphemes."""
        with self._database.reading() as session:
            contents = session.scalars(select(LexiconRow.content)).all()
        entries = [from_json(LexiconEntry, content) for content in contents]
        return tuple(sorted(entries, key=lambda entry: (entry.grapheme, entry.id)))

    def put_lexicon_entry(self, entry: LexiconEntry) -> None:
        """``entry`` stands in the lexicon, in place of the one of its id."""
        self.put_lexicon_entries([entry])

    def put_lexicon_entries(
        self,
        entries: Iterable[LexiconEntry],
        *,
        again: Iterable[str] = (),
        now: datetime | None = None,
        author: str = "",
    ) -> None:
        """All of them stand in the lexicon or, with a StoreError, none; of one id the last.

        With them it is wished, ``now``, that the articles ``again`` be recorded anew: no
        kill comes between. What they were before stays in the lexicon's history, by ``author``.
        """
        following = {entry.id: entry for entry in entries}
        contents = {key: to_json(entry) for key, entry in following.items()}
        with self._database.writing() as session:
            known = _known(session, contents)
            at = now or max((each.created for each in following.values()), default=None)
            if at is not None:
                note_versions(session, known, following, author, at)
            rows = [{"id": key, "content": content} for key, content in contents.items()]
            replaced = [row for row in rows if row["id"] in known]
            added = [row for row in rows if row["id"] not in known]
            if replaced:
                session.execute(update(LexiconRow), replaced)
            if added:
                session.execute(insert(LexiconRow), added)
            if now is not None:
                for article_id in again:
                    put_wish(session, article_id, now)

    def remove_lexicon_entry(
        self, entry_id: str, now: datetime | None = None, author: str = ""
    ) -> LexiconEntry | None:
        """The entry that was removed, or None where there was none.

        It stays in the history since ``now`` (of an entry whose removal has no date, since it
        was made).
        """
        with self._database.writing() as session:
            row = session.get(LexiconRow, entry_id)
            if row is None:
                return None
            entry = from_json(LexiconEntry, row.content)
            session.delete(row)
            note_versions(session, {entry_id: entry}, {}, author, now or entry.created)
            return entry


def _known(session: Session, ids: Iterable[str]) -> dict[str, LexiconEntry]:
    """Those of ``ids`` that stand in the lexicon."""
    asked, found = list(ids), dict[str, LexiconEntry]()
    for begin in range(0, len(asked), ASKED_AT_ONCE):
        some = LexiconRow.id.in_(asked[begin : begin + ASKED_AT_ONCE])
        rows = session.scalars(select(LexiconRow).where(some))
        found.update({row.id: from_json(LexiconEntry, row.content) for row in rows})
    return found


def _take_back(
    session: Session, article_id: str, segment_id: str, now: datetime
) -> Override | None:
    row = session.scalar(
        select(OverrideRow).where(
            OverrideRow.article_id == article_id,
            OverrideRow.segment_id == segment_id,
            OverrideRow.removed.is_(None),
        )
    )
    if row is None:
        return None
    row.removed = now
    return _override(row)


def _override(row: OverrideRow) -> Override:
    return Override(
        row.article_id, row.segment_id, row.printed, row.spoken, row.author, row.created
    )
