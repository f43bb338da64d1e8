"""Signs and symbols."""

import pytest

from service.text.spoken import say

CASES = [
    ("≥18 tuổi", "lớn hơn hoặc bằng mười tám tuổi", "before a number"),
    ("<5%", "nhỏ hơn năm phần trăm", "before a share"),
    ("~500 người", "khoảng năm trăm người", "about"),
    ("±2°C", "cộng trừ hai độ xê", "before a measure"),
    ("A & B", "A và bê", "between letters"),
    ("§ 5", "mục năm", "a section"),
    ("a > b", "a lớn hơn b", "between letters"),
    ("x = 5", "x bằng năm", "equals"),
    ("và/hoặc", "và hoặc", "and or"),
    ("nam/nữ", "nam trên nữ", "a slash between words"),
    ("(+1,02%)", "(cộng một phẩy không hai phần trăm)", "a rise"),
    ("3 × 4", "ba nhân bốn", "times"),
    ("A → B", "A đến bê", "an arrow"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_signs_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("a>5", "a lớn hơn năm"),
    ("5%> 3", "năm phần trăm lớn hơn ba"),
    ("a < b", "a nhỏ hơn b"),
    ("a <b", "a <b"),
    ("(~ 5", "(khoảng năm"),
    ("10 : 2 = 5", "mười chia hai bằng năm"),
    ("10 : 2", "mười : hai"),
    ("x và/hoặc y", "x và hoặc y"),
    ("xvà/hoặc", "xvà trên hoặc"),
    ("nam / nữ", "nam trên nữ"),
    ("/nữ", "/nữ"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_sign_is_read_by_what_stands_beside_it(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


LEFT = ["x<y", "a< b", "5 <b"]


@pytest.mark.parametrize("printed", LEFT)
def test_a_sign_that_compares_nothing_is_left_and_flagged(printed: str) -> None:
    assert [warning.code for warning in say(printed).warnings] == ["unread-symbol"]


def test_and_or_is_read_as_whole_words_alone() -> None:
    assert say("x và/hoặcy").spoken == "x và trên hoặcy"
