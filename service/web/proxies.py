"""Whether somebody passed a request on: then the machine that it comes from says nothing."""

from collections.abc import Mapping, MutableMapping

_MARK = "LOA_PASSED_ON"
"""No client can send a name of this form: waitress drops what has an underscore."""

_TRACES = (
    *("X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "X_FORWARDED_BY"),
    *("X_FORWARDED_PORT", "X_REAL_IP", "FORWARDED", "VIA"),
)


def mark_passed_on(headers: MutableMapping[str, str]) -> None:
    """Marks a request that names a proxy: waitress forgets what one that is not trusted says."""
    if any(name in headers for name in _TRACES):
        headers[_MARK] = "yes"


def is_passed_on(environ: Mapping[str, object]) -> bool:
    """Whether the request was marked so."""
    return f"HTTP_{_MARK}" in environ
