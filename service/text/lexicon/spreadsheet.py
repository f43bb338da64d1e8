"""The lexicon as CSV, as spreadsheets read and write it."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from service.errors import LexiconError
from service.fingerprint import fingerprint
from service.model import LexiconEntry, LexiconScope, SayAs
from service.text.lexicon.checks import check_entry

COLUMNS = (
    "grapheme", "alias", "scope", "scope_value", "is_pattern", "whole_word", "case_sensitive",
    "say_as", "note", "created", "id",
)  # fmt: skip
_TRUE = frozenset(["1", "true", "yes", "x", "có", "đúng"])
_FALSE = frozenset(["0", "false", "no", "không", "sai"])
Choice = TypeVar("Choice", bound=StrEnum)


def entry_id(scope: LexiconScope, scope_value: str | None, grapheme: str, is_pattern: bool) -> str:
    """The id of an entry that came without one: the same words give the same id."""
    return fingerprint("lexicon/1", scope.value, scope_value, grapheme, is_pattern)[:12]


def write_csv(entries: Iterable[LexiconEntry]) -> str:
    """The entries with all their fields below a heading, lines ended by CR LF (RFC 4180).

    Encode it as ``utf-8-sig`` for a person who opens it in a spreadsheet.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(_row(entry))
    return sheet.getvalue()


def read_csv(content: bytes, *, now: datetime) -> tuple[LexiconEntry, ...]:
    """The entries of a CSV file with a heading; UTF-8, with or without a byte order mark.

    Needed are the columns grapheme and alias; what is absent takes its default:
    global, plain, whole word, case sensitive, said as alias, created ``now``. A
    semicolon may separate as well as a comma. Raises ``LexiconError`` naming the line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise LexiconError(
            f"Tệp CSV không phải UTF-8 (byte {e.start}): hãy lưu lại dạng «CSV UTF-8».",
            f"The CSV file is not UTF-8 (byte {e.start}).",
        ) from e
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    entries: list[LexiconEntry] = []
    columns: list[str] = []
    try:
        for row in rows:
            if not columns:
                columns = _columns(row)
            elif any(cell.strip() for cell in row):
                entries.append(_entry(columns, row, rows.line_num, now))
    except csv.Error as e:
        raise _refusal(rows.line_num, f"không đọc được dạng CSV ({e})", f"not CSV ({e})") from e
    if not columns:
        raise LexiconError("Tệp CSV trống.", "The CSV file is empty.")
    return tuple(entries)


def _row(entry: LexiconEntry) -> list[str]:
    return [
        entry.grapheme,
        entry.alias,
        entry.scope.value,
        entry.scope_value or "",
        "true" if entry.is_pattern else "false",
        "true" if entry.whole_word else "false",
        "true" if entry.case_sensitive else "false",
        entry.say_as.value,
        entry.note,
        entry.created.isoformat(),
        entry.id,
    ]


def _columns(row: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    missing = [name for name in COLUMNS[:2] if name not in columns]
    if missing:
        raise _refusal(1, f"thiếu cột {', '.join(missing)}", f"no column {', '.join(missing)}")
    strange = [name for name in columns if name not in COLUMNS]
    if strange:
        names = ", ".join(f"«{name}»" for name in strange)
        raise _refusal(1, f"không biết cột {names}", f"unknown column {names}")
    if len(set(columns)) < len(columns):
        raise _refusal(1, "có cột trùng tên", "a column stands twice")
    return columns


def _entry(columns: list[str], row: list[str], line: int, now: datetime) -> LexiconEntry:
    if len(row) > len(columns):
        raise _refusal(line, "nhiều ô hơn dòng tiêu đề", "more cells than the heading")
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
    try:
        entry = _built(cells, now)
        check_entry(entry)
    except LexiconError as e:
        raise LexiconError(f"Dòng {line}: {e.vi}", f"Line {line}: {e.en}") from e
    return entry


def _built(cells: Mapping[str, str], now: datetime) -> LexiconEntry:
    grapheme = unicodedata.normalize("NFC", cells.get("grapheme", ""))
    scope = _choice(cells, "scope", LexiconScope.GLOBAL)
    value = cells.get("scope_value") or None
    if (scope is LexiconScope.GLOBAL) != (value is None):
        raise LexiconError(
            "Phạm vi section hoặc article cần scope_value; phạm vi global thì để trống.",
            "A section or article scope needs a scope_value, a global one has none.",
        )
    is_pattern = _truth(cells, "is_pattern", default=False)
    return LexiconEntry(
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
    written = cells.get(name, "").lower()
    if written in _TRUE or written in _FALSE:
        return written in _TRUE
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
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _refusal(line: int, vi: str, en: str) -> LexiconError:
    return LexiconError(f"Dòng {line}: {vi}.", f"Line {line}: {en}.")
