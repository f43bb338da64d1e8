"""Where a web address leads: read and judged before anything is resolved."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from service.sources.fetch.reasons import RefusalError
from service.web_address import ascii_parts, split_web_address

PORTS = frozenset({80, 443, 8080, 8443})
"""Where the web is served; elsewhere listen mail servers, databases and the like."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_FIGURES = re.compile(r"(?:.*\.)?(?:\d+|0x[\da-f]*)\.?", re.IGNORECASE)
"""A host that ends in a number is an IPv4 address to every client (WHATWG URL, host parsing)."""
_QUAD = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
"""The one plain form: octal, hexadecimal and shortened ones are other ways to write 127.0.0.1."""
_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Destination:
    """One request's place: ``host`` in ASCII without brackets, ``target`` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """What the request says it asks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.host_header}{self.target}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What must be the same for a secret to be sent again."""
        return self.scheme, self.host, self.port


def read_destination(url: str, ports: frozenset[int] = PORTS) -> Destination:
    """Where ``url`` leads. Raises RefusalError for what is never asked."""
    written = url.strip().replace(" ", "%20")
    scheme = _scheme_of(written)
    if scheme not in _DEFAULT_PORTS:
        raise RefusalError(
            f"chỉ lấy qua http và https, không qua “{scheme[:20]}”",
            f"only http and https are fetched, not “{scheme[:20]}”",
        )
    parts = split_web_address(written)
    if parts is None:
        raise RefusalError("địa chỉ không đúng dạng", "it is no web address")
    if "@" in parts.netloc:
        raise RefusalError("địa chỉ có tên đăng nhập", "the address holds a user name")
    parts = ascii_parts(parts)
    host = (parts.hostname or "").rstrip(".")
    if _FIGURES.fullmatch(host) and not _QUAD.fullmatch(host):
        raise RefusalError(
            "địa chỉ IP viết khác thường", "the IP address is written in an unusual way"
        )
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    if port not in ports:
        raise RefusalError(f"không lấy qua cổng {port}", f"port {port} is not asked")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, host, port, target)


def redirected(here: Destination, location: str) -> str:
    """The address that ``location`` names, seen from ``here``. Raises RefusalError."""
    try:
        return urljoin(here.url, location.strip())
    except ValueError as e:
        raise RefusalError("chuyển hướng tới địa chỉ hỏng", "it redirects to no address") from e


def quoted(url: str) -> str:
    """``url`` as a message shows it: on one line, without a name or password, not too long."""
    shown = re.sub(r"(?<=//)[^/?#]*@", "…@", url)
    shown = "".join(each if each.isprintable() else "�" for each in shown)
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[:_LONGEST_QUOTE]}…"


def _scheme_of(written: str) -> str:
    try:
        return urlsplit(written).scheme
    except ValueError:
        return ""
