"""Who is signed in, and from where; which systems may call. Sessions are ended here."""

from datetime import timedelta

from flask import render_template, request, url_for
from flask import session as cookie
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from service.model import SESSION_IDLE, SESSION_LIFE
from service.outputs.browsers import browser_words
from service.web.desk.entrance import current_session, desk, record, told
from service.web.problems import BadRequestError
from service.web.site import site


@desk.app_template_filter("browser_words")
def browser_words_of(agent: str) -> str:
    """The browser for people."""
    return browser_words(agent)


@desk.get("/sessions")
def sessions() -> str:
    """The sessions that are open: since when, last seen, which browser, which is this one."""
    found = site().service.library.desk_sessions(site().now())
    return render_template(
        "desk/sessions.html",
        sessions=found,
        own=current_session().number,
        life=SESSION_LIFE // timedelta(hours=1),
        idle=SESSION_IDLE // timedelta(hours=1),
    )


@desk.post("/sessions/end")
def end_session() -> Response:
    """End one session, one's own too, or all others."""
    library, own = site().service.library, current_session().number
    asked = request.form.get("session", "")
    if asked == "others":
        count = library.end_sessions(site().now(), but=own)
        record("session-ended", "others", str(count))
        return told(f"Đã kết thúc {count} phiên khác.", "desk.sessions")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise BadRequestError("Biểu mẫu bị hỏng.", "The form is damaged.")
    number = int(asked)
    library.end_session(number, site().now())
    record("session-ended", str(number))
    if number == own:
        cookie.clear()
        return redirect(url_for("public.home"), 303)
    return told(f"Đã kết thúc phiên {number}.", "desk.sessions")


@desk.get("/tokens")
def tokens() -> str:
    """The tokens that open the API: by name, with their last use."""
    now = site().now()
    found = site().service.library.tokens()
    return render_template("desk/tokens.html", tokens=[(each, each.is_open(now)) for each in found])
