"""What was recognised becomes a revision, whose id is that of its content."""

from dataclasses import replace
from datetime import datetime

from service.articles.recognise import Recognised
from service.fingerprint import fingerprint
from service.model import Block, BlockKind, Revision


def make_revision(
    recognised: Recognised,
    *,
    source_id: str,
    fallback_published: datetime,
    published: datetime | None = None,
    author: str | None = None,
    section: str | None = None,
    link: str | None = None,
) -> Revision:
    """The revision of what was recognised; what the sender states wins over it.

    ``fallback_published`` (with a time zone) is used where neither the sender nor
    the page says when the article was published. The revision's id depends on all
    that a reader can see, and on nothing else.
    """
    moment = published or recognised.published or fallback_published
    blocks = (Block(BlockKind.TITLE, recognised.title), *recognised.blocks)
    author = author or recognised.author
    section = section or recognised.section
    link = link or recognised.link
    return Revision(
        id=_revision_id(recognised.title, moment, author, section, link, blocks),
        source_id=source_id,
        title=recognised.title,
        published=moment,
        author=author,
        section=section,
        link=link,
        blocks=blocks,
        left_out=recognised.left_out,
    )


def redate(revision: Revision, published: datetime) -> Revision:
    """``revision`` as it would be if it had been published at that moment."""
    told = revision.author, revision.section, revision.link, revision.blocks
    new_id = _revision_id(revision.title, published, *told)
    return replace(revision, id=new_id, published=published)


def _revision_id(
    title: str,
    moment: datetime,
    author: str | None,
    section: str | None,
    link: str | None,
    blocks: tuple[Block, ...],
) -> str:
    return fingerprint(
        "revision/1",
        title,
        moment.isoformat(),
        author,
        section,
        link,
        [[block.kind.value, block.text] for block in blocks],
    )
