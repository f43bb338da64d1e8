"""What a sender knows of an article, and how much of it is believed."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.desk.extraction import extract
from service.desk.hints import Hints, clean_hints
from service.errors import ArticleError
from service.legal_text import legal_text
from service.model import Article
from service.store.library import Library
from tests.stage import NOW, TEXT, take_in_at


def taken(library: Library, hints: Hints) -> Article:
    return take_in_at(NOW, TEXT, hints, library).article


def test_what_the_sender_states_wins_and_is_printed_in_nfc(library: Library) -> None:
    title = unicodedata.normalize("NFD", "Tiêu đề của toà soạn")
    hints = Hints("bao/1", title=f"  {title}\n", author="A\u0000 B", section=" ", link=None)
    revision = taken(library, hints).revision
    assert revision.title == "Tiêu đề của toà soạn"
    assert revision.author == "A B"
    assert revision.section is None


def test_nothing_illegal_or_invisible_keeps_a_mark_from_its_letter(library: Library) -> None:
    hints = Hints(
        "bao/1", title="To\u0000\u0300a", author="Ha\u0000\u0300", section="Xe\u0000\u0301"
    )
    revision = taken(library, hints).revision
    assert (revision.title, revision.author, revision.section) == ("Tòa", "Hà", "Xé")


def test_what_is_clean_is_not_changed_by_cleaning_it_again() -> None:
    hints = Hints(
        "bao/1", title="To\u0000\u0300a", author=" Ha\u0000\u0300 ", link=" http://bao.vn/1 "
    )
    clean = clean_hints(hints, NOW)
    assert clean_hints(clean, NOW) == clean


@given(st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_sender_states_can_be_printed_and_fed(text: str) -> None:
    hints = clean_hints(Hints("bao/1", title=text, author=text[:90]), NOW)
    for cleaned in (hints.title, hints.author):
        if cleaned is not None:
            assert legal_text(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
            assert cleaned.strip()
            cleaned.encode()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "báo.vn/1",
        "//bao.vn/1",
        "file:///etc",
        "http://[",
        "http:abc",
        "http://bao.vn:99999",
        "http://bao.vn/\u0000",
        "http://bao.vn/" + "a" * 10_000,
    ],
)
def test_a_link_that_is_no_web_address_is_refused(library: Library, link: str) -> None:
    with pytest.raises(ArticleError, match="http"):
        taken(library, Hints("bao/1", link=link))


@pytest.mark.parametrize(
    "published",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-14))),
        datetime(1969, 12, 31, tzinfo=UTC),
        datetime(NOW.year + 2, 1, 1, tzinfo=UTC),
        datetime(2021, 7, 2, tzinfo=timezone(timedelta(hours=7, minutes=6, seconds=40))),
    ],
    ids=["the first year", "the last year", "before 1970", "years ahead", "an odd offset"],
)
def test_a_date_that_no_article_can_have_is_refused(library: Library, published: datetime) -> None:
    with pytest.raises(ArticleError):
        taken(library, Hints("bao/1", published=published))
    assert library.count_articles() == 0


@pytest.mark.parametrize(
    "hints",
    [Hints(" "), Hints("a\u0000"), Hints("x" * 201), Hints(".."), Hints("a//b"), Hints("a/../b")],
)
def test_an_id_that_names_nothing_is_refused(library: Library, hints: Hints) -> None:
    with pytest.raises(ArticleError):
        taken(library, hints)


def test_an_endless_title_is_refused_and_said_to_be_too_long(library: Library) -> None:
    with pytest.raises(ArticleError, match="501"):
        taken(library, Hints("bao/1", title="x" * 501))


def test_an_article_without_a_date_keeps_the_one_it_was_given_first(library: Library) -> None:
    text = TEXT.replace("02-01-2026 08:00\n\n", "")
    first = take_in_at(NOW, text, Hints("bao/1"), library)
    later = take_in_at(NOW + timedelta(days=3), text, Hints("bao/1"), library)
    assert first.article.revision.published == later.article.revision.published == NOW
    assert not later.changed
    assert "Không tìm thấy ngày đăng; dùng lúc nhận bài." in first.notes
    assert "Không tìm thấy ngày đăng; giữ ngày đã có của bài." in later.notes


def test_a_refusal_names_what_was_left_out_since_the_article_may_be_among_it() -> None:
    stories = ("Cầu mới qua rạch Dừa", "Thẻ thư viện cho học sinh", "Chợ đêm sau mùa mưa")
    told = ("{} khánh thành vào sáng nay.", "Ủy ban xã báo tin về {} hôm qua.", "{} còn dang dở.")
    others = "".join(
        f'<div class="item"><a href="/{at}"><img src="/{at}.jpg"></a><h3><a href="/{at}">{story}, '
        f"kỳ {at}</a></h3><p>{told[at % 3].format(story)} Bà con mong đã lâu.</p></div>"
        for at, story in enumerate(stories * 4)
    )
    title = "Trang thông tin điện tử xã Bình An"
    head = f'<title>{title}</title><link rel="canonical" href="https://binhan.example.vn/">'
    page = f"<html><head>{head}</head><body><div>{others}</div></body></html>"
    with pytest.raises(ArticleError) as refused:
        extract(page.encode(), Hints("xa/1"), zone=UTC, limit_bytes=100_000)
    assert "Không tìm thấy tiêu đề" in refused.value.vi
    assert "Đã bỏ ra ngoài 12 đoạn văn: “Cầu mới qua rạch Dừa khánh thành" in refused.value.vi
    assert "Danh sách bài viết khác." in refused.value.vi
