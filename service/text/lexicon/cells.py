"""A lexicon entry as named cells write it: a row of a spreadsheet, or a filled-in form."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from service.errors import LexiconError
from service.fingerprint import fingerprint
from service.model import LexiconEntry, LexiconScope, SayAs
from service.text.lexicon.checks import check_entry
from service.yes_no import read_yes_no

_LONGEST = {"id": 32, "scope_value": 200, "note": 1000}
"""Characters; grapheme and alias are measured as every entry's are."""

Choice = TypeVar("Choice", bound=StrEnum)


def entry_id(scope: LexiconScope, scope_value: str | None, grapheme: str, is_pattern: bool) -> str:
    """The id of an entry that came without one: the same words give the same id."""
    return fingerprint("lexicon/1", scope.value, scope_value, grapheme, is_pattern)[:12]


def build_entry(cells: Mapping[str, str], now: datetime) -> LexiconEntry:
    """The entry that named cells of a table or a form write; what is empty takes its default.

    ``now`` dates an entry without a date. Raises LexiconError saying what to mend.
    """
    for name, most in _LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise LexiconError(
                f"Cột {name} dài quá {most} ký tự.",
                f"Column {name} has more than {most} characters.",
            )
    grapheme = unicodedata.normalize("NFC", cells.get("grapheme", ""))
    scope = _choice(cells, "scope", LexiconScope.GLOBAL)
    value = cells.get("scope_value") or None
    if (scope is LexiconScope.GLOBAL) != (value is None):
        raise LexiconError(
            "Mục cho một chuyên mục hay một bài cần scope_value, là tên chuyên mục hay mã bài; "
            "mục dùng chung thì để trống ô ấy.",
            "An entry for a section or an article needs a scope_value; a global one has none.",
        )
    is_pattern = _truth(cells, "is_pattern", default=False)
    entry = LexiconEntry(
        id=cells.get("id") or entry_id(scope, value, grapheme, is_pattern),
        grapheme=grapheme,
        alias=unicodedata.normalize("NFC", cells.get("alias", "")),
        scope=scope,
        scope_value=value,
        is_pattern=is_pattern,
        whole_word=_truth(cells, "whole_word", default=True),
        case_sensitive=_truth(cells, "case_sensitive", default=True),
        say_as=_choice(cells, "say_as", SayAs.ALIAS),
        note=cells.get("note", ""),
        created=_date(cells.get("created", ""), now),
    )
    check_entry(entry)
    return entry


def _choice(cells: Mapping[str, str], name: str, default: Choice) -> Choice:
    written = cells.get(name, "").lower()
    kind = type(default)
    try:
        return kind(written) if written else default
    except ValueError as e:
        known = ", ".join(kind)
        raise LexiconError(
            f"Cột {name} ghi «{written}», chỉ nhận: {known}.",
            f"Column {name} says {written!r}; known are {known}.",
        ) from e


def _truth(cells: Mapping[str, str], name: str, *, default: bool) -> bool:
    written = cells.get(name, "")
    said = read_yes_no(written)
    if said is not None:
        return said
    if written:
        raise LexiconError(
            f"Cột {name} ghi «{written}», chỉ nhận true hoặc false.",
            f"Column {name} says {written!r}; known are true and false.",
        )
    return default


def _date(written: str, now: datetime) -> datetime:
    if not written:
        return now
    try:
        date = datetime.fromisoformat(written)
    except ValueError as e:
        raise LexiconError(
            f"Cột created ghi «{written}», không phải ngày giờ ISO 8601.",
            f"Column created says {written!r}, which is no ISO 8601 date.",
        ) from e
    if (date.utcoffset() or timedelta()) % timedelta(minutes=1):
        return date.astimezone(UTC)  # RFC 3339 cannot say an offset of seconds
    return date if date.tzinfo else date.replace(tzinfo=UTC)
