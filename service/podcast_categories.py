"""The categories of Apple Podcasts, by their own names and by Vietnamese ones.

Apple refuses a feed whose category is none of its list, letter for letter; other
directories took the list over. ``tables/apple_categories.tsv`` holds it as it is since 2019
(https://podcasters.apple.com/support/1691-apple-podcasts-categories): 19 categories and their
91 subcategories, with the names that Vietnamese newsrooms have for them, the first one shown.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache

from service.tables import table_lines

# «Tin tức › Chính trị», «News/Politics»: no name of the list has one of these.
_STEP = re.compile(r"\s*[>›/]\s*")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_AND = frozenset({"va", "and"})

_NEAR = 0.6
"""From here two names are alike enough to be meant: «Politik» and «Politics» are, at 0.8."""


def category_names() -> Mapping[str, str]:
    """The Vietnamese name of each category, under Apple's: "News", "News > Politics"."""
    return {path: names[0] for path, names in _table().items()}


def category_of(told: str) -> str | None:
    """Apple's name of the category ``told``, "News > Politics"; None where there is none.

    A subcategory may stand alone. Case does not count, nor "&" against "và", nor missing marks
    where one category alone can be meant: "khoa hoc" may be «Khoa học» or «Khoá học».
    """
    paths = [_named(step) for step in _STEP.split(told.strip())]
    first, last = paths[0], paths[-1]
    if len(paths) == 1:
        return first
    belongs = len(paths) == 2 and last is not None and last.startswith(f"{first} > ")
    return last if belongs else None


def nearest_categories(told: str, count: int = 3) -> tuple[str, ...]:
    """Of Apple's categories those whose names are most like ``told``, the likest first."""
    wished = [folded for step in _STEP.split(told) if (folded := _without_marks(step))]
    likeness: dict[str, float] = {}
    for name, path in _names():
        plain = _without_marks(name)
        best = max((_likeness(each, plain) for each in wished), default=0.0)
        likeness[path] = max(best, likeness.get(path, 0.0))
    near = [path for path in likeness if likeness[path] >= _NEAR]
    return tuple(sorted(near, key=lambda path: -likeness[path])[:count])


def _likeness(told: str, name: str) -> float:
    """Between 0 and 1: as rows of letters, or by the words that both have."""
    ours, its = set(told.split()), set(name.split())
    shared = len(ours & its) / min(len(ours), len(its))
    return max(SequenceMatcher(None, told, name).ratio(), 0.9 * shared)


def _named(name: str) -> str | None:
    meant = _known().get(_with_marks(name)) or _known().get(_without_marks(name)) or frozenset()
    return next(iter(meant)) if len(meant) == 1 else None


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """What may be meant by a name with all its marks, and by one without any."""
    known: dict[str, frozenset[str]] = {}
    for name, path in _names():
        for folded in {_with_marks(name), _without_marks(name)}:
            known[folded] = known.get(folded, frozenset()) | {path}
    return known


def _names() -> Iterator[tuple[str, str]]:
    for path, names in _table().items():
        for name in (path.rpartition(" > ")[2], *names):
            yield name, path


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    lines = table_lines("apple_categories")
    return {path: tuple(vietnamese.split("|")) for path, vietnamese in lines}


def _with_marks(name: str) -> str:
    """The folded name, and its marks in an order of their own: "hoá" and "hóa" are one."""
    return " ".join([_without_marks(name), *sorted(filter(_is_mark, _parts(name)))])


def _without_marks(name: str) -> str:
    plain = _parts(name).replace("đ", "d")
    letters = "".join(each for each in plain if not _is_mark(each))
    return " ".join(word for word in _BETWEEN.split(letters) if word and word not in _AND)


def _parts(name: str) -> str:
    return unicodedata.normalize("NFD", name.casefold())


def _is_mark(character: str) -> bool:
    return character == "đ" or unicodedata.combining(character) != 0
