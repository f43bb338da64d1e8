"""Hubs that are told of a changed feed (WebSub), as a setting says them."""

import re

from service.settings.bounds import complaint
from service.web_address import split_web_address

MOST_HUBS = 8
_BETWEEN = re.compile(r"[\s,]+")


def read_hubs(told: str) -> tuple[str, ...]:
    """The hubs' addresses in ``told``, each once. Raises SettingsError for what is none.

    Commas or white space stand between them, which no address has unwritten.
    """
    hubs = tuple(dict.fromkeys(filter(None, _BETWEEN.split(told))))
    for hub in hubs:
        parts = split_web_address(hub)
        if parts is None or parts.fragment:
            raise complaint(
                "hubs",
                f"“{hub[:80]}” không phải địa chỉ http(s)://…",
                f"“{hub[:80]}” is no http(s):// address",
            )
    if len(hubs) > MOST_HUBS:
        raise complaint("hubs", f"nhiều nhất {MOST_HUBS} hub", f"{MOST_HUBS} hubs at most")
    return hubs
