"""Who answers requests waits for a busy database only shortly."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from service.store.patience import waiting_at_most

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    Wsgi = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

DATABASE_SECONDS = 4.0
"""A worker's transactions take thousandths of a second; sixteen requests that wait longer
are every thread of the server."""


def hurried(answer: "Wsgi") -> "Wsgi":
    """``answer``, which gives up on a database that is busy for longer."""

    def answer_soon(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with waiting_at_most(DATABASE_SECONDS):
            return answer(environ, start_response)

    return answer_soon
