"""The HTML that mammoth makes, put in order: numbers, heads of tables, captions of pictures."""

from itertools import pairwise

from lxml import etree, html

from service.sources.docx.numbering import MARK

_BOLD = frozenset({"strong", "b"})


def arrange(written: str) -> str:
    """``written`` as one article, its marks of numbers become numbers of lists or text."""
    root = html.fragment_fromstring(written or "<p></p>", create_parent="article")
    _number_lists(root)
    for table in root.iter("table"):
        _mark_head(table)
    _make_figures(root)
    return etree.tostring(root, encoding="unicode", method="html")


def _number_lists(root: html.HtmlElement) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or "\ue000" not in (element.text or ""):
            continue
        found = MARK.search(element.text or "")
        if found is None:
            continue
        item = next(
            (each for each in (element, *element.iterancestors()) if each.tag == "li"), None
        )
        is_counted = item is not None and bool(found[2]) and _begins(item, element)
        label = "" if is_counted else f"{found[3]} "
        element.text = MARK.sub(lambda _, label=label: label, element.text or "", count=1)
        if item is not None and is_counted:
            _count(item, int(found[1]), found[2])


def _begins(item: html.HtmlElement, element: html.HtmlElement) -> bool:
    """Whether ``element`` is where the text of ``item`` begins."""
    above = element
    while above is not item:
        parent = above.getparent()
        if parent is None or parent.index(above) or (parent.text or "").strip():
            return False
        above = parent
    return True


def _count(item: html.HtmlElement, number: int, kind: str) -> None:
    listed = item.getparent()
    if listed is None or listed.tag != "ol":
        return
    if item.getprevious() is None:
        if number != 1:
            listed.set("start", str(number))
        if kind != "1":
            listed.set("type", kind)
    else:
        item.set("value", str(number))


def _mark_head(table: html.HtmlElement) -> None:
    """A first row whose cells are all in bold is the table's head: few people mark it as such."""
    rows = [each for each in table.iter("tr") if _table_of(each) is table]
    if len(rows) < 2 or any(each.tag == "th" for each in rows[0]):
        return
    cells = [each for each in rows[0] if each.tag == "td"]
    told = [each for each in cells if each.text_content().strip()]
    if told and all(map(_is_bold, told)):
        for cell in cells:
            cell.tag = "th"


def _table_of(row: html.HtmlElement) -> html.HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _is_bold(cell: html.HtmlElement) -> bool:
    bold = "".join(
        each.text_content()
        for each in cell.iter(*_BOLD)
        if not any(above.tag in _BOLD for above in each.iterancestors())
    )
    return bool(bold.split() == cell.text_content().split())


def _make_figures(root: html.HtmlElement) -> None:
    """A paragraph of nothing but pictures is a figure, and the caption below belongs to it."""
    for paragraph in list(root.iter("p")):
        if len(paragraph.findall(".//img")) and not paragraph.text_content().strip():
            paragraph.tag = "figure"
    for figure, below in pairwise(list(root.iter("figure", "p"))):
        if figure.tag == "figure" and below.get("class") == "caption" and figure.getnext() is below:
            below.tag = "figcaption"
            below.attrib.pop("class")
            figure.append(below)
