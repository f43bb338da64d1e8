"""Each command of docs/operations.md about running Loa is run by a test, or it is told why not."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OF_THE_SYSTEM = "changes the system it is run on: users, packages, services"
NO_CONTAINERS = "needs a container daemon, which the machines of the tests do not have"

TRIED = {
    "apt install": ".ci/run: apt-get install",
    "useradd": OF_THE_SYSTEM,
    "python3 -m venv": "tests/test_wheel.py: def place",
    "/opt/loa/bin/pip install": "tests/test_wheel.py: def place",
    "install -d": OF_THE_SYSTEM,
    "install -m": OF_THE_SYSTEM,
    "systemctl daemon-reload": OF_THE_SYSTEM,
    "systemctl enable": "tests/deploy/test_with_servers.py: def test_systemd_takes_the_unit",
    "systemctl restart": OF_THE_SYSTEM,
    "systemctl reload": OF_THE_SYSTEM,
    "nginx -t": "tests/deploy/test_with_servers.py: def test_nginx_takes",
    "journalctl": OF_THE_SYSTEM,
    "cp deploy": "tests/deploy/test_files.py: def test_what_the_example_leaves_open",
    "chmod": "tests/deploy/test_files.py: def test_what_the_example_leaves_open",
    "docker compose": NO_CONTAINERS,
    "loa backup": "tests/cli/test_backup.py: def test_",
    "loa restore": "tests/cli/test_backup.py: def test_",
    "loa doctor": "tests/cli/test_doctor.py: def test_",
    "pg_basebackup": "tests/servers/test_point_in_time.py: pg_basebackup",
    "psql": "tests/servers/test_point_in_time.py: pg_create_restore_point",
    "cp -a": "tests/servers/test_point_in_time.py: -a",
    "touch": "tests/servers/test_point_in_time.py: recovery.signal",
}
"""How each begins, and the file with what it is tried by, or the reason why it is not."""


def commands() -> list[str]:
    """Each command of the blocks for a shell; of a line with several, each."""
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    found = [each.strip() for line in lines for each in line.split("&&")]
    return [re.sub(r"^(?:[A-Z_]+=\S+ )+", "", each) for each in found]


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_is_tried_or_it_is_told_why_not(command: str) -> None:
    assert [begin for begin in TRIED if command.startswith(begin)], command


@pytest.mark.parametrize("begin", TRIED)
def test_what_is_told_of_a_command_is_true(begin: str) -> None:
    assert any(each.startswith(begin) for each in commands()), "nobody is told to type it"
    where, _, words = TRIED[begin].partition(": ")
    if (ROOT / where).is_file():
        assert words in (ROOT / where).read_text("utf-8")
    else:
        assert TRIED[begin] in (OF_THE_SYSTEM, NO_CONTAINERS)


def test_files_that_commands_name_are_there() -> None:
    for command in commands():
        for name in re.findall(r"\bdeploy/[\w./@-]+", command):
            assert (ROOT / name).exists() or name.endswith("/.env"), name
