"""What acts change: read off the shelves before and after, and kept where there is a way back."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.desk.shelves import SHELVES, Standing
from service.model import Act
from service.model.undoing import Change
from service.store.library import Library

SHELVES_OF: Mapping[Act, tuple[str, ...]] = MappingProxyType(
    {
        Act.OVERRIDE: ("words",),
        Act.OVERRIDE_REMOVED: ("words",),
        Act.RECORDING: ("recordings",),
        Act.RECORDING_REMOVED: ("recordings",),
        Act.LOCK: ("words", "locks"),
        Act.UNLOCK: ("words", "locks"),
        Act.TABLE: ("tables",),
        Act.TABLE_REMOVED: ("tables",),
        Act.ACKNOWLEDGE: ("reviews",),
        Act.ACKNOWLEDGE_REMOVED: ("reviews",),
        Act.CONFIRM: ("reviews",),
        Act.CONFIRM_REMOVED: ("reviews",),
        Act.NOTE: ("notes",),
        Act.NOTE_REMOVED: ("notes",),
        Act.ASSIGN: ("assignment",),
        Act.TAKE_IN: ("text",),
        Act.APPROVE: ("pending",),
        Act.SCHEDULE: ("pending",),
        Act.UNSCHEDULE: ("pending",),
        Act.REJECT: ("held",),
        Act.RELEASE: ("public",),
        Act.WITHDRAW: ("public",),
        Act.RESTORE: ("public",),
        Act.LEXICON: ("lexicon",),
        Act.LEXICON_REMOVED: ("lexicon",),
        Act.LEXICON_RESTORED: ("lexicon",),
        Act.LEXICON_IMPORT: ("lexicon",),
    }
)
"""What an act may change that can be put back: of other acts there is no way back by a button."""


def read_shelves(shelves: Iterable[str], subject: str, library: Library) -> dict[str, Standing]:
    """What stands on the shelves now, of the subject."""
    return {each: SHELVES[each].read(subject, library) for each in shelves}


def changes_between(
    before: Mapping[str, Standing], after: Mapping[str, Standing]
) -> tuple[Change, ...]:
    """What differs; nothing where the way back from some of it does not exist."""
    found = [
        Change(shelf, key, old.get(key), after[shelf].get(key))
        for shelf, old in before.items()
        for key in {**old, **after[shelf]}
        if old.get(key) != after[shelf].get(key)
    ]
    whole = all(SHELVES[each.shelf].can_put(each.before, each.after) for each in found)
    return tuple(found) if whole else ()
