"""Who may sit at the desk: one-time links, the session, and forms that are our own.

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
from service.desk.people import clean_name
from service.desk.permissions import permits
from service.model import FIRST_ADMIN, Act, Actor, DeskSession, person_actor
from service.web.bodies import desk_form
from service.web.problems import ForbiddenError, TooManyError, UnauthorizedError
from service.web.rules import is_open, require_rule
from service.web.site import site

desk = Blueprint("desk", __name__, url_prefix="/desk")

_KEY = "key"


@desk.before_request
def guard() -> None:
    """Refuse who is not signed in or may not do this, and a form that another site sent."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise _foreign_form()
    if is_open(request.endpoint):
        return
    # Sound is larger than any article, and so is a lexicon.
    request.max_content_length = desk_form(str(request.endpoint), site().service.settings)
    g.desk_session = _find_session()
    if g.desk_session is None:
        raise UnauthorizedError(
            "Hãy mở một liên kết đăng nhập. Tạo liên kết bằng lệnh “loa sign-in”.",
            "Open a sign-in link; “loa sign-in” makes one.",
        )
    require_rule(request.endpoint, person_actor(g.desk_session.person))
    if request.method == "POST":
        _require_own_form(request.form.get("form_token", ""))


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
    response.headers["Referrer-Policy"] = "no-referrer"
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


@desk.get("/sign-in")
def sign_in() -> str:
    """A button. Opening the link signs nobody in, so link scanners cannot use it up."""
    token = request.args.get("token", "")
    is_first = site().service.library.is_set_up_link(token, site().now())
    return render_template("desk/sign_in.html", token=token, is_first=is_first)


@desk.post("/sign-in")
def redeem() -> AnyResponse:
    """Sign in with a secret that works once."""
    now, address, attempts = site().now(), request.remote_addr or "", site().attempts
    if seconds := attempts.seconds_to_wait(address, now):
        raise TooManyError(
            f"Có quá nhiều lần đăng nhập không thành. Hãy thử lại sau {seconds} giây.",
            f"Too many sign-ins failed. Try again in {seconds} seconds.",
            retry_after=seconds,
        )
    name = request.form.get("name", "").strip()
    opened = site().service.library.sign_in(
        request.form.get("token", ""),
        now,
        name=clean_name(name) if name else FIRST_ADMIN,
        agent=request.headers.get("User-Agent", ""),
        replaced=cookie.get(_KEY),
    )
    if opened is None:
        attempts.note_failure(address, now)
        raise _refused_link()
    cookie.clear()
    cookie.permanent = True
    cookie[_KEY] = opened.key
    return redirect(url_for("desk.articles"), 303)


def _refused_link() -> UnauthorizedError:
    """Why a link does not open: what keeps Loa from reading or writing them, where it is that."""
    troubles = site().service.told_troubles
    return UnauthorizedError(
        " ".join(
            (
                "Liên kết này đã dùng rồi hoặc đã hết hạn. "
                "Tạo liên kết mới bằng lệnh “loa sign-in”.",
                *(each.vi for each in troubles),
            )
        ),
        " ".join(
            (
                "This link has been used or has expired; “loa sign-in” makes a new one.",
                *(each.en for each in troubles),
            )
        ),
    )


@desk.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the session: its cookie opens nothing any more, wherever it was copied to."""
    with the_desk().acting(Act.SIGN_OUT, "desk"):
        site().service.library.end_session(current_session().number, site().now())
    cookie.clear()
    return redirect(url_for("public.home"), 303)


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
    return Desk(current_actor(), site().service.library, site().now())


def told(message: str, endpoint: str, **values: Any) -> AnyResponse:
    """A redirect to the page of ``endpoint``, which will show ``message`` once."""
    flash(message)
    return redirect(url_for(endpoint, **values), 303)
