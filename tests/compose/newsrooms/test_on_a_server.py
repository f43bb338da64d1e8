"""Newsrooms in schemas of one PostgreSQL server: each in its own, taken away with it."""

from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from service.compose.newsrooms.administration import (
    Archive,
    add_newsroom,
)
from service.compose.newsrooms.removing import remove_newsroom
from service.store.postgresql.address import parse_address
from tests.compose.newsrooms.served import Operator, now, serving

pytestmark = pytest.mark.servers

STORY = "Tin đầu của {}\n\n01-01-2026 08:00\n\nCâu đầu của {}.\n"


@pytest.fixture
def operator(tmp_path: Path, postgresql_server: str) -> Operator:
    return Operator(tmp_path, f"{postgresql_server}?schema=o{uuid4().hex[:8]}")


def _schemas(operator: Operator) -> set[str]:
    """The operator's schemas, by what stands behind the name of its own."""
    address = parse_address(operator.database_url)
    engine = sa.create_engine(address.url)
    try:
        with engine.connect() as connection:
            found = connection.execute(
                sa.text("SELECT schema_name FROM information_schema.schemata")
            ).scalars()
            return {
                each.removeprefix(address.schema)
                for each in found
                if each.startswith(address.schema)
            }
    finally:
        engine.dispose()


def test_a_newsroom_is_removed_with_its_schemas_and_comes_back_from_its_export(
    operator: Operator,
) -> None:
    for name in ("a", "b"):
        operator.write(name)
        operator.record(name, "bai/1", STORY.format(name, name))
    assert _schemas(operator) == {"", "_a", "_a_jobs", "_b", "_b_jobs"}, "the pace is in the first"
    with serving(operator) as served:
        before = served.ask("a", "/feed.xml").text
        assert "Tin đầu của a" in before
        assert "Tin đầu của b" in served.ask("b", "/feed.xml").text
    kept = remove_newsroom(operator.environ, "a", now(), lambda *_: None, exports=True)
    assert kept is not None
    assert _schemas(operator) == {"", "_b", "_b_jobs"}
    add_newsroom(operator.environ, "a", {}, Archive(kept), lambda *_: None)
    with serving(operator) as served:
        after = served.ask("a", "/feed.xml").text
        assert "Tin đầu của b" in served.ask("b", "/feed.xml").text
    assert after.split("<item>")[1] == before.split("<item>")[1]
