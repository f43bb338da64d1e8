"""The wheel with each Python that is there: `python -m tests.interpreters [PYTHON…]` tries them.

It builds the wheel, and for each `python3.11` to `python3.14` on the path, or at the paths that
are named, makes an environment with the pinned packages, installs the wheel and runs `loa demo`
in an empty folder. It needs the package index, so it is no part of the tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def main(named: Sequence[str]) -> int:
    """0 when the demo worked with every interpreter that was found, of which there is one."""
    pythons = [*named] or [each for v in VERSIONS if (each := shutil.which(f"python{v}"))]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
        _run([sys.executable, *build], ROOT)
        (wheel,) = folder.glob("*.whl")
        failed = [each for each in pythons if not _tries(each, wheel, folder)]
    return 1 if failed or not pythons else 0


def _tries(python: str, wheel: Path, folder: Path) -> bool:
    """Whether the demo makes a feed with this interpreter; a line tells."""
    place = Path(tempfile.mkdtemp(dir=folder))
    pip = [str(place / "env" / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
    empty = place / "empty"
    empty.mkdir()
    try:
        version = _run([python, "--version"], place).strip()
        _run([python, "-m", "venv", str(place / "env")], place)
        pins = str(ROOT / "requirements" / "run.txt")
        _run([*pip, "--require-hashes", "-r", pins], place)
        _run([*pip, "--no-deps", str(wheel)], place)
        _run([str(place / "env" / "bin" / "loa"), "demo", "--no-serve"], empty)
        works = (empty / "data" / "media" / "feed.xml").is_file()
    except subprocess.CalledProcessError as e:
        print(f"{python}: {e.stdout}{e.stderr}")
        return False
    print(f"{version}: {'the demo works' if works else 'the demo made no feed'}", flush=True)
    return works


def _run(command: list[str], folder: Path) -> str:
    settings = {"LOA_ENGINE": "silence", "LOA_FREE_SPACE_MB": "0"}
    kept = {name: each for name, each in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=kept | settings, capture_output=True, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
