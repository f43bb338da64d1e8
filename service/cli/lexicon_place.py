"""Where an exported lexicon may be written: nothing else is overwritten, no link is followed.

The command may run as root, and a folder that others write to may hold a link of
the same name to anything.
"""

import stat
from pathlib import Path

from service.errors import LexiconError, reason_of
from service.text.lexicon import is_lexicon_head

SUFFIXES = (".csv", ".pls", ".xml")
_HEAD = 4096


def require_lexicon_place(file: Path) -> None:
    """Nothing, if ``file`` ends as a lexicon does and is free, empty or a lexicon's.

    Raises LexiconError for anything else, and changes nothing.
    """
    if file.suffix.lower() not in SUFFIXES:
        raise LexiconError(
            f"Tệp {file} phải có đuôi .csv, .pls hoặc .xml.",
            f"The file {file} must end in .csv, .pls or .xml.",
        )
    try:
        kind = file.lstat().st_mode
        if not stat.S_ISREG(kind):
            raise LexiconError(
                f"{file} là một liên kết hoặc không phải tệp thường, nên không được ghi đè.",
                f"{file} is a link or no regular file, and is not written over.",
            )
        with file.open("rb") as standing:
            head = standing.read(_HEAD)
    except FileNotFoundError:
        return
    except OSError as e:
        raise LexiconError(
            f"Không đọc được tệp {file}: {reason_of(e)}.", f"Cannot read {file}: {e.strerror}."
        ) from e
    if not is_lexicon_head(head):
        raise LexiconError(
            f"{file} đang chứa thứ khác, không phải từ điển, nên không được ghi đè.",
            f"{file} holds something else than a lexicon, and is not written over.",
        )
