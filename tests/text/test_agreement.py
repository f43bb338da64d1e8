"""What is said is compared with what is printed by figures and names, and by nothing else."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.model import Difference, DifferenceKind, Segment
from service.model.content import BlockKind, Ending
from service.text.agreement import find_differences
from service.text.agreement.numbers import find_number
from service.text.counting import say_cardinal
from service.text.delivery import Delivery
from service.text.segments import split_sentences
from service.text.spoken import say, utter
from tests.text.test_properties import ANY

HERE = Path(__file__).parents[2]
TEXTS = (*sorted((HERE / "bench" / "texts").glob("*.txt")), *(HERE / "service/samples").glob("*"))

AGREE = [
    ("Tăng 71 % so với năm trước.", "Tăng bảy mốt phần trăm so với năm trước."),
    ("Lễ khai mạc lúc 7h30.", "Lễ khai mạc lúc bảy giờ rưỡi."),
    ("Lễ khai mạc lúc 7h30.", "Lễ khai mạc lúc bảy rưỡi."),
    ("Lễ khai mạc lúc 19h30.", "Lễ khai mạc lúc bảy giờ rưỡi tối."),
    ("Lúc 8h kém 5.", "Lúc bảy giờ năm mươi lăm."),
    ("Lúc 8h.", "Lúc tám giờ không phút."),
    ("Ngày 2/7/2021 có 25 ca.", "Mồng hai tháng bảy năm hai không hai mốt có hăm lăm ca."),
    ("Sinh năm 1985.", "Sinh năm một chín tám lăm."),
    ("Thứ 4 ngày 4/4.", "Thứ tư mùng bốn tháng tư."),
    ("Thu 75,3 triệu đồng.", "Thu bảy mươi lăm triệu ba trăm nghìn đồng."),
    ("Thu 2,5 triệu đồng.", "Thu hai triệu rưỡi."),
    ("Thu 3.400.000 đồng.", "Thu ba triệu tư."),
    ("Sau 2,5 năm.", "Sau hai năm rưỡi."),
    ("Hơn 500.000 hộ.", "Hơn nửa triệu hộ."),
    ("Khóa XIII họp.", "Khóa mười ba họp."),
    ("Có 105 người.", "Có một trăm lẻ năm người."),
    ("Có 2.021 ca.", "Có 2021 ca."),
    ("Thắng 1-0.", "Thắng một không."),
    ("Tỉ lệ là 10:30.", "Tỉ lệ là mười trên ba mươi."),
    ("Gọi 0912 345 678.", "Gọi không chín mười hai ba bốn lăm sáu bảy tám."),
    ("Ông không đến.", "Ông có đến đâu."),
    ("Ông Messi và ông Trump nói.", "Ông Mét-xi và ông Trăm nói."),
    ("UBND tỉnh họp.", "Ủy ban nhân dân tỉnh họp."),
    ("UBND tỉnh họp.", "U bê en đê tỉnh họp."),
    ("Đội HLC thắng.", "Đội Hội liên hiệp công thắng."),
    ("Hòa Bình gần nước Mĩ.", "Hoà Bình gần nước Mỹ."),
    ("Hôm nay mưa.", "Bữa ni mưa."),
]

DIFFER = [
    ("Tăng 73 %.", "Tăng bảy mươi mốt phần trăm.", ("73 %", "bảy mươi mốt")),
    ("Khai mạc lúc 8h.", "Khai mạc lúc bảy giờ ba mươi.", ("8h", "bảy giờ ba mươi")),
    ("Khai mạc lúc 8h.", "Khai mạc lúc 7h30.", ("8h", "bảy giờ ba mươi")),
    ("Từ ngày 2/7.", "Từ ngày hai tháng tám.", ("2/7", "tám")),
    ("Thu 75,3 triệu.", "Thu bảy mươi ba phẩy năm triệu.", ("75,3", "bảy mươi ba phẩy năm triệu")),
    ("Khóa XIII họp.", "Khóa mười hai họp.", ("XIII", "mười hai")),
    ("Có 105 người.", "Có một trăm năm mươi người.", ("105", "một trăm năm mươi")),
    ("Có 5 người.", "Có bốn người.", ("5", "bốn")),
    ("Có 5 người.", "Có người.", ("5", "")),
    ("Có người.", "Có sáu người.", ("", "sáu")),
    ("Ba người đến.", "Năm người đến.", ("Ba", "năm")),
    ("Từ 5 đến 7 giờ.", "Từ bảy đến năm giờ.", ("5", "")),
    ("Ông Nguyễn Văn Bình nói.", "Ông Nguyễn Văn Minh nói.", ("Bình", "minh")),
    ("Bà Lan và ông Lan.", "Bà Lan và ông ấy.", ("Lan", "ấy")),
    ("Ông Biden nói.", "Ông Pu-tin nói.", ("Biden", "pu tin")),
    ("UBND tỉnh họp.", "Tỉnh họp.", ("UBND", "")),
    ("UBND tỉnh họp.", "Hội đồng nhân dân tỉnh họp.", ("UBND", "hội đồng")),
]


@pytest.mark.parametrize(("printed", "said"), AGREE)
def test_what_people_say_for_a_figure_or_a_name_is_no_difference(printed: str, said: str) -> None:
    assert find_differences(printed, say(printed), said) == ()


@pytest.mark.parametrize(("printed", "said", "told"), DIFFER)
def test_another_figure_or_name_is_told_as_printed_and_as_said(
    printed: str, said: str, told: tuple[str, str]
) -> None:
    found = find_differences(printed, say(printed), said)
    assert told in [(each.printed, each.said) for each in found] or any(
        each.printed.startswith(told[0]) and each.said == told[1] for each in found
    )


def test_one_figure_or_name_that_differs_is_one_difference() -> None:
    printed = "Ngày 2/7, ông Bình trao 73 suất quà cho 5 xã của tỉnh Hòa Bình."
    said = say(printed).spoken.replace("bảy mươi ba", "bảy mươi mốt")
    assert find_differences(printed, say(printed), said) == (
        Difference(DifferenceKind.FIGURE, "73", "bảy mươi mốt"),
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_sentence_of_the_texts_differs_from_what_the_rules_say_of_it(path: Path) -> None:
    for printed in split_sentences(path.read_text("utf-8")):
        by_rules = say(printed)
        for said in (f"{by_rules.spoken} Vâng.", by_rules.spoken.lower() + " vâng"):
            assert find_differences(printed, by_rules, said) == (), printed


@given(ANY)
@example("B:.B")
@example(".C")
@example("0/S")
@example("IT@A.B")
@settings(max_examples=300, deadline=None)
def test_whatever_is_printed_its_own_words_say_it(text: str) -> None:
    by_rules = say(text)
    assert find_differences(text, by_rules, f"{by_rules.spoken} vâng") == ()


def test_the_number_of_an_item_is_said_before_it_or_not_as_the_editor_likes() -> None:
    segment = Segment("s1", "Có 25 hộ.", BlockKind.LIST_ITEM, 0, Ending.PARAGRAPH)
    by_rules = utter(segment, delivery=Delivery(lead="Một", label="1.", rule="item-number"))
    assert by_rules.spoken == "Một: Có hai mươi lăm hộ."
    for said in ("Một. Có hăm lăm hộ.", "Có hăm lăm hộ."):
        assert find_differences(segment.text, by_rules, said) == ()


@given(st.integers(min_value=0, max_value=10**15))
@settings(max_examples=300, deadline=None)
def test_a_number_that_is_counted_in_words_is_found_again(value: int) -> None:
    words = say_cardinal(value).split()
    found = find_number(words, 0)
    assert found is not None
    assert found.value == value
    assert found.end == len(words)


def test_a_thousand_figures_are_compared_without_a_wait() -> None:
    printed, said = "12 " * 330, "mười ba " * 1000
    assert find_differences(printed, say(printed), said) != ()
