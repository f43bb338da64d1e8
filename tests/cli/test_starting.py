"""What a command imports: a line is printed without waiting for the queue and the sound."""

import subprocess
import sys

import pytest

from tests.cli.shell import Shell

HEAVY = {
    "alembic",
    "dbos",
    "feedgen",
    "flask",
    "gtts",
    "jinja2",
    "lameenc",
    "miniaudio",
    "numpy",
    "pydub",
    "requests",
    "sqlalchemy",
    "waitress",
}
STORE = {"alembic", "sqlalchemy"}
PROGRAM = """
import sys
from service.cli import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def packages_imported(shell: Shell, *words: str) -> set[str]:
    """The outside packages that a program imports for a command, of those that cost time."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        input=b"",
        capture_output=True,
        cwd=shell.folder,
        env=shell.environment({}),
        check=True,
    )
    return {name.split(".")[0] for name in done.stderr.decode().split()} & HEAVY


@pytest.mark.parametrize("words", [("--help",), ("serve", "--help"), ("say",), ("split",)])
def test_help_and_reading_need_neither_database_nor_sound_nor_web(
    shell: Shell, words: tuple[str, ...]
) -> None:
    assert packages_imported(shell, *words) == set()


def test_extracting_needs_neither_database_nor_sound_nor_web(shell: Shell) -> None:
    path = shell.write("bai.txt", "Phường mở thư viện\nSáng 20/11, phường mở thư viện cho trẻ em.")
    assert packages_imported(shell, "extract", path) == set()


@pytest.mark.parametrize("words", [("token", "new"), ("sessions", "list"), ("lexicon", "check")])
def test_who_may_enter_and_how_a_word_is_said_need_the_library_alone(
    shell: Shell, words: tuple[str, ...]
) -> None:
    assert packages_imported(shell, *words) <= STORE
