"""The persons at the desk, for admins: added, changed, let in by links, removed."""

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from service.desk import people as desk_people
from service.desk.permissions import ROLE_WORDS
from service.errors import AccessError, NotFoundError
from service.model import Person, Role
from service.web.desk.entrance import desk, the_desk, told
from service.web.language import _, said
from service.web.problems import BadRequestError, status_of
from service.web.site import site


@desk.get("/people")
def people() -> str:
    """All persons, and the form for a new one."""
    return _list()


@desk.post("/people")
def add_person() -> str | tuple[str, int]:
    """A new person; the link that lets in is shown this once."""
    form = request.form
    try:
        sections = desk_people.clean_sections(form.get("sections", ""))
        added = desk_people.add_person(the_desk(), form.get("name", ""), _role(), sections)
    except AccessError as e:
        return _list(said(e)), status_of(e)
    return _link(added)


@desk.get("/people/<int:person_id>")
def person(person_id: int) -> str:
    """One person: role, sections, links and sessions."""
    return _page(_person(person_id))


@desk.post("/people/<int:person_id>/role")
def change_person(person_id: int) -> Response | tuple[str, int]:
    """Another role, other sections."""
    found = _person(person_id)
    try:
        sections = desk_people.clean_sections(request.form.get("sections", ""))
        desk_people.change_person(the_desk(), found, _role(), sections)
    except AccessError as e:
        return _page(found, said(e)), status_of(e)
    return told(_("Đã lưu vai trò."), "desk.person", person_id=person_id)


@desk.post("/people/<int:person_id>/name")
def rename_person(person_id: int) -> Response | tuple[str, int]:
    """Another name."""
    found = _person(person_id)
    try:
        desk_people.rename_person(the_desk(), found, request.form.get("name", ""))
    except AccessError as e:
        return _page(found, said(e)), status_of(e)
    return told(_("Đã đổi tên."), "desk.person", person_id=person_id)


@desk.post("/people/<int:person_id>/remove")
def remove_person(person_id: int) -> Response | tuple[str, int]:
    """The person may not come in any more."""
    found = _person(person_id)
    try:
        desk_people.remove_person(the_desk(), found)
    except AccessError as e:
        return _page(found, said(e)), status_of(e)
    return told(_("Đã gỡ %(name)s.", name=found.name), "desk.people")


@desk.post("/people/<int:person_id>/restore")
def restore_person(person_id: int) -> Response | tuple[str, int]:
    """The person may come in again."""
    found = _person(person_id)
    try:
        desk_people.restore_person(the_desk(), found)
    except AccessError as e:
        return _page(found, said(e)), status_of(e)
    return told(_("Đã cho %(name)s trở lại.", name=found.name), "desk.person", person_id=person_id)


@desk.post("/people/<int:person_id>/link")
def link_person(person_id: int) -> str:
    """A link that lets the person in once, shown this once."""
    return _link(_person(person_id))


@desk.post("/people/<int:person_id>/password/reset")
def reset_password(person_id: int) -> str:
    """The person forgot the password: it is gone, and a link lets in to set another."""
    found = _person(person_id)
    desk_people.reset_password(the_desk(), found)
    return _link(found)


@desk.post("/people/<int:person_id>/second-factor/reset")
def reset_second_factor(person_id: int) -> Response:
    """The person lost the telephone: no second factor is asked for until there is another."""
    desk_people.reset_second_factor(the_desk(), _person(person_id))
    return told(_("Đã tắt xác thực hai lớp của người này."), "desk.person", person_id=person_id)


def _person(person_id: int) -> Person:
    found = site().service.library.person(person_id)
    if found is None:
        raise NotFoundError("Không có người này.", "There is no such person.")
    return found


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError as e:
        raise BadRequestError("Không có vai trò này.", "There is no such role.") from e


def _list(complaint: str = "") -> str:
    return render_template(
        "desk/people.html",
        people=site().service.library.people(),
        role_words=ROLE_WORDS,
        entered=request.form,
        complaint=complaint,
    )


def _page(found: Person, complaint: str = "") -> str:
    library, now = site().service.library, site().now()
    return render_template(
        "desk/person.html",
        person=found,
        role_words=ROLE_WORDS,
        sessions=library.desk_sessions(now, of=found.id),
        tokens=[each for each in library.tokens(of=found.id) if each.is_open(now)],
        complaint=complaint,
    )


def _link(found: Person) -> str:
    secret = desk_people.link_for(the_desk(), found.name, desk_people.LINK_LIFE)
    path = url_for("desk.sign_in", token=secret)
    return render_template(
        "desk/person_link.html",
        person=found,
        address=site().service.settings.base_url + path,
        hours=desk_people.LINK_LIFE.total_seconds() // 3600,
    )
