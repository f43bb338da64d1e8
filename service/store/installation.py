"""Which installation a library belongs to, and whether it knows what was published."""

from collections.abc import Iterable

from sqlalchemy import literal, select

from service.model.published_names import episode_of
from service.store.channel_guids import INSTALLATION
from service.store.database import ASKED_AT_ONCE, OnDatabase
from service.store.episode_rows import EditionRow
from service.store.release_rows import WithdrawalRow, deleted_of
from service.store.schema import ArticleRow, ChannelRow

_ANY = ""
"""Stands for every file of an article that was deleted."""


class Installation(OnDatabase):
    """A library and its media folder carry one id: a strange one is known before it publishes."""

    def installation(self) -> str | None:
        """The id that this library was given, or None where it has none yet."""
        with self._database.reading() as session:
            row = session.get(ChannelRow, INSTALLATION)
            return row.guid if row else None

    def claim_installation(self, proposed: str) -> str:
        """The library's id from now on: the one it has, else ``proposed``."""
        with self._database.writing() as session:
            row = session.get(ChannelRow, INSTALLATION)
            if row is None:
                row = ChannelRow(name=INSTALLATION, guid=proposed)
                session.add(row)
            return row.guid

    def unknown_articles(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of ``ids`` that name no article, and none that was deleted for good; sorted."""
        asked = sorted(set(ids))
        known = select(ArticleRow.id)
        if len(asked) <= ASKED_AT_ONCE:  # of more, all that there are are read
            known = known.where(ArticleRow.id.in_(asked))
        with self._database.reading() as session:
            known_ids = set(session.scalars(known))
            unknown = [each for each in asked if each not in known_ids]
            deleted = deleted_of(session, unknown)
        return tuple(each for each in unknown if each not in deleted)

    def unknown_files(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` ("<episode>/<file>") that no edition of their episode has.

        Of one that was deleted for good none is strange.
        """
        asked, known = list(names), set[tuple[str, str]]()
        with self._database.reading() as session:
            for begin in range(0, len(asked), ASKED_AT_ONCE):
                some = asked[begin : begin + ASKED_AT_ONCE]
                # By the names' own index: they stand behind contents, which none has to pass, and
                # also where one is damaged.
                files = select(EditionRow.episode_id, EditionRow.file)
                files = files.where(EditionRow.file.in_(some))
                gone = select(WithdrawalRow.article_id, literal(_ANY)).where(
                    WithdrawalRow.article_id.in_(sorted(set(map(episode_of, some)))),
                    WithdrawalRow.is_deleted.is_(True),
                )
                told = session.execute(files.union_all(gone))
                known.update((episode_id, name) for episode_id, name in told)
        return tuple(
            name
            for name in asked
            if not {(episode_of(name), name), (episode_of(name), _ANY)} & known
        )
