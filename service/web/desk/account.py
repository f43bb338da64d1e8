"""My account: name, password, second factor, and the sessions and tokens that are mine."""

from flask import render_template, request
from werkzeug.wrappers import Response

from service.desk.people import rename_person
from service.desk.permissions import ROLE_WORDS
from service.desk.second_factor import enrolment_address, in_groups, is_secret, new_secret
from service.desk.signing_in import (
    change_password,
    disable_second_factor,
    enable_second_factor,
    renew_recovery_codes,
)
from service.desk.tokens import offered_scopes, revoke_token
from service.errors import AccessError
from service.model import Person
from service.web.desk.entrance import current_session, desk, the_desk, told
from service.web.desk.token_form import SCOPE_WORDS, make_asked_token
from service.web.language import _, _n, said
from service.web.problems import status_of
from service.web.site import site
from service.web.squares import squares


@desk.get("/account")
def account() -> str:
    """Who I am here, and what of mine can open the desk or the API."""
    return _page()


@desk.post("/account/name")
def rename_self() -> Response | tuple[str, int]:
    """Be called otherwise from now on."""
    try:
        renamed = rename_person(the_desk(), _me(), request.form.get("name", ""))
    except AccessError as e:
        return _page("name", said(e)), status_of(e)
    return told(_("Từ giờ tên của bạn là %(name)s.", name=renamed.name), "desk.account")


@desk.post("/account/password")
def save_password() -> Response | tuple[str, int]:
    """Have another password: the old one is asked for, where there is one."""
    form, number = request.form, current_session().number
    if complaint := _impatience():
        return _page("password", complaint), 429
    try:
        if form.get("password", "") != form.get("again", ""):
            raise AccessError("Hai lần nhập không giống nhau.", "The two are not the same.")
        change_password(the_desk(), form.get("old", ""), form.get("password", ""), session=number)
    except AccessError as e:
        _note_failure()
        return _page("password", said(e)), status_of(e)
    return told(_("Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc."), "desk.account")


@desk.get("/account/second-factor")
def second_factor() -> str:
    """A secret for an authenticator program; nothing is kept until its code is given."""
    return _enrolment(new_secret())


@desk.post("/account/second-factor")
def save_second_factor() -> str | tuple[str, int]:
    """A second factor is asked for from now on; the recovery codes are shown this once."""
    secret = request.form.get("secret", "")
    try:
        code, seal = request.form.get("code", "")[:100], site().service.seal
        session = current_session().number
        codes = enable_second_factor(the_desk(), secret, code, seal, session=session)
    except AccessError as e:
        kept = secret if is_secret(secret) else new_secret()
        return _enrolment(kept, said(e)), status_of(e)
    return render_template("desk/recovery_codes.html", codes=codes)


@desk.post("/account/second-factor/off")
def remove_second_factor() -> Response | tuple[str, int]:
    """No second factor any more: password and a code prove that it is wished."""
    form = request.form
    if complaint := _impatience():
        return _page("factor", complaint), 429
    try:
        password, code = form.get("password", ""), form.get("code", "")[:100]
        disable_second_factor(the_desk(), password, code, site().service.seal)
    except AccessError as e:
        _note_failure()
        return _page("factor", said(e)), status_of(e)
    return told(_("Đã tắt xác thực hai lớp."), "desk.account")


@desk.post("/account/recovery-codes")
def new_codes() -> str | tuple[str, int]:
    """New recovery codes in place of the earlier ones, shown this once."""
    form = request.form
    if complaint := _impatience():
        return _page("factor", complaint), 429
    try:
        password, code = form.get("password", ""), form.get("code", "")[:100]
        codes = renew_recovery_codes(the_desk(), password, code, site().service.seal)
    except AccessError as e:
        _note_failure()
        return _page("factor", said(e)), status_of(e)
    return render_template("desk/recovery_codes.html", codes=codes)


@desk.post("/account/tokens")
def make_own_token() -> str | tuple[str, int]:
    """A token that is mine, shown this once."""
    try:
        made, name = make_asked_token(the_desk(), _me())
    except AccessError as e:
        return _page("token", said(e)), status_of(e)
    return render_template("desk/token_made.html", made=made, name=name, back="desk.account")


@desk.post("/account/tokens/revoke")
def revoke_own_token() -> Response:
    """End a token of mine."""
    name = revoke_token(the_desk(), request.form.get("token", ""))
    return told(_("Đã thu hồi mã “%(name)s”.", name=name), "desk.account")


def _me() -> Person:
    return current_session().person


def _impatience() -> str:
    """What is said to who failed too often to prove to be who has the session; "" for nobody.

    A session that was left open or stolen must not be where password or code are guessed.
    """
    waiting = site().attempts.code.seconds_to_wait(_own_key(), site().now())
    return _n("Sai nhiều lần quá. Hãy thử lại sau %(num)s giây.", waiting) if waiting else ""


def _note_failure() -> None:
    site().attempts.code.note_failure(_own_key(), site().now())


def _own_key() -> str:
    return f"person {_me().id}"


def _page(refused: str = "", complaint: str = "") -> str:
    library, now, me = site().service.library, site().now(), _me()
    return render_template(
        "desk/account.html",
        me=me,
        role_words=ROLE_WORDS,
        sessions=library.desk_sessions(now, of=me.id),
        own=current_session().number,
        codes_left=library.recovery_codes_left(me.id),
        tokens=[each for each in library.tokens(of=me.id) if each.is_open(now)],
        scopes=[(scope, SCOPE_WORDS[scope]) for scope in offered_scopes(me.role)],
        refused=refused,
        complaint=complaint,
    )


def _enrolment(secret: str, complaint: str = "") -> str:
    address = enrolment_address(secret, _me().name, site().service.settings.title)
    return render_template(
        "desk/second_factor.html",
        secret=secret,
        groups=in_groups(secret),
        address=address,
        squares=squares(address, _("Mã QR cho ứng dụng xác thực")),
        complaint=complaint,
    )
