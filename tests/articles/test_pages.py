"""Whole pages of papers, themes and portals, in invented words: the article and nothing else."""

from pathlib import Path

import pytest

from bench.extraction import HERE, Score, find_with_loa, pages

PAGES = dict(pages(HERE / "pages"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_taken_whole_and_nothing_around_it(path: Path) -> None:
    score = Score()
    score.add(path.stem, find_with_loa(path), PAGES[path])
    assert score.wrongs == []
    assert (score.titles, score.dates, score.authors, score.false_authors) == (1, 1, 1, 0)
