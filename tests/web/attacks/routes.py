"""Every address of an application, by its map, and how one is filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule

NOTHING: Mapping[str, str] = MappingProxyType({})
_ASKED_ALIKE = {"HEAD", "OPTIONS"}
_PART = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
_LIKELY = {"int": "1", "any": "png"}


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address; ``arguments`` are the names of its parts that vary."""

    endpoint: str
    method: str
    rule: Rule
    arguments: tuple[str, ...]

    @property
    def room(self) -> str:
        """The blueprint, or the endpoint itself."""
        return self.endpoint.partition(".")[0]

    def path(self, known: Mapping[str, str] = NOTHING) -> str:
        """The address with its parts from ``known``, as they are; of others something like one."""
        return _PART.sub(lambda found: known.get(found[2], _likely(found[1])), self.rule.rule)

    def quoted(self, written: str) -> dict[str, str]:
        """``written``, escaped, in the place of every part."""
        return dict.fromkeys(self.arguments, quote(written, safe=""))

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def routes(app: Flask) -> Iterator[Route]:
    """All addresses, each with each of its methods; HEAD and OPTIONS are not told of."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - _ASKED_ALIKE):
            yield Route(rule.endpoint, method, rule, tuple(sorted(rule.arguments)))


def _likely(kind: str | None) -> str:
    return _LIKELY.get(kind or "", "0" * 32)
