"""``make audit``: whether a package that Loa is installed with has a hole that is publicly known.

pip-audit is a program of its own, in an environment of its own, which is made here; it and the
source of advisories are asked over the network. Exit codes: 0 none known, 1 some, 3 nobody could
be asked, which says nothing of the packages.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINS = ROOT / "requirements" / "run.txt"
NONE, SOME, NOBODY_ASKED = 0, 1, 3

_PROGRAM = "pip-audit>=2.9,<3"


def read_report(told: str) -> list[str] | None:
    """A line for each known hole; None where ``told`` is no whole report of all packages."""
    try:
        packages: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    if not packages or any("skip_reason" in each for each in packages):
        return None
    return [
        f"{each['name']} {each['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no version yet'}"
        for each in packages
        for hole in each["vulns"]
    ]


def code_of(holes: Sequence[str] | None) -> int:
    """The exit code for what was found."""
    return NOBODY_ASKED if holes is None else SOME if holes else NONE


def _ask(folder: Path) -> str:
    """What pip-audit reports; nothing where it cannot be had."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    had = subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", _PROGRAM],
        check=False,
    )
    if had.returncode:
        return ""
    asked: list[str | Path] = [
        python,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
    ]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [*asked, "-r", PINS], check=False, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def main() -> int:
    """Prints what is known, and gives the exit code."""
    holes = read_report(_ask(ROOT / ".ci" / "audit"))
    if holes is None:
        print("Nobody could be asked: this says nothing of the packages.")
    for line in holes or ():
        print(line)
    if holes == []:
        print("No known hole in what requirements/run.txt pins.")
    return code_of(holes)


if __name__ == "__main__":
    sys.exit(main())
