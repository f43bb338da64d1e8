"""Footnotes and the places that refer to them: each leads to the other."""

import re
from collections.abc import Iterable, Mapping

from service.model.content import Content, Node, Note, leaves_of, walk
from service.outputs.content.markup import Element, Part, element


class NoteLinks:
    """The names of notes and references on one page, in the order of the notes.

    The names that a newspaper gave them may be anything, and stand on its page only.
    """

    def __init__(self, content: Content) -> None:
        ids = dict.fromkeys(each.id for each in _notes(content.nodes))
        self._numbers = {name: number for number, name in enumerate(ids, start=1)}
        self._referred = {run.note for leaf in content.leaves for run in leaf.runs}
        self._seen: set[str] = set()
        self._written: set[str] = set()

    def reference(self, note: str, parts: Iterable[Part]) -> list[Part]:
        """``parts``, which refer to ``note``, as a link to it; bare where there is no such note."""
        number = self._numbers.get(note)
        if number is None:
            return list(parts)
        place = {} if note in self._seen else {"id": f"goi-{number}"}
        self._seen.add(note)
        attributes = {"href": f"#chu-thich-{number}", "role": "doc-noteref", **place}
        return [element("a", parts, attributes)]

    def place(self, note: Note) -> Mapping[str, str]:
        """What names ``note`` on the page."""
        if note.id in self._written:
            return {}
        self._written.add(note.id)
        return {"id": f"chu-thich-{self._numbers[note.id]}"}

    def way_back(self, note: Note) -> Element | None:
        """The link from ``note`` to where the text first refers to it, or None."""
        if note.id not in self._referred:
            return None
        number = self._numbers[note.id]
        label = f"Trở lại chỗ gọi chú thích {note.label or number}"
        attributes = {"href": f"#goi-{number}", "role": "doc-backlink", "aria-label": label}
        return element("a", ["Trở lại"], attributes)


def _notes(nodes: Iterable[Node]) -> Iterable[Note]:
    return (each for each in walk(nodes) if isinstance(each, Note))


def label_before(note: Note) -> str:
    """What is to stand before the text of ``note``: "" where that says its number by itself."""
    first = next((leaf.text for leaf in leaves_of(note.nodes)), "")
    says_it = re.match(rf"[\[(]?{re.escape(note.label)}(?:[.):\]]|\s)", first)
    return "" if says_it else note.label
