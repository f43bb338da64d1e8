"""What a site answered."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that arrived whole. ``url`` is where it came from, after redirects.

    ``headers`` have names in small letters; ``content`` is unpacked. With ``status`` 304
    there is none: the asker has it already.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The type that the site claims, without parameters, in small letters; "" for none."""
        return media_type_of(self.headers)


def media_type_of(headers: Mapping[str, str]) -> str:
    """The type that ``headers`` claim, without parameters, in small letters; "" for none."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()
