"""The rows of texts: one for each revision of an article, with the bytes it came from."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.codec import from_json, to_json
from service.errors import ArticleDamagedError
from service.model import Revision
from service.store.damage import damage_told_as
from service.store.schema import RevisionRow


def read_revision(session: Session, article_id: str, revision_id: str) -> Revision:
    """The revision of this id, which is there: others refer to it."""
    row = session.get_one(RevisionRow, (article_id, revision_id))
    return from_json(Revision, row.content)


def is_whole_revision(session: Session, article_id: str, revision_id: str) -> bool:
    """Whether the row of this revision can be read."""
    damage = ArticleDamagedError("Văn bản đã hỏng.", "The text is damaged.")
    try:
        with damage_told_as(damage):
            read_revision(session, article_id, revision_id)
    except ArticleDamagedError:
        return False
    return True


def keep_revision(
    session: Session, article_id: str, revision: Revision, original: bytes, now: datetime
) -> None:
    """The article has a row of ``revision``, and a whole one."""
    key = (RevisionRow.article_id == article_id, RevisionRow.id == revision.id)
    new = revision_row(article_id, revision, original, now)
    if session.scalar(select(RevisionRow.id).where(*key)) is None:
        session.add(new)
        session.flush()
    elif not is_whole_revision(session, article_id, revision.id):
        session.execute(
            update(RevisionRow).where(*key).values(content=new.content, original=original)
        )


def revision_row(
    article_id: str, revision: Revision, original: bytes, now: datetime
) -> RevisionRow:
    """The row of ``revision`` with the bytes it came from."""
    content = to_json(revision, without="blocks")  # the lines of its content
    return RevisionRow(
        article_id=article_id, id=revision.id, content=content, original=original, created=now
    )
