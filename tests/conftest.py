"""What holds for all tests."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers.postgresql import postgresql
from tests.servers.s3 import KEYS, S3, s3

# A test fails for what it finds, never for how busy the machine is.
settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: the collector of garbage need never walk through it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is of SQLite alone (its plans, its triggers, its files) is asked of no server."""
    strangers = [
        each
        for each in items
        if each.get_closest_marker("of_sqlite") and each.get_closest_marker("servers")
    ]
    if strangers:
        config.hook.pytest_deselected(items=strangers)
        items[:] = [each for each in items if each not in strangers]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3]:
    """An S3 server with the bucket "loa", for all tests of this process; its keys are set."""
    with pytest.MonkeyPatch.context() as patch, s3() as server:
        for name, value in KEYS.items():
            patch.setenv(name, value)
        server.make_bucket("loa")
        yield server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server for all tests of this process, started when the first asks for it."""
    with postgresql() as server:
        yield server.address
