"""Who may sit at the desk: the session, what it may call, and forms that are our own.

The cookie carries the session's key and what is to be told once, signed; the session
itself is a row of the database, so that it ends when it is ended, wherever a copy of
the cookie is.

The form token is our own rather than Flask-WTF's: that package brings a form
library for the sake of what is here five lines and a comparison.
"""

import hashlib
import hmac
from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from werkzeug.wrappers import Response as AnyResponse

from service.desk.desk import Desk
from service.desk.permissions import permits
from service.model import Act, Actor, DeskSession, person_actor
from service.store.sessions import SignedIn
from service.web.bodies import desk_form
from service.web.hosts import known_hosts
from service.web.problems import ForbiddenError, UnauthorizedError
from service.web.rules import is_open, require_rule
from service.web.site import site

desk = Blueprint("desk", __name__, url_prefix="/desk")

_KEY = "key"

AGAIN = "again"
"""What marks the acts of a message that were undoings: their button does it again."""

MOST_TOLD = 20
"""Acts that one button of a message undoes: the cookie carries their numbers."""


@desk.before_request
def guard() -> tuple[str, int] | None:
    """Refuse who is not signed in or may not do this, and a form that another site sent."""
    if request.method == "POST" and _is_of_another_site():
        raise _foreign_form()
    if is_open(request.endpoint):
        return None
    # Sound is larger than any article, and so is a lexicon.
    request.max_content_length = desk_form(str(request.endpoint), site().service.settings)
    g.desk_session = _find_session()
    if g.desk_session is None:
        if request.method == "GET":
            return sign_in_form(status=401)
        raise UnauthorizedError(
            "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi gửi lại.",
            "The session has ended. Sign in again, then send it again.",
        )
    who = person_actor(g.desk_session.person)
    site().limits.require(f"person {who.id}", request.endpoint, site().now())
    require_rule(request.endpoint, who)
    if request.method == "POST":
        _require_own_form(request.form.get("form_token", ""))
    return None


def _is_of_another_site() -> bool:
    """Whether the browser says that another site's page sent this.

    Over plain http browsers tell the page's Origin alone; a page that hides its own tells
    «null», which is nobody's unless the browser says that it is ours.
    """
    site_of_page, origin = (request.headers.get(each) for each in ("Sec-Fetch-Site", "Origin"))
    if site_of_page == "cross-site":
        return True
    if origin is None or (origin == "null" and site_of_page == "same-origin"):
        return False
    return not known_hosts(site().service.settings).own(origin, request.headers.get("Host", ""))


def sign_in_form(
    *, status: int = 200, name: str = "", complaint: str = "", lacks_code: bool = False
) -> tuple[str, int]:
    """The form for name and password, for who has not come in."""
    page = render_template(
        "desk/sign_in.html",
        token="",
        is_set_up=site().service.library.has_people(),
        name=name,
        complaint=complaint,
        lacks_code=lacks_code,
    )
    return page, status


def _find_session() -> DeskSession | None:
    """The session that the cookie opens; that it was used is written down now and then."""
    key, now, library = str(cookie.get(_KEY, "")), site().now(), site().service.library
    found = library.desk_session(key, now) if key else None
    if found is not None:
        number = found.number
        site().lately.note(
            f"session {number}", found.last_seen, now, lambda: library.note_session(number, now)
        )
    return found


def _require_own_form(token: str) -> None:
    if not hmac.compare_digest(token.encode("utf-8", "surrogatepass"), _form_token().encode()):
        raise _foreign_form()


def _form_token() -> str:
    """What the session's own forms carry: it follows from the key, and does not tell it."""
    secret = cast(bytes, current_app.secret_key)
    return hmac.new(secret, f"form {cookie.get(_KEY)}".encode(), hashlib.sha256).hexdigest()


def _foreign_form() -> ForbiddenError:
    return ForbiddenError(
        "Biểu mẫu đã cũ hoặc không phải của trang này. Hãy tải lại trang rồi gửi lại.",
        "The form is stale or not from this site. Reload the page and send it again.",
    )


@desk.after_request
def keep_private(response: Response) -> Response:
    """Let nothing of the desk be kept by caches or named to other sites."""
    response.headers.setdefault("Cache-Control", "no-store")
    # With "no-referrer" our own forms would hide their Origin from us too (Fetch, section 3.2).
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@desk.context_processor
def surroundings() -> dict[str, Any]:
    """What every template of the desk may print."""
    service = site().service
    if _session_or_none() is None:
        return {
            "form_token": "",
            "editor": None,
            "may": lambda _: False,
            "troubles": service.told_troubles,
        }
    return {
        "form_token": _form_token(),
        "editor": editor_name(),
        "may": lambda act: permits(current_actor(), Act(act)),
        "troubles": service.told_troubles,
        "damaged_texts": sorted(service.library.damaged_texts_seen()),
        "damaged": sorted({episode_id for episode_id, _ in service.library.damaged_seen()}),
    }


def take_seat(opened: SignedIn) -> AnyResponse:
    """The browser has the session from now on, and is sent to the list of articles."""
    cookie.clear()
    cookie.permanent = True
    cookie[_KEY] = opened.key
    return redirect(url_for("desk.articles"), 303)


def own_key() -> str | None:
    """What the browser's cookie carries: the key of the session that it has, or had."""
    return cookie.get(_KEY)


def current_session() -> DeskSession:
    """The session that this request came in with."""
    return cast(DeskSession, g.desk_session)


def _session_or_none() -> DeskSession | None:
    return cast(DeskSession | None, g.get("desk_session"))


def editor_name() -> str:
    """Who is signed in."""
    return current_session().editor


def current_actor() -> Actor:
    """Who is signed in, as one who acts."""
    return person_actor(current_session().person)


def the_desk() -> Desk:
    """The desk with who is signed in at it: what is done, is done there."""
    return Desk(current_actor(), site().service.library, site().now(), can_undo=_can_undo)


def _can_undo(number: int) -> None:
    g.can_undo = [*acts_to_undo(), number]


def acts_to_undo() -> list[int]:
    """The acts of this request that there is a way back from, by their numbers in the audit."""
    return cast(list[int], g.get("can_undo", []))


def told(message: str, endpoint: str, **values: Any) -> AnyResponse:
    """A redirect to the page of ``endpoint``, which will show ``message`` once.

    Beside it stands the way back from what was done in this request, where there is one.
    """
    numbers = acts_to_undo()
    flash(message, " ".join(map(str, numbers)) if len(numbers) <= MOST_TOLD else "")
    return redirect(url_for(endpoint, **values), 303)
