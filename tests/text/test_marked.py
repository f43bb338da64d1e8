"""What is struck out is told as such, or skipped; the page's own words for its letters hold."""

import pytest

from service.model import DeletedReading, ForeignRun
from service.model.content import Mark, Run, text_of
from service.text.claim import Claim
from service.text.delivery import Delivery
from service.text.spoken import say
from tests.runs import line

DELETED = [
    (
        "Vé <del>6.300 đồng</del> <ins>6.700 đồng</ins> mỗi lượt",
        "Vé trước ghi: sáu nghìn ba trăm đồng, đã sửa, sáu nghìn bảy trăm đồng mỗi lượt",
        "Vé sáu nghìn bảy trăm đồng mỗi lượt",
    ),
    (
        "<del>Giá cũ 5 nghìn.</del> Giá mới 6 nghìn.",
        "Trước ghi: Giá cũ năm nghìn, đã sửa. Giá mới sáu nghìn.",
        "Giá mới sáu nghìn.",
    ),
    ("<del>Bỏ cả câu này.</del>", "Trước ghi: Bỏ cả câu này, đã sửa.", ""),
    ("Họp lúc <del>8h</del>, ở phường", "Họp lúc trước ghi: tám giờ, đã sửa, ở phường", None),
    ("<del>Bỏ câu này.</del>Giữ câu này.", "Trước ghi: Bỏ câu này, đã sửa. Giữ câu này.", None),
    ("Số<del>12</del>13", "Số trước ghi: mười hai, đã sửa, mười ba", "Số mười ba"),
    ("Giá<del> </del>mới", "Giá mới", None),
]


@pytest.mark.parametrize(("html", "announced", "skipped"), DELETED)
def test_deleted_text_is_announced_or_skipped(
    html: str, announced: str, skipped: str | None
) -> None:
    runs = line(html)
    said = say(text_of(runs), delivery=Delivery(runs=runs))
    assert said.spoken == announced
    if skipped is not None:
        skip = Delivery(runs=runs, deleted=DeletedReading.SKIP)
        unsaid = say(text_of(runs), delivery=skip)
        assert unsaid.spoken.strip() == skipped
        assert "deleted" in [reading.rule for reading in unsaid.trace]


def test_no_form_joins_what_is_deleted_with_what_stands() -> None:
    runs = line("Ngày 2<del>0</del>/9")
    assert "hai mươi tháng" not in say(text_of(runs), delivery=Delivery(runs=runs)).spoken


def test_deleted_text_in_several_styles_is_announced_once() -> None:
    runs = (Run("Giá cũ ", (Mark.DELETED,)), Run("5 đồng", (Mark.DELETED, Mark.STRONG)))
    said = say(text_of(runs), delivery=Delivery(runs=runs))
    assert said.spoken == "Trước ghi: Giá cũ năm đồng, đã sửa"


def test_bold_inserted_and_linked_text_is_read_as_its_letters_are() -> None:
    runs = line("Tăng <b>6%</b> từ <ins>1/12</ins>.")
    assert say(text_of(runs), delivery=Delivery(runs=runs)) == say("Tăng 6% từ 1/12.")


EXPANDED = [
    ("GHKT", "giải hạng không tên", "Theo giải hạng không tên, án đã rõ"),
    ("WHO", "World Health Organization", None),
    ("VT", "vị trí số 1", None),
]


@pytest.mark.parametrize(("short", "expansion", "spoken"), EXPANDED)
def test_an_abbreviation_is_read_as_the_page_expands_it_in_vietnamese(
    short: str, expansion: str, spoken: str | None
) -> None:
    runs = (Run("Theo "), Run(short, expansion=expansion), Run(", án đã rõ"))
    text = text_of(runs)
    assert say(text, delivery=Delivery(runs=runs)).spoken == (spoken or say(text).spoken)


def test_the_newsrooms_lexicon_goes_before_what_a_page_says_of_itself() -> None:
    runs = (Run("HĐXX", expansion="hội đồng xét xử"), Run(" họp"))
    said = say(
        text_of(runs),
        lexicon=lambda text: [Claim("lexicon", 0, 4, "toà")],
        delivery=Delivery(runs=runs),
    )
    assert said.spoken == "toà họp"


def test_what_the_page_calls_foreign_is_foreign_and_the_rest_is_found_as_ever() -> None:
    runs = (Run("Món "), Run("pot-au-feu", language="fr"), Run(" của The Kitchen"))
    said = say(text_of(runs), delivery=Delivery(runs=runs))
    assert said.foreign[0] == ForeignRun(4, 14, "fr")
    assert said.foreign[1:] == tuple(run for run in say(text_of(runs)).foreign if run.begin > 14)
    assert len(said.foreign) == 2


def test_what_the_page_calls_foreign_is_not_found_twice() -> None:
    runs = (Run("Phim "), Run("The Weather", language="en-GB"))
    said = say(text_of(runs), delivery=Delivery(runs=runs))
    assert said.foreign == (ForeignRun(5, 16, "en-GB"),)
