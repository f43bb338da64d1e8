"""Who may come in: persons added, changed and removed, and the links that let them in."""

import unicodedata
from datetime import timedelta

from service.desk.desk import Desk
from service.errors import AccessError, NotFoundError
from service.model import FIRST_ADMIN, Act, Person, Role
from service.store.library import Library

NAME_LENGTH = 60
_NOT_IN_NAMES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
"""Controls, marks of direction and of joining, and what is no character: a name with one looks
like another, or turns the line around that it stands in."""


def clean_name(name: str) -> str:
    """``name`` in NFC on one line with single blanks. Raises AccessError for what is no name."""
    if len(name) > 100 * NAME_LENGTH:  # neither composed nor repeated
        raise _no_name()
    shown = " ".join(unicodedata.normalize("NFC", name).split(" ")).strip()
    cleaned = " ".join(shown.split())
    if any(unicodedata.category(each) in _NOT_IN_NAMES for each in shown):
        raise _no_name()
    if not 1 <= len(cleaned) <= NAME_LENGTH or not any(map(str.isalpha, cleaned)):
        raise _no_name()
    return cleaned


def _no_name() -> AccessError:
    return AccessError(
        f"Tên người phải có từ 1 đến {NAME_LENGTH} ký tự trên một dòng, có ít nhất một chữ cái, "
        "không có ký tự điều khiển hay dấu đổi hướng chữ.",
        f"A person's name has 1 to {NAME_LENGTH} characters on one line, a letter among them, "
        "and neither control characters nor marks of direction.",
    )


def require_person(name: str, library: Library) -> Person:
    """The person called so. Raises NotFoundError."""
    found = library.person_called(name) if len(name) <= 100 * NAME_LENGTH else None
    if found is None:
        raise NotFoundError(
            "Không có người nào tên như vậy. Xem bằng “loa person list”.",
            "Nobody is called so; see “loa person list”.",
        )
    return found


def only_admin(library: Library) -> Person | None:
    """The one admin, or None where there are none or several."""
    found = [each for each in library.people() if each.removed is None and each.role is Role.ADMIN]
    return found[0] if len(found) == 1 else None


def link_for(desk: Desk, name: str | None, life: timedelta) -> str:
    """The secret of a one-time link for the person called ``name``, or for the only admin.

    Where nobody is there yet it sets the installation up. Raises AccessError where it is not
    plain for whom it is, NotFoundError where nobody is called so.
    """
    with desk.acting(Act.SIGN_IN_LINK, FIRST_ADMIN) as deed:
        person = _meant(name, desk.library)
        deed.subject = person.name if person else FIRST_ADMIN
        return desk.library.make_sign_in(desk.now, desk.now + life, person.id if person else None)


def _meant(name: str | None, library: Library) -> Person | None:
    if name is not None:
        return require_person(name, library)
    if not library.has_people():
        return None
    found = only_admin(library)
    if found is None:
        raise AccessError(
            "Có nhiều quản trị viên. Hãy nói liên kết cho ai: --person TÊN.",
            "There are several admins. Say whose link it is: --person NAME.",
        )
    return found
