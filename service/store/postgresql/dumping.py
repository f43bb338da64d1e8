"""A newsroom's schema written to a file and back by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from service.errors import SettingsError, StoreError
from service.store.postgresql.address import PostgresAddress


def dump_schema(address: PostgresAddress, target: Path) -> None:
    """``target`` holds the schema as it stood at one moment. Raises SettingsError, StoreError."""
    _run("pg_dump", ("--format=custom", f"--schema={address.schema}", f"--file={target}"), address)


def load_dump(dump: Path, address: PostgresAddress) -> None:
    """The schema is as ``dump`` has it, all of it or nothing. Raises SettingsError, StoreError."""
    _run(
        "pg_restore", ("--no-owner", "--single-transaction", "--exit-on-error", str(dump)), address
    )


def _run(name: str, words: Sequence[str], address: PostgresAddress) -> None:
    program = shutil.which(name)
    if program is None:
        raise SettingsError(
            f"Cần chương trình {name} (Debian: apt install postgresql-client).",
            f"The program {name} is needed (Debian: apt install postgresql-client).",
        )
    # The password in the environment: the list of programs is for everybody to read.
    environment = {**os.environ, "PGPASSWORD": address.url.password or ""}
    where = address.url.set(drivername="postgresql", password=None)
    done = subprocess.run(
        [program, f"--dbname={where.render_as_string()}", *words],
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
