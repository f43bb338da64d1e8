"""How much an answer may take of this machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: ``content`` bytes as they are read, unpacked; and seconds.

    ``connect`` is for one address, and for the look-up of a name, ``read`` the longest silence,
    ``total`` for all of it with its redirects, however slowly the bytes drip.
    """

    content: int
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    redirects: int = 5
