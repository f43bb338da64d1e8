"""What an old library still holds besides published episodes, carried into a new one."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

_OF_KNOWN = "WHERE article_id IN (SELECT id FROM main.articles)"

_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "articles": "WHERE id NOT IN (SELECT id FROM main.articles)",
        "revisions": _OF_KNOWN,
        "wishes": _OF_KNOWN,
        "sounds": "",
        "overrides": _OF_KNOWN,
        "recordings": _OF_KNOWN,
        "table_choices": _OF_KNOWN,
        "pictures": _OF_KNOWN,
        "picture_files": _OF_KNOWN,
        "holds": _OF_KNOWN,
        "pending_releases": _OF_KNOWN,
        "withdrawals": "",
        "public_corrections": _OF_KNOWN,
        "sentence_reviews": _OF_KNOWN,
        "sentence_locks": _OF_KNOWN,
        "sentence_notes": _OF_KNOWN,
        "assignments": _OF_KNOWN,
        "lexicon": "",
        "persons": "",
        "recovery_codes": "",
        "tokens": "",
        "audit": "",
        "webhooks": "",
        "events": "",
        "deliveries": "",
        "subchannels": "",
        "private_feeds": "",
        "archive_ranges": "",
        "listening_figures": "",
        "listening_logs": "",
    }
)
"""The tables in the order in which their rows refer to each other, and which rows."""

_REPLACED = ("overrides", "recordings", "lexicon")
"""The old rows are the whole truth; what was put together from manifests gives way."""

_BETTER = ("pending_releases", "withdrawals", "subchannels")
"""A row of the old library takes the place of the one that was put together; others stay."""

_AFTERWARDS = (
    "UPDATE main.episodes SET state = 'withdrawn' "
    "WHERE id IN (SELECT article_id FROM main.withdrawals)"
)
"""What was withdrawn and the folder was not told of yet."""

_ADDED_TO = "audit"
"""Both rows are true whose numbers are the same: the old ones are added with others."""


def salvage(new: Path, old: Path) -> tuple[str, ...]:
    """The tables of the database ``old`` that could not be carried into ``new``, whole or at all.

    Both are of this Loa's schema, and nobody else has them open.
    """
    lost = []
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("ATTACH DATABASE ? AS old", (str(old),))
        for table, which in _WHAT.items():
            connection.execute("BEGIN IMMEDIATE")
            try:
                if table in _REPLACED:
                    connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - our own names
                if table == _ADDED_TO:
                    _add_rows(connection)
                else:
                    other = "REPLACE" if table in _BETTER else "IGNORE"
                    connection.execute(
                        f"INSERT OR {other} INTO main.{table} SELECT * FROM old.{table} {which}"  # noqa: S608
                    )
                if table == "withdrawals":
                    connection.execute(_AFTERWARDS)
                connection.execute("COMMIT")
            except sqlite3.Error:
                connection.execute("ROLLBACK")
                lost.append(table)
    return tuple(lost)


def _add_rows(connection: sqlite3.Connection) -> None:
    ((newest,),) = connection.execute(f"SELECT coalesce(max(id), 0) FROM main.{_ADDED_TO}")  # noqa: S608
    names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({_ADDED_TO})")]
    told = ", ".join(name for name in names if name != "id")
    connection.execute(
        f"INSERT INTO main.{_ADDED_TO} (id, {told}) "  # noqa: S608 - our own names
        f"SELECT id + ?, {told} FROM old.{_ADDED_TO} ORDER BY id",
        (newest,),
    )
