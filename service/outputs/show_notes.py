"""What a podcast client shows under an episode: a plain summary, a description, the whole article.

Clients take a description for HTML: in it the text of an article is escaped as it is in the
notes, and the feed escapes the whole once more. A summary is plain text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import islice
from urllib.parse import urlsplit

from service.legal_text import close_directions, legal_text
from service.model import Edition
from service.model.timing import chapters
from service.outputs.characters import begins_character
from service.outputs.content import BareLines, FeedWriter, NoteLinks, write_html
from service.outputs.corrections import ToldCorrection, correction_notes, correction_words
from service.outputs.disclosure import label_words, synthetic_voices
from service.outputs.faithfulness import unread_words
from service.outputs.page_words import clock
from service.web_address import is_web_address

DESCRIPTION_BYTES = 4000
"""Of a description: what Apple and Spotify show of it."""

_LEAD_BYTES = 600
"""Of the first paragraph: hundreds of descriptions share one feed."""

NAME_BYTES = 200
"""Of the name of a section or a chapter; a headline has 100."""

_BETWEEN_BYTES = 2
"""An empty line between two paragraphs of a summary."""

_UNSEEN = "\u2060"

# Elements that stand in lines of their own, as FeedWriter writes them.
_BLOCK = re.compile(r"(</?(?:p|h[1-6]|li|ul|ol|blockquote|pre|hr)(?:\s[^>]*)?>)")

# What would be a tag or a character reference once a client has decoded it too often, as
# podcast-partytime does, or takes plain text for HTML: «<script>», «&lt;b&gt;», not «a < b», «R&D».
_PLAIN_MARKUP = re.compile(r"<(?=[A-Za-z!/?])|&(?=#?\w+;)")
_ESCAPED_MARKUP = re.compile(r"&lt;(?=[A-Za-z!/?])|&amp;(?=#?\w+;)")
_TAG = re.compile(r"(<[^>]*>)")

_MOST_CHAPTERS = 40


@dataclass(frozen=True, slots=True)
class ShowNotes:
    """``summary`` is plain text, ``description`` and ``article`` are HTML."""

    summary: str
    description: str
    article: str


@dataclass(frozen=True, slots=True)
class _Note:
    """A paragraph in both forms."""

    plain: str
    html: str


def show_notes(
    edition: Edition, *, page_url: str, correction: ToldCorrection | None = None
) -> ShowNotes:
    """The notes of ``edition``, whose page is at ``page_url``.

    A ``correction`` that the public is told of stands before everything else. In summary and
    description it is cut where it is long; so is the lead.
    """
    begin = [*_correction(correction, page_url, _LEAD_BYTES), _lead(edition), _voice(edition)]
    original = [*_original(edition)]
    about = [*original, *_section(edition), *_unread(edition, page_url), *_chapters(edition)]
    whole = [*_correction(correction, page_url), _voice(edition)]
    article = [*(each.html for each in whole), _article(edition), *(each.html for each in about)]
    return ShowNotes(
        summary="\n\n".join(_fitting(_inert(each.plain) for each in (*begin, *original))),
        description="".join(_fitting(_inert_html(each.html) for each in (*begin, *about))),
        article=_inert_html("".join(article)),
    )


def voice_note(edition: Edition) -> str:
    """Who reads, in Vietnamese: synthetic voices, people, and why others than were wished."""
    recorded = who_reads(edition)[1]
    notes = [
        label_words(edition.voices),
        f"Người của toà soạn đọc {recorded} câu." if recorded else "",
        fallback_note(edition),
    ]
    return " ".join(filter(None, notes))


def fallback_note(edition: Edition) -> str:
    """Why another voice reads than was wished, behind the names of those who read; "" for none.

    What the edition keeps of it names the voice: where that has just been named, and no other,
    it is not said again.
    """
    told = edition.fallback_reason or ""
    labels, recorded = who_reads(edition)
    if recorded or len(labels) != 1:
        return told
    return told.replace(f"do giọng “{labels[0]}” đọc.", "đọc bằng giọng ấy.")


def who_reads(edition: Edition) -> tuple[list[str], int]:
    """The labels of the synthetic voices, and how many sentences people read."""
    labels = [voice.label for voice in synthetic_voices(edition.voices)]
    return labels, sum(spec.is_recording for spec in edition.voicing.others.values())


def paragraph(text: str) -> str:
    """Plain ``text`` as HTML: its paragraphs, which an empty line divides, in elements."""
    clean = close_directions(legal_text(text))
    lines = (escape(each.strip()).replace("\n", "<br>") for each in clean.split("\n\n"))
    return "".join(f"<p>{each}</p>" for each in lines if each)


def shorten(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` bytes of UTF-8, cut between words and marked with "…".

    No letter loses its marks, no emoji its family and no flag a letter.
    """
    coded = text.encode(errors="replace")
    if len(coded) <= limit:
        return text
    kept = coded[: max(limit - len("…".encode()), 0)].decode(errors="ignore")
    whole = kept.rpartition(" ")[0]
    while not whole and not begins_character(text, len(kept)):
        kept = kept[:-1]
    return (whole or kept) + "…"


