"""The names this site goes by: a request in another's name is refused.

A page that resolves its own name to this machine (DNS rebinding) would otherwise
speak to the desk as to itself. Forwarded headers are not read here: they say what
somebody wrote into them.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.settings import Settings
from service.web_address import fold_host, is_loopback_name


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """The ``names`` that are answered, folded; with ``numbers``, every IP address too.

    An address in numbers can be rebound to nobody: where Loa listens on all of a
    machine's, each of them is right.
    """

    names: frozenset[str]
    numbers: bool

    def __contains__(self, header: object) -> bool:
        """Whether a request with this Host header is ours. One without is (HTTP/1.0 only)."""
        if not header:
            return True
        host = host_of(str(header))
        if host is None:
            return False
        return host in self.names or is_loopback(host) or (self.numbers and _is_number(host))

    def own(self, origin: str, asked: str) -> bool:
        """Whether a page of this Origin header is ours: of the name ``asked`` for, or a set one.

        Behind a proxy the name asked for may be the proxy's word for us. Ports do not count:
        cookies know none, and proxies lose them.
        """
        try:
            name = fold_host(urlsplit(origin).hostname or "")
        except ValueError:
            return False
        return bool(name) and (name == host_of(asked) or name in self.names)


def known_hosts(settings: Settings) -> KnownHosts:
    """The names of the public address, of LOA_HOSTS, and of the address listened on."""
    bound = settings.host.lower()
    names = settings.host_names | {bound}
    specific = _is_number(bound) and not ipaddress.ip_address(bound).is_unspecified
    return KnownHosts(names, numbers=not specific and not is_loopback(bound))


def is_loopback(host: str) -> bool:
    """Whether ``host`` means this machine alone."""
    return is_loopback_name(host) or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def travels_in_the_open(settings: Settings) -> bool:
    """Whether the desk is offered to other machines without encryption."""
    parts = urlsplit(settings.base_url)
    reachable = not is_loopback(settings.host.lower())
    return parts.scheme == "http" and (reachable or not is_loopback(parts.hostname or ""))


def host_of(header: str) -> str | None:
    """The name of a Host header without its port, folded; None for a malformed one."""
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    if parts.netloc != header or parts.username is not None or not parts.hostname:
        return None
    return fold_host(parts.hostname)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
