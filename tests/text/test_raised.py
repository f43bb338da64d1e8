"""Raised signs are read by what they mean: powers, square units, degrees, marks of notes."""

import pytest

from service.model import Utterance
from service.model.content import Run, text_of
from service.text.delivery import Delivery
from service.text.spoken import say
from tests.runs import line


def read(html: str) -> Utterance:
    """What is said for a line with these marks."""
    runs = line(html)
    return say(text_of(runs), delivery=Delivery(runs=runs))


POWERS = [
    ("khoảng 10<sup>9</sup> tế bào", "khoảng mười mũ chín tế bào"),
    ("khoảng 10⁹ tế bào", "khoảng mười mũ chín tế bào"),
    ("cỡ 10<sup>-3</sup> giây", "cỡ mười mũ âm ba giây"),
    ("cỡ 10<sup>−3</sup> giây", "cỡ mười mũ âm ba giây"),
    ("cỡ 10⁻³ giây", "cỡ mười mũ âm ba giây"),
    ("gồm 2<sup>10</sup> ô", "gồm hai mũ mười ô"),
    ("x<sup>2</sup> + 1", "x bình phương cộng một"),
    ("2x<sup>3</sup>", "hai x lập phương"),
    ("x<sup>n</sup> và y<sup>4</sup>", "x mũ n và y mũ bốn"),
    ("xⁿ", "x mũ n"),
    ("E = mc<sup>2</sup>", "E bằng mc bình phương"),
    ("5<sup>2</sup> = 25", "năm bình phương bằng hai mươi lăm"),
    ("(a + b)<sup>2</sup>", "(a cộng b) bình phương"),
    ("x<sup>1</sup> = 3", "x mũ một bằng ba"),
    ("10^9 và 10^(-3), 2^n", "mười mũ chín và mười mũ âm ba, hai mũ n"),
]


@pytest.mark.parametrize(("html", "spoken"), POWERS)
def test_an_exponent_is_said_as_one(html: str, spoken: str) -> None:
    assert read(html).spoken == spoken


UNITS = [
    ("Rộng 120 m<sup>2</sup>.", "Rộng một trăm hai mươi mét vuông."),
    ("Rộng 120 m <sup>2</sup>.", "Rộng một trăm hai mươi mét vuông."),
    ("Chứa 5 triệu m<sup>3</sup> nước", "Chứa năm triệu mét khối nước"),
    ("331 km<sup>2</sup>", "ba trăm ba mươi mốt ki lô mét vuông"),
    ("6.700 đồng/m<sup>3</sup>", "sáu nghìn bảy trăm đồng một mét khối"),
    ("5 m/s<sup>2</sup>", "năm mét trên giây bình phương"),
    ("nóng 37<sup>0</sup>C", "nóng ba mươi bảy độ xê"),
    ("nóng 37<sup>o</sup>C", "nóng ba mươi bảy độ xê"),
    ("H<sub>2</sub>O và CO<sub>2</sub>", "hát hai o và xê o hai"),
    ("bụi PM₂.₅", "bụi pê em hai chấm năm"),
]


@pytest.mark.parametrize(("html", "spoken"), UNITS)
def test_a_raised_or_lowered_sign_of_a_unit_or_formula_is_read_with_it(
    html: str, spoken: str
) -> None:
    assert read(html).spoken == spoken


def test_square_metres_are_read_as_letters_alone_would_be() -> None:
    marked = read("Rộng 120 m<sup>2</sup> và 3 km<sup>2</sup>.")
    assert marked == say("Rộng 120 m2 và 3 km2.")


