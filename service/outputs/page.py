"""An episode as its article page shows it: the printed article, sentence by sentence.

The text is never rewritten (rule 9 of the house): the leaves of the content stand on the
page as they were published. A sentence that is heard carries no id; the player finds it by
its place among the heard sentences, because ids and the like make screen readers stumble.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.model import Episode, Revision, Utterance
from service.model.content import plain_inline
from service.model.timing import cues
from service.outputs.content import (
    BareLines,
    ContentWriter,
    HeardLines,
    NoteLinks,
    write_html,
)
from service.outputs.faithfulness import Elsewhere, Unread, differences, elsewhere, unread


@dataclass(frozen=True, slots=True)
class Expansion:
    """A short form of the article and the words it stands for."""

    written: str
    spoken: str


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """An article as HTML: what stands in its ``title`` and its ``body``.

    ``differences`` say in what it is not as it was published (Vietnamese), and
    ``elsewhere`` is what only the source page shows.
    """

    title: str
    body: str
    differences: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage(PrintedArticle):
    """What the template of the article page needs beside it.

    ``times`` holds "begin-end" in milliseconds for each marked sentence, in the order of
    the page, separated by spaces. ``unread`` is what is printed and not heard.
    """

    times: str
    unread: tuple[Unread, ...]
    expansions: tuple[Expansion, ...]


def article_page(episode: Episode) -> ArticlePage:
    """The page of the episode's current edition."""
    edition = episode.edition
    shown = edition.shown
    notes = NoteLinks(shown.content)
    lines = HeardLines(edition.passages, cues(edition), notes)
    printed = _printed(shown, lines, notes)
    return ArticlePage(
        printed.title,
        printed.body,
        printed.differences,
        printed.elsewhere,
        times=" ".join(f"{begin}-{end}" for begin, end in lines.times),
        unread=tuple(unread(edition)),
        expansions=tuple(_expansions(each.utterance for each in edition.passages)),
    )


def printed_article(revision: Revision) -> PrintedArticle:
    """``revision`` without marks of sentences: the plain text as a page of its own."""
    notes = NoteLinks(revision.content)
    return _printed(revision, BareLines(notes), notes)


def _printed(revision: Revision, lines: BareLines | HeardLines, notes: NoteLinks) -> PrintedArticle:
    title = write_html(lines.line(plain_inline(revision.title)))
    body = ContentWriter(lines, notes).write(revision.content.nodes)
    return PrintedArticle(
        title,
        write_html(body, between="\n"),
        tuple(differences(revision)),
        tuple(elsewhere(revision.content)),
    )


def _expansions(utterances: Iterable[Utterance]) -> Iterator[Expansion]:
    """Each abbreviation once, at its first reading, where it was read as words."""
    seen: set[str] = set()
    for utterance in utterances:
        for reading in utterance.trace:
            if reading.rule.startswith("abbreviation") and reading.written not in seen:
                seen.add(reading.written)
                yield Expansion(reading.written, reading.spoken)
