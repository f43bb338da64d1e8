"""The way back from an act: what it changed is put back, while nobody has changed it since."""

from collections.abc import Iterable

from service.desk.desk import Desk, section_of
from service.desk.locks import require_unlocked
from service.desk.shelves import SHELVES, Seat, Standing
from service.errors import JobError, NotAllowedError, NotFoundError
from service.model import Act
from service.model.acts import NAMING
from service.model.undoing import Undoable
from service.releasing.deciding import WORKING, doubt_again
from service.releasing.production import Production
from service.releasing.release import follow_releases
from service.store.library import Library


def undo(number: int, desk: Desk) -> Undoable:
    """What the act of this ``number`` in the audit changed is again what it was before.

    Whoever may do the act may undo it, and the undoing is an act that can be undone itself.
    Raises NotFoundError where there is no way back, JobError where something of it is no
    longer as the act left it; nothing has changed then.
    """
    undoable = _require(number, desk.library)
    _require_permission(undoable, desk)
    shelves = tuple(dict.fromkeys(each.shelf for each in undoable.changes))
    act = _act_of(undoable)
    detail = f"{undoable.act} {number}"
    with desk.acting(act, undoable.subject, detail, shelves=shelves):
        undoable = _require(number, desk.library)
        _require_unchanged(undoable, desk.library)
        _require_unlocked(undoable, desk)
        seat = Seat(desk.library, desk.actor.name, desk.now)
        for each in undoable.changes:
            SHELVES[each.shelf].put(undoable.subject, each.key, each.before, seat)
        return desk.library.note_undone(undoable, desk.now)


def settle_undone(undone: Undoable, production: Production) -> bool:
    """What follows where something was put back; tells whether a text is to be recorded again.

    What waits for release is told of doubts that are open again, the public of what it has.
    """
    shelves = {each.shelf for each in undone.changes}
    if "public" in shelves:
        follow_releases(production)
    if "reviews" in shelves:
        doubt_again(undone.subject, production)
    return "text" in shelves


def can_be_undone(numbers: Iterable[int], desk: Desk) -> frozenset[int]:
    """Those of the acts that whoever sits at the desk may undo now."""
    found, known = set[int](), dict[tuple[str, str], Standing]()
    for each in desk.library.undoables(numbers):
        try:
            _require_permission(each, desk)
            _require_unchanged(each, desk.library, known)
        except (JobError, NotAllowedError):
            continue
        found.add(each.number)
    return frozenset(found)


def _act_of(undoable: Undoable) -> Act:
    """Who undoes what others worked on has worked on it too (four eyes)."""
    if undoable.act in NAMING:
        return Act.LEXICON_RESTORED
    return Act.UNDO_WORK if undoable.act in WORKING else Act.UNDO


def _require(number: int, library: Library) -> Undoable:
    found = library.undoable(number)
    if found is None:
        raise NotFoundError(
            "Việc này không hoàn tác được, hoặc đã quá 30 ngày.",
            "There is no way back from this act, or it is older than 30 days.",
        )
    if found.undone is not None:
        raise JobError("Việc này đã được hoàn tác rồi.", "This act has been undone already.")
    return found


def _require_permission(undoable: Undoable, desk: Desk) -> None:
    """Raises NotAllowedError where who sits here may not do what is undone.

    An undoing is undone by who did it: nobody puts another's yes back.
    """
    is_article = undoable.act not in NAMING
    section = section_of(undoable.subject, desk.library) if is_article else None
    for shelf in dict.fromkeys(each.shelf for each in undoable.changes):
        desk.require(SHELVES[shelf].act, section)
    if undoable.act in (Act.UNDO, Act.UNDO_WORK) and undoable.who != desk.actor.name:
        raise NotAllowedError(
            f"Lần hoàn tác này là của {undoable.who}; chỉ người ấy đổi lại được.",
            f"{undoable.who} has undone this; nobody else can change that.",
        )


def _require_unchanged(
    undoable: Undoable, library: Library, known: dict[tuple[str, str], Standing] | None = None
) -> None:
    """Raises JobError where something is no longer as the act left it."""
    read = {} if known is None else known
    for each in undoable.changes:
        place = (each.shelf, undoable.subject)
        if place not in read:
            read[place] = SHELVES[each.shelf].read(undoable.subject, library)
        if read[place].get(each.key) != each.after:
            raise JobError(
                "Chưa hoàn tác: có người đã đổi tiếp sau đó. Hãy xem lại như hiện nay.",
                "Not undone: it was changed again since. Look at how it stands now.",
            )


def _require_unlocked(undoable: Undoable, desk: Desk) -> None:
    """Raises JobError where another has locked a sentence since whose words would change."""
    locks = {each.key for each in undoable.changes if each.shelf == "locks"}
    for each in undoable.changes:
        if each.shelf in ("words", "recordings") and each.key not in locks:
            who, library = desk.actor.name, desk.library
            require_unlocked(undoable.subject, each.key, author=who, library=library)
