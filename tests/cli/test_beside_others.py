"""A server where other programs, and other newsrooms, keep schemas of their own."""

import uuid
from dataclasses import replace

import psycopg
import pytest

from service.store.exchange import beside, clear_beside
from service.store.library import open_library
from service.store.postgresql.address import parse_address
from tests.cli.shell import Shell
from tests.cli.test_backup import FIRST, publish
from tests.cli.test_moving import move, refused, settled

pytestmark = pytest.mark.servers


def statement(server: str, words: str) -> list[tuple[object, ...]]:
    """What another program says to the server."""
    with psycopg.connect(server, autocommit=True) as connection:
        answer = connection.execute(words)
        return answer.fetchall() if answer.description else []


@pytest.mark.parametrize("end", ["", "_new"])
def test_another_programs_schema_is_neither_taken_nor_dropped(
    shell: Shell, postgresql_server: str, end: str
) -> None:
    """Loa makes its library in a schema beside, whose name somebody else may have taken."""
    publish(shell, "mot.txt", FIRST)
    schema = f"m{uuid.uuid4().hex[:12]}"
    statement(postgresql_server, f"CREATE SCHEMA {schema}{end}")
    statement(postgresql_server, f"CREATE TABLE {schema}{end}.orders AS SELECT 7 AS number")
    settled(shell, "kia", f"{postgresql_server}?schema={schema}")
    told = refused(shell, "kia")
    assert f"({schema}{end})" in told
    assert "Chưa có gì bị thay đổi" in told
    assert not (shell.folder / "kia").exists()
    assert statement(postgresql_server, f"SELECT * FROM {schema}{end}.orders") == [(7,)]  # noqa: S608


def test_what_a_move_left_unfinished_on_a_server_is_made_anew(
    shell: Shell, postgresql_server: str
) -> None:
    publish(shell, "mot.txt", FIRST)
    schema = f"m{uuid.uuid4().hex[:12]}"
    address = f"{postgresql_server}?schema={schema}"
    clear_beside(parse_address(address))
    open_library(beside(parse_address(address))).close()
    there = settled(shell, "kia", address)
    assert "đều đúng" in move(shell, "kia")
    assert "(đang phát)" in there.run("editions", "mot").stdout
    assert statement(postgresql_server, f"SELECT obj_description('{schema}'::regnamespace)") == [
        (None,)
    ]


def test_a_backup_goes_into_the_schema_that_is_named_whatever_it_was_called(
    shell: Shell, postgresql_server: str
) -> None:
    """A restore is tried beside the living one, on the same server."""
    old, new = (f"m{uuid.uuid4().hex[:12]}" for _ in range(2))
    shell = replace(
        shell, settings={**shell.settings, "LOA_DATABASE_URL": f"{postgresql_server}?schema={old}"}
    )
    publish(shell, "mot.txt", FIRST)
    assert shell.run("backup", "sao").returncode == 0
    there = settled(shell, "kia", f"{postgresql_server}?schema={new}")
    restored = there.run("restore", "sao")
    assert restored.returncode == 0, restored.stderr
    for each in (shell, there):
        assert "(đang phát)" in each.run("editions", "mot").stdout
        checked = each.run("doctor", "--deep")
        assert checked.returncode == 0, checked.stdout
    publish(there, "hai.txt", FIRST.replace("thứ nhất", "thứ hai"))
    assert "hai" not in shell.run("editions", "hai").stdout
    # and where the one that was backed up is gone
    statement(postgresql_server, f"DROP SCHEMA {old} CASCADE")
    again = settled(shell, "nua", f"{postgresql_server}?schema={old}x")
    assert again.run("restore", "sao").returncode == 0
    assert "(đang phát)" in again.run("editions", "mot").stdout


def test_a_backup_does_not_go_into_another_programs_schema(
    shell: Shell, postgresql_server: str
) -> None:
    old, new = (f"m{uuid.uuid4().hex[:12]}" for _ in range(2))
    shell = replace(
        shell, settings={**shell.settings, "LOA_DATABASE_URL": f"{postgresql_server}?schema={old}"}
    )
    publish(shell, "mot.txt", FIRST)
    assert shell.run("backup", "sao").returncode == 0
    statement(postgresql_server, f"CREATE SCHEMA {new}")
    statement(postgresql_server, f"CREATE TABLE {new}.orders AS SELECT 7 AS number")
    there = settled(shell, "kia", f"{postgresql_server}?schema={new}")
    told = there.run("restore", "sao").stderr
    assert "chương trình khác" in told
    assert "Chưa có gì bị thay đổi" in told
    assert statement(postgresql_server, f"SELECT * FROM {new}.orders") == [(7,)]  # noqa: S608
    assert "(đang phát)" in shell.run("editions", "mot").stdout