def _fitting(notes: Iterable[str]) -> Iterator[str]:
    """Those of ``notes`` for which a description has room, each of them whole."""
    room = DESCRIPTION_BYTES
    for note in notes:
        length = len(note.encode(errors="replace")) + _BETWEEN_BYTES
        if length <= room:
            room -= length
            yield note


def _inert(plain: str) -> str:
    """``plain`` text that is no markup to who takes it for HTML: a joiner, which nobody sees,
    stands where a tag would begin.
    """
    return _PLAIN_MARKUP.sub(rf"\g<0>{_UNSEEN}", plain)


def _inert_html(html: str) -> str:
    """``html`` whose text is no markup to who decodes it once too often."""
    parts = _TAG.split(html)
    parts[::2] = (_ESCAPED_MARKUP.sub(rf"\g<0>{_UNSEEN}", text) for text in parts[::2])
    return "".join(parts)


def _note(text: str) -> _Note:
    return _Note(text, paragraph(text))


def _correction(
    told: ToldCorrection | None, page_url: str, limit: int | None = None
) -> Iterator[_Note]:
    if told is None:
        return
    if limit is not None:
        note = _shorten_escaped(told.correction.note, limit)
        told = replace(told, correction=replace(told.correction, note=note))
    yield _Note(correction_words(told), correction_notes(told, page_url))


def _lead(edition: Edition) -> _Note:
    return _note(_shorten_escaped(edition.revision.lead, _LEAD_BYTES))


def _shorten_escaped(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` bytes, and in twice as many when it is escaped."""
    short = shorten(text, limit)
    dense = len(escape(short).encode(errors="replace")) > 2 * limit
    # The longest of what a letter becomes has six: "&quot;".
    return shorten(text, limit // 3) if dense else short


def _voice(edition: Edition) -> _Note:
    words = voice_note(edition)
    return _Note(words, f"<p><em>{escape(words)}</em></p>")


def _article(edition: Edition) -> str:
    content = edition.revision.content
    return _closed(write_html(FeedWriter(BareLines(), NoteLinks(content)).write(content.nodes)))


def _original(edition: Edition) -> Iterator[_Note]:
    """Where the newspaper has the article."""
    link = edition.revision.link
    if link and is_web_address(link):
        host = urlsplit(link).hostname or link
        named = f'<a href="{escape(link)}">{escape(host)}</a>'
        yield _Note(f"Bài gốc: {link}", f"<p>Bài gốc: {named}</p>")


def _section(edition: Edition) -> Iterator[_Note]:
    if edition.revision.section:
        yield _note(f"Chuyên mục: {shorten(edition.revision.section, NAME_BYTES)}")


def _chapters(edition: Edition) -> Iterator[_Note]:
    """When each chapter begins; a client makes a link of a bare time at a line's beginning."""
    listed = chapters(edition)
    if listed:
        lines = (f"{clock(each.begin)} {shorten(each.title, NAME_BYTES)}" for each in listed)
        yield _note("\n".join(["Các phần:", *islice(lines, _MOST_CHAPTERS)]))


def _unread(edition: Edition, page_url: str) -> Iterator[_Note]:
    """How much of the article is not heard; its page tells what."""
    words = unread_words(edition)
    if words:
        link = f'<a href="{escape(page_url)}">Xem trên trang của bài</a>'
        told = f"Trong bài có phần không đọc: {words}."
        yield _Note(f"{told} Xem trên trang của bài: {page_url}", f"<p>{escape(told)} {link}.</p>")


def _closed(html: str) -> str:
    """``html`` in which no paragraph leaves the direction of its letters to the next."""
    return "".join(close_directions(each) for each in _BLOCK.split(html))
