"""Footnotes of a page: which link refers to one, and which block is one."""

import re

from lxml import etree

_REFERENCE = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5}|[a-z])[\])]?\Z", re.IGNORECASE)
_NOTE_WORDS = re.compile(r"(?:foot|end)?note|cite_ref|ftn", re.IGNORECASE)
_BACK = re.compile(r"[\W\d]{0,5}\Z")
_BLOCKS = frozenset({"li", "p", "div", "aside", "section", "dd"})


class Notes:
    """The footnotes of one document, and the links between them and the text."""

    def __init__(self, root: etree._Element) -> None:
        self._names: dict[etree._Element, str] = {}
        self._labels: dict[str, str] = {}
        self._references: dict[etree._Element, str] = {}
        targets = _targets(root)
        for link in root.iter("a"):
            name = (link.get("href") or "").removeprefix("#")
            if not (link.get("href") or "").startswith("#") or name not in targets:
                continue
            label = _label(link)
            block = _block(targets[name], link)
            if label is None or block is None or self._is_inside_one(link):
                continue
            self._names.setdefault(block, name)
            self._references[link] = self._names[block]
            self._labels.setdefault(self._names[block], label)

    def name_of(self, element: etree._Element) -> str | None:
        """The id of the note that ``element`` is, or None."""
        return self._names.get(element)

    def label_of(self, name: str) -> str:
        """How the text refers to the note: "1", "*"."""
        return self._labels[name]

    def referred(self, element: etree._Element) -> str | None:
        """The id of the note that ``element``, a link, refers to, or None."""
        return self._references.get(element)

    def is_way_back(self, element: etree._Element) -> bool:
        """Whether ``element`` leads from a note back to the text: an arrow that nobody reads."""
        if element.tag != "a" or not self._names or element in self._references:
            return False
        inside = (element.get("href") or "").startswith("#")
        return inside and self._is_inside_one(element) and bool(_BACK.match(_text(element)))

    def _is_inside_one(self, element: etree._Element) -> bool:
        return any(each in self._names for each in element.iterancestors())


def _targets(root: etree._Element) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                found.setdefault(name, element)
    return found


def _label(link: etree._Element) -> str | None:
    match = _REFERENCE.match(_text(link))
    if match is None:
        return None
    names = " ".join(
        filter(None, (link.get("class"), link.get("rel"), link.get("role"), link.get("id")))
    )
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find(".//sup") is not None
    told = raised or _text(link).startswith("[") or _NOTE_WORDS.search(names + link.get("href", ""))
    return match[1] if told else None


def _block(target: etree._Element, link: etree._Element) -> etree._Element | None:
    """The block that is the note: the target or what it stands in; None where ``link`` does too."""
    for each in (target, *target.iterancestors()):
        if each.tag in _BLOCKS:
            return None if each in link.iterancestors() else each
    return None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()
