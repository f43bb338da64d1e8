from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.first_day import lay_databases


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell where Loa has never run."""
    return Shell(tmp_path, {"LOA_ENGINE": "silence"})


@pytest.fixture
def first_day(shell: Shell) -> None:
    """Loa has run there, and has published nothing yet."""
    lay_databases(shell.folder / "data")
