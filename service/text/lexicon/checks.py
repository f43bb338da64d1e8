"""Whether a lexicon entry can be used, told in the editor's words."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from service.errors import LexiconError
from service.model import LexiconEntry, SayAs
from service.text.lexicon.patterns import Pattern, compile_pattern, try_out

LONGEST_GRAPHEME = 200
LONGEST_ALIAS = 1000
LARGEST_FILE = 10 * 1024 * 1024
MOST_ENTRIES = 50_000
"""Of one file, which is taken in within one request and one transaction."""

REFERENCE = re.compile(r"\\([1-9])")
"""A group of the pattern, as the alias names it."""


@contextmanager
def at_line(line: object) -> Iterator[None]:
    """Every LexiconError inside is raised with the line of the file where the entry stands."""
    try:
        yield
    except LexiconError as e:
        raise LexiconError(f"Dòng {line}: {e.vi}", f"Line {line}: {e.en}") from e


def check_size(content: bytes) -> None:
    """Raises LexiconError for a file that is larger than a lexicon may be."""
    if len(content) > LARGEST_FILE:
        raise LexiconError(
            f"Tệp từ điển dài {len(content)} byte, nhiều nhất {LARGEST_FILE}: hãy chia thành "
            "nhiều tệp.",
            f"The lexicon file has {len(content)} bytes; the limit is {LARGEST_FILE}.",
        )


def check_count(entries: int, line: object) -> None:
    """Raises LexiconError where one more than ``entries`` is too many, with the line it is on."""
    if entries >= MOST_ENTRIES:
        raise LexiconError(
            f"Dòng {line}: một tệp có nhiều nhất {MOST_ENTRIES} mục; hãy chia thành nhiều tệp.",
            f"Line {line}: a file has {MOST_ENTRIES} entries at most.",
        )


def check_entry(entry: LexiconEntry) -> None:
    """Nothing, if ``entry`` can be used; else raises ``LexiconError`` saying what to mend.

    A pattern is tried out too, so that one which may run without end is refused here.
    """
    check_form(entry)
    if entry.is_pattern:
        try_out(entry_pattern(entry), entry.grapheme)


def check_form(entry: LexiconEntry) -> None:
    """The same without trying a pattern out: the answer never depends on the machine."""
    _check_written(entry)
    if entry.say_as is SayAs.ALIAS and not entry.alias.strip():
        raise LexiconError(
            f"Mục «{entry.grapheme}» chưa có cách đọc.", f"{entry.grapheme!r} has no alias."
        )
    if len(entry.alias) > LONGEST_ALIAS or _breaks_line(entry.alias):
        raise LexiconError(
            f"Cách đọc của «{entry.grapheme}» phải là một dòng, tối đa {LONGEST_ALIAS} ký tự.",
            f"The alias of {entry.grapheme!r} is not one line of up to {LONGEST_ALIAS} characters.",
        )
    if entry.is_pattern:
        _check_references(entry, entry_pattern(entry).groups)


def entry_pattern(entry: LexiconEntry) -> Pattern:
    """The compiled expression of a pattern entry; raises ``LexiconError`` for a bad one."""
    written = unicodedata.normalize("NFC", entry.grapheme)
    return compile_pattern(
        written, whole_word=entry.whole_word, case_sensitive=entry.case_sensitive
    )


def _check_written(entry: LexiconEntry) -> None:
    if not entry.grapheme.strip():
        raise LexiconError("Từ cần đọc còn để trống.", "The grapheme is empty.")
    if len(entry.grapheme) > LONGEST_GRAPHEME or _breaks_line(entry.grapheme):
        raise LexiconError(
            f"Từ cần đọc phải nằm trên một dòng, tối đa {LONGEST_GRAPHEME} ký tự.",
            f"The grapheme is not one line of up to {LONGEST_GRAPHEME} characters.",
        )


def _breaks_line(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") for character in text)


def _check_references(entry: LexiconEntry, groups: int) -> None:
    for reference in REFERENCE.finditer(entry.alias):
        if int(reference[1]) > groups:
            raise LexiconError(
                f"Cách đọc của «{entry.grapheme}» nhắc tới nhóm {reference[0]}, "
                f"nhưng biểu thức chỉ có {groups} nhóm.",
                f"The alias of {entry.grapheme!r} names group {reference[0]} of {groups}.",
            )
