"""Charts at the desk, each with all that a person needs who does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.outputs.charts import MOST_LABELS, Chart, Series, draw_bars
from service.web.language import _
from service.web.language.measures import number_words, whole_words

_MOST_BARS = 20
"""Of what has a name: the table tells of all."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with all that a person needs who does not see it: a sentence, and the table."""

    id: str
    title: str
    told: str
    chart: Chart
    series: tuple[str, ...]
    lines: tuple[tuple[float, str], ...]
    head: str
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    is_named: bool = False
    """Whether words stand below the bars, and no days or numbers."""


def make_panel(
    name: str,
    title: str,
    told: str,
    names: Sequence[str],
    series: Sequence[Series],
    head: str,
    rows: tuple[tuple[str, ...], ...],
) -> Panel:
    """A panel whose chart has a group of bars for each of ``names``; ``told`` says what of."""
    chart = draw_bars(names, series)
    lines = tuple((line.y, number_words(line.value)) for line in chart.lines)
    labels = tuple(each.name for each in series)
    return Panel(name, title, told, chart, labels, lines, head, rows)


def make_named_panel(
    name: str, title: str, told: str, head: str, measured: str, counts: Sequence[tuple[str, int]]
) -> Panel:
    """A panel of so many times ``measured`` for each name of ``counts``, which has the most first.

    The bars have names, or where there are too many the numbers of their rows.
    """
    rows = tuple(
        (f"{at}. {label}", whole_words(count)) for at, (label, count) in enumerate(counts, 1)
    )
    shown = counts[:_MOST_BARS]
    series = [Series(measured, tuple(float(count) for _label, count in shown))]
    if len(shown) <= MOST_LABELS:
        names = [label for label, _count in shown]
        return replace(make_panel(name, title, told, names, series, head, rows), is_named=True)
    told = " ".join(filter(None, (told, _("Số dưới cột là số thứ tự của dòng trong bảng."))))
    numbers = [str(at) for at in range(1, len(shown) + 1)]
    return make_panel(name, title, told, numbers, series, head, rows)
