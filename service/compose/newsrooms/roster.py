"""The newsrooms of one operator: a folder with one TOML file for each, named after it.

What is wrong with one newsroom is told and takes no other down: a file that cannot be read
leaves its newsroom as it was, or out; of two that would share an address, a schema or a
folder, the one that is served already stays, and else neither is let in, since nobody here
knows whose the place is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from service.compose.newsrooms.places import ENDING, Places, list_places, own_places, require_name
from service.errors import LoaError, NotFoundError, SettingsError, reason_of
from service.settings import Settings, load_newsroom, load_settings


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom that can be opened: what it is called, its settings and what is its alone."""

    name: str
    settings: Settings
    places: Places


@dataclass(frozen=True, slots=True)
class Roster:
    """The newsrooms by name, why others are not among them, and what was looked at."""

    newsrooms: Mapping[str, Newsroom] = field(default_factory=dict)
    refused: Mapping[str, LoaError] = field(default_factory=dict)
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def require(self, name: str) -> Newsroom:
        """The newsroom of this name. Raises what is wrong with it, or NotFoundError."""
        if name in self.refused and name not in self.newsrooms:
            raise self.refused[name]
        if name not in self.newsrooms:
            listed = ", ".join(self.newsrooms) or "(chưa có)"
            raise NotFoundError(
                f"Không có toà soạn “{name}”. Đang có: {listed}.",
                f"There is no newsroom “{name}”. There are: {listed}.",
            )
        return self.newsrooms[name]

    def by_host(self) -> Mapping[str, Newsroom]:
        """The newsrooms by each name that they answer to."""
        newsrooms = self.newsrooms.values()
        return MappingProxyType({host: each for each in newsrooms for host in each.places.hosts})


def folder_of(operator: Settings) -> Path:
    """The folder of the newsrooms' files. Raises SettingsError where the operator names none."""
    if not operator.newsrooms:
        raise SettingsError(
            "LOA_NEWSROOMS chưa đặt: ở đây chỉ có một toà soạn.",
            "LOA_NEWSROOMS is not set: there is a single newsroom here.",
        )
    return Path(operator.newsrooms)


def read_roster(environ: Mapping[str, str], before: Roster | None = None) -> Roster:
    """The newsrooms as their files say now; ``before`` are those that are served already.

    The same roster as before where no file has changed. Raises SettingsError for the
    operator's own settings, and for a folder that cannot be read.
    """
    operator = load_settings(environ)
    folder = folder_of(operator)
    before = before or Roster()
    stamps = _stamps(folder)
    if before.stamps == stamps:
        return before
    found: dict[str, Newsroom] = {}
    refused: dict[str, LoaError] = {}
    for name in sorted(stamps):
        known = before.newsrooms.get(name)
        if known and stamps[name] == before.stamps.get(name) and name not in before.refused:
            found[name] = known
            continue
        try:
            found[name] = read_newsroom(environ, operator, folder / f"{name}{ENDING}", name)
        except LoaError as e:
            refused[name] = e
            if known:
                found[name] = known
    admitted, clashing = _admit(found, before)
    return Roster(admitted, {**refused, **clashing}, stamps)


def read_newsroom(
    environ: Mapping[str, str], operator: Settings, file: Path, name: str
) -> Newsroom:
    """The newsroom ``name`` as ``file`` describes it. Raises SettingsError."""
    require_name(name)
    try:
        settings = load_newsroom(environ, file, own_places(operator, name))
        return Newsroom(name, settings, list_places(settings))
    except SettingsError as e:
        raise SettingsError(f"Toà soạn {name}: {e.vi}", f"Newsroom {name}: {e.en}") from e


def require_unclaimed(newsroom: Newsroom, roster: Roster) -> None:
    """Raises SettingsError where the newsroom would share a place with one of the roster."""
    for one, other, shared in _clashes((newsroom, *roster.newsrooms.values())):
        if newsroom in (one, other):
            rival = other if one is newsroom else one
            raise _clash(newsroom.name, rival.name, shared)


def _admit(
    found: Mapping[str, Newsroom], before: Roster
) -> tuple[dict[str, Newsroom], dict[str, LoaError]]:
    """Those that share nothing, and why the others are left out.

    Who is served as before goes before who is new or changed; one that is changed so that it
    clashes stays as it was.
    """
    known = {name: each for name, each in before.newsrooms.items() if name in found}
    fresh = {name: each for name, each in found.items() if known.get(name) != each}
    refused: dict[str, LoaError] = {}
    for one, other, shared in _clashes((*fresh.values(), *known.values())):
        for each, rival in ((one, other), (other, one)):
            if fresh.get(each.name) is each:
                refused[each.name] = _clash(each.name, rival.name, shared)
    admitted = {
        name: known[name] if name in refused else each
        for name, each in found.items()
        if name not in refused or name in known
    }
    return admitted, refused


def _clashes(newsrooms: Sequence[Newsroom]) -> Iterator[tuple[Newsroom, Newsroom, str]]:
    """Two of different names that have a place in common, or one's folder in the other's.

    A thousand newsrooms are half a million pairs: places are looked up, not compared.
    """
    holders: dict[str, list[Newsroom]] = {}
    for each in newsrooms:
        for place in each.places.claimed:
            holders.setdefault(place, []).append(each)
    for each in newsrooms:
        for place in each.places.within:
            for other in holders.get(place, ()):
                if other.name != each.name:
                    yield each, other, place


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each newsroom's file was written last, and its size: whoever changes it changes this."""
    try:
        found = [(each, each.stat()) for each in folder.iterdir() if each.suffix == ENDING]
    except OSError as e:
        raise SettingsError(
            f"Không đọc được thư mục LOA_NEWSROOMS {folder}: {reason_of(e)}.",
            f"Cannot read the folder LOA_NEWSROOMS {folder}: {e.strerror or e}.",
        ) from e
    return {path.stem: (status.st_mtime_ns, status.st_size) for path, status in found}


def _clash(name: str, other: str, shared: str) -> SettingsError:
    return SettingsError(
        f"Toà soạn {name} và {other} dùng chung {shared}. Mỗi toà soạn phải có tên miền, thư mục "
        f"và schema của riêng mình; {name} chưa được phục vụ theo tệp này.",
        f"Newsrooms {name} and {other} share {shared}. Each must have host names, folders and a "
        f"schema of its own; {name} is not served as its file says.",
    )
