"""What editors choose for tables stands until another choice, and leaves a history."""

from datetime import timedelta

from service.model import TableChoice, TableReading
from service.store.library import Library
from tests.store.shelf import NOW, make_revision


def choice(article_id: str, table: str, reading: TableReading) -> TableChoice:
    return TableChoice(article_id, table, reading, "An", NOW)


def test_the_last_choice_for_a_table_stands_and_others_are_untouched(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"raw", NOW)
    other, _ = library.take_in(make_revision(source_id="bai-2"), b"raw", NOW)
    first = choice(article.id, "aaaa", TableReading.NONE)
    second = choice(article.id, "bbbb", TableReading.ROWS)
    elsewhere = choice(other.id, "aaaa", TableReading.ROWS)
    for each in (first, second, elsewhere):
        library.set_table_choice(each)
    again = choice(article.id, "aaaa", TableReading.SUMMARY)
    library.set_table_choice(again)
    assert library.table_choices(article.id) == (second, again)
    assert library.table_choices(other.id) == (elsewhere,)

    library.remove_table_choice(article.id, "aaaa", NOW + timedelta(hours=1))
    assert library.table_choices(article.id) == (second,)
    assert library.table_choices(other.id) == (elsewhere,)


def test_taking_back_what_was_never_chosen_changes_nothing(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"raw", NOW)
    library.remove_table_choice(article.id, "aaaa", NOW)
    assert library.table_choices(article.id) == ()
