"""How people write yes and no, in settings, tables and forms."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("1", "yes", "true", "on", "x", "có", "đúng"), True),
        **dict.fromkeys(("0", "no", "false", "off", "không", "sai"), False),
    }
)


def read_yes_no(written: str) -> bool | None:
    """Whether ``written``, in any case, says yes; None where it says neither."""
    return _WORDS.get(written.strip().lower())
