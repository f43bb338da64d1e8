"""An editor chooses how one table is read; the choice stands before the rules and is undone."""

import pytest

from service.desk.tables import choose_table_reading, desk_tables
from service.errors import ArticleError, NotFoundError
from service.making.script import write_script
from service.model import Article, SpeechRules, TableReading
from service.store.library import Library
from tests.stage import NOW, Stage, take_page

BODY = """<p>Phường công bố giá giữ xe mới, áp dụng từ tháng sau ở mọi bãi của phường.</p>
<table><caption>Giá giữ xe</caption><tr><th>Xe</th><th>Giá</th></tr>
<tr><td>Xe đạp</td><td>2.000 đồng</td></tr><tr><td>Xe máy</td><td>5.000 đồng</td></tr></table>
<p>Người dân gửi ý kiến về giá mới cho phường trước ngày cuối cùng của tháng này.</p>
<table><tr><th>Bãi</th><th>Chỗ</th></tr><tr><td>Chợ</td><td>100</td></tr></table>"""


def article_of(stage: Stage, body: str = BODY) -> Article:
    article = stage.library.article(take_page(stage, body))
    assert article is not None
    return article


def choose(article: Article, library: Library, reading: str, table: int = 0) -> None:
    digest = desk_tables(article, library, SpeechRules())[table].printed.digest
    choose_table_reading(article, digest, reading, author="An", library=library, now=NOW)


def said(article: Article, library: Library) -> list[str]:
    return [each.spoken for each in write_script(article, library, SpeechRules()).utterances]


def test_the_tables_of_an_article_are_listed_with_what_the_rules_and_the_editor_say(
    stage: Stage,
) -> None:
    article = article_of(stage)
    choose(article, stage.library, "none", table=1)
    rules = SpeechRules(table_rows=1)
    listed = desk_tables(article, stage.library, rules)
    assert [(each.name, each.by_rules, each.chosen) for each in listed] == [
        ("Giá giữ xe", TableReading.SUMMARY, None),
        ("Bãi; Chỗ", TableReading.ROWS, TableReading.NONE),
    ]


def test_a_chosen_reading_is_said_until_it_is_taken_back(stage: Stage) -> None:
    article, library = article_of(stage), stage.library
    before = said(article, library)
    choose(article, library, "summary")
    assert "Bảng có hai dòng, hai cột: Xe, Giá; không đọc từng dòng." in said(article, library)
    choose(article, library, "none")
    assert "Giá giữ xe" not in said(article, library)
    assert "Bãi: Chợ; Chỗ: một trăm" in said(article, library)
    choose(article, library, "")
    assert said(article, library) == before


def test_a_choice_goes_with_its_table_and_not_with_another(stage: Stage) -> None:
    article, library = article_of(stage), stage.library
    choose(article, library, "none")
    moved = article_of(stage, "<p>Một đoạn mới đứng trước bảng giá của phường ta.</p>" + BODY)
    assert [each.chosen for each in desk_tables(moved, library, SpeechRules())] == [
        TableReading.NONE,
        None,
    ]
    changed = article_of(stage, BODY.replace("5.000", "6.000"))
    assert [each.chosen for each in desk_tables(changed, library, SpeechRules())] == [None, None]


def test_what_is_no_table_or_no_reading_is_refused_and_changes_nothing(stage: Stage) -> None:
    article, library = article_of(stage), stage.library
    with pytest.raises(ArticleError, match="rows, as a summary"):
        choose(article, library, "aloud")
    with pytest.raises(NotFoundError, match="no such table"):
        choose_table_reading(article, "0" * 12, "rows", author="An", library=library, now=NOW)
    assert library.table_choices(article.id) == ()
