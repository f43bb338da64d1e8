"""Requests whose own conditions are not met."""

from collections.abc import Mapping

from service.errors import LoaError
from service.fingerprint import Plain


class PreconditionFailedError(LoaError):
    """What the caller said it had seen is not what there is; ``members`` tell both.

    ``tag`` is that of what there is, None for nothing.
    """

    def __init__(self, vi: str, en: str, *, members: Mapping[str, Plain], tag: str | None) -> None:
        super().__init__(vi, en)
        self.members = members
        self.tag = tag


class ReusedKeyError(LoaError):
    """An Idempotency-Key that came with another request before."""


class UnderWayError(LoaError):
    """The request of this Idempotency-Key is being answered at this moment."""
