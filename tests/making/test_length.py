"""Nobody begins to speak what is too long, or what nobody could want to hear."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.intake import preview, take_in
from service.errors import ArticleError
from service.model import HOUSE
from service.store.library import Library
from tests.stage import NOW, RULES, TEXT, CountingEngine, Stage, make, take, take_into
from tests.text.lexicons import entry

HEAD = "Tin thử nghiệm của phường\n\n02-01-2026 08:00\n\n"


@pytest.mark.parametrize(
    "read",
    [
        lambda raw, library: preview(raw, Hints("bao/1"), RULES, NOW),
        lambda raw, library: take_in(raw, Hints("bao/1"), Desk(HOUSE, library, NOW), RULES),
    ],
    ids=["looked at", "taken in"],
)
def test_an_article_of_too_many_hours_is_refused_with_its_length(
    library: Library, read: Callable[[bytes, Library], object]
) -> None:
    raw = (HEAD + "Uỷ ban nhân dân phường vừa họp bàn việc chung. " * 15_000).encode()
    with pytest.raises(ArticleError, match=r"khoảng \d\d,\d giờ, nhiều nhất 5 giờ") as refused:
        read(raw, library)
    assert "LOA_ARTICLE_HOURS" in refused.value.en
    assert library.count_articles() == 0


def test_figures_count_as_they_are_said() -> None:
    rules = replace(RULES, hours=0.1)
    words, figures = HEAD + "Chợ họp. " * 300, HEAD + "Trúng 123456789. " * 150
    preview(words.encode(), Hints("bao/1"), rules, NOW)
    with pytest.raises(ArticleError, match="giờ"):
        preview(figures.encode(), Hints("bao/1"), rules, NOW)


def test_the_faster_it_is_read_the_more_is_taken() -> None:
    rules = replace(RULES, hours=0.05)
    raw = (HEAD + "Uỷ ban nhân dân phường vừa họp bàn việc chung của phường. " * 50).encode()
    with pytest.raises(ArticleError):
        preview(raw, Hints("bao/1"), rules, NOW)
    preview(raw, Hints("bao/1"), replace(rules, rate=2.0), NOW)


def test_a_lexicon_that_makes_hours_of_minutes_is_told_before_anything_is_spoken(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = take(stage, TEXT)
    stage.library.put_lexicon_entry(entry("phường", "phường " * 60))
    with pytest.raises(ArticleError, match="LOA_ARTICLE_HOURS"):
        make(article_id, replace(stage, article_hours=0.01))
    assert engine.spoken == []


@pytest.mark.parametrize("body", ["7" * 100_000, "1/" * 50_000, "I" * 100_000])
def test_an_article_of_nothing_else_is_refused_with_place_and_size(
    library: Library, body: str
) -> None:
    with pytest.raises(ArticleError, match=r"Dòng 3: một từ dài 100000 ký tự"):
        take_into(library, HEAD + body)
    assert library.count_articles() == 0


def test_an_encoded_picture_in_an_article_is_listed_and_the_rest_is_taken(
    library: Library,
) -> None:
    article_id = take_into(library, TEXT.replace("Câu thứ ba", "QUJD" * 2_000 + "\n\nCâu thứ ba"))
    article = library.article(article_id)
    assert article is not None
    assert any("một từ dài 8000 ký tự" in left.reason for left in article.revision.left_out)
    assert any("Câu thứ ba" in block.text for block in article.revision.blocks)
