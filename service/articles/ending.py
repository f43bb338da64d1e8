"""Where the article begins and ends: on a sorted page, and in lines that nobody has sorted."""

from collections.abc import Sequence

from service.articles.bylines import is_labelled
from service.articles.chrome import chrome_reason, ends_page_text, is_related_heading
from service.articles.layout import is_prose

_RESUMED = 2
"""Paragraphs one after another that say that the article goes on; a lead stands alone."""


def prose_bounds(lines: Sequence[str]) -> tuple[int, int]:
    """The first and last line of prose; where there is none, beyond the last line and -1."""
    prose = [index for index, line in enumerate(lines) if is_prose(line)]
    return (prose[0], prose[-1]) if prose else (len(lines), -1)


def article_bounds(lines: Sequence[str]) -> tuple[int, int]:
    """The first and last line of the article's prose in a copied page or plain text; or as above.

    Behind other articles, comments, a labelled by-line or an imprint the article goes on
    only where two paragraphs follow one another: what stands alone there is a lead.
    """
    prose = [index for index, line in enumerate(lines) if is_prose(line)]
    if not prose:
        return len(lines), -1
    last, run, ended = prose[0], 0, False
    for index in range(prose[0] + 1, len(lines)):
        line = lines[index]
        if not is_prose(line):
            run = 0
            ended = ended or _ends(line)
            continue
        run += 1
        if not ended or run >= _RESUMED:
            last, ended = index, False
    return prose[0], last


def _ends(line: str) -> bool:
    if is_related_heading(line) or ends_page_text(chrome_reason(line)):
        return True
    return is_labelled(line)
