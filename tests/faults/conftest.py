import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.newsroom import Newsroom, open_newsroom
from tests.faults.station import Station, installed
from tests.faults.tally import Tally

TALLY = pytest.StashKey[Tally]()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with installed(tmp_path) as station:
        yield station


@pytest.fixture
def on_server(tmp_path: Path, postgresql_server: str) -> Iterator[Station]:
    """An installation whose library and queue are on a PostgreSQL server."""
    schema = f"faults_{uuid.uuid4().hex[:8]}"
    address = f"{postgresql_server}?schema={schema}"
    with installed(tmp_path, {"LOA_DATABASE_URL": address}) as station:
        yield station


@pytest.fixture
def newsroom(station: Station) -> Newsroom:
    return open_newsroom(station)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    return request.config.stash.setdefault(TALLY, Tally())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """The figures, after the tests."""
    if lines := config.stash.get(TALLY, Tally()).lines():
        terminalreporter.section("faults")
        for line in lines:
            terminalreporter.line(line)
