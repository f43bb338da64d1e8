"""The lexicon as CSV, as spreadsheets read and write it."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime

from service.errors import LexiconError
from service.formulas import bare_cell, guarded_cell
from service.model import LexiconEntry
from service.text.lexicon.cells import build_entry
from service.text.lexicon.checks import at_line, check_count, check_size

COLUMNS = (
    "grapheme", "alias", "scope", "scope_value", "is_pattern", "whole_word", "case_sensitive",
    "say_as", "note", "created", "id",
)  # fmt: skip


def write_csv(entries: Iterable[LexiconEntry]) -> str:
    """The entries with all their fields below a heading, lines ended by CR LF (RFC 4180).

    Encode it as ``utf-8-sig`` for a person who opens it in a spreadsheet. There
    «=HYPERLINK(…)» in a cell would run, so an apostrophe goes before it (OWASP, CSV
    Injection), which :func:`read_csv` takes away again.
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
    semicolon may separate as well as a comma. Raises ``LexiconError`` naming the line,
    also for a file that is too large.
    """
    check_size(content)
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
                check_count(len(entries), rows.line_num)
                entries.append(_entry(columns, row, rows.line_num, now))
    except csv.Error as e:
        raise _refusal(rows.line_num, f"không đọc được dạng CSV ({e})", f"not CSV ({e})") from e
    if not columns:
        raise LexiconError("Tệp CSV trống.", "The CSV file is empty.")
    return tuple(entries)


def is_csv_head(head: bytes) -> bool:
    """Whether a file that begins with ``head`` may be a lexicon as CSV: it has its columns."""
    first = head.decode("utf-8-sig", "replace").partition("\n")[0].lower()
    return set(COLUMNS[:2]) <= {cell.strip(' "\r') for cell in re.split("[,;]", first)}


def _row(entry: LexiconEntry) -> list[str]:
    cells = (
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
    )
    return [guarded_cell(cell) for cell in cells]


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
    cells = {name: bare_cell(cell.strip()) for name, cell in zip(columns, row, strict=False)}
    with at_line(line):
        return build_entry(cells, now)


def _refusal(line: int, vi: str, en: str) -> LexiconError:
    return LexiconError(f"Dòng {line}: {vi}.", f"Line {line}: {en}.")
