"""What the desk's list tells of an article, within a transaction that does more."""

from contextlib import suppress
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from service.model import Edition, Revision, fold_section
from service.store.article_card_rows import ArticleCardRow, ArticleWordsRow
from service.store.sought import kept_form


def list_revision(session: Session, article_id: str, revision: Revision) -> None:
    """The list tells of the article what ``revision`` says, which is its newest from now on.

    Within the transaction that makes it so, whose row is written by then.
    """
    source = source_of(revision.link)
    session.execute(
        update(ArticleCardRow)
        .where(ArticleCardRow.article_id == article_id)
        .values(
            section=revision.section,
            section_key=fold_section(revision.section),
            author=revision.author,
            source=source,
            is_known=True,
        )
    )
    facts = (revision.source_id, revision.author, revision.section, source)
    texts = (leaf.text for leaf in revision.leaves[1:])
    body = " ".join(filter(None, (revision.summary, *texts)))
    put_words(session, article_id, revision.title, " ".join(filter(None, facts)), body)


def list_voice(session: Session, edition: Edition) -> None:
    """The list tells who speaks the article's newest edition."""
    session.execute(
        update(ArticleCardRow)
        .where(ArticleCardRow.article_id == edition.episode_id)
        .values(voice=edition.spec.voice.label)
    )


def source_of(link: str | None) -> str:
    """The host of the page that an article comes from, "" for none."""
    with suppress(ValueError):
        return (urlsplit(link or "").hostname or "").removeprefix("www.")
    return ""


def put_words(session: Session, article_id: str, title: str, facts: str, body: str) -> None:
    """The article is found by these words and by no others."""
    own = select(ArticleCardRow.place).where(ArticleCardRow.article_id == article_id)
    place = session.scalar(own)
    if place is None:
        return
    session.execute(delete(ArticleWordsRow).where(ArticleWordsRow.place == place))
    words = {"title": kept_form(title), "facts": kept_form(facts), "body": kept_form(body)}
    session.execute(insert(ArticleWordsRow).values(place=place, **words))
