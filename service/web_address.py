"""What a web address is: one answer for shell, API, desk, pages, feeds and settings."""

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

LONGEST = 8000
"""What every server and client has to take (RFC 9110, section 4.1)."""

_LABEL = r"(?!xn--(?:\.|\Z))[A-Za-z0-9_-]+"
"""A label of nothing but the mark of IDNA stands for no letters at all (RFC 5890, 2.3.2.1)."""

_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"

_LOOPBACK = "localhost"

_NOBODYS = frozenset(
    ("localhost", "local", "localdomain", "test", "example", "invalid", "internal", "lan", "alt")
)
"""The last steps of names that mean another machine, or none, elsewhere."""

_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")


def split_web_address(written: str) -> SplitResult | None:
    """The parts of an absolute http(s) address with a host that can be asked for, or None.

    Letters beyond ASCII may stand in it (RFC 3987); spaces, control characters and
    backslashes may not: urlsplit takes some away in silence, and browsers read «\\» as «/».
    """
    if len(written) > LONGEST or not written.isprintable() or set(written) & {" ", "\\"}:
        return None
    try:
        parts = urlsplit(written)
        # Asking for the port is what checks it.
        usable = parts.port != 0 and _is_host(parts)
    except ValueError:
        return None
    return parts if usable and parts.scheme in ("http", "https") else None


def fold_web_address(written: str) -> str:
    """``written`` with scheme and host in small letters, which mean the same (RFC 3986, 6.2.2.1).

    The one home of this question: whoever compares afterwards need not think of it.
    What is no address is given back as it is, for its reader to refuse.
    """
    parts = split_web_address(written)
    if parts is None:
        return written
    account, at, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{account}{at}{place.lower()}").geturl()


def is_web_address(written: str | None) -> bool:
    """Whether ``written`` may be printed as a link: no script, no half of an address."""
    return written is not None and split_web_address(written) is not None


def is_loopback_name(host: str) -> bool:
    """Whether ``host``, in small letters, always means this machine (RFC 6761, section 6.3)."""
    return host == _LOOPBACK or host.endswith(f".{_LOOPBACK}")


def is_internet_name(host: str) -> bool:
    """Whether ``host``, in small letters, can be one machine's in the whole internet.

    No loopback, private or link-local address, no name of one word, and none of those that are
    kept for tests and for networks at home (RFC 2606, 6761, 6762, 8375, 9476).
    """
    host = host.removesuffix(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        steps = host.split(".")
        return len(steps) > 1 and steps[-1] not in _NOBODYS and steps[-2:] != ["home", "arpa"]


def fold_host(name: str) -> str:
    """``name`` as browsers send it: lower case, no final dot, letters beyond ASCII as IDNA."""
    name = name.lower().removesuffix(".")
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def ascii_parts(parts: SplitResult) -> SplitResult:
    """``parts`` in ASCII: the host in IDNA, the rest percent-encoded UTF-8.

    What is percent-encoded already stays as it is. Raises ValueError for an account with no
    ASCII form.
    """
    authority = parts.netloc.encode("idna").decode("ascii")
    path, query, fragment = (quote(part, safe=_URL_SAFE) for part in parts[2:])
    return SplitResult(parts.scheme, authority, path, query, fragment)


def _is_host(parts: SplitResult) -> bool:
    """Whether the address names a host; raises ValueError for one in brackets that is no IPv6."""
    host = parts.hostname
    if not host:
        return False
    place = parts.netloc.rpartition("@")[2]
    if place.startswith("["):
        # A zone (RFC 6874) names a cable of the sender's machine, which is nobody else's.
        address = ipaddress.IPv6Address(host)
        return address.scope_id is None and place.partition("]")[2][:1] in ("", ":")
    return _NAME.fullmatch(host.encode("idna").decode("ascii")) is not None


def network_of(address: str) -> str:
    """Who counts as one: an IPv4 address, or the 64 bits that an IPv6 customer has (RFC 6177)."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return address
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((int(ip), 64), strict=False))
