"""A lexicon entry as an editor fills it in."""

from datetime import datetime

from werkzeug.datastructures import MultiDict

from service.errors import LexiconError
from service.model import LexiconEntry, LexiconScope, SayAs
from service.text.lexicon import check_entry
from service.text.lexicon.spreadsheet import entry_id


def read_entry(form: MultiDict[str, str], now: datetime) -> LexiconEntry:
    """The entry of a filled-in form. Raises LexiconError saying what to mend."""
    scope = _scope(form.get("scope", LexiconScope.GLOBAL))
    scope_value = form.get("scope_value", "").strip() or None
    if (scope is LexiconScope.GLOBAL) != (scope_value is None):
        raise LexiconError(
            "Mục cho một chuyên mục hay một bài phải nói rõ chuyên mục hay mã tập nào; "
            "mục dùng chung thì để trống ô ấy.",
            "An entry for a section or an article names it; a global one names none.",
        )
    grapheme = form.get("grapheme", "").strip()
    is_pattern = "is_pattern" in form
    entry = LexiconEntry(
        id=entry_id(scope, scope_value, grapheme, is_pattern),
        grapheme=grapheme,
        alias=form.get("alias", "").strip(),
        scope=scope,
        scope_value=scope_value,
        is_pattern=is_pattern,
        whole_word="whole_word" in form,
        case_sensitive="case_sensitive" in form,
        say_as=SayAs.LETTERS if form.get("say_as") == SayAs.LETTERS else SayAs.ALIAS,
        note=form.get("note", "").strip(),
        created=now,
    )
    check_entry(entry)
    return entry


def _scope(name: str) -> LexiconScope:
    try:
        return LexiconScope(name)
    except ValueError as e:
        raise LexiconError(f"Không có phạm vi “{name}”.", f"There is no scope “{name}”.") from e
