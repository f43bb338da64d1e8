"""What a monitor reads of the page of metrics."""

import re

_LINE = re.compile(
    r'(?P<name>[a-z_]+)(\{(?P<labels>([a-z]+="[^"\n]*",?)*)\})? (?P<value>[0-9.e+-]+)'
)


def numbers(text: str) -> dict[str, float]:
    """Each number by its name with labels; a line that is none of Prometheus' forms is told."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith(("# HELP ", "# TYPE ")):
            continue
        told = _LINE.fullmatch(line)
        assert told, line
        labels = f"{{{told['labels']}}}" if told["labels"] else ""
        found[told["name"] + labels] = float(told["value"])
    return found
