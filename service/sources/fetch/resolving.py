"""From a host's name to addresses that may be asked, before each connection."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from service.sources.fetch.addresses import Address, is_anybodys
from service.sources.fetch.destination import Destination
from service.sources.fetch.reasons import RefusalError
from service.web_address import is_loopback_name

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""The addresses of a host, the best first, as text. Raises OSError where it has none."""

MOST_TRIED = 4
_DISCARD = 9


def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the machine's own resolver knows. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def checked_addresses(
    where: Destination,
    resolver: Resolver,
    seconds: float,
    permitted: Collection[tuple[str, int]] = (),
) -> tuple[str, ...]:
    """The addresses of ``where``, every one of which may be asked; the best first, a few.

    One that is not condemns them all: a name that stands for both is a trap. Whoever
    connects uses these very addresses: asked again, the resolver may say otherwise.
    ``permitted`` are pairs of address and port that may be asked whatever they are.
    Raises RefusalError.
    """
    found = _resolve_within(seconds, resolver, where)
    if not found:
        raise _unknown(where)
    for each in found:
        address = _read(each)
        if (str(address), where.port) not in permitted:
            _require_anybodys(address, where)
    return tuple(found[:MOST_TRIED])


def require_no_inside(where: Destination, permitted: Collection[tuple[str, int]] = ()) -> None:
    """Raises RefusalError where ``where`` itself says, unresolved, that it may not be asked."""
    if is_loopback_name(where.host):
        raise _inside(where)
    address = _read(where.host)
    if address is not None and (str(address), where.port) not in permitted:
        _require_anybodys(address, where)


def _require_anybodys(address: Address | None, where: Destination) -> None:
    if address is None or not is_anybodys(address):
        raise _inside(where)
    if is_own(address):
        raise RefusalError(f"{where.host} chính là máy này", f"{where.host} is this very machine")


def _inside(where: Destination) -> RefusalError:
    return RefusalError(
        f"{where.host} là một địa chỉ nội bộ", f"{where.host} is an address of the inside"
    )


def is_own(address: Address) -> bool:
    """Whether ``address`` is one of this machine's: the system would ask it from itself.

    Nothing is sent: a datagram socket only asks for the way.
    """
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(address), _DISCARD))
            return bool(ipaddress.ip_address(probe.getsockname()[0]) == address)
    except OSError:  # no way there: connecting will say so
        return False


def _read(written: str) -> Address | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None


def _resolve_within(seconds: float, resolver: Resolver, where: Destination) -> Sequence[str]:
    """What ``resolver`` answers in time: the system's own can take minutes, and has no limit."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(where.host, where.port))
        except (OSError, UnicodeError) as e:
            answers.put(e)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.0))
    except queue.Empty as e:
        raise RefusalError(
            "hỏi tên miền quá lâu",
            "the name's look-up took too long",
            passing=True,
            unreachable=True,
        ) from e
    if isinstance(answer, Exception):
        raise _unknown(where) from answer
    return answer


def _unknown(where: Destination) -> RefusalError:
    return RefusalError(
        f"không tìm thấy máy chủ {where.host}",
        f"there is no host {where.host}",
        passing=True,
        unreachable=True,
    )
