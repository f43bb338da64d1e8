"""The ways in and out: a one-time link, or a name with its password and second factor."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from service.desk.people import clean_name
from service.desk.signing_in import LONGEST_NAME, known_by_password, proves_second_factor
from service.errors import AccessError
from service.model import FIRST_ADMIN, Act
from service.store.credentials import Credentials
from service.store.person_rows import fold_name
from service.store.sessions import SignedIn
from service.web.desk.entrance import (
    current_session,
    desk,
    own_key,
    sign_in_form,
    take_seat,
    the_desk,
)
from service.web.language import _, said
from service.web.problems import TooManyError, UnauthorizedError
from service.web.site import site
from service.web_address import network_of


@desk.get("/sign-in")
def sign_in() -> str | tuple[str, int]:
    """The form, or behind a link a button: opening a link signs nobody in, so that link
    scanners cannot use it up."""
    token = request.args.get("token", "")
    return _link_form(token) if token else sign_in_form()


def _link_form(token: str, complaint: str = "") -> str:
    library, now = site().service.library, site().now()
    person = library.link_person(token, now)
    return render_template(
        "desk/sign_in.html",
        token=token,
        complaint=complaint,
        is_first=library.is_set_up_link(token, now),
        lacks_code=person is not None and person.has_second_factor,
    )


@desk.post("/sign-in")
def redeem() -> Response | tuple[str, int]:
    """Sign in with a secret that works once, or by name and password."""
    if "token" in request.form:
        return _by_link(request.form["token"])
    return _by_password(request.form.get("name", ""), request.form.get("password", ""))


def _by_link(token: str) -> Response | tuple[str, int]:
    now, here, tries = site().now(), _here(), site().attempts
    _require_patience(tries.address.seconds_to_wait(here, now))
    library = site().service.library
    person = library.link_person(token, now)
    if person is not None and not _proves(library.credentials(person.id), now):
        return _link_form(token, _("Mã xác thực không đúng hoặc đã dùng rồi.")), 401
    name = request.form.get("name", "").strip()
    try:
        called = clean_name(name) if name else FIRST_ADMIN
    except AccessError as e:
        return _link_form(token, said(e)), 422
    opened = library.sign_in(token, now, name=called, agent=_agent(), replaced=own_key())
    if opened is None:
        tries.address.note_failure(here, now)
        raise _refused_link()
    return _come_in(opened, now)


def _proves(known: Credentials, now: datetime) -> bool:
    """Whether the code is the person's, where one is wanted.

    Who has the password or a link guesses it no oftener from many addresses than from one. That
    none is given yet is no guess.
    """
    code, who, tries = _code(), f"person {known.person.id}", site().attempts
    if not known.person.has_second_factor:
        return True
    if not code.strip():
        return False
    _require_patience(tries.code.seconds_to_wait(who, now))
    service = site().service
    if proves_second_factor(known, code, service.library, service.seal, now):
        tries.code.note_success(who, now)
        return True
    tries.code.note_failure(who, now)
    tries.address.note_failure(_here(), now)
    return False


def _by_password(name: str, password: str) -> Response | tuple[str, int]:
    now, library, here, tries = site().now(), site().service.library, _here(), site().attempts
    pair = f"{here} {fold_name(name[:LONGEST_NAME])}"
    for seconds in (
        tries.address.seconds_to_wait(here, now),
        tries.password.seconds_to_wait(pair, now),
        tries.crowd.seconds_to_wait(here, now),
    ):
        _require_patience(seconds)
    known = known_by_password(name, password, library)
    shown = name if len(name) <= LONGEST_NAME else ""
    if known is not None and not _proves(known, now):
        complaint = _(
            "Cần mã xác thực đang hiện trên điện thoại, chưa dùng lần nào, hoặc một mã khôi phục."
        )
        return sign_in_form(status=401, name=shown, complaint=complaint, lacks_code=True)
    opened = None
    if known is not None:
        tries.password.note_success(pair, now)
        opened = library.begin_session(known.person.id, now, agent=_agent(), replaced=own_key())
    if opened is None:
        tries.address.note_failure(here, now)
        tries.password.note_failure(pair, now)
        tries.crowd.note_failure(now)
        complaint = _("Tên hoặc mật khẩu không đúng.")
        return sign_in_form(status=401, name=shown, complaint=complaint)
    return _come_in(opened, now)


def _come_in(opened: SignedIn, now: datetime) -> Response:
    here = _here()
    site().attempts.address.note_success(here, now)
    site().attempts.crowd.note_success(here)
    return take_seat(opened)


def _here() -> str:
    return network_of(request.remote_addr or "")


def _code() -> str:
    return request.form.get("code", "")[:100]


def _agent() -> str:
    return request.headers.get("User-Agent", "")


def _require_patience(seconds: int) -> None:
    if seconds:
        raise TooManyError(
            f"Có quá nhiều lần đăng nhập không thành. Hãy thử lại sau {seconds} giây.",
            f"Too many sign-ins failed. Try again in {seconds} seconds.",
            retry_after=seconds,
        )


def _refused_link() -> UnauthorizedError:
    """Why a link does not open: what keeps Loa from reading or writing them, where it is that."""
    troubles = site().service.told_troubles
    return UnauthorizedError(
        " ".join(
            (
                "Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy xin quản trị viên liên kết mới, "
                "hoặc tạo bằng lệnh “loa sign-in”.",
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
def sign_out() -> Response:
    """End the session: its cookie opens nothing any more, wherever it was copied to."""
    with the_desk().acting(Act.SIGN_OUT, "desk"):
        site().service.library.end_session(current_session().number, site().now())
    cookie.clear()
    return redirect(url_for("public.home"), 303)
