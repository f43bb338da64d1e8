"""Tokens of the API: made for a person or a system, and revoked."""

from datetime import timedelta

from service.desk.desk import Desk
from service.desk.permissions import PERMISSIONS
from service.errors import AccessError, NotFoundError
from service.model import Act, Person, Role, Scope

MOST_DAYS = 3650


def offered_scopes(role: Role) -> tuple[Scope, ...]:
    """The scopes that a token of a person of this role can use."""
    return tuple(scope for scope in Scope if scope.acts <= PERMISSIONS[role])


def read_scopes(written: list[str]) -> tuple[Scope, ...]:
    """The scopes of these names. Raises AccessError for none, and for one that there is not."""
    try:
        scopes = {Scope(each) for each in written}
    except ValueError as e:
        raise AccessError(
            f"Quyền của mã là {', '.join(Scope)}.", f"Scopes are {', '.join(Scope)}."
        ) from e
    if not scopes:
        raise AccessError("Hãy chọn ít nhất một quyền.", "Choose a scope at least.")
    return tuple(scope for scope in Scope if scope in scopes)


def make_token(
    desk: Desk,
    name: str | None,
    scopes: tuple[Scope, ...],
    *,
    person: Person | None = None,
    days: int | None = None,
) -> tuple[str, str]:
    """A new token, told this once, and its name: the ``person``'s, or a system's.

    Raises AccessError for a name that cannot be used, and for scopes that the person's role
    does not let.
    """
    lacking = [] if person is None else set(scopes) - set(offered_scopes(person.role))
    if person is not None and lacking:
        raise AccessError(
            f"Vai trò của {person.name} không cho quyền {', '.join(sorted(lacking))}.",
            f"The role of {person.name} does not let {', '.join(sorted(lacking))}.",
        )
    is_own = person is not None and person.id == desk.actor.id
    act = Act.OWN_TOKEN if is_own else Act.TOKEN
    expires = desk.now + timedelta(days=days) if days else None
    with desk.acting(act, "", " ".join(scopes)) as deed:
        made = desk.library.make_token(
            name, desk.now, expires, scopes=scopes, person_id=person.id if person else None
        )
        found = desk.library.check_token(made, desk.now)
        deed.subject = found.name if found else ""
        if person is not None and not is_own:
            deed.detail += f" ({person.name})"
    return made, deed.subject


def revoke_token(desk: Desk, name: str) -> str:
    """The name of the token that is called so, or is this secret: it opens nothing any more.

    Raises NotFoundError where there is none, or where it is somebody else's and who sits here
    may end only the own ones.
    """
    token = desk.library.token_called(name)
    is_own = token is not None and token.person is not None and token.person.id == desk.actor.id
    if not is_own and not desk.may(Act.TOKEN_REVOKED):
        raise NotFoundError("Bạn không có mã truy cập tên ấy.", "You have no token of this name.")
    with desk.acting(Act.OWN_TOKEN_REVOKED if is_own else Act.TOKEN_REVOKED, "") as deed:
        deed.subject = desk.library.revoke_token(name, desk.now)
    return deed.subject
