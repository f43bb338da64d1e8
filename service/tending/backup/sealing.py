"""Objects of a backup as they lie on the disk: plain, or encrypted by ``age`` or ``gpg``.

Both are programs of their own. Who makes backups needs the public key alone.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from service.disk import part_beside, remove
from service.errors import SettingsError, StoreError

_GPG = "gpg:"
_AGE = "age1"


class Seal(Protocol):
    """How plain files become objects and back."""

    @property
    def ending(self) -> str:
        """What the names of such objects end with."""

    @property
    def hides(self) -> bool:
        """Whether plain files must never lie beside the objects, not for a moment."""

    def close(self, plain: Path, part: Path) -> None:
        """``part`` is the object that is to be kept of ``plain``, which may be gone then."""

    @contextmanager
    def opened(self, sealed: Path, scratch: Path) -> Iterator[Path]:
        """The plain file, for a while; in the folder ``scratch`` where it is another."""
        yield sealed


class Plain:
    """Objects are what was backed up."""

    ending = ""
    hides = False

    def close(self, plain: Path, part: Path) -> None:
        plain.replace(part)

    @contextmanager
    def opened(self, sealed: Path, scratch: Path) -> Iterator[Path]:
        yield sealed


@dataclass(frozen=True, slots=True)
class Encrypted:
    """Objects are encrypted by ``program``, with these options, behind which the files stand."""

    program: str
    ending: str
    closing: tuple[str, ...]
    opening: tuple[str, ...]
    hides: bool = True

    def close(self, plain: Path, part: Path) -> None:
        self._run([*self.closing, "-o", str(part), str(plain)])

    @contextmanager
    def opened(self, sealed: Path, scratch: Path) -> Iterator[Path]:
        plain = part_beside(scratch / "opened")
        try:
            self._run([*self.opening, "-o", str(plain), str(sealed)])
            yield plain
        finally:
            remove(plain)

    def _run(self, words: Sequence[str]) -> None:
        done = subprocess.run(
            [self.program, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise StoreError(
                f"{self.program} không mã hoá hoặc giải mã được: {' '.join(said[-2:])}",
                f"{self.program} could not encrypt or decrypt: {' '.join(said[-2:])}",
            )


def make_seal(recipient: str, identity: Path | None = None) -> Seal:
    """The seal for ``recipient``: ``age1…``, ``gpg:KEY``, or "" for none.

    What age sealed is opened with the file ``identity``; gpg asks its own agent. Raises
    SettingsError for another word, and where the program is not installed.
    """
    if not recipient:
        return Plain()
    if recipient.startswith(_AGE):
        key = ("-i", str(identity)) if identity else ()
        return Encrypted(_program("age"), ".age", ("-r", recipient), ("-d", *key))
    if recipient.startswith(_GPG):
        quiet = ("--batch", "--yes", "--quiet")
        to = (*quiet, "--trust-model", "always", "-e", "-r", recipient.removeprefix(_GPG))
        return Encrypted(_program("gpg"), ".gpg", to, (*quiet, "-d"))
    raise SettingsError(
        "LOA_BACKUP_RECIPIENT phải là khoá age1… hoặc gpg:MÃ-KHOÁ.",
        "LOA_BACKUP_RECIPIENT must be a key age1… or gpg:KEY.",
    )


def find_seals(folder: Path, identity: Path | None) -> tuple[Seal, ...]:
    """The seals that the objects below ``folder`` have, for opening them. Raises SettingsError.

    Who begins to encrypt has backups of both kinds for a while.
    """
    found = {path.suffix for path in folder.glob("objects/??/*")}
    sealed = ((".age", _AGE, identity), (".gpg", _GPG, None))
    seals = [make_seal(word, key) for ending, word, key in sealed if ending in found]
    return (*seals, Plain())


def find_seal(folder: Path, identity: Path | None) -> Seal:
    """The one of a folder that was made at once."""
    return find_seals(folder, identity)[0]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SettingsError(
            f"Cần chương trình {name} để mã hoá bản sao lưu (Debian: apt install {name}).",
            f"The program {name} is needed to encrypt backups (Debian: apt install {name}).",
        )
    return found
