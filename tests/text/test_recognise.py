"""Recognise: which lines of a page are the article, and which are not."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from service.errors import ArticleError
from service.model import BlockKind
from service.sources.extract import read_document
from service.text.blocks import read_blocks
from service.text.recognise import Recognised, make_revision, recognise
from service.text.segments import split_segments

ZONE = timezone(timedelta(hours=7))
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
    assert len(found.blocks) == 12


def test_the_sample_matches_its_reviewed_segments() -> None:
    revision = make_revision(sample(), source_id="x", fallback_published=datetime.now(UTC))
    printed = [segment.text for segment in split_segments(revision.blocks)]
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
    kept = [found.title, *(block.text for block in found.blocks)]
    listed = [each.text for each in found.left_out]
    assert sorted(kept + listed) == sorted(
        block.text for block in read_blocks(text, "text/plain").blocks
    )


def test_a_revision_begins_with_its_title() -> None:
    revision = make_revision(sample(), source_id="x", fallback_published=datetime.now(UTC))
    assert revision.blocks[0].kind is BlockKind.TITLE
    assert revision.blocks[0].text == revision.title
