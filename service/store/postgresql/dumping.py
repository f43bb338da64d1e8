"""A newsroom's schema written to a file and back by PostgreSQL's own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from service.errors import SettingsError, StoreError
from service.store.passing import PASSING_TABLES
from service.store.postgresql.address import PostgresAddress

_SCHEMA = re.compile(r"^\d+; \d+ \d+ SCHEMA - ([a-z0-9_]+) ", re.MULTILINE)


def dump_schema(address: PostgresAddress, target: Path) -> None:
    """``target`` holds the schema as it stood at one moment. Raises SettingsError, StoreError."""
    _run(
        "pg_dump",
        (
            "--format=custom",
            f"--schema={address.schema}",
            *(f"--exclude-table-data={address.schema}.{each}" for each in PASSING_TABLES),
            f"--file={target}",
        ),
        address,
        address,
    )


def load_dump(dump: Path, address: PostgresAddress) -> None:
    """The schema is as ``dump`` has it, all of it or nothing. Raises SettingsError, StoreError.

    A dump knows its schema by the name that it had. One of that name, the living one that was
    dumped perhaps, stands aside within the transaction, in which nobody else sees it.
    """
    schema = _schema_in(dump, address)
    with TemporaryDirectory(dir=dump.parent, prefix=".script-") as room:
        script = Path(room) / "script.sql"
        _run("pg_restore", ("--no-owner", f"--file={script}", str(dump)), None, address)
        words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        words += [f"--command=DROP SCHEMA IF EXISTS {address.schema}"]  # refused where it is used
        if schema == address.schema:
            _run("psql", (*words, f"--file={script}"), address, address)
            return
        aside = f"{schema}_{uuid4().hex[:8]}"
        _run(
            "psql",
            (
                *words,
                f"--command={_rename_if_there(schema, aside)}",
                f"--file={script}",
                f"--command=ALTER SCHEMA {schema} RENAME TO {address.schema}",
                f"--command={_rename_if_there(aside, schema)}",
            ),
            address,
            address,
        )


def _schema_in(dump: Path, address: PostgresAddress) -> str:
    listed = _run("pg_restore", ("--list", str(dump)), None, address)
    found = _SCHEMA.search(listed)
    return found[1] if found else address.schema


def _rename_if_there(old: str, new: str) -> str:
    return (
        f"DO $$ BEGIN IF to_regnamespace('{old}') IS NOT NULL "
        f"THEN ALTER SCHEMA {old} RENAME TO {new}; END IF; END $$"
    )


def _run(
    name: str, words: Sequence[str], server: PostgresAddress | None, address: PostgresAddress
) -> str:
    """What the program says, which asks the ``server`` if it is told one."""
    program = shutil.which(name)
    if program is None:
        raise SettingsError(
            f"Cần chương trình {name} (Debian: apt install postgresql-client).",
            f"The program {name} is needed (Debian: apt install postgresql-client).",
        )
    # The password in the environment: the list of programs is for everybody to read.
    environment = {**os.environ, "PGPASSWORD": address.url.password or ""}
    where = address.url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(
        [program, *((f"--dbname={where}",) if server else ()), *words],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment,
    )
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise StoreError(
            f"{name} không làm được với {address}: {said}",
            f"{name} failed for {address}: {said}",
            place=str(address),
        )
    return done.stdout.decode(errors="replace")
