"""What was recognised becomes a revision, whose id is that of its content."""

from dataclasses import replace
from datetime import datetime

from service.articles.recognised import Recognised
from service.fingerprint import fingerprint
from service.model import Content, Revision
from service.model.content import is_of_lines, write_nodes


def make_revision(
    recognised: Recognised,
    *,
    source_id: str,
    fallback_published: datetime,
    summary: str | None = None,
    image: str | None = None,
    tags: tuple[str, ...] = (),
    modified: datetime | None = None,
) -> Revision:
    """The revision of what was recognised, in which what the sender states stands already.

    ``fallback_published`` (with a time zone) is used where nobody says when the article was
    published. The revision's id depends on all that a reader can see and on what the sender
    states but ``modified``: content systems move it at every save.
    """
    told = (
        recognised.title,
        recognised.published or fallback_published,
        recognised.author,
        recognised.section,
        recognised.link,
        recognised.content,
    )
    new_id = _revision_id(*told, stated=(summary, image, tags))
    return Revision(
        new_id,
        source_id,
        *told[:-1],
        left_out=recognised.left_out,
        content=told[-1],
        summary=summary,
        image=image,
        tags=tags,
        modified=modified,
    )


def redate(revision: Revision, published: datetime) -> Revision:
    """``revision`` as it would be if it had been published at that moment."""
    told = revision.author, revision.section, revision.link, revision.content
    stated = revision.summary, revision.image, revision.tags
    new_id = _revision_id(revision.title, published, *told, stated=stated)
    return replace(revision, id=new_id, published=published)


def _revision_id(
    title: str,
    moment: datetime,
    author: str | None,
    section: str | None,
    link: str | None,
    content: Content,
    *,
    stated: tuple[str | None, str | None, tuple[str, ...]],
) -> str:
    """The digest of all that a reader can see: of mere lines the same as an older Loa's."""
    facts = (title, moment.isoformat(), author, section, link)
    if any(stated):
        summary, image, tags = stated
        return fingerprint("revision/3", *facts, write_nodes(content.nodes), summary, image, tags)
    if is_of_lines(content):
        lines = ((leaf.kind.value, leaf.text) for leaf in content.leaves)
        return fingerprint("revision/1", *facts, [["title", title], *map(list, lines)])
    return fingerprint("revision/2", *facts, write_nodes(content.nodes))
