"""Which characters are one amount: sign, groups, decimals and unit."""

import pytest

from service.text.spoken import say

WHOLE = [
    ("1,234,567.8 km", "English groups with a decimal"),
    ("1,234,567 km", "English groups"),
    ("1,234.5 km", "an English group with a decimal"),
    ("1.234,5 km", "points and a comma"),
    ("1 234,5 km", "a space and a comma"),
    ("1 234 567 km", "spaces"),
    ("75,3 km", "decimals"),
    ("5.67 km", "an English decimal"),
    ("-5%", "a minus"),
    ("\u22125%", "the sign of a minus"),
    ("≥ 5 kg", "a sign with a space"),
    ("≥5 kg", "a sign without a space"),
    ("± 5 kg", "both"),
    ("~5 kg", "about"),
    ("≈5 kg", "about"),
    ("≤5 kg", "at most"),
    (">5 kg", "more"),
    ("<5 kg", "less"),
    ("+5 kg", "a plus"),
    ("5 €", "a currency's sign with a space"),
    ("5V", "one letter closed up"),
    ("5 m", "a letter that is a unit also behind a space"),
    ("5 đ/kg", "by a measure"),
]


@pytest.mark.parametrize(("printed", "why"), WHOLE)
def test_an_amount_is_read_whole(printed: str, why: str) -> None:
    (reading,) = say(f"là {printed} thôi").trace
    assert (reading.rule, reading.written) == ("amount", printed), why


PARTS = [
    ("15 51234", ["15", "51234"], "no group of five digits"),
    (".5.5.5-", ["5", "5.5"], "a row of numbers"),
    ("5.5,567", ["5", "5,567"], "a decimal before another"),
    ("2.5234", ["2.5234"], "four decimals"),
    ("0 123", ["0", "123"], "no group behind a zero"),
    ("- 5%", ["5%"], "a dash"),
    ("5 V", ["5", "V"], "a letter behind a space"),
]


@pytest.mark.parametrize(("printed", "parts", "why"), PARTS)
def test_what_only_looks_like_one_amount_is_read_in_parts(
    printed: str, parts: list[str], why: str
) -> None:
    assert [reading.written for reading in say(printed).trace] == parts, why
