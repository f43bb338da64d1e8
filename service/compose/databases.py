"""Where an installation keeps its library and its queue: in its folder, or on a server."""

from dataclasses import dataclass
from pathlib import Path

from service.settings import Settings
from service.store.addresses import DatabaseAddress
from service.store.places import LIBRARY, QUEUE
from service.store.postgresql.address import parse_address


@dataclass(frozen=True, slots=True)
class Databases:
    """The addresses of both."""

    library: DatabaseAddress
    queue: DatabaseAddress

    @property
    def are_files(self) -> bool:
        """Whether the programs of one machine alone can have them."""
        return isinstance(self.library, Path)

    @property
    def files(self) -> tuple[Path, ...]:
        """Those of them that are files."""
        return tuple(each for each in (self.library, self.queue) if isinstance(each, Path))


def files_in(data: Path) -> Databases:
    """Those of an installation that keeps all in its folder ``data``."""
    return Databases(data / LIBRARY, data / QUEUE)


def find_databases(settings: Settings, data: Path) -> Databases:
    """Those of the installation in folder ``data``. Raises SettingsError."""
    if not settings.database_url:
        return files_in(data)
    server = parse_address(settings.database_url)
    return Databases(server, server.jobs)
