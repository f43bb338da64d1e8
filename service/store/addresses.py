"""Where rows are kept: in a SQLite file, or in a schema of a PostgreSQL server."""

from pathlib import Path
from typing import TypeAlias

from service.store.postgresql.address import PostgresAddress

DatabaseAddress: TypeAlias = Path | PostgresAddress
