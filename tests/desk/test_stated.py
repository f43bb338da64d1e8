"""Stated: what a document says of its article stands below the sender and above the page."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from service.desk.hints import Hints, clean_hints
from service.desk.intake import preview
from service.sources.document import StatedFacts
from service.store.library import Library
from tests.sources.old_fonts import as_windows_1252, tcvn3, vni
from tests.stage import NOW, RULES, take_in_at

ZONE = timezone(timedelta(hours=7))
BODY = (
    "Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa, với hơn hai trăm quầy hàng.\n\n"
    "Bà con tiểu thương được miễn phí thuê chỗ trong ba tháng đầu để ổn định việc buôn bán.\n"
)
FRONT = "---\ntitle: Chợ quê mở lại\ndate: 2026-10-14 08:00\nauthor: Nguyễn Thu Lan\n---\n"


def misread(text: str) -> str:
    return as_windows_1252(text.encode())


def test_a_file_named_md_is_read_as_markdown_with_what_its_front_matter_states(
    library: Library,
) -> None:
    hints = Hints("xa/cho", file_name="cho.md")
    revision = take_in_at(NOW, FRONT + "## Tin xã\n\n" + BODY, hints, library).article.revision
    assert revision.title == "Chợ quê mở lại"
    assert revision.published == datetime(2026, 10, 14, 8, 0, tzinfo=RULES.zone)
    assert revision.author == "Nguyễn Thu Lan"


def test_the_sender_knows_better_than_the_document(library: Library) -> None:
    at = datetime(2026, 10, 15, 9, tzinfo=ZONE)
    hints = Hints("xa/cho", "text/markdown", title="Chợ mở", published=at, author="Lê Nam")
    revision = take_in_at(NOW, FRONT + BODY, hints, library).article.revision
    assert (revision.title, revision.published, revision.author) == ("Chợ mở", at, "Lê Nam")


def test_an_office_that_a_document_states_is_no_author() -> None:
    text = FRONT.replace("Nguyễn Thu Lan", "admin@xa.example") + BODY
    found = preview(text.encode(), Hints("xa/cho", "text/markdown"), RULES, NOW).recognised
    assert found.author is None


def test_facts_that_nobody_states_leave_the_pages_own() -> None:
    assert StatedFacts() == StatedFacts(title=None, tags=())
    text = f"# Chợ quê mở lại\n\n{BODY}"
    found = preview(text.encode(), Hints("xa/cho", file_name="a.md"), RULES, NOW).recognised
    assert found.title == "Chợ quê mở lại"


@pytest.mark.parametrize("write", [vni, tcvn3, misread])
def test_a_title_that_is_stated_in_an_old_font_or_misread_is_read_as_it_is_meant(
    write: Callable[[str], str],
) -> None:
    title = "Phường mở lại chợ quê sau nửa năm sửa chữa"
    hints = Hints("xa/cho", title=write(title), author="Nguyễn Thu Lan", section="Đời sống")
    clean = clean_hints(hints, NOW)
    assert (clean.title, clean.author, clean.section) == (title, "Nguyễn Thu Lan", "Đời sống")
    assert clean_hints(clean, NOW) == clean
