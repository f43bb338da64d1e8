"""Who may come in: persons added, changed and removed, and the links that let them in."""

import unicodedata
from datetime import timedelta

from service.desk.desk import Desk
from service.errors import AccessError, NotFoundError
from service.model import FIRST_ADMIN, Act, Person, Role, fold_section
from service.store.library import Library
from service.store.person_rows import fold_name

NAME_LENGTH = 60
MOST_SECTIONS, SECTION_LENGTH = 50, 200
LINK_LIFE = timedelta(hours=24)
_NOT_IN_NAMES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
"""Controls, marks of direction and of joining, and what is no character: a name with one looks
like another, or turns the line around that it stands in."""
_UNSEEN = frozenset(
    (
        *map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)),
        *map(chr, range(0x180B, 0x1810)),
        *map(chr, range(0xFE00, 0xFE10)),
        *map(chr, range(0xE0100, 0xE01F0)),
    )
)
"""Letters and marks that nothing is drawn for (Unicode's Default_Ignorable_Code_Point, as far as
they are in no category above, and the empty Braille pattern)."""


def clean_name(name: str) -> str:
    """``name`` in NFKC on one line with single blanks. Raises AccessError for what is no name.

    Neither is what looks like another's: with letters that nobody sees, or with Latin letters
    beside others, of which Cyrillic and Greek ones look the same.
    """
    if len(name) > 100 * NAME_LENGTH:  # neither composed nor repeated
        raise _no_name()
    shown = " ".join(unicodedata.normalize("NFKC", name).split(" ")).strip()
    cleaned = " ".join(shown.split())
    if any(unicodedata.category(each) in _NOT_IN_NAMES or each in _UNSEEN for each in shown):
        raise _no_name()
    if len(set(map(_is_latin, filter(_is_of_a_script, cleaned)))) > 1:
        raise _no_name()
    if not 1 <= len(cleaned) <= NAME_LENGTH or not any(map(str.isalpha, cleaned)):
        raise _no_name()
    return cleaned


def _is_of_a_script(character: str) -> bool:
    """Whether it is a letter, and none of those that only modify any (such as ʻ)."""
    return character.isalpha() and unicodedata.category(character) != "Lm"


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def _no_name() -> AccessError:
    return AccessError(
        f"Tên người phải có từ 1 đến {NAME_LENGTH} ký tự trên một dòng, có ít nhất một chữ cái, "
        "không có ký tự điều khiển, ký tự vô hình hay dấu đổi hướng chữ, và không lẫn chữ Latinh "
        "với chữ khác.",
        f"A person's name has 1 to {NAME_LENGTH} characters on one line, a letter among them, "
        "neither control characters nor unseen ones nor marks of direction, and no Latin letters "
        "beside others.",
    )


def clean_sections(written: str) -> tuple[str, ...]:
    """Names of sections between commas, each once. Raises AccessError for what is no name."""
    if len(written) > MOST_SECTIONS * SECTION_LENGTH:
        raise _no_section()
    found: dict[str, str] = {}
    for each in written.split(","):
        name = unicodedata.normalize("NFC", " ".join(each.split(" "))).strip()
        if name:
            found.setdefault(fold_section(name), name)
    names = tuple(found.values())
    if len(names) > MOST_SECTIONS or any(
        len(name) > SECTION_LENGTH or not name.isprintable() for name in names
    ):
        raise _no_section()
    return names


def _no_section() -> AccessError:
    return AccessError(
        f"Nhiều nhất {MOST_SECTIONS} chuyên mục, mỗi tên nhiều nhất {SECTION_LENGTH} ký tự, không "
        "có ký tự điều khiển, cách nhau bằng dấu phẩy.",
        f"{MOST_SECTIONS} sections at most, of {SECTION_LENGTH} characters each, between commas.",
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


def require_removed(name: str, library: Library) -> Person:
    """The person who was called so and was removed last. Raises NotFoundError."""
    called = [
        each
        for each in library.people()
        if each.removed and fold_name(each.name) == fold_name(name)
    ]
    if not called:
        raise NotFoundError(
            "Không có người nào tên như vậy đã bị gỡ.", "Nobody who was removed is called so."
        )
    return max(called, key=lambda each: each.removed or each.created)


def add_person(desk: Desk, name: str, role: Role, sections: tuple[str, ...]) -> Person:
    """A new person. Raises AccessError for a name that is none or is borne already."""
    cleaned = clean_name(name)
    with desk.acting(Act.PERSON, cleaned, _described(role, sections)):
        return desk.library.add_person(cleaned, role, sections, desk.now)


def change_person(desk: Desk, person: Person, role: Role, sections: tuple[str, ...]) -> Person:
    """The person with this role, for these sections. Raises AccessError for the last admin."""
    with desk.acting(Act.PERSON_CHANGED, person.name, _described(role, sections)):
        return desk.library.change_person(person.id, role, sections)


def rename_person(desk: Desk, person: Person, name: str) -> Person:
    """The person under another name, which who sits here may do for others. Raises AccessError."""
    cleaned = clean_name(name)
    act = Act.ACCOUNT if desk.actor.id == person.id else Act.PERSON_CHANGED
    with desk.acting(act, person.name, cleaned):
        return desk.library.rename_person(person.id, cleaned)


def remove_person(desk: Desk, person: Person) -> Person:
    """The person, who may not come in any more. Raises AccessError for the last admin."""
    with desk.acting(Act.PERSON_REMOVED, person.name):
        return desk.library.remove_person(person.id, desk.now)


def restore_person(desk: Desk, person: Person) -> Person:
    """The person, who may come in again. Raises AccessError where the name is another's by now."""
    with desk.acting(Act.PERSON_RESTORED, person.name):
        return desk.library.restore_person(person.id)


def reset_second_factor(desk: Desk, person: Person) -> None:
    """The person signs in without a second factor, until there is another one."""
    with desk.acting(Act.SECOND_FACTOR_RESET, person.name):
        desk.library.set_second_factor(person.id, None)


def reset_password(desk: Desk, person: Person) -> None:
    """The person has no password: a link lets in, and a new one is set without the old one."""
    with desk.acting(Act.PASSWORD_RESET, person.name):
        desk.library.set_password(person.id, None)


def _described(role: Role, sections: tuple[str, ...]) -> str:
    return ": ".join((role.value, ", ".join(sections))) if sections else role.value


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
