"""Long lists a part at once: the next one begins where this one ends, whatever comes meanwhile."""

import base64
import re

from flask import request

from service.web.problems import BadRequestError

USUAL, MOST = 20, 100
_CURSOR = re.compile(r"([a-z-]+):(\d{1,18})")


def asked_limit() -> int:
    """How many entries are asked for at once. Raises BadRequestError."""
    limit = request.args.get("limit")
    if limit is None:
        return USUAL
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:9]) <= MOST):
        raise BadRequestError(
            f"“limit” là một số từ 1 đến {MOST}.", f"“limit” is a number from 1 to {MOST}."
        )
    return int(limit)


def asked_place(of: str) -> int | None:
    """The place in the list ``of`` something after which entries are asked for; None: its begin.

    Raises BadRequestError for a cursor that this list did not give.
    """
    cursor = request.args.get("cursor")
    if cursor is None:
        return None
    try:
        told = base64.urlsafe_b64decode(cursor.encode()).decode()
    except ValueError:
        told = ""
    place = _CURSOR.fullmatch(told)
    if place is None or place[1] != of:
        raise BadRequestError(
            "“cursor” không phải do danh sách này đưa ra.", "“cursor” was not given by this list."
        )
    return int(place[2])


def cursor_at(of: str, place: int) -> str:
    """What asks for the entries after ``place`` in the list ``of`` something."""
    return base64.urlsafe_b64encode(f"{of}:{place}".encode()).decode()
