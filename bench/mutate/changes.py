"""Small changes of Python code: comparisons, conditions, numbers, calls left out, expressions."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.mutate.expressions import find_branches, read_atoms
from bench.mutate.mutant import Edit, Mutant

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "//",
    ast.FloorDiv: "*",
    ast.Div: "*",
    ast.Mod: "*",
    ast.BitAnd: "|",
    ast.BitOr: "&",
}
_EXPRESSIONS = ("Form", "re.compile", "compile", "re.split", "re.sub", "re.findall")
"""Calls whose first argument is a regular expression."""

_LISTS = ("either",)
"""Calls whose argument is a list of words with commas."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the tree with what is needed to find a node's characters in it."""

    path: str
    text: str
    tree: ast.Module
    starts: tuple[int, ...]
    """Where each line begins, in characters."""

    lines: tuple[bytes, ...]

    def place(self, line: int, column: int) -> int:
        """The offset in characters of what ast counts in lines and bytes."""
        return self.starts[line - 1] + len(self.lines[line - 1][:column].decode())

    def extent(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where ``node`` begins and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.place(node.lineno, node.col_offset),
            self.place(node.end_lineno, node.end_col_offset),
        )

    def line(self, offset: int) -> int:
        """The number of the line that holds ``offset``."""
        return self.text.count("\n", 0, offset) + 1


def read_source(path: str, text: str) -> Source:
    """``text`` as Python source; raises SyntaxError."""
    lines = [f"{line}\n" for line in text.split("\n")]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    encoded = tuple(line.encode() for line in lines)
    return Source(path, text, ast.parse(text), tuple(starts), encoded)


