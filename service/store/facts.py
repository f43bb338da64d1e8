"""Small things that must be remembered from one run to the next, by their names."""

from sqlalchemy.orm import Session

from service.store.database import OnDatabase
from service.store.schema import FactRow

_CHANGES = "episodes changed"


class Facts(OnDatabase):
    """Texts by name: what was last seen, and how far a long round has come."""

    def fact(self, name: str) -> str | None:
        """What was last kept under ``name``, or None."""
        with self._database.reading() as session:
            row = session.get(FactRow, name)
            return row.content if row else None

    def keep_fact(self, name: str, content: str) -> None:
        """``name`` stands for ``content`` from now on."""
        with self._database.writing() as session:
            session.merge(FactRow(name=name, content=content))


def count_changes(session: Session) -> int:
    """How many changes of episodes were noted."""
    row = session.get(FactRow, _CHANGES)
    return int(row.content) if row else 0


def note_change(session: Session) -> int:
    """One more change of an episode, within the transaction that makes it: its number."""
    change = count_changes(session) + 1
    session.merge(FactRow(name=_CHANGES, content=str(change)))
    return change