NOTES = [
    ("GDP<sup>1</sup> tăng 2%<sup>2</sup>.", "gờ đê pê tăng hai phần trăm."),
    ("Tăng cả năm.<sup>3</sup>", "Tăng cả năm."),
    ("Theo Bộ Y tế<sup>[4]</sup>, dịch giảm", "Theo Bộ Y tế, dịch giảm"),
    ("Giá mới <sup>(*)</sup> tăng", "Giá mới tăng"),
    ("Năm 2020<sup>1</sup>, dân số tăng", "Năm hai nghìn không trăm hai mươi, dân số tăng"),
    ("Theo báo cáo<sup>1, 2</sup> mới", "Theo báo cáo mới"),
    ("Hà Nội² và Huế³", "Hà Nội và Huế"),
    ("<sup>1</sup> Theo giá hiện hành.", "Theo giá hiện hành."),
    ("Theo <sup>[1]</sup>Bộ Y tế", "Theo Bộ Y tế"),
    ("<sup>*</sup>Giá đã gồm thuế", "Giá đã gồm thuế"),
    ("<sup>†</sup>Giá đã gồm thuế", "Giá đã gồm thuế"),
    ("Ở Hà Nội<sup>2)</sup> và Huế<sup>(3</sup>", "Ở Hà Nội và Huế"),
    ("rộng 5 ha<sup>2</sup>", "rộng năm héc ta"),
    ("GDP<sup>1</sup>tăng", "gờ đê pê tăng"),
    ("Lấy x<sup>1</sup> người", "Lấy x người"),
    ("có 15<sup>2</sup> người", "có mười lăm người"),
    ("Điện thoại Sao<sup>TM</sup> mới", "Điện thoại Sao mới"),
]


@pytest.mark.parametrize(("html", "spoken"), NOTES)
def test_a_mark_that_refers_to_a_note_is_silent_and_told(html: str, spoken: str) -> None:
    said = read(html)
    assert said.spoken == spoken
    assert {"note-mark", "trade-mark"} & {reading.rule for reading in said.trace}


LETTERS = [
    ("đồng vị <sup>14</sup>C", "14"),
    ("thứ 1<sup>st</sup>", "st"),
    ("ion Ca<sup>2+</sup>", "2"),
    ("10 ft<sup>2</sup>", "2"),
    ("3 inch²", "²"),
    ("chữ <sup>nhỏ</sup> nâng lên", "nhỏ"),
]


@pytest.mark.parametrize(("html", "kept"), LETTERS)
def test_what_is_raised_and_no_mark_of_a_note_is_not_lost(html: str, kept: str) -> None:
    said = read(html)
    assert not [each for each in said.trace if each.rule == "note-mark"]
    assert kept in said.spoken or [each for each in said.trace if kept in each.written]


def test_a_link_to_a_note_is_silent_wherever_it_stands() -> None:
    runs = (
        Run("Giá tăng "),
        Run("[1]", note="n1"),
        Run(" 5%, "),
        Run("*", note="n2"),
        Run(" theo bảng"),
    )
    said = say(text_of(runs), delivery=Delivery(runs=runs))
    assert said.spoken == "Giá tăng năm phần trăm, theo bảng"
    marks = [(each.written, each.begin, each.end) for each in said.trace if not each.spoken]
    assert marks == [("[1]", 9, 12), ("*", 17, 18)]


def test_what_is_told_of_a_line_with_marks_stands_where_it_is_printed() -> None:
    runs = line("GDP<sup>1</sup> đạt 5#6 tỷ, 10<sup>9</sup> đồng")
    printed = text_of(runs)
    said = say(printed, delivery=Delivery(runs=runs))
    told = [(each.written, each.begin, each.end) for each in said.trace]
    told += [(each.written, each.begin, each.end) for each in said.warnings]
    assert [written for written, _, _ in told] == [printed[low:high] for _, low, high in told]
    assert [each.written for each in said.warnings] == ["#"]


@pytest.mark.parametrize("text", ["m2", "GDP1 tăng", "a^^b", "x^abc", "Chú thích[1]", "1st", "10^"])
def test_letters_without_marks_are_no_raised_signs(text: str) -> None:
    rules = {reading.rule for reading in say(text).trace}
    assert not rules & {"note-mark", "power", "trade-mark"}
