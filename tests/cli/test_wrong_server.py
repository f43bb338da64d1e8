"""A server that is not what Loa needs: it is told what is wrong, and nothing is changed."""

import uuid
from urllib.parse import urlsplit

import pytest

from service.store.library import open_library
from service.store.postgresql.address import parse_address
from tests.cli.shell import Shell
from tests.cli.test_backup import FIRST
from tests.cli.test_beside_others import statement

pytestmark = pytest.mark.servers


def test_a_database_that_cannot_hold_vietnamese_is_refused(
    shell: Shell, postgresql_server: str
) -> None:
    name = f"m{uuid.uuid4().hex[:12]}"
    statement(
        postgresql_server, f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'"
    )
    address = urlsplit(postgresql_server)._replace(path=f"/{name}").geturl()
    (shell.folder / "mot.txt").write_text(FIRST, "utf-8")
    done = shell.run("publish", "mot.txt", settings={"LOA_DATABASE_URL": address})
    assert done.returncode == 74
    assert "dùng mã LATIN1, không giữ được chữ Việt" in done.stderr
    assert statement(address, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'loa%'") == []


def test_a_server_that_is_away_is_told_with_what_helps(shell: Shell) -> None:
    (shell.folder / "mot.txt").write_text(FIRST, "utf-8")
    address = "postgresql://127.0.0.1:1/loa?user=loa&password=bi-mat"
    done = shell.run("publish", "mot.txt", settings={"LOA_DATABASE_URL": address})
    assert done.returncode == 74
    assert "máy chủ không trả lời" in done.stderr
    assert "Hãy xem máy chủ có đang chạy" in done.stderr
    assert "rebuild" not in done.stderr, "nothing is known to be lost"
    assert "tệp hỏng" not in done.stderr
    assert "bi-mat" not in done.stdout + done.stderr


def test_a_user_who_may_only_read_is_told_so_in_words_of_a_server(
    shell: Shell, postgresql_server: str
) -> None:
    schema = f"m{uuid.uuid4().hex[:12]}"
    address = f"{postgresql_server}?schema={schema}"
    (shell.folder / "mot.txt").write_text(FIRST, "utf-8")
    open_library(parse_address(address)).close()
    statement(postgresql_server, f"CREATE ROLE {schema} LOGIN")
    statement(postgresql_server, f"GRANT USAGE ON SCHEMA {schema} TO {schema}")
    statement(postgresql_server, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}")
    reading = urlsplit(address)._replace(
        netloc=f"{schema}@{urlsplit(address).netloc.split('@')[1]}"
    )
    done = shell.run("publish", "mot.txt", settings={"LOA_DATABASE_URL": reading.geturl()})
    assert done.returncode == 74
    assert "tài khoản thiếu quyền" in done.stderr
    assert "ổ đĩa" not in done.stderr
