"""The one table from failures to exit codes and words for the shell."""

import errno
import traceback
from collections.abc import Mapping
from pathlib import Path

import click

from service.errors import (
    AccessError,
    ArticleDamagedError,
    ArticleError,
    AudioError,
    ClipLostError,
    EpisodeDamagedError,
    FetchError,
    GoneError,
    JobError,
    LexiconError,
    LoaError,
    NotAllowedError,
    NotFoundError,
    OutputError,
    PictureError,
    SettingsError,
    StoreError,
    SynthesisError,
    shortage_of,
)
from service.model import Trouble

EXIT_CODES: Mapping[type[LoaError], int] = {
    SettingsError: 78,  # sysexits.h EX_CONFIG
    ArticleError: 65,  # EX_DATAERR
    LexiconError: 65,
    AccessError: 65,
    NotAllowedError: 77,  # EX_NOPERM
    NotFoundError: 66,  # EX_NOINPUT
    GoneError: 66,
    SynthesisError: 69,  # EX_UNAVAILABLE
    FetchError: 69,
    PictureError: 65,
    AudioError: 70,  # EX_SOFTWARE
    OutputError: 70,
    StoreError: 74,  # EX_IOERR
    ClipLostError: 74,
    EpisodeDamagedError: 74,
    ArticleDamagedError: 74,
    JobError: 75,  # EX_TEMPFAIL
}
INTERRUPTED = 130
DEFECT = 70


def report_failure(failure: BaseException) -> int:
    """The exit code for ``failure``, after saying on standard error what it is."""
    match failure:
        case click.exceptions.Exit():
            return failure.exit_code
        case KeyboardInterrupt() | click.Abort():
            _say("Đã dừng. Những gì đã làm xong vẫn còn.", "Stopped. What was done is kept.")
            return INTERRUPTED
        case click.ClickException():
            failure.show()
            return failure.exit_code
        case LoaError():
            _say(failure.vi, failure.en)
            return EXIT_CODES.get(type(failure), 1)
        case OSError() if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            _say("Đĩa đã đầy.", "The disk is full.")
            return EXIT_CODES[StoreError]
        case _:
            shortage = shortage_of(failure)
            return report_failure(shortage) if shortage else _report_defect(failure)


def report_trouble(trouble: Trouble) -> None:
    """Says on standard error what keeps Loa from writing, and what mends it."""
    _say(f"{trouble.vi} {trouble.cure_vi}", f"{trouble.en} {trouble.cure_en}")


def _report_defect(failure: BaseException) -> int:
    frame = traceback.extract_tb(failure.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}, {frame.name}"
    name = type(failure).__name__
    _say(
        f"Lỗi ngoài dự kiến: {name}: {failure}. Đây là lỗi của Loa, xin báo lại giúp.",
        f"Unexpected {name} at {place}. This is a defect of Loa; please report it.",
    )
    return DEFECT


def _say(vi: str, en: str) -> None:
    click.echo(f"loa: {vi}\n     ({en})", err=True)
