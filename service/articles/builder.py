"""The walk over markup: each element opens a frame, and closed it is a node of the tree."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from service.articles.closing import close
from service.articles.forms import Forms
from service.articles.frames import Frame, Role
from service.articles.inline import Style, inside
from service.articles.invisible import without_invisible
from service.articles.media import EMBEDDED, embed_of, picture_of, symbol_of
from service.articles.notes import Notes
from service.articles.page import fold_spaces
from service.model import LeftOut
from service.model.content import Embed, Node, Picture, Preformatted, Rule

MOST_NESTED = 24
"""Lists, quotations, tables inside each other: deeper ones stand beside each other instead."""

SILENT = frozenset({"script", "style", "template", "head", "link", "meta"})
"""Code and head matter: never text of the page, so there is nothing to list."""

_SPACES = re.compile(r"\s+")

_STAMP = re.compile(r"(?:\A|\s)location-stamp(?:\Z|\s)")
"""Where the news is from: the dash behind it is drawn by the paper's style sheet."""

Reason = Callable[[etree._Element], str | None]
"""Why an element is no part of the article (Vietnamese), or None."""


class Builder:
    """Collects nodes while it walks the markup; one for each document.

    ``reason`` tells what is left out, each line of it from one of ``left_elements``; addresses
    are resolved against ``base``.
    """

    def __init__(self, root: etree._Element, reason: Reason, base: str | None) -> None:
        self.left_out: list[LeftOut] = []
        self.left_elements: list[etree._Element] = []
        self._root = root
        self._reason = reason
        self._base = base
        self._notes = Notes(root)
        self._forms = Forms()
        self._frames = [Frame()]
        self._styles = [Style()]
        self._nested = 0

    def build(self) -> tuple[Node, ...]:
        """The nodes of the whole document in reading order."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        passed: set[etree._Element] = set()
        for event, element in walk:
            if event == "end":
                if element in passed:
                    passed.discard(element)
                else:
                    self._leave(element)
                self._write(element.tail)
            elif self._pass_over(element):
                passed.add(element)
                walk.skip_subtree()
            else:
                self._enter(element)
        (body,) = self._frames
        body.flush()
        return tuple(body.nodes)

    @property
    def _frame(self) -> Frame:
        return self._frames[-1]

    def _pass_over(self, element: etree._Element) -> bool:
        """Whether ``element`` is dealt with as a whole: left out, or shown and not read."""
        tag = str(element.tag)
        if tag in SILENT or self._notes.is_way_back(element):
            return True
        if tag in EMBEDDED:
            self._embed(element)
            return True
        reason = self._reason(element)
        if reason is not None:
            if self._forms.of(element) is not None:
                self._frame.flush()
            lines = list(lines_of(element))
            self.left_out += [LeftOut(line, reason) for line in lines]
            self.left_elements += [element] * len(lines)
            return True
        if tag == "img":
            self._show(element)
        elif tag == "br":
            self._frame.lines.append([])
        elif tag == "hr":
            self._frame.flush()
            self._frame.nodes.append(Rule())
        elif tag == "pre":
            self._keep_lines(element)
        return tag in ("img", "br", "hr", "pre")

    def _enter(self, element: etree._Element) -> None:
        tag = str(element.tag)
        form = self._forms.of(element)
        if form is not None:
            self._frame.flush()
            self._open(element, form)
        style = inside(self._styles[-1], element, self._base)
        note = self._notes.referred(element)
        self._styles.append(style if note is None else Style(style.marks, note=note))
        if tag == "q":
            self._write("“")
        self._write(element.text)

    def _open(self, element: etree._Element, frame: Frame) -> None:
        name = self._notes.name_of(element)
        if name is not None:
            frame = Frame(Role.NOTE, name=name, label=self._notes.label_of(name))
        if frame.role is Role.QUOTATION and self._opens_twice():
            frame = Frame()
        self._nested += frame.role not in (Role.FLOW, Role.HEADING)
        if self._nested > MOST_NESTED and frame.role is not Role.FLOW:
            self._nested -= 1
            frame = Frame()
        self._frames.append(frame)

    def _opens_twice(self) -> bool:
        """Whether a quotation stands open in which nothing was said yet."""
        for frame in reversed(self._frames):
            if frame.nodes or frame.role not in (Role.FLOW, Role.QUOTATION):
                return False
            if frame.role is Role.QUOTATION:
                return True
        return False

    def _leave(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "q":
            self._write("”")
        self._styles.pop()
        if _STAMP.search(element.get("class") or "") and (element.tail or "")[:1].isalnum():
            self._write(" - ")
        if self._forms.of(element) is not None:
            frame = self._frames.pop()
            self._nested -= frame.role not in (Role.FLOW, Role.HEADING)
            close(frame, self._frames)

    def _write(self, text: str | None) -> None:
        written = _SPACES.sub(" ", without_invisible(text or ""))
        if written:
            self._frame.lines[-1].append(self._styles[-1].run(written))

    def _show(self, element: etree._Element) -> None:
        symbol = symbol_of(element)
        if symbol is not None:
            self._write(symbol)
            return
        picture = picture_of(element, self._base)
        if picture is not None:
            self._place(picture)

    def _embed(self, element: etree._Element) -> None:
        embed = embed_of(element, self._base)
        if embed is not None:
            self._place(embed)

    def _place(self, medium: Picture | Embed) -> None:
        frame = self._frame
        frame.media.append(medium)
        if not any(run.text.strip() for line in frame.lines for run in line):
            frame.flush()

    def _keep_lines(self, element: etree._Element) -> None:
        self._frame.flush()
        lines = "".join(map(str, element.itertext())).expandtabs().split("\n")
        kept = [without_invisible(line).rstrip() for line in lines]
        while kept and not kept[0].strip():
            del kept[0]
        while kept and not kept[-1]:
            del kept[-1]
        if kept:
            self._frame.nodes.append(Preformatted(tuple(kept)))


def lines_of(element: etree._Element) -> Iterator[str]:
    """The text below ``element``, a line for each piece that stands by itself; no code."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            piece = inner.tail if inner is not element else None
        elif str(inner.tag) in SILENT:
            walk.skip_subtree()
            continue
        else:
            piece = inner.text
        line = fold_spaces(piece or "")
        if line:
            yield line
