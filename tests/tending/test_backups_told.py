"""That no backup was made for two nights is told, where one is to be made."""

from datetime import timedelta
from pathlib import Path

import pytest

from service.tending.backup.inspection import inspect_backups
from service.tending.backup.sealing import Plain
from service.tending.backup.snapshot import name_of
from service.tending.backup.vault import Vault
from tests.stage import NOW


@pytest.mark.parametrize(
    ("hours", "told"), [((), 1), ((1,), 0), ((47, 90), 0), ((49,), 1), ((49, 90), 1)]
)
def test_backups_older_than_two_days_are_told(
    tmp_path: Path, hours: tuple[int, ...], told: int
) -> None:
    (tmp_path / "snapshots").mkdir()
    for each in hours:
        (tmp_path / "snapshots" / f"{name_of(NOW - timedelta(hours=each))}.json").touch()
    found = list(inspect_backups(Vault(tmp_path, Plain(), tmp_path), NOW))
    assert len(found) == told
    assert all(str(tmp_path) in each.vi for each in found)
