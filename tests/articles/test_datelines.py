"""Date lines: when an article was published, in the forms newsrooms print."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.articles.datelines import read_date_line
from service.errors import ArticleError

ZONE = timezone(timedelta(hours=7))
MOMENT = datetime(2021, 7, 2, 7, 49, tzinfo=ZONE)

SAME_MOMENT = [
    "02-07-2021 07:49",
    "02/07/2021 07:49",
    "2.7.2021 7h49",
    "2/7/2021 | 07:49",
    "07:49 | 02/07/2021",
    "07:49, 02/07/2021",
    "Thứ Sáu, 02/07/2021, 07:49 (GMT+7)",
    "Thứ 6, 2/7/2021 | 07:49 GMT+7",
    "Cập nhật lúc: 07:49, 02/07/2021",
    "Đăng ngày 02-07-2021 07:49:00",
    "(Cập nhật lần cuối 2/7/2021 7:49 AM)",
    "Ngày 2 tháng 7 năm 2021, 7 giờ 49 phút",
    "2 tháng 7, 2021 07:49",
    "2021-07-02T07:49:00+07:00",
    "2021-07-02T00:49:00Z",
    "02/07/2021 | 07:49 | Lượt xem: 320",
    "Đăng lúc 7:49 2/7/2021 - 1.320 lượt xem",
    "02/07/2021 07:49 - In bài viết",
    "2 Tháng Bảy, 2021 07:49",
    "Đăng: 07:49 02/07/2021 - Cập nhật: 09:15 03/07/2021",
    "July 2, 2021 7:49 AM",
    "2 Jul 2021 07:49",
    "2021-07-02 07:49",
]
NO_DATE_LINE = [
    "Hôm 2/7/2021, ông Nam nói.",
    "Hội nghị ngày 2/7/2021",
    "Ngày 2/7/2021, UBND tỉnh họp bàn về đầu tư công",
    "Từ 2/7 đến 5/7",
    "Nhiệm kỳ 2015-2020",
    "Xã Bảo Lý về đích nông thôn mới (01/07/2021)",
    "Số 123/2021/QĐ-UBND",
    "Địa chỉ IP 192.168.1.2021",
    "",
]


@pytest.mark.parametrize("line", SAME_MOMENT)
def test_newsroom_forms_name_the_same_moment(line: str) -> None:
    found = read_date_line(line, ZONE)
    assert found is not None
    assert found.published == MOMENT
    assert found.rest == ""


@pytest.mark.parametrize("line", NO_DATE_LINE)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line, ZONE) is None


def test_a_date_without_a_time_is_midnight_in_the_given_zone() -> None:
    found = read_date_line("Thứ Sáu, ngày 2/7/2021", ZONE)
    assert found is not None
    assert found.published == datetime(2021, 7, 2, tzinfo=ZONE)
    assert found.published.tzinfo is ZONE


def test_an_afternoon_hour_is_counted_from_noon() -> None:
    found = read_date_line("2/7/2021 7:49 CH", UTC)
    assert found is not None
    assert found.published.hour == 19


@pytest.mark.parametrize("rest", ["Chính trị", "Nguyễn Văn A"])
def test_a_section_or_name_beside_the_date_is_kept(rest: str) -> None:
    found = read_date_line(f"{rest} - 02/07/2021 07:49", ZONE)
    assert found is not None
    assert found.rest == rest


def test_a_name_may_follow_the_time_without_a_mark() -> None:
    found = read_date_line("2/7/2021 7:49 Lê Hoa", ZONE)
    assert found is not None
    assert found.rest == "Lê Hoa"


def test_the_place_before_a_date_is_neither_section_nor_name() -> None:
    found = read_date_line("Hà Nội, ngày 02/07/2021", ZONE)
    assert found is not None
    assert found.rest == ""


@pytest.mark.parametrize(
    "line", ["31-02-2021", "29/02/2021 07:49", "00/01/2021", "2021-13-01", "2/7/2021 25:61"]
)
def test_a_date_or_time_that_does_not_exist_is_refused(line: str) -> None:
    with pytest.raises(ArticleError, match="không có thật"):
        read_date_line(line, ZONE)


@given(st.datetimes(MOMENT.replace(tzinfo=None, year=1900), MOMENT.replace(tzinfo=None, year=2100)))
def test_every_date_is_read_back(moment: datetime) -> None:
    for form in ("%d-%m-%Y %H:%M", "%H:%M, %d/%m/%Y", "%Y-%m-%dT%H:%M"):
        found = read_date_line(moment.strftime(form), ZONE)
        assert found is not None
        assert found.published == moment.replace(second=0, microsecond=0, tzinfo=ZONE)


@given(st.text(st.sampled_from("0123456789/-.: ngàytháămhTZ+GM|,"), max_size=60))
def test_any_line_is_a_date_line_or_none_or_refused(line: str) -> None:
    try:
        found = read_date_line(line, ZONE)
    except ArticleError:
        return
    assert found is None or found.published.tzinfo is not None


def test_a_name_behind_its_label_is_told_apart() -> None:
    found = read_date_line("Đăng bởi Lê Hoa ngày 02/07/2021 07:49", ZONE)
    assert found is not None
    assert (found.signed, found.rest, found.labelled) == ("Lê Hoa", "", True)


def test_a_month_in_words_needs_its_word_and_its_year() -> None:
    assert read_date_line("15 tháng năm đó, cả làng đi cấy", ZONE) is None
    assert read_date_line("Cả đội có 11 năm 2021 chiếc", ZONE) is None
