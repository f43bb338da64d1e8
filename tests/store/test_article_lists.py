"""The desk's list: found by words with marks and without, narrowed, and paged from a place."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.errors import StoreError
from service.model import Act, Assignment, HoldReason, ListFilter, Override
from service.model.release import Withdrawal
from service.store.library import Library, open_library
from service.store.salvage import salvage
from service.store.sought import MOST_WORDS, Asked, Together, ask_for_words
from tests.store.kinds import DatabaseKind, SQLiteFile
from tests.store.schemas import write_schema
from tests.store.shelf import AN, NOW, make_edition, make_revision

DOUBT = HoldReason("home-page", "Có vẻ là trang chủ.", "It looks like a home page.")


def take_in(library: Library, source_id: str, text: str = "Câu một.", **stated: str) -> str:
    revision = replace(make_revision(text, source_id), **stated)  # type: ignore[arg-type]
    return library.take_in(revision, b"", NOW)[0].id


def found(library: Library, limit: int = 20, **wanted: str | bool) -> list[str]:
    page = library.find_articles(ListFilter(**wanted), limit)  # type: ignore[arg-type]
    return [each.source_id for each in page.articles]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dang bo", ["1", "2"]),
        ("Đảng bộ", ["1"]),
        ("đang bỏ", ["2"]),
        ("Đảng bo", ["1"]),
        ("ĐẢNG BỘ", ["1"]),
        ("d\u0111a\u0309ng", []),
        ("\u0111a\u0309ng", ["1"]),
        ("bộ đảng", ["1"]),
        ('"đảng bộ"', ["1"]),
        ('"bộ đảng"', []),
        ('"dang bo"', ["1", "2"]),
        ("hòa bình", ["3"]),
        ("hoà bình", ["3"]),
        ("tin phuong", ["1", "2", "3"]),
        ("Nguyễn An", ["3"]),
        ("cong 1,5", ["1"]),
        ("không có", []),
        ("...", []),
        ('""', []),
        ('"', []),
        ("NEAR(dang, 3) OR *", []),
    ],
)
def test_words_with_marks_are_found_with_them_and_words_without_whatever_marks(
    library: Library, typed: str, names: list[str]
) -> None:
    take_in(library, "1", "Đảng bộ Sông Công họp về 1,5 km đường.")
    take_in(library, "2", "Trại ấy đang bỏ không.")
    take_in(library, "3", "Phường Hoà Bình.", author="Nguyễn Văn An")
    assert sorted(found(library, words=typed)) == names


def test_words_far_from_one_another_are_not_found_together(library: Library) -> None:
    take_in(library, "gần", "Cầu mới bắc qua dòng sông Công.")
    take_in(library, "xa", "Cầu " + "và rồi " * 20 + "công.")
    assert found(library, words="cầu công") == ["gần"]


def test_a_search_takes_so_many_words_and_no_more() -> None:
    asked = ask_for_words("a " * 1_000)
    assert asked == Asked(plain=(Together(("a",) * MOST_WORDS),), marked=())


def test_an_article_is_found_by_its_newest_text_alone(library: Library) -> None:
    take_in(library, "bai", "Cầu cũ.")
    take_in(library, "bai", "Đò mới.")
    assert (found(library, words="cầu"), found(library, words="đò")) == ([], ["bai"])
    take_in(library, "bai", "Cầu cũ.")
    assert (found(library, words="cầu"), found(library, words="đò")) == (["bai"], [])


def test_what_waits_for_a_yes_is_found_once_it_was_said(library: Library) -> None:
    take_in(library, "bai", "Cầu cũ.")
    held = make_revision("Đò mới.", "bai")
    article, _ = library.take_in(held, b"", NOW, [DOUBT])
    assert (found(library, words="cầu"), found(library, words="đò")) == (["bai"], [])
    hold = library.hold(article.id)
    assert hold is not None
    assert found(library, state="needs-review") == ["bai"]
    assert library.approve(hold, NOW)
    assert (found(library, words="cầu"), found(library, words="đò")) == ([], ["bai"])
    assert found(library, state="needs-review") == []


def test_the_last_changed_comes_first_whatever_the_clock_says(library: Library) -> None:
    for number, hours in enumerate((0, 5, 2)):
        revision = make_revision(f"Câu {number}.", f"bai-{number}")
        library.take_in(revision, b"", NOW + timedelta(hours=hours))
    assert found(library) == ["bai-2", "bai-1", "bai-0"]
    library.redate_since(NOW, NOW)
    assert found(library) == ["bai-2", "bai-1", "bai-0"]
    take_in(library, "bai-0", "Câu khác.")
    assert found(library) == ["bai-0", "bai-2", "bai-1"]


def test_the_state_follows_what_becomes_of_an_article(library: Library) -> None:
    revision = make_revision()
    article_id = take_in(library, "bai-1")

    def state() -> str:
        return library.find_articles(ListFilter(), 1).articles[0].state

    assert state() == "recording"
    wish = library.wish(article_id)
    assert wish is not None
    library.defer_wish(wish, StoreError("Đĩa đầy.", "Disk full."), None, NOW)
    assert state() == "failed"
    library.drop_wish(article_id)
    assert state() == "draft"
    library.publish_edition(make_edition(article_id, revision), NOW, ())
    assert (state(), found(library, state="public")) == ("public", ["bai-1"])
    library.wish_edition(article_id, NOW)
    assert (state(), found(library, state="public")) == ("recording", [])


def test_the_list_is_narrowed_by_section_person_source_voice_and_warnings(
    library: Library,
) -> None:
    one = take_in(library, "1", section="Văn hóa", link="https://www.bao.example/1")
    take_in(library, "2", section="Thể thao", link="https://khac.example/2")
    library.record(Act.OVERRIDE, one, AN, NOW)
    library.assign(Assignment(one, "Bình", "An", NOW))
    library.publish_edition(make_edition(one, library.article(one).revision), NOW, ())  # type: ignore[union-attr]
    library.note_warned(one, library.article(one).revision.id, 3)  # type: ignore[union-attr]
    choices = library.filter_choices()
    assert choices.sections == ("Thể thao", "Văn hóa")
    assert choices.sources == ("bao.example", "khac.example")
    assert (choices.people, choices.assigned, choices.voices) == ((AN.name,), ("Bình",), ("Im",))
    for wanted in (
        {"section": "văn hoá"},
        {"person": AN.name},
        {"assigned": "Bình"},
        {"source": "bao.example"},
        {"voice": "Im"},
        {"warned": True},
        {"section": "Văn hóa", "person": AN.name, "words": "cau mot", "warned": True},
    ):
        assert found(library, **wanted) == ["1"], wanted
    assert found(library, section="Thể thao", person=AN.name) == []


def test_a_count_of_warnings_says_when_something_changed_since(library: Library) -> None:
    article_id = take_in(library, "1")
    assert library.uncounted_articles(9) == (article_id,)
    library.note_warned(article_id, library.article(article_id).revision.id, 2)  # type: ignore[union-attr]
    assert library.uncounted_articles(9) == ()

    def counted() -> tuple[int | None, bool]:
        (listed,) = library.find_articles(ListFilter(), 1).articles
        return listed.warned, listed.is_counted

    assert counted() == (2, True)
    library.set_override(Override(article_id, "s1", "Câu một.", "câu một", "An", NOW))
    assert (counted(), library.uncounted_articles(9)) == ((2, False), (article_id,))
    library.note_warned(article_id, library.article(article_id).revision.id, 0)  # type: ignore[union-attr]
    take_in(library, "1", "Khác.")
    assert counted() == (0, False)


def pages(library: Library, limit: int, wanted: ListFilter) -> Iterable[list[str]]:
    place = None
    while True:
        page = library.find_articles(wanted, limit, older_than=place)
        yield [each.source_id for each in page.articles]
        if page.older is None:
            return
        place = page.older


@pytest.mark.parametrize("limit", [1, 3, 7, 20])
@pytest.mark.parametrize("words", ["", "cau", "câu"])
def test_pages_follow_each_other_there_and_back(library: Library, limit: int, words: str) -> None:
    for number in range(7):
        take_in(library, f"{number}")
    wanted = ListFilter(words=words)
    forward = list(pages(library, limit, wanted))
    assert [each for page in forward for each in page] == list("6543210")
    last = library.find_articles(wanted, 20).articles[-1].place
    back = library.find_articles(wanted, 3, newer_than=last)
    assert [each.source_id for each in back.articles] == ["3", "2", "1"]
    again = library.find_articles(wanted, 9, newer_than=back.newer)
    assert ([each.source_id for each in again.articles], again.newer) == (["6", "5", "4"], None)
    assert library.find_articles(wanted, 9, older_than=again.older).articles == (
        library.find_articles(wanted, 9, older_than=back.articles[0].place + 1).articles
    )


def test_an_article_that_comes_while_one_pages_moves_no_page(library: Library) -> None:
    for number in range(4):
        take_in(library, f"{number}")
    first = library.find_articles(ListFilter(), 2)
    take_in(library, "mới")
    second = library.find_articles(ListFilter(), 2, older_than=first.older)
    assert [each.source_id for each in second.articles] == ["1", "0"]


def test_what_an_older_loa_kept_is_listed_at_once_and_found_when_it_was_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "loa.db"
    write_schema(path, "0011")
    with closing(open_library(path)) as library:
        assert found(library) == ["bai-1", "bai-3", "bai-2"]
        assert found(library, state="needs-review") == ["bai-1"]
        assert found(library, words="vàng") == []
        for article_id in library.unlisted_articles(9):
            article = library.article(article_id)
            library.list_article(article_id, article.revision if article else None, "Im")
        assert found(library, words="vàng", voice="Im") == ["bai-2"]
        assert library.unlisted_articles(9) == ()


def test_an_article_without_a_readable_text_is_found_by_its_title(library: Library) -> None:
    article_id = take_in(library, "bai-9")
    library.list_article(article_id, None, "")
    assert (found(library, words="tin phường"), found(library, words="câu")) == (["bai-9"], [])
    assert library.unlisted_articles(9) == ()


def test_an_article_that_is_gone_is_listed_and_found_no_more(
    library: Library, database_kind: DatabaseKind
) -> None:
    article_id = take_in(library, "bai-1")
    library.delete_article(Withdrawal(article_id, NOW, "An", is_deleted=True))
    left = database_kind.ask("SELECT place FROM article_words")
    if isinstance(database_kind, SQLiteFile):
        database_kind.ask("INSERT INTO words_plain(words_plain) VALUES ('integrity-check')")
    assert (left, found(library), found(library, words="câu")) == ([], [], [])


@pytest.mark.of_sqlite
def test_articles_that_are_carried_over_from_an_old_library_are_listed(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(open_library(folder / "loa.db")) as old:
        take_in(old, "cũ")
    assert salvage(tmp_path / "loa.db", folder / "loa.db") == ()
    assert found(library) == ["cũ"]
    assert len(library.unlisted_articles(9)) == 1
