"""Who may sit at the desk: one-time links, the session, and forms that are our own.

The form token is our own rather than Flask-WTF's: that package brings a form
library for the sake of what is here five lines and a comparison.
"""

import hmac
import secrets
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from service.web.problems import ForbiddenError, UnauthorizedError
from service.web.site import site

desk = Blueprint("desk", __name__, url_prefix="/desk")

FORM_OVERHEAD = 64 * 1024
"""Bytes of a form besides the text or file that it carries."""

_OPEN_TO_ALL = ("desk.sign_in", "desk.redeem")


@desk.before_request
def guard() -> None:
    """Refuse who is not signed in, and a form that another site sent."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise _foreign_form()
    if request.endpoint in _OPEN_TO_ALL:
        return
    if request.endpoint == "desk.save_recording":
        # Sound is larger than any article.
        limit = site().service.settings.recording_limit_bytes
        request.max_content_length = limit + FORM_OVERHEAD
    if "editor" not in session:
        raise UnauthorizedError(
            "Hãy mở một liên kết đăng nhập. Tạo liên kết bằng lệnh “loa sign-in”.",
            "Open a sign-in link; “loa sign-in” makes one.",
        )
    if request.method == "POST":
        _require_own_form(request.form.get("form_token", ""))


def _require_own_form(token: str) -> None:
    if not hmac.compare_digest(token.encode(), str(session.get("form_token", "")).encode()):
        raise _foreign_form()


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
    return {"form_token": session.get("form_token", ""), "editor": session.get("editor")}


@desk.get("/sign-in")
def sign_in() -> str:
    """A button. Opening the link signs nobody in, so link scanners cannot use it up."""
    return render_template("desk/sign_in.html", token=request.args.get("token", ""))


@desk.post("/sign-in")
def redeem() -> AnyResponse:
    """Sign in with a secret that works once."""
    editor = site().service.library.redeem_sign_in(request.form.get("token", ""), site().now())
    if not editor:
        raise UnauthorizedError(
            "Liên kết này đã dùng rồi hoặc đã hết hạn. Tạo liên kết mới bằng lệnh “loa sign-in”.",
            "This link has been used or has expired; “loa sign-in” makes a new one.",
        )
    session.clear()
    session.permanent = True
    session["editor"] = editor
    session["form_token"] = secrets.token_urlsafe(24)
    record("sign-in", "desk")
    return redirect(url_for("desk.articles"), 303)


@desk.post("/sign-out")
def sign_out() -> AnyResponse:
    """Forget the editor."""
    session.clear()
    return redirect(url_for("public.home"), 303)


def editor_name() -> str:
    """Who is signed in."""
    return str(session["editor"])


def record(action: str, subject: str, detail: str = "") -> None:
    """Write down what the editor did."""
    site().service.library.record(action, subject, editor_name(), site().now(), detail)


def told(message: str, endpoint: str, **values: Any) -> AnyResponse:
    """A redirect to the page of ``endpoint``, which will show ``message`` once."""
    flash(message)
    return redirect(url_for(endpoint, **values), 303)
