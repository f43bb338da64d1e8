from pathlib import Path

import pytest

from tests.store.shared.kinds import SHARED, SharedKind


@pytest.fixture(params=list(SHARED))
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> SharedKind:
    return SHARED[request.param](tmp_path)
