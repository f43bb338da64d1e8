"""Where a PostgreSQL server keeps a newsroom: the address as settings give it, and its schema."""

import re
from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import SettingsError

DEFAULT_SCHEMA = "loa"

_SCHEMES = frozenset({"postgresql", "postgres"})
_DRIVER = "postgresql+psycopg"
_PORT = 5432
_OF_THE_KEY = "sslpassword"
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,40}")
"""Names that need no quotation marks; room is left for what stands beside ("…_jobs")."""


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A schema of a database on a server. Its text form shows no password."""

    url: URL
    schema: str

    def __str__(self) -> str:
        url = self.url.set(drivername="postgresql")
        if _OF_THE_KEY in url.query:
            url = url.update_query_dict({_OF_THE_KEY: "***"})
        return f"{url.render_as_string()} ({self.schema})"

    @property
    def place(self) -> str:
        """Server, database and schema alone: the same whoever asks, and however."""
        host = str(self.url.host or self.url.query.get("host", "")).lower()
        port = self.url.port or self.url.query.get("port", _PORT)
        return f"{host}:{port}/{self.url.database} ({self.schema})"

    @property
    def jobs(self) -> "PostgresAddress":
        """Where the queue of the same newsroom is kept: beside, in a schema of its own."""
        return PostgresAddress(self.url, f"{self.schema}_jobs")


def parse_address(told: str) -> PostgresAddress:
    """The address ``postgresql://user:password@host/database?schema=loa``.

    Other parameters are libpq's (``sslmode``, ``connect_timeout``, …). Raises SettingsError.
    """
    try:
        url = make_url(told)
    except ArgumentError as e:
        raise _refused("không đọc được địa chỉ", "it cannot be read") from e
    if url.drivername.partition("+")[0] not in _SCHEMES:
        raise _refused(
            "phải bắt đầu bằng postgresql:// (không đặt gì là dùng SQLite)",
            "it must begin with postgresql:// (leave it out for SQLite)",
        )
    if not url.database:
        raise _refused("thiếu tên cơ sở dữ liệu", "it names no database")
    schema = url.query.get("schema", DEFAULT_SCHEMA)
    if not isinstance(schema, str) or not _SCHEMA.fullmatch(schema):
        raise _refused(
            "schema chỉ gồm chữ thường, chữ số và _",
            "a schema has small letters, digits and _ alone",
        )
    if schema.startswith("pg_"):
        raise _refused("schema pg_… là của PostgreSQL", "schemas pg_… are PostgreSQL's own")
    return PostgresAddress(_signed(url.set(drivername=_DRIVER)), schema)


def _signed(url: URL) -> URL:
    """User and password where they are known as such, and not among what may be shown."""
    user, password = url.query.get("user"), url.query.get("password")
    if isinstance(user, str):
        url = url.set(username=user)
    if isinstance(password, str):
        url = url.set(password=password)
    return url.difference_update_query(["schema", "user", "password"])


def within_schema(told: str, schema: str) -> str:
    """The address ``told``, which can be parsed, with another schema."""
    return make_url(told).update_query_dict({"schema": schema}).render_as_string(False)


def _refused(vi: str, en: str) -> SettingsError:
    # Never the address itself: it holds a password.
    return SettingsError(f"LOA_DATABASE_URL: {vi}.", f"LOA_DATABASE_URL: {en}.")
