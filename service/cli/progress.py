"""A bar with sentences done and time left, for people; plain lines for a log."""

import sys
import time
from collections.abc import Callable

from service.model import Ms, Progress
from service.outputs.page_words import duration_words

WIDTH = 30


def progress_printer(now: Callable[[], float] = time.monotonic) -> Callable[[Progress], None]:
    """A function that shows each Progress it is given on standard error."""
    is_terminal = sys.stderr.isatty()
    began: tuple[float, int] | None = None
    last_line = ""

    def show(progress: Progress) -> None:
        nonlocal began, last_line
        if began is None and progress.total:
            # A job that goes on after a stop has sentences done that took no time now.
            began = now(), progress.done
        since, done_before = began or (now(), 0)
        line = bar_line(progress, now() - since, done_before)
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


def bar_line(progress: Progress, elapsed: float, done_before: int = 0) -> str:
    """One line: stage, bar, sentences done, time left.

    ``elapsed`` seconds were needed for all sentences but ``done_before``.
    """
    if progress.total == 0:
        return f"{progress.stage}…"
    filled = WIDTH * progress.done // progress.total
    bar = "█" * filled + "·" * (WIDTH - filled)
    left = _left(progress, elapsed, done_before)
    return f"{progress.stage}  {bar}  {progress.done}/{progress.total} câu{left}"


def _left(progress: Progress, elapsed: float, done_before: int) -> str:
    done_now = progress.done - done_before
    if done_now <= 0 or progress.done == progress.total:
        return ""
    left = Ms(round(1000 * elapsed / done_now * (progress.total - progress.done)))
    return f", còn khoảng {duration_words(left)}"


def tenths_printer() -> Callable[[str, int, int], None]:
    """A function that tells on standard error how far something is: each tenth, what is next."""
    told: tuple[str, int] | None = None

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told
        now = (what, 10 * done // max(1, total))
        if now != told:
            told = now
            sys.stderr.write(f"{what}: {done}/{total}…\n")
            sys.stderr.flush()

    return tell
