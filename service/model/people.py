"""People and programs that act: persons with roles, systems with tokens, the shell, the house."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.model.acts import ADMINISTERING, EDITING, MAKING, RELEASING, TAKING_IN, Act
from service.model.units import require

FIRST_ADMIN = "Quản trị viên"
"""What the first person is called who gives no other name."""


class Role(StrEnum):
    """What a person may do; each may do all that the ones before may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a token of the API opens."""

    READ = "read"
    SUBMIT = "submit"
    RELEASE = "release"
    ADMIN = "admin"

    @property
    def acts(self) -> frozenset[Act]:
        """The acts that it lets."""
        match self:
            case Scope.READ:
                return frozenset()
            case Scope.SUBMIT:
                return TAKING_IN | MAKING | EDITING
            case Scope.RELEASE:
                return RELEASING
            case Scope.ADMIN:
                return ADMINISTERING


UNTIL_NOW = (Scope.READ, Scope.SUBMIT, Scope.RELEASE)
"""What every token could do before tokens had scopes, and what one can that names none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name. One with ``sections`` acts on their articles alone, and reads all.

    ``removed`` is since when the person may not come in any more.
    """

    id: int
    name: str
    role: Role
    sections: tuple[str, ...]
    created: datetime
    removed: datetime | None = None
    has_password: bool = False
    has_second_factor: bool = False

    def __post_init__(self) -> None:
        require(self.name.strip() == self.name != "", "a person has a name")


class ActorKind(StrEnum):
    """Who acts: a person, a newsroom's system, whoever has the server's shell, or Loa itself."""

    PERSON = "person"
    SYSTEM = "system"
    SHELL = "shell"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and what limits it.

    ``id`` is the person's, if it is one or one's token; ``scopes`` are those of the token.
    """

    kind: ActorKind
    id: int | None
    name: str
    role: Role
    sections: tuple[str, ...] = ()
    scopes: frozenset[Scope] | None = None


HOUSE = Actor(ActorKind.HOUSE, None, "Loa", Role.ADMIN)
"""Loa itself: its chores and the rules of the settings."""


def shell_actor(user: str) -> Actor:
    """Whoever has the shell of the server, by the name of the system's user."""
    return Actor(ActorKind.SHELL, None, user, Role.ADMIN)


def person_actor(person: Person) -> Actor:
    """The person, acting at the desk."""
    return Actor(ActorKind.PERSON, person.id, person.name, person.role, person.sections)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did. ``who`` is the name of then; ``person_id`` does not change.

    ``kind`` is None for what an older Loa wrote down.
    """

    number: int
    at: datetime
    action: str
    subject: str
    who: str
    detail: str
    kind: ActorKind | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which rows of the audit are asked for: those of all that is given.

    ``subject`` is an article's id or a name; ``persons`` are all who bore one name; ``since`` ≤
    at < ``until``. Of acts that are not
    ``readable`` the ``reader``'s own alone are told.
    """

    subject: str | None = None
    persons: frozenset[int] = frozenset()
    who: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    readable: frozenset[str] | None = None
    reader: int | None = None
