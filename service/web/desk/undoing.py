"""The button that puts back what the last act changed."""

from urllib.parse import parse_qs, urlsplit

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from service.desk.undoing import settle_undone, undo
from service.errors import LoaError
from service.model.job import asker_of
from service.web.desk.entrance import AGAIN, MOST_TOLD, acts_to_undo, desk, the_desk
from service.web.language import _, said
from service.web.numbers import row_number
from service.web.site import site

_LONGEST = 2_000
_NOT_ASCII = 128


@desk.post("/undo")
def undo_acts() -> Response:
    """What was done is as it was before; of several acts the last is undone first."""
    numbers = list(filter(None, map(row_number, request.form.getlist("number"))))[-MOST_TOLD:]
    told_wrong = [words for number in reversed(numbers) if (words := undo_one(number))]
    for words in dict.fromkeys(told_wrong):
        flash(words, "")
    if len(told_wrong) < len(numbers):
        flash(_("Đã hoàn tác."), " ".join([AGAIN, *map(str, acts_to_undo())]))
    return redirect(_where(request.form.get("where", "")), 303)


def undo_one(number: int) -> str:
    """Why the act could not be undone; "" where it was."""
    service = site().service
    try:
        undone = undo(number, the_desk())
    except LoaError as e:
        return said(e)
    if settle_undone(undone, service.production):
        service.enqueue(undone.subject, by=asker_of(the_desk().actor))
    return ""


def _where(asked: str) -> str:
    """The page of the desk that the button stood on, at the sentence that it showed."""
    if not is_page_of_ours(asked):
        return url_for("desk.articles")
    number = parse_qs(urlsplit(asked).query).get("at", [""])[0]
    anchor = f"#cau-{number}" if number.isascii() and number.isdigit() else ""
    return f"{asked.rstrip('?')}{anchor}"


def is_page_of_ours(where: str) -> bool:
    """Whether ``where`` is a path of the desk and nothing that a browser reads otherwise."""
    return (
        where.startswith("/desk/")
        and len(where) <= _LONGEST
        and all(" " < each < chr(_NOT_ASCII) and each not in '\\"<>#' for each in where)
    )
