"""How each segment of an article is said: the rules of its tables, pictures, lists and notes.

Which lines there are is the tree's to say; here it is decided what of them is said, and what
is said before them. What is not said stays printed, and is listed on the page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from service.model import BlockKind, Leaf, Reading, Segment, SpeechRules, TableReading
from service.model.content import Figure, List, Numbering, Preformatted, Table, cut
from service.text.code_lines import is_code
from service.text.counting import say_whole
from service.text.delivery import PLAIN, Delivery
from service.text.pictures import is_alt_read, is_caption_read, is_name, lead_of
from service.text.romans import roman_value
from service.text.tables import ORDINAL, reading_of, summary_of

_LETTERS = (Numbering.LOWER_LETTER, Numbering.UPPER_LETTER)
_ROMANS = (Numbering.LOWER_ROMAN, Numbering.UPPER_ROMAN)


@dataclass(frozen=True, slots=True)
class SpeechChoices:
    """How an article is read: the installation's ``rules``, and tables chosen at the desk.

    ``tables`` are by their digest (``text.tables.table_digest``).
    """

    rules: SpeechRules = field(default_factory=SpeechRules)
    tables: Mapping[str, TableReading] = field(default_factory=dict)


def deliver(
    leaves: Sequence[Leaf], segments: Iterable[Segment], choices: SpeechChoices
) -> Iterator[tuple[Segment, Delivery]]:
    """Each of ``segments``, which are those of ``leaves``, with how it is said."""
    manners = dict(_manners(leaves, choices))
    block, at = -1, 0
    for segment in segments:
        first = segment.block != block
        block, at = (segment.block, 0) if first else (block, at)
        leaf, end = leaves[block], at + len(segment.text)
        yield segment, _of_segment(leaf, manners.get(block, PLAIN), at, end, choices.rules)
        at = end + len(segment.tail)


def _of_segment(leaf: Leaf, manner: Delivery, begin: int, end: int, rules: SpeechRules) -> Delivery:
    """The ``manner`` of a whole leaf for the part of it from ``begin`` to ``end``."""
    if begin:
        silent = manner.instead is not None
        manner = Delivery(rule=manner.rule, instead="") if silent else PLAIN
    if all(run.is_plain for run in leaf.runs):
        return manner
    return replace(manner, runs=tuple(cut(leaf.runs, begin, end)), deleted=rules.deleted)


def _manners(leaves: Sequence[Leaf], choices: SpeechChoices) -> Iterator[tuple[int, Delivery]]:
    """The delivery of each leaf that is not said plainly, by its index."""
    title = leaves[0].text if leaves else ""
    for _, group in groupby(enumerate(leaves), lambda each: id(each[1].node)):
        lines = list(group)
        match lines[0][1].node:
            case Table() as table:
                of_kind = _of_table(table, [leaf for _, leaf in lines], choices)
            case Figure() as figure:
                of_kind = (_of_figure(leaf, figure, title, choices.rules) for _, leaf in lines)
            case Preformatted(text) if is_code(text):
                of_kind = (Delivery(rule="code", instead="") for _ in lines)
            case _:
                of_kind = (_of_line(leaf, choices.rules) for _, leaf in lines)
        for (index, leaf), delivery in zip(lines, of_kind, strict=True):
            if leaf.label and delivery.instead is None:
                delivery = _labelled(leaf, delivery)
            if delivery is not PLAIN:
                yield index, delivery


def _of_line(leaf: Leaf, rules: SpeechRules) -> Delivery:
    if leaf.kind is BlockKind.NOTE and not rules.notes:
        return Delivery(rule="note", instead="")
    return PLAIN


def _of_table(table: Table, lines: list[Leaf], choices: SpeechChoices) -> Iterator[Delivery]:
    reading = reading_of(table, lines, choices.rules, choices.tables)
    rows = any(leaf.kind is BlockKind.TABLE_ROW for leaf in lines)
    summed_up = False
    for leaf in lines:
        if reading is TableReading.NONE:
            yield Delivery(rule="table", instead="")
        elif leaf.kind is BlockKind.CAPTION:
            yield PLAIN
        elif reading is TableReading.SUMMARY:
            words = "" if summed_up else summary_of(table, lines)
            yield Delivery(rule="table-summary", instead=words)
            summed_up = True
        elif leaf.kind is BlockKind.TABLE_HEAD:
            # Each row names its columns; a head without rows is all there is.
            yield Delivery(rule="table-head", instead="") if rows else PLAIN
        else:
            yield _of_row(leaf)


def _of_row(leaf: Leaf) -> Delivery:
    counted = ORDINAL.match(leaf.text)
    if counted is None:
        return PLAIN
    return Delivery(aside=Reading("table-ordinal", counted[0].strip(), "", 0, counted.end()))


def _of_figure(leaf: Leaf, figure: Figure, title: str, rules: SpeechRules) -> Delivery:
    if leaf.kind is BlockKind.CAPTION:
        read = is_caption_read(rules.pictures)
        return PLAIN if read else Delivery(rule="caption", instead="")
    rule = "picture" if leaf.kind is BlockKind.PICTURE else "embed"
    if is_name(leaf.text, title):
        return Delivery(rule=f"{rule}-name", instead="")
    if not is_alt_read(leaf.text, figure, rules.pictures):
        return Delivery(rule=rule, instead="")
    lead = lead_of(leaf, figure)
    return Delivery(lead=lead, label=lead, rule=rule) if lead else PLAIN


def _labelled(leaf: Leaf, delivery: Delivery) -> Delivery:
    """``delivery`` with the number of the item or note first, where it is not printed there too."""
    label = re.escape(leaf.label)
    if leaf.kind is BlockKind.NOTE:
        lead = f"Chú thích {say_whole(leaf.label)}" if leaf.label.isdecimal() else "Chú thích"
        printed = re.match(rf"[\[(]?{label}[\])]?[.:)]?\s+(?=\S)", leaf.text)
        aside = Reading("note", printed[0].strip(), "", 0, printed.end()) if printed else None
        return replace(delivery, lead=lead, label=leaf.label, rule="note", aside=aside)
    # «1. Mở», «a) Đơn», «Bước 1: Mở», «Điều 1 quy định»; «1.000 đồng», «1 người» have none.
    printed = re.match(
        rf"\W?(?:{label}\W?[.):/–-](?!\d)|(?:bước|câu|điều|mục|phần|thứ|cách|số|khoản|bài|ngày)"
        rf"\s{label}(?!\w|[.,]\d))",
        leaf.text,
        re.IGNORECASE,
    )
    if printed or (delivery is not PLAIN and not delivery.aside):
        return delivery
    return replace(delivery, lead=_number(leaf), label=leaf.label, rule="item-number")


def _number(leaf: Leaf) -> str:
    """The number of an item as it is called out: «Một», «Bốn» for IV, «b» for a letter."""
    label, numbering = leaf.label, None
    if isinstance(leaf.node, List):
        numbering = leaf.node.numbering
    if numbering in _ROMANS and label.isalpha():
        label = str(roman_value(label.upper()))
    if numbering in _LETTERS or not label.lstrip("-").isdecimal():
        return label
    said = say_whole(label.lstrip("-"))
    return f"Âm {said}" if label.startswith("-") else said[0].upper() + said[1:]
