"""Marks printed for the eye."""

import pytest

from service.text.spoken import say

CASES = [
    ("Covid 19 – vừa", "Cô-vít mười chín, vừa", "an en dash is a comma"),
    ("loại II....", "loại hai...", "many dots are a pause"),
    ("Anh ấy nói... rồi im lặng.", "Anh ấy nói... rồi im lặng.", "VieNeu-TTS #112: dots stay"),
    (". Nội dung", "Nội dung", "VieNeu-TTS #201: a dot at the start"),
    ("• Nội dung", "Nội dung", "a bullet"),
    ("- Nội dung", "- Nội dung", "a dash at the start"),
    ("Trân trọng./.", "Trân trọng.", "the end of an official letter"),
    ("kinh tế - xã hội", "kinh tế - xã hội", "a hyphen between words stays"),
    ("a) Nông nghiệp; 2 xã", "a, Nông nghiệp; hai xã", "a list letter"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_punctuation_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("• Một", "Một"),
    ("* Một", "Một"),
    ("- - Một", "- - Một"),
    ("1. Một", "một. Một"),
    ("+ Một 2", "Một hai"),
    ("+5 độ", "cộng năm độ"),
    ("•• Một", "Một"),
    ("II/ Kết quả", "hai. Kết quả"),
    ("15/ Kết", "mười lăm. Kết"),
    ("a/ Kết", "a trên Kết"),
    ("đ) Kết", "đ) Kết"),
    ("ab) Kết", "ab) Kết"),
    ("1....", "một..."),
    ("a.. b", "a... b"),
    ("a… b", "a… b"),
    ("a…… b", "a…… b"),
    ("a –b", "a, b"),
    ("a— b", "a, b"),
    ("a—b", "a, b"),
    ("a - b 5", "a - b năm"),
    (", – b", ", b"),
    ("- – b 5", "- b năm"),
    ("a ./.", "a."),
    ("a ./.-", "a."),
    ("a || b", "a, b"),
    ("a | b", "a, b"),
    ("a ** b", "a, b"),
    ("a * b", "a * b"),
    ("a • b", "a, b"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_mark_and_what_only_looks_like_one_is_read(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


BESIDE = [
    (".500", ". năm trăm", "a number is no item"),
    (". - Một", "Một", "two marks of an item"),
    ("•- Một", "Một", "a dash belongs to the mark"),
    ("+5", "cộng năm", "a plus"),
    ("V/ Kết", "năm. Kết", "a numeral of one letter"),
    ("X/ Kết", "mười. Kết", "ten"),
    ("VX/ Kết", "vê ích. Kết", "any of them"),
    ("a…… b/c", "a... b trên c", "dots in a row"),
    ("a —b", "a, b", "a long dash behind a space"),
    ("a – – b", "a, b", "dashes with spaces"),
    ("a –— b", "a, b", "dashes in a row"),
    (",– b", ", b", "a dash behind a comma"),
    ("1– b", "một, b", "a dash behind a number"),
    ("a—( b", "a—( b", "no dash between words"),
    ("a__b", "a__b", "lines in a row"),
    ("a_|_b", "a, b", "lines and a bar in a row"),
    ("a |b", "a, b", "a bar behind a space"),
    ("a •b 5", "a, b năm", "a mark behind a space"),
    ("a– – b", "a, b", "dashes of which the first is glued"),
    ("a– — b", "a, b", "dashes of which the first is glued"),
    ("a–  b", "a, b", "two spaces behind a dash"),
    ("“—b 5", "“—b năm", "a dash behind a quotation mark joins no words"),
    ("• +5 độ", "cộng năm độ", "a plus of a number behind a mark"),
    ("• ", ", ", "a mark before nothing is none of an item"),
    ("– b/c", "– b trên c", "a dash at the beginning"),
    ("b/c –", "b trên c –", "a dash at the end"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_a_mark_tells_what_it_is_for(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
