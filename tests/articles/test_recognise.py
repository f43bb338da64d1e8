"""Recognise: which lines of a page are the article, and which are not."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.articles.blocks import read_blocks
from service.articles.recognise import recognise
from service.articles.recognised import Recognised
from service.articles.revision import make_revision
from service.errors import ArticleError
from service.model import BlockKind
from service.sources.extract import read_document
from service.text.segments import split_segments

ZONE = timezone(timedelta(hours=7))
NEVER = datetime(1970, 1, 1, tzinfo=ZONE)
GOLDEN = Path(__file__).parents[1] / "golden"
SAMPLE = Path(__file__).parents[2] / "service" / "samples" / "dang-bo-song-cong.txt"

FIRST = "Sáng nay, Ủy ban nhân dân thành phố đã tổ chức hội nghị sơ kết sáu tháng đầu năm."
SECOND = "Các đại biểu đã thảo luận về những nhiệm vụ trọng tâm trong sáu tháng cuối năm."
TITLE = "Thành phố sơ kết công tác sáu tháng đầu năm"


def recognised(text: str, media_type: str = "text/plain") -> Recognised:
    return recognise(read_blocks(text, media_type), zone=ZONE)


def sample() -> Recognised:
    document = read_document(SAMPLE.read_bytes())
    return recognised(document.text, document.media_type)


def test_the_sample_is_taken_apart_into_its_parts() -> None:
    found = sample()
    assert found.title == "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết đại hội vào cuộc sống"
    assert found.published == datetime(2021, 7, 2, 7, 49, tzinfo=ZONE)
    assert found.author == "CD"
    assert len(found.content.leaves) == 12


def test_the_sample_matches_its_reviewed_segments() -> None:
    revision = make_revision(sample(), source_id="x", fallback_published=NEVER)
    printed = [segment.text for segment in split_segments(revision.leaves)]
    assert printed == (GOLDEN / "song-cong.segments.txt").read_text("utf-8").splitlines()


def test_the_sample_matches_its_reviewed_left_outs() -> None:
    listed = [f"{each.text}\t{each.reason}" for each in sample().left_out]
    assert listed == (GOLDEN / "song-cong.left-out.txt").read_text("utf-8").splitlines()


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ArticleError, match="31-02-2021"):
        recognised(f"{TITLE}\n31-02-2021\n{FIRST}\n{SECOND}")


@pytest.mark.parametrize("text", [TITLE, f"{TITLE}\n02-07-2021 07:49\nCD\nĐăng nhập"])
def test_a_title_without_a_body_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="chỉ có tiêu đề"):
        recognised(text)


def test_a_line_of_the_page_is_either_in_the_article_or_listed() -> None:
    text = SAMPLE.read_text("utf-8")
    found = sample()
    kept = [found.title, *(block.text for block in found.content.leaves)]
    listed = [each.text for each in found.left_out]
    assert sorted(kept + listed) == sorted(
        block.text for block in read_blocks(text, "text/plain").blocks
    )


def test_a_revision_begins_with_its_title() -> None:
    revision = make_revision(sample(), source_id="x", fallback_published=NEVER)
    assert revision.blocks[0].kind is BlockKind.TITLE
    assert revision.blocks[0].text == revision.title


PORTAL = f"""Cổng thông tin điện tử thành phố Sông Công
Trang chủ
Trang chủ > Tin tức > Chính trị
Vì sao người dân đồng tình hiến đất làm đường giao thông nông thôn?
Thứ Sáu, 02/07/2021, 07:49 (GMT+7)
Lượt xem: 1.234
Người dân xã Tân Đức tự nguyện hiến đất
{FIRST}
Giới thiệu
{SECOND}
Hoàng Anh - Thu Hà
Tin liên quan
Xã Bảo Lý về đích nông thôn mới
Ghi rõ nguồn khi phát hành lại thông tin từ trang này.
Hôm nay: 245
"""


def test_a_portal_page_is_taken_apart_by_form_and_place() -> None:
    found = recognised(PORTAL)
    assert found.title.startswith("Vì sao người dân")
    assert found.published == datetime(2021, 7, 2, 7, 49, tzinfo=ZONE)
    assert found.author == "Hoàng Anh - Thu Hà"
    assert found.section == "Chính trị"
    assert [block.text for block in found.content.leaves] == [
        "Người dân xã Tân Đức tự nguyện hiến đất",
        FIRST,
        "Giới thiệu",
        SECOND,
    ]


def test_what_stands_behind_the_end_of_the_article_is_left_out() -> None:
    tail = [
        "Tác giả bài viết: Trần Hà",
        "Nguồn tin: songcong.example.vn",
        "Click để đánh giá bài viết",
        "Những tin mới hơn",
        "Hội nghị giao ban (05/07/2021)",
        "Ý kiến phản hồi của người dân",
        "Tổng lượt truy cập 4,567,890",
    ]
    found = recognised(
        "\n".join([TITLE, "01/07/2021", FIRST, "- Về kinh tế: đạt 12%", SECOND, *tail])
    )
    assert found.author == "Trần Hà"
    assert found.section is None
    assert len(found.content.leaves) == 3
    assert [each.text for each in found.left_out][1:] == tail


def test_every_line_that_is_left_out_has_a_reason() -> None:
    found = recognised(PORTAL)
    assert len(found.left_out) == len(PORTAL.splitlines()) - len(found.content.leaves) - 1
    assert all(each.reason.endswith(".") for each in found.left_out)


def test_a_title_may_end_like_a_sentence() -> None:
    found = recognised(f"Sẽ không tăng học phí năm học mới.\n{FIRST}\n{SECOND}")
    assert found.title == "Sẽ không tăng học phí năm học mới."
    assert len(found.content.leaves) == 2


def test_a_plain_title_and_short_paragraphs_are_enough() -> None:
    found = recognised("Giá xăng giảm từ hôm nay\nGiá xăng giảm 500 đồng mỗi lít.\nHết.\nPV")
    assert found.title == "Giá xăng giảm từ hôm nay"
    assert found.author == "PV"
    assert len(found.content.leaves) == 2


def test_a_date_between_paragraphs_stays_in_the_body() -> None:
    found = recognised(f"{TITLE}\n02/07/2021\n{FIRST}\nNgày 3/7/2021\n{SECOND}")
    assert found.published == datetime(2021, 7, 2, tzinfo=ZONE)
    assert "Ngày 3/7/2021" in [block.text for block in found.content.leaves]


def test_a_page_without_a_date_has_none() -> None:
    assert recognised(f"{TITLE}\n{FIRST}").published is None


def test_an_html_page_is_recognised_by_what_it_says_of_itself() -> None:
    found = recognised(
        f"<html><head><title>{TITLE} - Báo Thái Nguyên</title>"
        '<meta property="article:published_time" content="2021-07-02T07:49:00+07:00"></head>'
        f"<body><nav>Trang chủ</nav><h1>{TITLE}</h1><p>02/07/2021</p><p>{FIRST}</p>"
        f"<p>{SECOND}</p><p><b>Lê Hoa</b></p><footer>© Báo</footer></body></html>",
        "text/html",
    )
    assert found.title == TITLE
    assert found.published == datetime(2021, 7, 2, 7, 49, tzinfo=ZONE)
    assert found.author == "Lê Hoa"
    assert [block.text for block in found.content.leaves] == [FIRST, SECOND]
    assert {each.text for each in found.left_out} == {"Trang chủ", "02/07/2021", "Lê Hoa", "© Báo"}


@pytest.mark.parametrize("name", ["article:published_time", "dateModified"])
def test_a_date_that_does_not_exist_in_the_head_refuses_no_page(name: str) -> None:
    head = f'<head><meta property="{name}" content="06/13/2026"></head>'
    found = recognised(f"<html>{head}<h1>{TITLE}</h1><p>{FIRST}</p></html>", "text/html")
    assert (found.title, found.published, found.modified) == (TITLE, None, None)


def test_the_senders_title_wins_and_the_printed_one_is_listed() -> None:
    page = read_blocks(f"{TITLE}\n02/07/2021\n{FIRST}", "text/plain")
    found = recognise(page, zone=ZONE, title="Tiêu đề khác hẳn")
    assert found.title == "Tiêu đề khác hẳn"
    assert [block.text for block in found.content.leaves] == [FIRST]
    assert TITLE in [each.text for each in found.left_out]


def test_the_senders_title_lets_a_bare_body_be_an_article() -> None:
    found = recognise(read_blocks(FIRST, "text/plain"), zone=ZONE, title=TITLE)
    assert (found.title, [block.text for block in found.content.leaves]) == (TITLE, [FIRST])


def test_the_fallback_date_serves_only_a_page_without_one() -> None:
    dated = make_revision(sample(), source_id="x", fallback_published=NEVER)
    bare = make_revision(recognised(f"{TITLE}\n{FIRST}"), source_id="x", fallback_published=NEVER)
    assert dated.published != NEVER
    assert bare.published == NEVER


def test_a_revision_is_named_by_what_a_reader_sees() -> None:
    one = make_revision(sample(), source_id="x", fallback_published=NEVER)
    same = make_revision(sample(), source_id="other", fallback_published=NEVER)
    signed = replace(sample(), author="LH")
    corrected = make_revision(signed, source_id="x", fallback_published=NEVER)
    assert one.id == same.id
    assert one.id != corrected.id


LINES = st.lists(
    st.sampled_from([*PORTAL.splitlines(), "CD", "Theo TTXVN", "* * *"]) | st.text(max_size=40),
    max_size=14,
)


@given(LINES)
def test_no_line_is_dropped_in_silence(lines: list[str]) -> None:
    page = read_blocks("\n".join(lines), "text/plain")
    try:
        found = recognise(page, zone=ZONE)
    except ArticleError:
        return
    kept = [found.title, *(block.text for block in found.content.leaves)]
    listed = [each.text for each in found.left_out]
    assert sorted(kept + listed) == sorted(block.text for block in page.blocks)


def test_a_note_of_one_short_sentence_under_its_title_is_an_article() -> None:
    found = recognised("Tin nhanh\n\nCầu mới thông xe.\n")
    assert found.title == "Tin nhanh"
    assert [block.text for block in found.content.leaves] == ["Cầu mới thông xe."]


def test_a_pages_address_that_holds_a_script_is_not_linked_to() -> None:
    page = f'<link rel=canonical href="javascript:alert(1)"><h1>{TITLE}</h1><p>{FIRST}</p>'
    assert recognised(page, "text/html").link is None
