"""How units, currencies and scales are printed, and how they are said.

The table is ``units.tsv``. A unit is looked up as printed and then in small
letters, so that ``Km`` is ``km`` but ``mW`` is not ``MW``.
"""

from functools import cache
from types import MappingProxyType
from typing import Final

from service.tables import table_lines

SCALES: Final = MappingProxyType(
    {"k": "nghìn", "K": "nghìn", "tr": "triệu", "Tr": "triệu", "t": "tỷ"}
)
"""Scales that are written short and closed up to their number."""

SCALE_WORDS = ("trăm", "chục", "vạn", "nghìn", "ngàn", "triệu", "tỷ", "tỉ")


@cache
def units(kind: str) -> MappingProxyType[str, str]:
    """The units of one kind (measure, currency, share, time, counted), as printed, in words."""
    return MappingProxyType({key: said for key, said, of in table_lines("units") if of == kind})


def say_unit(written: str) -> str:
    """The unit or currency ``written`` in words; a word that is no unit stays itself."""
    exact, small = _spoken_units()
    return exact.get(written) or small.get(written.lower(), written)


def is_money(written: str) -> bool:
    """Whether ``written`` is a currency."""
    return written in units("currency") or written.upper() in units("currency")


@cache
def _spoken_units() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    small: dict[str, str] = {}
    for key, said, _ in table_lines("units"):
        exact.setdefault(key, said)
        small.setdefault(key.lower(), said)
    return exact, small