def find_mutants(source: Source) -> Iterator[Mutant]:
    """Every change of ``source`` that is tried, in the order of the tree."""
    for node in _walk(source.tree):
        for kind in _KINDS:
            yield from kind(source, node)
    yield from _change_expressions(source)


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but annotations and what f-strings hold, whose places ast tells from 3.12 on."""
    if isinstance(tree, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child
                yield from _walk(child)


def _mutant(source: Source, kind: str, edits: list[Edit], told: str) -> Mutant:
    return Mutant(source.path, source.line(edits[0].begin), kind, tuple(edits), told)


def _instead(source: Source, kind: str, node: ast.expr | ast.stmt, text: str) -> Mutant:
    begin, end = source.extent(node)
    told = f"{_short(source.text[begin:end])} → {text}"
    return _mutant(source, kind, [Edit(begin, end, text)], told)


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) < 60 else f"{joined[:56]} …"


def _between(source: Source, kind: str, pair: tuple[ast.expr, ast.expr], sign: str) -> Mutant:
    """The operator between two operands becomes ``sign``; parentheses beside it stay."""
    begin, end = source.extent(pair[0])[1], source.extent(pair[1])[0]
    gap = source.text[begin:end]
    written = gap.strip("() \t\n\\")
    at = begin + gap.index(written)
    shown = f"{_short(source.text[source.extent(pair[0])[0] : source.extent(pair[1])[1]])}"
    return _mutant(
        source, kind, [Edit(at, at + len(written), sign)], f"{shown}: {written} → {sign}"
    )


def _change_comparison(source: Source, node: ast.AST) -> Iterator[Mutant]:
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        for number, sign in enumerate(node.ops):
            pair = (operands[number], operands[number + 1])
            yield _between(source, "comparison", pair, _COMPARISONS[type(sign)])


def _change_arithmetic(source: Source, node: ast.AST) -> Iterator[Mutant]:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        pair = (node.left, node.right)
        yield _between(source, "arithmetic", pair, _OPERATORS[type(node.op)])


def _change_boolean(source: Source, node: ast.AST) -> Iterator[Mutant]:
    if isinstance(node, ast.BoolOp):
        for number in range(len(node.values)):
            rest = [each for at, each in enumerate(node.values) if at != number]
            word = " and " if isinstance(node.op, ast.And) else " or "
            kept = word.join(f"({source.text[slice(*source.extent(each))]})" for each in rest)
            gone = _short(source.text[slice(*source.extent(node.values[number]))])
            edit = Edit(*source.extent(node), f"({kept})")
            yield _mutant(source, "boolean", [edit], f"without {gone}")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        operand = source.text[slice(*source.extent(node.operand))]
        yield _instead(source, "boolean", node, f"bool({operand})")


def _change_constant(source: Source, node: ast.AST) -> Iterator[Mutant]:
    if not isinstance(node, ast.Constant):
        return
    begin, end = source.extent(node)
    if isinstance(node.value, bool):
        yield _instead(source, "constant", node, str(not node.value))
    elif isinstance(node.value, int | float) and source.text[begin:end][:1].isdigit():
        yield _instead(source, "constant", node, f"({source.text[begin:end]} + 1)")


def _change_condition(source: Source, node: ast.AST) -> Iterator[Mutant]:
    if isinstance(node, ast.If | ast.IfExp):
        for answer in ("True", "False"):
            yield _instead(source, "condition", node.test, answer)
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield _instead(source, "condition", test, "True")


def _leave_out(source: Source, node: ast.AST) -> Iterator[Mutant]:
    called = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield)
    if called or isinstance(node, ast.AugAssign | ast.Raise | ast.Continue | ast.Break):
        assert isinstance(node, ast.stmt)
        yield _instead(source, "statement", node, "pass")


_KINDS: tuple[Callable[[Source, ast.AST], Iterator[Mutant]], ...] = (
    _change_comparison,
    _change_arithmetic,
    _change_boolean,
    _change_constant,
    _change_condition,
    _leave_out,
)


def _change_expressions(source: Source) -> Iterator[Mutant]:
    named = _named_expressions(source.tree)
    for node in _walk(source.tree):
        if isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func)
            if called in _LISTS:
                yield from _leave_out_words(source, node.args[0])
            elif called in _EXPRESSIONS:
                verbose = "VERBOSE" in ast.unparse(node)
                yield from _leave_out_branches(source, node.args[0], verbose=verbose)
        elif isinstance(node, ast.Assign) and node.value in named:
            yield from _leave_out_branches(source, node.value, verbose=False)


def _named_expressions(tree: ast.Module) -> list[ast.expr]:
    """Raw strings that the module gives a name: parts of expressions."""
    values = [each.value for each in tree.body if isinstance(each, ast.Assign)]
    return [value for value in values if isinstance(value, ast.Constant | ast.JoinedStr)]


def _leave_out_branches(source: Source, node: ast.expr, *, verbose: bool) -> Iterator[Mutant]:
    begin, end = source.extent(node)
    if not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
        return
    if isinstance(node, ast.Constant) and not isinstance(node.value, str):
        return
    atoms = read_atoms(source.text, begin, end, verbose=verbose)
    if source.text[begin] not in "rRf" and (
        "\\" in source.text[begin:end] or "|" not in source.text[begin:end]
    ):
        return  # no expression, or one in which an escape is Python's
    for branch in find_branches(atoms):
        first, *rest = branch.atoms
        edits = [Edit(first.begin, first.end, branch.instead)]
        edits += [Edit(atom.begin, atom.end) for atom in rest]
        gone = _short("".join(atom.text for atom in branch.atoms))
        around = source.text[max(0, first.begin - 12) : first.end + 12].replace("\n", " ")
        shown = f"{gone} in «{around}»" if len(gone) < 3 else gone
        yield _mutant(source, branch.kind, edits, f"{branch.kind} {shown}")


def _leave_out_words(source: Source, node: ast.expr) -> Iterator[Mutant]:
    begin, end = source.extent(node)
    at = begin
    for written in source.text[begin:end].split(","):
        word = written.strip("\"' \n\t")
        if word and at > begin:
            edit = Edit(at - 1, at + len(written.rstrip("\"'")))
            if "\n" not in written:
                yield _mutant(source, "word", [edit], f"word {word}")
        at += len(written) + 1
