"""A newsroom as one file: its settings and a backup of it, to be kept or brought elsewhere.

The file is a plain tar of a folder of backups (``loa backup``) with the newsroom's TOML file
beside them, sealed as the backups are.
"""

import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from service.compose.backups import back_up_installation, open_vault
from service.compose.newsrooms.roster import Newsroom
from service.disk import part_beside, remove, replace_whole, store_errors
from service.errors import StoreError
from service.tending.backup.sealing import find_seal, make_seal
from service.tending.backup.vault import Vault

_SETTINGS = "newsroom.toml"
_OWNER_ONLY = 0o600

Tell = Callable[[int, int], object]


def export_newsroom(
    newsroom: Newsroom, file: Path, target: Path, now: datetime, tell: Tell
) -> None:
    """``target`` is the archive of the newsroom whose settings ``file`` holds; read back, too.

    Made while everything goes on. Raises StoreError, and NotFoundError for a newsroom that
    was never opened; then there is no ``target``.
    """
    settings = newsroom.settings
    if target.exists():
        raise StoreError(
            f"{target} đã có; lệnh này không ghi đè.", f"{target} is there; it is not replaced."
        )
    with store_errors(target), TemporaryDirectory(dir=target.parent, prefix=".loa-") as scratch:
        folder = Path(scratch) / "vault"
        made = back_up_installation(settings, folder, now, tell, keep=1)
        seal = make_seal(settings.backup_recipient)
        plain = Path(scratch) / _SETTINGS
        plain.write_bytes(file.read_bytes())
        seal.close(plain, folder / f"{_SETTINGS}{seal.ending}")
        if not seal.hides:  # what is sealed can be opened by who has the key alone
            _require_whole(open_vault(folder, None), made.snapshot.name, tell)
        part = part_beside(target)
        try:
            with tarfile.open(part, "w") as archive:
                archive.add(folder, arcname="", filter=_visible)
            part.chmod(_OWNER_ONLY)
            replace_whole(part, target)
        finally:
            remove(part)


@contextmanager
def opened_archive(file: Path, room: Path, identity: Path | None) -> Iterator[tuple[Vault, str]]:
    """The backups in the archive ``file``, unpacked below ``room``, and the newsroom's settings.

    The settings are "" for a plain folder of backups in a tar. Raises StoreError for what is
    no archive.
    """
    with store_errors(file, "đọc", "read"), TemporaryDirectory(dir=room, prefix=".loa-") as scratch:
        folder = Path(scratch)
        try:
            with tarfile.open(file) as archive:
                archive.extractall(folder, filter="data")
        except (tarfile.TarError, EOFError) as e:
            raise StoreError(
                f"{file} không phải tệp do `loa newsroom export` tạo ra, hoặc bị hỏng.",
                f"{file} was not made by `loa newsroom export`, or is damaged.",
            ) from e
        yield open_vault(folder, identity), _settings_in(folder, identity)


def _settings_in(folder: Path, identity: Path | None) -> str:
    seal = find_seal(folder, identity)
    kept = folder / f"{_SETTINGS}{seal.ending}"
    if not kept.exists():
        return ""
    with seal.opened(kept, folder) as plain:
        return plain.read_text("utf-8")


def _require_whole(vault: Vault, name: str, tell: Tell) -> None:
    if vault.check(vault.snapshot(name), tell):
        raise StoreError(
            "Bản xuất vừa ghi đọc lại không đúng: ổ đĩa có thể hỏng.",
            "The export does not read back as it was written: the disk may be failing.",
        )


def _visible(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Neither locks nor parts, and nobody's name."""
    if any(part.startswith(".") for part in Path(member.name).parts):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
