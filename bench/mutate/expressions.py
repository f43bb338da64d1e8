"""The branches of a regular expression that stands in Python source, with their places there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LITERAL = re.compile(r"(?P<letters>[rRbBfFuU]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_OPENING = re.compile(
    r"\(\?(?:P<\w+>|<[=!]|[=!:>]|[a-zA-Z-]+:|\(\w+\))|\((?!\?)"  # the last is a plain group
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_MOST_MEMBERS = 8
"""A class of more characters is an alphabet, not a choice."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One character of an expression, an escape, or a field of an f-string, at its place."""

    text: str
    begin: int
    end: int
    formatted: bool = False
    """Whether it stands in an f-string, where braces are doubled."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What can be taken out of an expression, and what is written in place of its first atom."""

    kind: str
    atoms: tuple[Atom, ...]
    instead: str = ""


@dataclass(slots=True)
class _Group:
    opening: str
    atoms: list[Atom] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)
    """Where among the atoms the bars of this very group stand."""


def read_atoms(source: str, begin: int, end: int, *, verbose: bool) -> list[Atom]:
    """The atoms of the string literals in ``source[begin:end]``, which are joined by nothing.

    In a ``verbose`` expression its comments and white space are none.
    """
    atoms: list[Atom] = []
    at = begin
    while at < end:
        if source[at] == "#":
            at = _line_end(source, at)
            continue
        literal = _LITERAL.match(source, at)
        if literal is None:
            at += 1
            continue
        found, at = _read_literal(source, literal)
        atoms += found
    return _without_remarks(source, atoms) if verbose else atoms


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def _read_literal(source: str, literal: re.Match[str]) -> tuple[list[Atom], int]:
    formatted = "f" in literal["letters"].lower()
    atoms, at = [], literal.end()
    while not source.startswith(literal["quote"], at):
        end = _atom_end(source, at, formatted=formatted)
        atoms.append(Atom(source[at:end], at, end, formatted))
        at = end
    return atoms, at + len(literal["quote"])


def _atom_end(source: str, at: int, *, formatted: bool) -> int:
    if source[at] == "\\":
        return at + 2
    if not formatted or source[at] not in "{}":
        return at + 1
    if source[at + 1] == source[at]:
        return at + 2
    return source.index("}", at) + 1


def _without_remarks(source: str, atoms: list[Atom]) -> list[Atom]:
    kept: list[Atom] = []
    until = -1
    for atom in atoms:
        if atom.begin < until or atom.text.isspace():
            continue
        in_class = kept and kept[-1].text == "[" and source[atom.begin - 1] == "["
        if atom.text == "#" and not in_class:
            until = _line_end(source, atom.begin)
            continue
        kept.append(atom)
    return kept


def find_branches(atoms: list[Atom]) -> Iterator[Branch]:
    """Alternatives, looks around, what may be missing, members of small classes."""
    open_groups = [_Group("")]
    at = 0
    while at < len(atoms):
        here = atoms[at].text
        begin = at
        if here == "(":
            opening = _opening(atoms, at)
            at += len(opening)
            open_groups.append(_Group("".join(each.text for each in opening), list(opening)))
            continue
        if here == "[":
            at = _class_end(atoms, at)
            yield from _members(atoms[begin:at])
        elif here == "|":
            open_groups[-1].bars.append(len(open_groups[-1].atoms))
            at += 1
        elif here == ")" and len(open_groups) > 1:
            group = open_groups.pop()
            at += 1
            yield from _branches_of(group)
            open_groups[-1].atoms += group.atoms
        else:
            at += 1
        open_groups[-1].atoms += atoms[begin:at]
        if here == "?" and _may_be_missing(atoms, begin):
            never = "{{0}}" if atoms[begin].formatted else "{0}"
            yield Branch("optional", (atoms[begin],), never)
    yield from _branches_of(open_groups[0])


def _opening(atoms: list[Atom], at: int) -> list[Atom]:
    """The atoms that open a group: ``(``, ``(?:``, ``(?P<name>``."""
    ahead = "".join(atom.text for atom in atoms[at : at + 40])
    found = _OPENING.match(ahead)
    size = found.end() if found else 1
    taken: list[Atom] = []
    while sum(len(atom.text) for atom in taken) < size:
        taken.append(atoms[at + len(taken)])
    return taken


def _class_end(atoms: list[Atom], at: int) -> int:
    at += 1
    if atoms[at].text == "^":
        at += 1
    if atoms[at].text == "]":
        at += 1
    while atoms[at].text != "]":
        at += 1
    return at + 1


def _members(atoms: list[Atom]) -> Iterator[Branch]:
    members = atoms[1:-1]
    negated = members[0].text == "^"
    members = members[1:] if negated else members
    plain = not any(atom.text in "-{}" or atom.text.startswith("{") for atom in members)
    if plain and 1 < len(members) <= _MOST_MEMBERS:
        for member in members:
            yield Branch("member", (member,))


def _branches_of(group: _Group) -> Iterator[Branch]:
    if group.opening in _LOOKS:
        # The closing parenthesis is the caller's, so the look is emptied: (?=) always holds.
        yield Branch("look", tuple(group.atoms), _always(group.opening))
    if not group.bars:
        return
    size = len(_opening(group.atoms, 0)) if group.opening else 0
    edges = [size - 1, *group.bars, len(group.atoms)]
    for number in range(len(edges) - 1):
        first, last = edges[number] + 1, edges[number + 1]
        taken = group.atoms[first : last + 1] if number == 0 else group.atoms[first - 1 : last]
        yield Branch("alternative", tuple(taken))


def _always(opening: str) -> str:
    """The opening of a look that always holds once its content is gone."""
    return "(?<=" if opening.startswith("(?<") else "(?="


def _may_be_missing(atoms: list[Atom], at: int) -> bool:
    """Whether the ``?`` at ``at`` makes what is before it optional, rather than lazy."""
    before = atoms[at - 1].text if at else ""
    after = atoms[at + 1].text if at + 1 < len(atoms) else ""
    return before not in ("", "(", "|", "?", "*", "+", "}", "}}") and after not in ("?", "+")
