"""One entry of the lexicon: edited in place, heard, its history, and the way back."""

from flask import render_template, request
from werkzeug.wrappers import Response

from service.desk import vocabulary
from service.desk.audition import find_voice
from service.desk.desk import Deed
from service.errors import LexiconError, NotFoundError
from service.model import Act, BlockKind, Ending, LexiconEntry, Segment
from service.text.lexicon import Lexicon
from service.text.spoken import say
from service.web.desk.audition import hear_words
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lexicon_form import read_entry, write_entry
from service.web.language import _, said
from service.web.numbers import row_number
from service.web.site import site

NEWEST = 200
"""Articles that are looked through: older ones are rarely recorded again, and all would wait."""


@desk.get("/lexicon/entries/<entry_id>")
def lexicon_entry(entry_id: str) -> str:
    """The entry in its form, what would change without it, and what it was before."""
    library = site().service.library
    entry, versions = library.lexicon_entry(entry_id), library.lexicon_versions(entry_id)
    if entry is None and not versions:
        raise NotFoundError("Từ điển không có mục này.", "There is no such entry.")
    return render_template(
        "desk/lexicon_entry.html",
        entry=entry,
        name=entry.grapheme if entry else _last_name(versions[0].before),
        entered=write_entry(entry) if entry else None,
        touched=vocabulary.preview_removal(entry, library, newest=NEWEST) if entry else (),
        newest=NEWEST,
        versions=versions,
    )


def _last_name(entry: LexiconEntry | None) -> str:
    return entry.grapheme if entry else ""


@desk.post("/lexicon/hear")
def hear_entry() -> str:
    """The sound of what the form's entry says, before it is kept."""
    service = site().service
    entry = read_entry(request.form, site().now(), service.library)
    # Of a pattern only the alias is known; its groups are filled where it matches.
    words = entry.alias if entry.is_pattern else said_by(entry)
    section = entry.scope_value if entry.scope == "section" else None
    voice = find_voice(request.form.get("voice", ""), section, service.production.voices)
    segment = Segment(entry.id, entry.grapheme, BlockKind.PARAGRAPH, 0, Ending.PARAGRAPH)
    heard = hear_words(segment, words, voice, Deed(Act.LEXICON_AUDITION, entry.id, entry.grapheme))
    return render_template(
        "desk/lexicon_heard.html",
        entry=entry,
        words=heard.spoken,
        key=heard.key,
        voice=voice.label,
        entered=request.form,
    )


def said_by(entry: LexiconEntry) -> str:
    """What is said for the entry's own grapheme, wherever it holds."""
    reader = Lexicon([entry]).reader(section=entry.scope_value, article_id=entry.scope_value)
    return say(entry.grapheme, lexicon=reader).spoken


@desk.post("/lexicon/undo")
def undo_entry() -> Response:
    """The entry as it was before one change of it, which is its newest."""
    number = row_number(request.form.get("version", "")) or 0
    library = site().service.library
    try:
        with the_desk().acting(Act.LEXICON_RESTORED, "lexicon") as deed:
            undone = vocabulary.undo_change(number, library, site().now(), author=editor_name())
            deed.subject = undone.entry_id
    except (LexiconError, NotFoundError) as e:
        return told(said(e), "desk.lexicon")
    return told(_("Đã hoàn tác."), "desk.lexicon_entry", entry_id=undone.entry_id)
