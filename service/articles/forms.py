"""What an element is to the article: a block of some role, or part of a line."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from service.articles.frames import Frame, Role
from service.model.content import Numbering

_FLOW = frozenset(
    {
        *("address", "article", "body", "center", "details", "div", "fieldset", "footer", "form"),
        *("header", "hgroup", "html", "main", "nav", "p", "section", "summary", "aside"),
        *("table", "tr", "td", "th"),
    }
)
_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(("ul", "ol", "menu", "dir"), Role.LIST),
        "li": Role.ITEM,
        "dl": Role.DESCRIPTION_LIST,
        "dt": Role.TERM,
        "dd": Role.DESCRIPTION,
        "blockquote": Role.QUOTATION,
        "figure": Role.FIGURE,
        "figcaption": Role.CAPTION,
        "caption": Role.CAPTION,
        **{f"h{level}": Role.HEADING for level in range(1, 7)},
    }
)
_TABLE_ROLES: Mapping[str, Role] = MappingProxyType(
    {"table": Role.TABLE, "tr": Role.ROW, "td": Role.CELL, "th": Role.CELL}
)
_CAPTION = re.compile(
    r"(?:\A|[\s_-])(?:\w*caption\w*|chu-?thich|credit)(?:\Z|[\s_-])", re.IGNORECASE
)
_QUOTE = re.compile(
    r"(?:\A|\s)(?:quote|pull-?quote|block-?quote|quotation)(?:\Z|\s)", re.IGNORECASE
)
_QUOTED = re.compile(r"caption|author|name|cite|source", re.IGNORECASE)
_PHOTO = re.compile(
    r"(?:\A|\s)(?:wp-caption|tplcaption|image-?box|photo-?box|expnoedit)(?:\Z|\s)", re.IGNORECASE
)
_FIGURE_TYPES = frozenset({"photo", "image", "videostream", "video", "layoutalbum"})
_LEAD = re.compile(r"(?:\A|[\s_-])(?:sapo|lead|chapeau|summary)(?:\Z|[\s_-])", re.IGNORECASE)
"""Papers set the lead as a heading."""

_CELL_LENGTH = 300
_MOST_SPAN = 1_000
_NUMBER = re.compile(r"\s*(-?\d{1,6})")


class Forms:
    """The forms of the elements of one document."""

    def __init__(self) -> None:
        self._tables: dict[etree._Element, bool] = {}

    def of(self, element: etree._Element) -> Frame | None:
        """The frame that ``element`` opens; None for what is part of a line."""
        tag = str(element.tag)
        if tag in _TABLE_ROLES and self._is_data(element):
            return _table_frame(element, tag)
        role = _ROLES.get(tag) or _role_by_name(element, tag)
        match role:
            case Role.LIST:
                return _list_frame(element, tag)
            case Role.ITEM:
                return _item_frame(element)
            case Role.HEADING:
                is_lead = _LEAD.search(element.get("class") or "")
                return Frame() if is_lead else Frame(role, number=int(tag[1]))
            case None:
                return Frame() if tag in _FLOW else None
        return Frame(role)

    def _is_data(self, element: etree._Element) -> bool:
        """Whether ``element`` belongs to a table of data, and not to one that lays a page out."""
        table: etree._Element | None = element
        while table is not None and table.tag != "table":
            table = table.getparent()
        if table is None:
            return False
        if table not in self._tables:
            self._tables[table] = _is_data_table(table)
        return self._tables[table]


def _role_by_name(element: etree._Element, tag: str) -> Role | None:
    """What class and ``type`` say where the element itself says nothing: content systems' ways."""
    if tag in ("cite", "footer") and _is_in_quotation(element):
        return Role.ATTRIBUTION
    if tag not in ("div", "p", "span", "table", "tr", "td", "section"):
        return None
    names, kind = element.get("class") or "", (element.get("type") or "").lower()
    if tag in ("div", "section", "p"):
        if kind == "quote" or _QUOTE.search(names):
            return Role.QUOTATION
        if kind in _FIGURE_TYPES:
            return Role.FIGURE
        if _QUOTED.search(names) and _is_in_quotation(element):
            return Role.ATTRIBUTION
    if tag in ("div", "table") and _PHOTO.search(names):
        return Role.FIGURE
    if tag in ("div", "p", "td") and _CAPTION.search(names):
        return Role.CAPTION
    return None


def _is_in_quotation(element: etree._Element) -> bool:
    parent = element.getparent()
    for _ in range(4):
        if parent is None:
            return False
        quoted = parent.tag == "blockquote" or (parent.get("type") or "").lower() == "quote"
        if quoted or (parent.tag == "div" and _QUOTE.search(parent.get("class") or "")):
            return True
        parent = parent.getparent()
    return False


def _list_frame(element: etree._Element, tag: str) -> Frame:
    if tag != "ol":
        return Frame(Role.LIST)
    style = element.get("type") or ""
    numbering = Numbering(style) if style in set(Numbering) else Numbering.DECIMAL
    items = sum(child.tag == "li" for child in element)
    backwards = element.get("reversed") is not None
    start = _number(element.get("start"), items if backwards else 1)
    return Frame(Role.LIST, numbering=numbering, number=start, step=-1 if backwards else 1)


def _item_frame(element: etree._Element) -> Frame:
    value = element.get("value")
    if value is None or not _NUMBER.match(value):
        return Frame(Role.ITEM)
    return Frame(Role.ITEM, number=_number(value, 0), header=True)


def _number(written: str | None, otherwise: int) -> int:
    match = _NUMBER.match(written or "")
    return int(match[1]) if match else otherwise


def _table_frame(element: etree._Element, tag: str) -> Frame:
    role = _TABLE_ROLES[tag]
    parent = element.getparent()
    if role is Role.ROW:
        return Frame(role, header=parent is not None and parent.tag == "thead")
    if role is Role.CELL:
        columns, rows = (
            min(max(_number(element.get(name), 1), 1), _MOST_SPAN)
            for name in ("colspan", "rowspan")
        )
        return Frame(role, header=tag == "th", columns=columns, rows=rows)
    return Frame(role)


def _is_data_table(table: etree._Element) -> bool:
    if table.get("role") in ("presentation", "none") or _PHOTO.search(table.get("class") or ""):
        return False
    if any(True for _ in table.iterdescendants("table")):
        return False
    if any(True for _ in table.iterdescendants("th", "caption", "thead")):
        return True
    rows = list(table.iterdescendants("tr"))
    widths = [sum(cell.tag == "td" for cell in row) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    return all(_length(cell) <= _CELL_LENGTH for cell in cells)


def _length(cell: etree._Element) -> int:
    return sum(len(piece) for piece in cell.itertext())
