"""The one door at which a Loa that may only read turns away whoever would write."""

from flask import request

from service.errors import StoreError
from service.web.site import site

_READING = ("GET", "HEAD", "OPTIONS")
_OPEN_TO_ALL = ("desk.redeem", "desk.sign_out")
"""An editor comes in to be told what is wrong. Where not even that can be written, the
library refuses by itself."""


def refuse_writing() -> None:
    """Raises StoreError, with the reason, for a request that would change something."""
    troubles = site().service.troubles
    if troubles and request.method not in _READING and request.endpoint not in _OPEN_TO_ALL:
        raise StoreError(
            f"{troubles[0].vi} Lúc này không nhận và không sửa được gì.",
            f"{troubles[0].en} Nothing is taken or changed now.",
        )
