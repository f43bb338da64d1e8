"""Small real programs that stand where a speech program would, each with its own fault."""

import stat
import sys
from pathlib import Path


def write_program(path: Path, body: str) -> str:
    """The path of an executable Python script with ``body``."""
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)
