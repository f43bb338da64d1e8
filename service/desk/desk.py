"""Where everything is done that changes something: who may, the act, and its row in the audit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from service.desk.changes import SHELVES_OF, changes_between, read_shelves
from service.desk.permissions import may, require_permission, require_section
from service.model import Actor
from service.model.acts import ON_ARTICLES, Act
from service.model.undoing import Change, Undoable
from service.store.library import Library


def section_of(article_id: str, library: Library) -> str | None:
    """The section of an article that can be read, or None."""
    article = library.readable_article(article_id)
    return article.revision.section if article else None


def _let_all(subject: str) -> None:
    """No act is forbidden but by permission."""


def _tell_nobody(number: int) -> None:
    """Nobody waits to hear that there is a way back."""


@dataclass(slots=True)
class Deed:
    """What is being done, as the audit will tell it: what is learnt in doing it is put in here.

    Where there turns out to be nothing to do, ``changes`` is False, and the audit tells nothing.
    """

    act: Act
    subject: str
    detail: str = ""
    changes: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk with somebody at it, ``now``: web, API and shell are forms and words over it."""

    actor: Actor
    library: Library
    now: datetime
    guard: Callable[[str], None] = _let_all
    """Is asked about the subject within the transaction of each act, and raises to forbid it."""
    can_undo: Callable[[int], None] = _tell_nobody
    """Is told the number of each act that there is a way back from; see ``undoing``."""

    def may(self, act: Act, section: str | None = None) -> bool:
        """Whether who sits here may do it to an article of this section."""
        return may(self.actor, act, section)

    def require(self, act: Act, section: str | None) -> None:
        """Raises NotAllowedError where who sits here may not."""
        require_permission(self.actor, act)
        require_section(self.actor, act, section)

    @contextmanager
    def acting(
        self,
        act: Act,
        subject: str,
        detail: str = "",
        *,
        section: str | None = None,
        shelves: tuple[str, ...] | None = None,
    ) -> Iterator[Deed]:
        """What is done inside is one transaction with its row in the audit.

        An error inside undoes everything. The library's lock is held meanwhile, so what takes
        long (sound, pictures, other sites, jobs) is done before or after. ``section`` is that
        of the article; without it, it is the one of the article ``subject``. Raises
        NotAllowedError, which says who may, before anything is done.
        """
        require_permission(self.actor, act)
        with self.library.together():
            if act in ON_ARTICLES and self.actor.sections:
                require_section(self.actor, act, section or section_of(subject, self.library))
            self.guard(subject)
            looked_at = SHELVES_OF.get(act, ()) if shelves is None else shelves
            before = read_shelves(looked_at, subject, self.library)
            deed = Deed(act, subject, detail)
            yield deed
            if deed.changes:
                self._note(
                    deed, changes_between(before, read_shelves(looked_at, subject, self.library))
                )

    def _note(self, deed: Deed, changes: tuple[Change, ...]) -> None:
        act, subject, who = deed.act, deed.subject, self.actor.name
        number = self.library.record(act, subject, self.actor, self.now, deed.detail)
        if changes:
            self.library.keep_undoable(Undoable(number, act.value, subject, who, changes, self.now))
            self.can_undo(number)
