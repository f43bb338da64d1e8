"""The licences of all that Loa installs: ``python -m tests.licences`` lists them (make licences).

The service is to stay permissively licensable: what asks for more than a notice has its reason
here, or is not installed.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType

REQUIREMENTS = Path(__file__).parents[1] / "requirements" / "run.txt"

PERMISSIVE = (
    "0BSD", "Apache", "BSD", "CC0", "CNRI-Python", "HPND", "ISC", "MIT", "MIT-0", "MIT-CMU",
    "PSF", "Python Software Foundation", "Unlicense", "Zlib", "Zope", "ZPL",
)  # fmt: skip
"""Licences that ask for their notice alone, as they are written in the metadata of packages."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "certifi": "MPL-2.0: a list of certificates, used unchanged",
        "feedgen": "BSD or LGPL as one likes: BSD",
        "lameenc": "LGPL: a module of its own that can be exchanged, used unchanged",
        "pathspec": "MPL-2.0: a tool of the build, used unchanged",
        "psycopg": "LGPL: the driver of PostgreSQL, which dbos brings, used unchanged",
        "psycopg-binary": "LGPL: the same, with libpq",
        "espeakng-loader": "GPL: an extra, which a separate program alone loads",
    }
)
"""Why a package may be installed whose licence asks for more."""

_NAME = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
_WORDS = re.compile(r"\s+(?:AND|OR|and)\s+|[()]")


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package, what it says of its licence, and whether that asks for a notice alone."""

    name: str
    licence: str

    @property
    def is_permissive(self) -> bool:
        parts = [part.strip() for part in _WORDS.split(self.licence) if part.strip()]
        return bool(parts) and all(part.startswith(PERMISSIVE) for part in parts)

    @property
    def is_permitted(self) -> bool:
        return self.is_permissive or self.name in REASONS


def required() -> tuple[str, ...]:
    """The packages that ``make install`` installs."""
    return tuple(_NAME.findall(REQUIREMENTS.read_text("utf-8")))


def licences() -> Iterator[Licensed]:
    """Those of them that are installed here: some are for other systems or Pythons."""
    for name in required():
        try:
            yield Licensed(name, _licence(name))
        except PackageNotFoundError:
            continue


def _licence(name: str) -> str:
    told = metadata(name)
    expressions = told.get_all("License-Expression") or []
    classified = [
        each for each in told.get_all("Classifier") or [] if each.startswith("License ::")
    ]
    named = [each.rpartition(" :: ")[2] for each in classified if each.count(" :: ") > 1]
    written = [line for each in told.get_all("License") or [] for line in each.splitlines()[:1]]
    return (" AND ".join(expressions or named or written)).strip()


def main() -> None:
    refused = 0
    for each in licences():
        mark = " " if each.is_permitted else "✗"
        reason = f"  ({REASONS[each.name]})" if each.name in REASONS else ""
        sys.stdout.write(f"{mark} {each.name:24} {each.licence or '?'}{reason}\n")
        refused += not each.is_permitted
    sys.exit(bool(refused))


if __name__ == "__main__":
    main()
