"""What became public of articles, and what was taken back, for pages, lists and the folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.orm import aliased

from service.model.release import (
    Publication,
    PublicCorrection,
    Publicity,
    Released,
    Withdrawal,
)
from service.store.access_rows import AuditRow, PersonRow
from service.store.database import OnDatabase
from service.store.episode_rows import PUBLISHED, WITHDRAWN, EditionRow, EpisodeRow
from service.store.release_rows import (
    CorrectionRow,
    UntoldRow,
    WithdrawalRow,
    read_correction,
    read_withdrawal,
)
from service.store.schema import ArticleRow, PictureFileRow


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition as a list tells it; ``released`` is None while the public never had it."""

    number: int
    revision_id: str
    file: str
    released: Released | None


@dataclass(frozen=True, slots=True)
class FileTold:
    """What is told of a recording: of an episode with this title and date of publication.

    It is the ``number``-th that the public has had of the episode. Of one that was never
    released there are neither.
    """

    publicity: Publicity
    title: str = ""
    published: datetime | None = None
    number: int = 1


def _question_of_file() -> Select[datetime | None, str, str, datetime, int]:
    other = aliased(EditionRow)
    earlier = (
        select(func.count(func.distinct(other.file)))
        .where(other.episode_id == EditionRow.episode_id, other.file != EditionRow.file)
        .where(other.released < EditionRow.released)
        .scalar_subquery()
    )
    episode = (EpisodeRow.state, EpisodeRow.title, EpisodeRow.published)
    return (
        select(EditionRow.released, *episode, earlier)
        .join(EpisodeRow, EpisodeRow.id == EditionRow.episode_id, isouter=True)
        .where(EditionRow.file == bindparam("name"))
        .order_by(EditionRow.released)
    )


_FILE_TOLD = _question_of_file()
"""Put together once: listeners ask it at each request, and that costs more than the answer."""


