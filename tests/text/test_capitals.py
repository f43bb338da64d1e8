"""Unknown capitals, initials and lone letters."""

import pytest

from service.text.spoken import say

CASES = [
    ("VNM tăng", "vê en em tăng", "by letters"),
    ("Ông Lê Văn B., sinh năm", "Ông Lê Văn bê, sinh năm", "an initial before a comma"),
    ("Bà H. bị lừa", "Bà hát bị lừa", "an initial before a verb"),
    ("John F. Kennedy", "John ép Kennedy", "a middle initial"),
    ("J.K. Rowling", "gi ca Rowling", "initials"),
    ("Ông N.V.A. khai", "Ông en vê a khai", "initials of a person"),
    ("vitamin C", "vitamin xê", "a letter"),
    (
        "ĐẢNG BỘ THÀNH PHỐ TỔ CHỨC ĐẠI HỘI",
        "ĐẢNG BỘ THÀNH PHỐ TỔ CHỨC ĐẠI HỘI",
        "a headline in capitals",
    ),
    ("VIETNAMNET", "VIETNAMNET", "can be pronounced"),
]


@pytest.mark.parametrize("name", ["ông K'Brơi", "H’Mông", "H'Hen Niê và Y'Bhiu"])
def test_a_name_with_an_apostrophe_is_not_taken_apart(name: str) -> None:
    assert say(name).spoken == name


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_capitals_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


def test_unknown_capitals_are_flagged_with_how_they_are_read() -> None:
    (spelled,) = say("hãng XQZ mới").warnings
    (word,) = say("hãng NAVICO mới").warnings

    assert (spelled.code, spelled.written) == ("unknown-capitals", "XQZ")
    assert "từng chữ cái" in spelled.reason
    assert "như một từ" in word.reason
    assert word.alternatives == ("en a vê i xê o",)


def test_a_headline_in_capitals_is_read_as_words_without_a_warning() -> None:
    headline = "CHỦ ĐỘNG PHÒNG CHỐNG BÃO SỐ BA"
    said = say(headline)
    assert said.spoken == headline
    assert not said.warnings
