"""Which preformatted text is program code, that nobody would follow by ear."""

import re
from collections.abc import Iterable

# Ends of blocks, comparisons, calls, tags, names with «_», first words of statements, keys
# with values; «(4)», «Mã HTTP 404», «bản sao;», «9 > 5», «Giá: 500» and «$5» are prose.
_CODE = re.compile(
    r"[{}]\s*\Z|[=!<>+-]=|=>|->|::|&&|\|\||</?[a-z]|\w\(\)|\w\(\w+(?:, ?\w+)*\)\s*\Z|\w_\w"
    r"|\$(?:\{|[a-z_]{2})|\A\s*(?:[$#>]\s|//|/\*)"
    r"|\A\s*(?:import |from \w+ import|def |class |function |var |let |const |return\b)"
    r"|\A\s*(?:SELECT |INSERT |curl |sudo |git |pip |npm )"
    r"|\A\s*[\"'][\w-]+[\"']\s?:|\A\s*[a-zA-Z][\w.-]*=\S"
)


# Before a semicolon: «a = 5;», «f(x);»; «(bản chính);» is prose.
_STATEMENT = re.compile(r"=|\w\(")


def is_code(lines: Iterable[str]) -> bool:
    """Whether half of the ``lines`` or more, empty ones aside, are code."""
    written = [line for line in lines if line.strip()]
    return 2 * sum(map(_is_code, written)) >= len(written) > 0


def _is_code(line: str) -> bool:
    ends = line.rstrip().endswith(";") and _STATEMENT.search(line) is not None
    return ends or _CODE.search(line) is not None
