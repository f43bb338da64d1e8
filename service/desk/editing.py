"""An article's text as its editor changes it: plain writing, and whether all of it comes back."""

from dataclasses import dataclass
from datetime import tzinfo

from service.desk.extraction import extract
from service.desk.hints import Hints, clean_hints
from service.errors import ArticleError
from service.model import Content, Revision
from service.outputs.plain_form import write_plain_form

PLAIN_FORM = "bai.md"
"""What the form calls its text, so that it is read as Markdown."""


@dataclass(frozen=True, slots=True)
class EditedText:
    """The ``text`` to be changed; ``lost`` are lines that would not come back as they stand."""

    text: str
    lost: tuple[str, ...]


def text_to_edit(revision: Revision, *, zone: tzinfo, limit_bytes: int) -> EditedText:
    """The text of ``revision`` in plain writing, read back once to see what it cannot hold."""
    text = write_plain_form(revision.content)
    try:
        found = extract(
            text.encode(),
            clean_hints(hints_of(revision), revision.published),
            zone=zone,
            limit_bytes=limit_bytes,
        )
    except ArticleError:
        return EditedText(text, tuple(leaf.text for leaf in revision.content.leaves))
    return EditedText(text, _lost(revision.content, found.recognised.content))


def hints_of(revision: Revision) -> Hints:
    """The facts of ``revision`` as the form fills them in."""
    return Hints(
        revision.source_id,
        file_name=PLAIN_FORM,
        title=revision.title,
        published=revision.published,
        author=revision.author,
        section=revision.section,
        link=revision.link,
        lead=revision.summary,
        image=revision.image,
        tags=revision.tags,
    )


def _lost(before: Content, after: Content) -> tuple[str, ...]:
    kept = {(leaf.kind, leaf.text) for leaf in after.leaves}
    return tuple(leaf.text for leaf in before.leaves if (leaf.kind, leaf.text) not in kept)
