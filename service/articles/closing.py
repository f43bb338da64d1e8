"""A closed element becomes nodes of the element around it."""

from service.articles.frames import Frame, Role, one_line, without_bold
from service.articles.table_heads import head_rows
from service.model.content import (
    Cell,
    Description,
    DescriptionList,
    Figure,
    Heading,
    Item,
    List,
    Node,
    Note,
    Paragraph,
    Quotation,
    Table,
    Verse,
)


def close(frame: Frame, around: list[Frame]) -> None:
    """What ``frame`` became is given to the elements around it, the nearest last."""
    frame.flush()
    parent = around[-1]
    match frame.role:
        case Role.FLOW:
            _spill(frame, parent)
        case Role.HEADING:
            _close_heading(frame, parent)
        case Role.LIST:
            _close_list(frame, parent)
        case Role.ITEM:
            _close_item(frame, parent)
        case Role.TERM | Role.DESCRIPTION | Role.DESCRIPTION_LIST:
            _close_described(frame, parent)
        case Role.QUOTATION:
            if frame.nodes:
                parent.nodes.append(Quotation(tuple(frame.nodes), frame.attribution))
            elif frame.attribution:
                parent.nodes.append(Paragraph(frame.attribution))
        case Role.ATTRIBUTION:
            _close_attribution(frame, around)
        case Role.FIGURE:
            _close_figure(frame, parent)
        case Role.CAPTION:
            _close_caption(frame, around)
        case Role.TABLE | Role.ROW | Role.CELL:
            _close_table_part(frame, parent)
        case Role.NOTE:
            if frame.nodes:
                parent.nodes.append(Note(frame.name, tuple(frame.nodes), frame.label))


def _spill(frame: Frame, parent: Frame) -> None:
    parent.nodes += frame.nodes
    parent.media += frame.media


def _close_heading(frame: Frame, parent: Frame) -> None:
    words = [node for node in frame.nodes if not isinstance(node, Figure)]
    line = one_line(words)
    if line:
        parent.nodes.append(Heading(max(2, frame.number), without_bold(line)))
    parent.nodes += [node for node in frame.nodes if isinstance(node, Figure)]


def _close_list(frame: Frame, parent: Frame) -> None:
    if frame.nodes and not frame.items and all(isinstance(each, Note) for each in frame.nodes):
        parent.nodes += frame.nodes  # footnotes number themselves; a list would do it twice
        return
    if frame.nodes:  # what stands in a list outside its items belongs to the item before
        _adopt(frame, tuple(frame.nodes))
    if frame.items:
        parent.nodes.append(List(tuple(frame.items), frame.numbering))


def _adopt(lists: Frame, nodes: tuple[Node, ...]) -> None:
    lists.nodes = []
    if lists.items:
        last = lists.items[-1]
        lists.items[-1] = Item((*last.nodes, *nodes), last.number)
    else:
        lists.items.append(Item(nodes, lists.number if lists.numbering else None))


def _close_item(frame: Frame, parent: Frame) -> None:
    if parent.role is not Role.LIST:
        if frame.nodes:
            parent.nodes.append(List((Item(tuple(frame.nodes)),)))
        return
    if parent.nodes:
        _adopt(parent, tuple(parent.nodes))
    number = frame.number if frame.header else parent.number
    parent.number = number + parent.step
    if frame.nodes:
        counted = number if parent.numbering else None
        parent.items.append(Item(tuple(frame.nodes), counted))


def _close_described(frame: Frame, parent: Frame) -> None:
    within = parent.role is Role.DESCRIPTION_LIST
    match frame.role:
        case Role.TERM if within:
            line = one_line(frame.nodes)
            if parent.cells or not line:  # a description came before: this is another group
                _end_group(parent)
            if line:
                parent.terms.append(line)
        case Role.DESCRIPTION if within:
            parent.nodes += frame.nodes
            parent.cells = [Cell()]
        case Role.DESCRIPTION_LIST:
            _end_group(frame)
            if frame.groups:
                parent.nodes.append(DescriptionList(tuple(frame.groups)))
        case _:
            _spill(frame, parent)


def _end_group(frame: Frame) -> None:
    if frame.terms or frame.nodes:
        frame.groups.append(Description(tuple(frame.terms), tuple(frame.nodes)))
    frame.terms, frame.nodes, frame.cells = [], [], []


def _close_attribution(frame: Frame, around: list[Frame]) -> None:
    line = one_line(frame.nodes)
    quotation = next((each for each in reversed(around) if each.role is Role.QUOTATION), None)
    if quotation is not None and line and not quotation.attribution:
        quotation.attribution = line
    else:
        _spill(frame, around[-1])


def _close_figure(frame: Frame, parent: Frame) -> None:
    """Media and words of a figure; around a table or a quotation it is only their caption."""
    words, others = [], []
    for node in frame.nodes:
        match node:
            case Paragraph() | Heading():
                words.append(node)
            case Figure(media, caption):
                frame.media += media
                words += [Paragraph(caption)] if caption else []
            case Verse(lines):
                words += [Paragraph(line) for line in lines]
            case _:
                others.append(node)
    caption = frame.caption or one_line(words)
    rest = words if frame.caption else []
    match others:
        case [Table(rows, head, ()), *more] if not frame.media and caption:
            parent.nodes += [Table(rows, head, caption), *more, *rest]
        case [*_] if not frame.media:
            told = [Figure((), caption)] if caption else []
            parent.nodes += [*others, *told, *rest]
        case _:
            parent.nodes += [Figure(tuple(frame.media), caption), *rest, *others]
    frame.media = []


def _close_caption(frame: Frame, around: list[Frame]) -> None:
    figures = [node for node in frame.nodes if isinstance(node, Figure) and node.media]
    line = one_line([node for node in frame.nodes if node not in figures])
    around[-1].nodes += figures
    if not line:
        return
    holders = (each for each in reversed(around) if each.role in (Role.FIGURE, Role.TABLE))
    holder = next(holders, None)
    if holder is not None and not holder.caption:
        holder.caption = line
    else:
        around[-1].nodes.append(Figure((), line))


def _close_table_part(frame: Frame, parent: Frame) -> None:
    match frame.role, parent.role:
        case Role.CELL, Role.ROW:
            cell = Cell(tuple(frame.nodes), frame.header, frame.columns, frame.rows)
            parent.cells.append(cell)
        case Role.ROW, Role.TABLE:
            if frame.cells:
                parent.table_rows.append(tuple(frame.cells))
                parent.heads.append(frame.header)
        case Role.TABLE, _:
            _close_table(frame, parent)
        case _:
            _spill(frame, parent)


def _close_table(frame: Frame, parent: Frame) -> None:
    rows = tuple(frame.table_rows)
    if any(cell.nodes for row in rows for cell in row):
        head = head_rows(rows, frame.heads)
        parent.nodes.append(Table(rows, head, frame.caption))
    elif frame.caption:
        parent.nodes.append(Paragraph(frame.caption))
    parent.nodes += frame.nodes
