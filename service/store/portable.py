"""Expressions that each kind of database writes in its own words."""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class unindexed(FunctionElement[str]):  # noqa: N801 - named as the functions of SQL are
    """A text column that is compared without an index of its own.

    SQLite counts no rows before it chooses an index, so that it is told; PostgreSQL counts.
    """

    name = "unindexed"
    type = String()
    inherit_cache = True

    def __init__(self, column: ColumnElement[str] | InstrumentedAttribute[str]) -> None:
        super().__init__(column)


class json_text(FunctionElement[str]):  # noqa: N801
    """The text under ``key`` of a JSON object; NULL where the content is no whole JSON."""

    name = "json_text"
    type = String()
    inherit_cache = True

    def __init__(self, content: ColumnElement[str] | InstrumentedAttribute[str], key: str) -> None:
        super().__init__(content, key)


@compiles(unindexed)
def _unindexed(element: unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(unindexed, "sqlite")
def _unindexed_by_sqlite(element: unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


@compiles(json_text, "sqlite")
def _json_text_by_sqlite(element: json_text, compiler: SQLCompiler, **options: Any) -> str:
    content, key = (compiler.process(each, **options) for each in element.clauses)
    return f"CASE WHEN json_valid({content}) THEN json_extract({content}, '$.' || {key}) END"


@compiles(json_text, "postgresql")
def _json_text_by_postgresql(element: json_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"loa_json_text({compiler.process(element.clauses, **options)})"
