"""The button that changes the language of the desk: it keeps the page and does nothing else."""

from flask import redirect, request
from werkzeug.wrappers import Response

from service.web.desk.entrance import desk
from service.web.desk.undoing import is_page_of_ours
from service.web.language import Language, choose_language
from service.web.problems import BadRequestError
from service.web.site import site

_HOME = "/desk/"


@desk.post("/language")
def choose() -> Response:
    """The page that was looked at, in the language of the button, and every later one."""
    try:
        chosen = Language(request.form.get("language", ""))
    except ValueError as e:
        raise BadRequestError("Không có ngôn ngữ này.", "There is no such language.") from e
    answer = redirect(_page(request.form.get("page", "")), 303)
    choose_language(answer, chosen, secure=site().service.settings.base_url.startswith("https:"))
    return answer


def _page(path: str) -> str:
    """``path`` where it is one of the desk's: a form may name any, of any site."""
    return path if is_page_of_ours(path) else _HOME
