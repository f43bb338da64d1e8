from pathlib import Path
from uuid import uuid4

import pytest

from service.store.library import open_library
from service.store.postgresql.address import parse_address
from tests.store.shared.kinds import Files, Rows, SharedKind


@pytest.fixture(params=["files", pytest.param("rows", marks=pytest.mark.servers)])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> SharedKind:
    if request.param == "files":
        return Files(tmp_path)
    server = request.getfixturevalue("postgresql_server")
    address = parse_address(f"{server}?schema=t{uuid4().hex}")
    open_library(address).close()
    return Rows(tmp_path, address)
