"""Which tests answer for which part of the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class Room:
    """Files of ``service/``, the folder or file of their tests, and who answers for whom.

    A module's own tests are those of its name. ``answering`` names them where that is not
    so; ``whole`` are run for every module: what holds for the room as one.
    """

    paths: tuple[str, ...]
    tests: str
    answering: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()


_TEXT = {
    "day_months": ("test_dates.py",),
    "amounts": ("test_amounts.py", "test_measures.py", "test_fractions.py"),
    "claim": ("test_spoken.py",),
    "context": ("test_context.py", "test_dates.py", "test_romans.py"),
    "counting": ("test_numerals.py",),
    "form": ("test_forms.py", "test_numerals.py"),
    "code_lines": ("test_deliveries.py",),
    "delivery": ("test_deliveries.py", "test_marked.py"),
    "pictures": ("test_deliveries.py",),
    "powers": ("test_raised.py",),
    "tables": ("test_deliveries.py",),
    "letters": ("test_capitals.py", "test_codes.py"),
    "segments": ("test_segments.py", "test_division.py"),
    "sentences": ("test_stops.py", "test_segments.py"),
    "spoken": ("test_spoken.py", "test_properties.py", "test_signs.py"),
    "stops": ("test_stops.py", "test_segments.py"),
    "syllables": ("test_foreign.py", "test_abbreviations.py"),
    "units": ("test_measures.py",),
    "lexicon": ("test_lexicon.py", "test_lexicon_files.py", "test_lexicon_review.py"),
    "patterns": ("test_lexicon_patterns.py",),
    "runaways": ("test_lexicon_patterns.py",),
    "matching": ("test_lexicon.py", "test_lexicon_review.py"),
}

_WHOLE_TEXT = ("test_reading_cases.py", "test_traces.py", "test_first_looks.py")

_PLAN = {
    "corrections": ("test_plan.py",),
    "cost": ("test_plan.py",),
    "edition": ("test_plan.py",),
    "keys": ("test_plan.py",),
}

_LIBRARY = ("test_library.py", "test_cards.py", "test_damaged.py", "test_files.py")
_STORE = {
    "articles": ("test_wishes.py", *_LIBRARY),
    "cards": ("test_cards.py", "test_damaged.py"),
    "clock": ("test_clock.py", "test_library.py"),
    "connections": ("test_connections.py", "test_database.py"),
    "corrections": _LIBRARY,
    "damage": _LIBRARY,
    "database": ("test_database.py", "test_database_contract.py"),
    "editions": _LIBRARY,
    "episode_rows": ("test_database.py", *_LIBRARY),
    "episodes": _LIBRARY,
    "facts": ("test_files.py", "test_cards.py"),
    "feed_items": ("test_cards.py",),
    "installation": ("test_installation.py", "test_database_contract.py"),
    "library": ("test_library.py", "test_opening.py"),
    "media": ("test_media.py", "test_media_contract.py"),
    "places": ("test_cards.py", "test_library.py"),
    "restoring": ("test_restoring.py", "test_library.py"),
    "schema": ("test_database.py", *_LIBRARY, "test_migrations.py"),
    "sessions": ("test_access.py", "test_database_contract.py"),
    "upgrade": ("test_upgrade.py", "test_opening.py", "test_database.py", "test_library.py"),
    "versions": ("test_migrations.py", "test_upgrade.py", "test_database.py"),
    "wishes": ("test_wishes.py", "test_upgrade.py", "test_library.py"),
}

_RELEASING = {"feed": ("test_feed.py", "test_belonging.py")}

ROOMS: Mapping[str, Room] = {
    "text": Room(("service/text",), "tests/text", _TEXT, _WHOLE_TEXT),
    "plan": Room(("service/plan",), "tests/plan", _PLAN),
    "timeline": Room(("service/audio/timeline.py",), "tests/audio"),
    "timing": Room(("service/model/timing.py",), "tests/model"),
    "store": Room(("service/store",), "tests/store", _STORE),
    "releasing": Room(("service/releasing",), "tests/releasing", _RELEASING),
}


def files_of(room: Room, root: Path) -> Iterator[str]:
    """The Python files of ``room`` below ``root``, by their paths from there."""
    for path in room.paths:
        found = root / path
        files = [found] if found.is_file() else sorted(found.rglob("*.py"))
        yield from (file.relative_to(root).as_posix() for file in files)


def tests_for(path: str, room: Room, root: Path) -> tuple[str, ...]:
    """The tests that answer for ``path``: its own, else its folder's, else all of the room."""
    folder = root / room.tests
    for name in (PurePath(path).stem, PurePath(path).parent.name):
        own = room.answering.get(name) or (f"test_{name}.py",)
        found = [file for each in own for file in sorted(folder.rglob(each))]
        if found:
            found += [folder / name for name in room.whole if (folder / name).exists()]
            return tuple(file.relative_to(root).as_posix() for file in dict.fromkeys(found))
    return (room.tests,)
