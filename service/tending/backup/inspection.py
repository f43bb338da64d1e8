"""Whether backups are made as they are to be."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from service.tending.backup.snapshot import name_of
from service.tending.backup.vault import Vault
from service.tending.inspection import Finding

_LATE = timedelta(days=2)
"""One night may be missed: a chore that fails is told in the log and comes again."""


def inspect_backups(vault: Vault, now: datetime) -> Iterator[Finding]:
    """That there is none of the last two days in the ``vault``. Raises StoreError."""
    names, folder = vault.names(), vault.folder
    if names and names[-1] >= name_of(now - _LATE):
        return
    since_vi = f"từ bản {names[-1]}" if names else "bản nào"
    since_en = f"since {names[-1]}" if names else "at all"
    yield Finding(
        f"Chưa sao lưu vào {folder} {since_vi}, dù LOA_BACKUP_FOLDER đã đặt.",
        f"There is no backup in {folder} {since_en}, though LOA_BACKUP_FOLDER is set.",
        f"Chạy `loa backup {folder}` và xem nó nói gì; cần có `loa serve` hoặc `loa worker` chạy.",
        f"Run `loa backup {folder}` and read what it says; `loa serve` or `loa worker` must run.",
    )
