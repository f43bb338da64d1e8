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


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_capitals_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
