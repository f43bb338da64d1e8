"""With whom an installation shares the pace of its requests to engines: nobody, or an operator."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from service.settings import Settings
from service.store.addresses import DatabaseAddress
from service.store.library import is_laid, open_library
from service.store.postgresql.address import parse_address
from service.store.shared.opening import Shared, open_shared

_SCHEME = "postgres"


@contextmanager
def opened_shared(settings: Settings, data: Path, library: DatabaseAddress) -> Iterator[Shared]:
    """What the installation in folder ``data`` shares with its other programs.

    The pace is that of the installation that LOA_PACE names, if any. Raises SettingsError, and
    StoreError where its server does not answer.
    """
    with ExitStack() as opened:
        shared = opened.enter_context(open_shared(data, library))
        if settings.pace:
            place = _place(settings.pace)
            folder = place.resolve() if isinstance(place, Path) else data
            if not isinstance(place, Path) and not is_laid(place):
                open_library(place).close()  # its table of facts is where the pace is noted
            theirs = opened.enter_context(open_shared(folder, place))
            shared = replace(shared, paces=theirs.notes)
        yield shared


def _place(told: str) -> DatabaseAddress:
    return parse_address(told) if told.startswith(_SCHEME) else Path(told)
