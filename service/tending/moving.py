"""Published files into another store, each compared with its digest; stopped, it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from service.errors import StoreError
from service.making.originals import FOLDER as ORIGINALS
from service.releasing.belonging import INSTALLATION, read_testimony
from service.store.media import Media


@dataclass(frozen=True, slots=True)
class MovedFiles:
    """How many ``files`` the new store has, and how many of them it had before."""

    files: int
    had: int


def require_room(source: Media, target: Media) -> None:
    """Raises StoreError where files of another installation, or of nobody known, lie in ``target``.

    What a run that was stopped left there is of the same one.
    """
    own, there = read_testimony(source).installation, read_testimony(target)
    if there.installation == own and own is not None:
        return
    if not there.is_empty or next(iter(target.names()), None) is not None:
        raise StoreError(
            f"Ở {target.place} đã có tệp của nơi khác. Hãy chọn một chỗ trống. Chưa có gì bị thay "
            "đổi.",
            f"Files of another installation lie in {target.place}. Choose an empty place. Nothing "
            "was changed.",
        )


def move_files(source: Media, target: Media, tell: Callable[[int, int], object]) -> MovedFiles:
    """Every file of ``source`` is in ``target`` too, with the same bytes.

    The installation's id goes first, so that who comes again knows whose the others are.
    ``tell`` is told how many files of how many are done. Raises StoreError.
    """
    names = sorted(
        (name for name, _ in source.names()), key=lambda name: (name != INSTALLATION, name)
    )
    had = 0
    for number, name in enumerate(names):
        tell(number, len(names))
        had += not _bring(name, source, target)
    tell(len(names), len(names))
    return MovedFiles(len(names), had)


def _bring(name: str, source: Media, target: Media) -> bool:
    """Whether ``name`` had to be brought; its bytes are compared either way."""
    digest = source.digest(name)
    if target.exists(name) and target.digest(name) == digest:
        return False
    if name.startswith(f"{ORIGINALS}/"):
        target.write(name, source.read(name), private=True)
    else:
        _bring_large(name, source, target)
    if target.digest(name) != digest:
        raise StoreError(
            f"Tệp {name} chép sang {target.place} không giống bản gốc.",
            f"The file {name} in {target.place} is not what it is in {source.place}.",
        )
    return True


def _bring_large(name: str, source: Media, target: Media) -> None:
    with target.scratch() as room:
        copy = room / sha256(name.encode()).hexdigest()
        with copy.open("wb") as file:
            for part in source.parts(name):
                file.write(part)
        target.restore(name, copy)
