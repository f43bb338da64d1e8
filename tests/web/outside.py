"""Finds words that are shown and do not go through the translations."""

import ast
import re
from collections.abc import Iterator

VIETNAMESE = re.compile(
    "[ăâđêôơưàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", re.IGNORECASE
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHOWN = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_CLASS = re.compile(r'\bclass="[^"]*"')
_CODE = re.compile(r"<code[^>]*>.*?</code>|<kbd>.*?</kbd>|<script.*?</script>", re.DOTALL)
_ASKED = re.compile(r"\b_n?\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
_LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")


def outside_of_template(text: str) -> Iterator[str]:
    """The words of a template, and the Vietnamese of its expressions, that nothing translates."""
    for jinja in _JINJA.findall(text):
        if not jinja.startswith("{#"):
            yield from _literals(jinja)
    printed = _CODE.sub("", _JINJA.sub("", text))
    for shown in (*_SHOWN.findall(printed), *_TAG.split(printed)):
        if _WORD.search(_CLASS.sub("", re.sub(r"&\w+;", "", shown))):
            yield shown.strip()


def outside_of_script(text: str) -> Iterator[str]:
    """The Vietnamese of a script that nothing translates."""
    yield from _literals(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def _literals(code: str) -> Iterator[str]:
    yield from filter(VIETNAMESE.search, _LITERAL.findall(_ASKED.sub("_(", code)))


def outside_of_module(tree: ast.Module, tables: frozenset[str]) -> Iterator[str]:
    """The Vietnamese of a module that is no sentence, no word of ``tables`` and in no error.

    An error says everything in both languages, the first Vietnamese.
    """
    spared = {id(node) for each in ast.walk(tree) for node in _spared(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in spared:
            text = node.value
            if isinstance(text, str) and VIETNAMESE.search(text) and text not in tables:
                yield f"{node.lineno}: {text}"


def _spared(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        is_error = called.endswith(("Error", "__init__")) and len(node.args) > 1
        if is_error or called in ("_", "_n"):
            yield from ast.walk(node.args[0])
    elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target).endswith("_VI"):
        yield from ast.walk(node)  # its English stands beside it
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # a docstring
