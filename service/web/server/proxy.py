"""Who stands behind a proxy that the settings name."""

from collections.abc import Mapping

_LONGEST = 64


def client_behind(headers: Mapping[str, str]) -> str | None:
    """The address that the proxy itself saw: the last of X-Forwarded-For.

    Those before it are what the client wrote. None when the proxy names nobody.
    """
    last = headers.get("X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return last[:_LONGEST] or None