class ReleasedEditions(OnDatabase):
    """Read here and written in ``Releases``."""

    def publication(self, article_id: str) -> Publication:
        """What of the article the public has had."""
        had = (
            select(EditionRow.number, EditionRow.file, EditionRow.released)
            .where(EditionRow.episode_id == article_id, EditionRow.released.is_not(None))
            .order_by(EditionRow.released, EditionRow.number)
        )
        with self._database.reading() as session:
            row, taken = session.get(EpisodeRow, article_id), session.get(WithdrawalRow, article_id)
            releases = tuple(
                Released(number, file, at) for number, file, at in session.execute(had) if at
            )
            if row is None:
                return Publication(article_id, Publicity.UNRELEASED)
            is_public = row.state == PUBLISHED
            publicity = Publicity.PUBLISHED if is_public else Publicity.WITHDRAWN
            withdrawal = read_withdrawal(taken) if taken else None
            first, guid, place = row.first_published, row.guid, row.sequence
            return Publication(article_id, publicity, releases, first, withdrawal, guid, place)

    def recordings_released(self, article_id: str) -> int:
        """How many recordings of the article the public has had; editions may share one."""
        had = (EditionRow.episode_id == article_id, EditionRow.released.is_not(None))
        with self._database.reading() as session:
            return session.scalar(select(func.count(EditionRow.file.distinct())).where(*had)) or 0

    def edition_lines(self, article_id: str) -> tuple[EditionLine, ...]:
        """All editions of the article, the newest first, whatever their contents tell."""
        made = (
            select(EditionRow.number, EditionRow.revision_id, EditionRow.file, EditionRow.released)
            .where(EditionRow.episode_id == article_id)
            .order_by(EditionRow.number.desc())
        )
        with self._database.reading() as session:
            return tuple(
                EditionLine(number, revision_id, file, Released(number, file, at) if at else None)
                for number, revision_id, file, at in session.execute(made)
            )

    def file_told(self, name: str) -> FileTold | None:
        """What is told of the recording ``name``; None where no edition has it."""
        found = self._database.ask(_FILE_TOLD.params(name=name))
        if not found:
            return None
        released = [row for row in found if row[0] is not None]
        if not released:
            return FileTold(Publicity.UNRELEASED)
        _, state, title, published, before = released[0]
        is_public = state == PUBLISHED
        publicity = Publicity.PUBLISHED if is_public else Publicity.WITHDRAWN
        return FileTold(publicity, title or "", published, before + 1)

    def publicity_of_picture(self, name: str) -> Publicity | None:
        """Whether the public has an article of the picture ``name``; None where none shows it."""
        showing = (
            select(EpisodeRow.state)
            .select_from(PictureFileRow)
            .join(EpisodeRow, EpisodeRow.id == PictureFileRow.article_id, isouter=True)
            .where(PictureFileRow.name == name)
        )
        states = {state for (state,) in self._database.ask(showing)}
        if PUBLISHED in states:
            return Publicity.PUBLISHED
        if WITHDRAWN in states:
            return Publicity.WITHDRAWN
        return Publicity.UNRELEASED if states else None

    def withdrawal(self, article_id: str) -> Withdrawal | None:
        """That the article's episode was withdrawn or deleted, or None."""
        taken = select(
            WithdrawalRow.article_id,
            WithdrawalRow.at,
            WithdrawalRow.who,
            WithdrawalRow.notice,
            WithdrawalRow.is_deleted,
        ).where(WithdrawalRow.article_id == article_id)
        return next((Withdrawal(*row) for row in self._database.ask(taken)), None)

    def withdrawals_of(self, article_ids: Iterable[str]) -> dict[str, Withdrawal]:
        """What of some articles was withdrawn, by the article's id."""
        wanted = select(WithdrawalRow).where(WithdrawalRow.article_id.in_(list(article_ids)))
        with self._database.reading() as session:
            return {row.article_id: read_withdrawal(row) for row in session.scalars(wanted)}

    def withdrawals_told(self, limit: int) -> tuple[Withdrawal, ...]:
        """What the public is told was taken back, the newest first."""
        told = (
            select(WithdrawalRow)
            .where(WithdrawalRow.notice.is_not(None), WithdrawalRow.is_deleted.is_(False))
            .order_by(WithdrawalRow.at.desc())
        )
        with self._database.reading() as session:
            return tuple(map(read_withdrawal, session.scalars(told.limit(limit))))

    def corrections_told(self, limit: int, offset: int = 0) -> tuple[PublicCorrection, ...]:
        """What the public is told was corrected, of episodes that it has, the newest first."""
        told = (
            select(CorrectionRow)
            .join(EpisodeRow, EpisodeRow.id == CorrectionRow.article_id)
            .where(CorrectionRow.is_told.is_(True), EpisodeRow.state.concat("") == PUBLISHED)
            .order_by(CorrectionRow.at.desc(), CorrectionRow.id.desc())
        )
        with self._database.reading() as session:
            found = session.scalars(told.limit(limit).offset(offset))
            return tuple(map(read_correction, found))

    def corrections_of(self, article_id: str) -> tuple[PublicCorrection, ...]:
        """The article's corrections, told or silent, the newest first."""
        own = (
            select(CorrectionRow)
            .where(CorrectionRow.article_id == article_id)
            .order_by(CorrectionRow.number.desc(), CorrectionRow.id.desc())
        )
        with self._database.reading() as session:
            return tuple(map(read_correction, session.scalars(own)))

    def sender(self, article_id: str) -> str:
        """Who sent the article last ("desk", "api:<token>"); "" where that is not known."""
        with self._database.reading() as session:
            row = session.get(ArticleRow, article_id)
            return row.sender if row else ""

    def who_did(
        self, article_id: str, actions: Iterable[str], since: datetime | None
    ) -> frozenset[str]:
        """The names of those who did one of ``actions`` to the article, ``since`` a moment.

        Who is called otherwise by now is told by both names.
        """
        done = [AuditRow.subject == article_id, AuditRow.action.in_(list(actions))]
        if since is not None:
            done.append(AuditRow.at > since)
        then = select(AuditRow.who).where(*done)
        now = select(PersonRow.name).join(AuditRow, AuditRow.person_id == PersonRow.id).where(*done)
        with self._database.reading() as session:
            return frozenset(session.scalars(then.union(now)))

    def untold_releases(self, limit: int = 100) -> tuple[str, ...]:
        """The articles of which the media folder does not say yet what is public."""
        untold = select(UntoldRow.article_id).order_by(UntoldRow.article_id).limit(limit)
        with self._database.reading() as session:
            return tuple(session.scalars(untold))

    def note_told(self, article_id: str) -> None:
        """The media folder says what of the article is public."""
        with self._database.writing() as session:
            session.execute(delete(UntoldRow).where(UntoldRow.article_id == article_id))
