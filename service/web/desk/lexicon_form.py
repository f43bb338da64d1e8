"""A lexicon entry as an editor fills it in."""

from datetime import datetime

from werkzeug.datastructures import MultiDict

from service.model import LexiconEntry
from service.text.lexicon import build_entry

_FIELDS = ("grapheme", "alias", "scope", "scope_value", "say_as", "note")
_TICKS = ("is_pattern", "whole_word", "case_sensitive")


def read_entry(form: MultiDict[str, str], now: datetime) -> LexiconEntry:
    """The entry of a filled-in form. Raises LexiconError saying what to mend."""
    filled_in = {name: form.get(name, "").strip() for name in _FIELDS}
    ticked = {name: str(name in form).lower() for name in _TICKS}
    return build_entry(filled_in | ticked, now)
