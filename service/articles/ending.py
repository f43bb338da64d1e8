"""Where the article begins and ends: on a sorted page, and in lines that nobody has sorted."""

from collections.abc import Sequence

from service.articles.bylines import is_labelled
from service.articles.chrome import chrome_reason, ends_page_text, is_related_heading
from service.articles.layout import is_prose

_PAGE = 40
"""Lines of a page that was copied with everything around its article, at least."""

_LONG, _OTHER = 300, 40
"""What a line of prose adds at most, in letters, and what any other line takes away."""

_LABEL = 4
"""Words from which a line that is no prose is a headline and not a label or a cell."""

_PARAGRAPH = 180
"""Letters that no lead of another article has."""

_RESUMED = 2
"""Paragraphs one after another that say that the article goes on; a lead stands alone."""


def prose_bounds(lines: Sequence[str]) -> tuple[int, int]:
    """The first and last line of prose; where there is none, beyond the last line and -1."""
    prose = [index for index, line in enumerate(lines) if is_prose(line)]
    return (prose[0], prose[-1]) if prose else (len(lines), -1)


def article_bounds(lines: Sequence[str]) -> tuple[int, int]:
    """The first and last line of the article's prose in a copied page or plain text; or as above.

    Behind other articles, comments, a labelled by-line or an imprint the article goes on
    only where two paragraphs follow one another: what stands alone there is a lead. In a
    whole page with its menus it is where most prose stands together.
    """
    first, end = prose_bounds(lines)
    if len(lines) >= _PAGE and sum(map(is_prose, lines)) * 2 < len(lines):
        first, end = _densest(lines)
    if end < 0:
        return first, end
    last, run, ended = first, 0, False
    for index in range(first + 1, end + 1):
        line = lines[index]
        if not is_prose(line):
            run = 0
            ended = ended or _ends(line)
            continue
        run += 1
        if not ended or run >= _RESUMED or len(line) >= _PARAGRAPH:
            last, ended = index, False
    return first, last


def _densest(lines: Sequence[str]) -> tuple[int, int]:
    """The run of lines with the most prose, when each line of other text takes some away."""
    best, sum_best = (len(lines), -1), 0.0
    begin, total = 0, 0.0
    for index, line in enumerate(lines):
        prose = is_prose(line)
        other = _OTHER if len(line.split()) >= _LABEL else _OTHER / 3
        total += min(len(line), _LONG) if prose else -other
        if total <= 0:
            begin, total = index + 1, 0.0
        elif prose and total > sum_best:
            best, sum_best = (begin, index), total
    return best


def _ends(line: str) -> bool:
    if is_related_heading(line) or ends_page_text(chrome_reason(line)):
        return True
    return is_labelled(line)
