"""What was recognised becomes a revision, whose id is that of its content."""

from dataclasses import replace
from datetime import datetime

from service.articles.arranging import arrange
from service.articles.recognised import Recognised
from service.fingerprint import fingerprint
from service.model import Content, Revision
from service.model.content import is_of_lines, write_nodes


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
    content = arrange(recognised.content)
    author = author or recognised.author
    section = section or recognised.section
    link = link or recognised.link
    return Revision(
        id=_revision_id(recognised.title, moment, author, section, link, content),
        source_id=source_id,
        title=recognised.title,
        published=moment,
        author=author,
        section=section,
        link=link,
        left_out=recognised.left_out,
        content=content,
    )


def redate(revision: Revision, published: datetime) -> Revision:
    """``revision`` as it would be if it had been published at that moment."""
    told = revision.author, revision.section, revision.link, revision.content
    new_id = _revision_id(revision.title, published, *told)
    return replace(revision, id=new_id, published=published)


def _revision_id(
    title: str,
    moment: datetime,
    author: str | None,
    section: str | None,
    link: str | None,
    content: Content,
) -> str:
    """The digest of all that a reader can see: of mere lines the same as an older Loa's."""
    facts = (title, moment.isoformat(), author, section, link)
    if is_of_lines(content):
        lines = ((leaf.kind.value, leaf.text) for leaf in content.leaves)
        return fingerprint("revision/1", *facts, [["title", title], *map(list, lines)])
    return fingerprint("revision/2", *facts, write_nodes(content.nodes))
