"""What a person decides of the parts of a page, against what was told of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.fingerprint import fingerprint

BY_EDITOR = "Người biên tập bỏ ra."
_KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys of the parts to be taken in and of the lines to be left out.

    A key names a part of one document, whatever is decided of the others: an element by its
    number, a line by its text and how often that text stood before.
    """

    taken: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()


NO_CHOICES = Choices()
"""Everything stays as it was told."""


def element_key(number: int) -> str:
    """What the element is called that is the ``number``-th of its document."""
    return f"e{number}"


def line_keys(lines: Iterable[str]) -> list[str]:
    """What each of ``lines`` is called."""
    seen: Counter[str] = Counter()
    keys = []
    for line in lines:
        keys.append(f"l{fingerprint('line/1', line, seen[line])[:_KEY_LENGTH]}")
        seen[line] += 1
    return keys


def chosen_reasons(
    reasons: Mapping[int, str],
    lines: Sequence[str],
    choices: Choices,
    insisted: frozenset[str],
    title: int | None,
) -> dict[int, str]:
    """Why each line is left out, by its index, after a person has chosen.

    ``insisted`` are the lines of elements that were taken in whole. The ``title`` stays one.
    """
    chosen = dict(reasons)
    for index, key in enumerate(line_keys(lines)):
        if index == title:
            continue
        if key in choices.left:
            chosen[index] = BY_EDITOR
        elif key in choices.taken or lines[index] in insisted:
            chosen.pop(index, None)
    return chosen
