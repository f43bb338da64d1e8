"""A bar with sentences done and time left, for people; plain lines for a log."""

import sys
import time
from collections.abc import Callable

from service.model import Ms, Progress
from service.outputs.page_words import duration_words

WIDTH = 30


def progress_printer(now: Callable[[], float] = time.monotonic) -> Callable[[Progress], None]:
    """A function that shows each Progress it is given on standard error."""
    began = now()
    is_terminal = sys.stderr.isatty()
    last_line = ""

    def show(progress: Progress) -> None:
        nonlocal last_line
        line = bar_line(progress, now() - began)
        if line == last_line:
            return
        last_line = line
        if is_terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
        else:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    return show


def end_progress() -> None:
    """Moves to a new line where the bar was drawn over itself."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def bar_line(progress: Progress, elapsed: float) -> str:
    """One line: stage, bar, sentences done, time left (seconds elapsed decide it)."""
    if progress.total == 0:
        return f"{progress.stage}…"
    filled = WIDTH * progress.done // progress.total
    bar = "█" * filled + "·" * (WIDTH - filled)
    return (
        f"{progress.stage}  {bar}  {progress.done}/{progress.total} câu{_left(progress, elapsed)}"
    )


def _left(progress: Progress, elapsed: float) -> str:
    if progress.done == 0 or progress.done == progress.total:
        return ""
    left = Ms(round(1000 * elapsed / progress.done * (progress.total - progress.done)))
    return f", còn khoảng {duration_words(left)}"
