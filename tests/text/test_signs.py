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


BESIDE = [
    ("d³", "d lập phương", "a cube of a letter"),
    ("d²", "d bình phương", "a square of a letter"),
    ("(a)> 5", "(a)lớn hơn năm", "a bracket in front"),
    ("5%< 7", "năm phần trăm nhỏ hơn bảy", "a share in front"),
    ("a< 7", "a nhỏ hơn bảy", "a letter in front"),
    ("a,>5", "a,>năm", "a comma in front"),
    ("9/<5", "chín trên<năm", "a sign in front"),
    ("< 1", "nhỏ hơn một", "nothing in front"),
    ("> 1", "lớn hơn một", "nothing in front of more"),
    ("2~020", "hai~không hai không", "no estimate"),
    ("x5/", "x năm/", "nothing behind"),
    ("a : 2 = 5", "a : hai bằng năm", "no division"),
    ("5 : a = 5", "năm : a bằng năm", "no division by a letter"),
    ("5 - 2 = 3", "năm trừ hai bằng ba", "a difference"),
    ("a - 2 = 5", "a - hai bằng năm", "no difference"),
    ("5 - 2 =3", "năm trừ hai bằng ba", "a difference closed up"),
    ("5 – 2=3", "năm trừ hai bằng ba", "a difference with another sign"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_before_and_behind_a_sign_tells_what_it_says(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
