"""How the items of a list are counted or marked, in the attributes of HTML."""

import re
from collections.abc import Mapping, Sequence

from service.model.content import Item, List, Numbering, Paragraph, text_of

OWN_MARKS = "own-marks"
"""The class of a list whose items are printed with marks of their own: a browser adds none."""

# A dash wants its space: «-5 độ» is a number.
_MARK = re.compile(r"\s*(?:[-–—+*]\s|[·•●○▪■◆◦❖►▶➢✓✔])")


def list_attributes(node: List) -> Mapping[str, str]:
    """What ``ol`` says of its numbers: where it starts, how they look, that they fall.

    Of an uncounted list, whether its marks are printed in its text.
    """
    if node.numbering is None:
        return {"class": OWN_MARKS} if all(map(_is_marked, node.items)) else {}
    numbers = _numbers(node.items)
    if not numbers:
        return {}
    look = {} if node.numbering is Numbering.DECIMAL else {"type": node.numbering.value}
    if _falls(numbers):
        start = {} if numbers[0] == len(numbers) else {"start": str(numbers[0])}
        return {**look, "reversed": "reversed", **start}
    return look if numbers[0] == 1 else {**look, "start": str(numbers[0])}


def item_attributes(node: List) -> list[Mapping[str, str]]:
    """What each ``li`` says of its own number: where it does not follow from the one before."""
    numbers = _numbers(node.items)
    if not numbers:
        return [{} for _ in node.items]
    step = -1 if _falls(numbers) else 1
    expected = (number + step for number in (numbers[0] - step, *numbers))
    return [
        {} if number == awaited else {"value": str(number)}
        for number, awaited in zip(numbers, expected, strict=False)
    ]


def _numbers(items: Sequence[Item]) -> list[int]:
    return [item.number for item in items if item.number is not None]


def _falls(numbers: Sequence[int]) -> bool:
    falling = list(range(numbers[0], numbers[0] - len(numbers), -1))
    return len(numbers) > 1 and list(numbers) == falling


def _is_marked(item: Item) -> bool:
    first = item.nodes[0] if item.nodes else None
    return isinstance(first, Paragraph) and _MARK.match(text_of(first.runs)) is not None
