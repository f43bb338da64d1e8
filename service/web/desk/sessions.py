"""Who is signed in, and from where; which systems may call. Sessions are ended here."""

from datetime import timedelta

from flask import render_template, request, url_for
from flask import session as cookie
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from service.desk.tokens import revoke_token
from service.errors import AccessError, NotFoundError
from service.model import SESSION_IDLE, SESSION_LIFE, Act, DeskSession
from service.outputs.browsers import browser_and_system
from service.web.desk.entrance import current_session, desk, the_desk, told
from service.web.desk.token_form import SCOPE_WORDS, make_asked_token
from service.web.language import _, _n, said, translated
from service.web.numbers import row_number
from service.web.problems import BadRequestError, status_of
from service.web.site import site


@desk.app_template_filter("browser_words")
def browser_words_of(agent: str) -> str:
    """The browser for people."""
    browser, system = browser_and_system(agent)
    if browser and system:
        return _("%(browser)s trên %(system)s", browser=browser, system=translated(system))
    return browser or _("trình duyệt không rõ")


@desk.get("/sessions")
def sessions() -> str:
    """The sessions that are open: since when, last seen, which browser, which is this one."""
    return render_template(
        "desk/sessions.html",
        sessions=_seen_sessions(),
        own=current_session().number,
        life=SESSION_LIFE // timedelta(hours=1),
        idle=SESSION_IDLE // timedelta(hours=1),
    )


def _seen_sessions() -> tuple[DeskSession, ...]:
    """The sessions that one's own role lets one see: an admin sees all."""
    desk_now = the_desk()
    of = None if desk_now.may(Act.OTHERS_SESSION_ENDED) else current_session().person.id
    return desk_now.library.desk_sessions(desk_now.now, of=of)


@desk.post("/sessions/end")
def end_session() -> Response:
    """End one session, one's own too, or all others that one sees."""
    asked = request.form.get("session", "")
    if asked == "others":
        return _end_others()
    number, own = row_number(asked), current_session()
    if number is None:
        raise BadRequestError("Biểu mẫu bị hỏng.", "The form is damaged.")
    session = next((each for each in _seen_sessions() if each.number == number), None)
    if session is None:
        raise NotFoundError(
            f"Không có phiên đăng nhập số {number} nào đang mở.",
            f"There is no open session {number}.",
        )
    is_own = session.person.id == own.person.id
    act = Act.SESSION_ENDED if is_own else Act.OTHERS_SESSION_ENDED
    with the_desk().acting(act, str(number), session.editor):
        site().service.library.end_session(number, site().now())
    if number == own.number:
        cookie.clear()
        return redirect(url_for("public.home"), 303)
    return told(_("Đã kết thúc phiên %(number)s.", number=number), "desk.sessions")


def _end_others() -> Response:
    own, at = current_session(), the_desk()
    everybodys = at.may(Act.OTHERS_SESSION_ENDED)
    act = Act.OTHERS_SESSION_ENDED if everybodys else Act.SESSION_ENDED
    with at.acting(act, "others") as deed:
        of = None if everybodys else own.person.id
        count = at.library.end_sessions(at.now, but=own.number, of=of)
        deed.detail = str(count)
    return told(_n("Đã kết thúc %(num)s phiên khác.", count), "desk.sessions")


@desk.get("/tokens")
def tokens() -> str:
    """The tokens that open the API, of persons and systems; and the form for a system's."""
    return _tokens()


@desk.post("/tokens")
def new_token() -> str | tuple[str, int]:
    """A token of a system, shown this once."""
    try:
        made, name = make_asked_token(the_desk(), None)
    except AccessError as e:
        return _tokens(said(e)), status_of(e)
    return render_template("desk/token_made.html", made=made, name=name, back="desk.tokens")


@desk.post("/tokens/revoke")
def end_token() -> Response:
    """End any token by its name."""
    name = revoke_token(the_desk(), request.form.get("token", ""))
    return told(_("Đã thu hồi mã “%(name)s”.", name=name), "desk.tokens")


def _tokens(complaint: str = "") -> str:
    now = site().now()
    return render_template(
        "desk/tokens.html",
        tokens=[(each, each.is_open(now)) for each in site().service.library.tokens()],
        scopes=list(SCOPE_WORDS.items()),
        complaint=complaint,
    )
