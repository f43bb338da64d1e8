"""Dates in all newsroom forms."""

import pytest

from service.text.spoken import say

CASES = [
    ("02-07-2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "with hyphens"),
    (
        "ngày 02/07/2021",
        "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "ngày stands before",
    ),
    ("2.7.2021", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "with points"),
    ("2021-07-02", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "ISO 8601"),
    ("Sáng 2/7", "Sáng ngày hai tháng bảy", "after a part of the day"),
    ("lễ 30/4", "lễ ba mươi tháng tư", "a holiday has no ngày"),
    ("đường 30/4", "đường ba mươi tháng tư", "a street has no ngày"),
    ("(2/7)", "(ngày hai tháng bảy)", "alone in brackets"),
    ("Ngày 2-3", "Ngày hai tháng ba", "after ngày"),
    ("2-3 tháng", "hai đến ba tháng", "CodeLink PR #4: not a date"),
    ("từ 2-5/7", "từ ngày hai đến ngày năm tháng bảy", "a range of days"),
    (
        "ngày 28 và 29-6",
        "ngày hai mươi tám và ngày hai mươi chín tháng sáu",
        "two days of one month",
    ),
    (
        "30/4 - 1/5 được nghỉ",
        "ngày ba mươi tháng tư đến ngày một tháng năm được nghỉ",
        "a range of days and months",
    ),
    ("tháng 7/2021", "tháng bảy năm hai nghìn không trăm hai mươi mốt", "a month"),
    ("tháng 8-2021", "tháng tám năm hai nghìn không trăm hai mươi mốt", "a month with a hyphen"),
    ("7/2021", "tháng bảy năm hai nghìn không trăm hai mươi mốt", "a month without the word"),
    (
        "tháng 1-6/2022",
        "tháng một đến tháng sáu năm hai nghìn không trăm hai mươi hai",
        "a range of months",
    ),
    ("quý II/2021", "quý hai năm hai nghìn không trăm hai mươi mốt", "a quarter"),
    ("quý 3/2023", "quý ba năm hai nghìn không trăm hai mươi ba", "a quarter in digits"),
    ("Q1/2024", "quý một năm hai nghìn không trăm hai mươi tư", "a quarter in short"),
    (
        "năm học 2020-2021",
        ("năm học hai nghìn không trăm hai mươi đến hai nghìn không trăm hai mươi mốt"),
        "a school year",
    ),
    (
        "mùa giải 2021/22",
        ("mùa giải hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi hai"),
        "a season",
    ),
    (
        "ngày 2 tháng 7 năm 2021",
        "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt",
        "written out",
    ),
    ("tháng 4/2021", "tháng tư năm hai nghìn không trăm hai mươi mốt", "tháng tư"),
    ("ngày 15.6", "ngày mười lăm tháng sáu", "a point after ngày"),
    ("2/7/21", "ngày hai tháng bảy năm hai nghìn không trăm hai mươi mốt", "a short year"),
    (
        "01/01/2022 - 31/12/2025",
        (
            "ngày một tháng một năm hai nghìn không trăm hai mươi hai đến ngày ba mươi mốt "
            "tháng mười hai năm hai nghìn không trăm hai mươi lăm"
        ),
        "a range of full dates",
    ),
    ("trực 24/7", "trực hai mươi tư trên bảy", "not a date"),
    (
        "đêm 31/12, rạng sáng 1/1",
        "đêm ngày ba mươi mốt tháng mười hai, rạng sáng ngày một tháng một",
        "twice",
    ),
    ("ngày 5,6,7/8", "ngày năm, sáu, bảy tháng tám", "a list of days"),
    (
        "từ 30.4 đến 3.5",
        "từ ngày ba mươi tháng tư đến ngày ba tháng năm",
        "two points, one beyond twelve",
    ),
    (
        "ngày 2-9 – 1945",
        "ngày hai tháng chín năm một nghìn chín trăm bốn mươi lăm",
        "different dashes",
    ),
    (
        "ngày 31/2/2021",
        "ngày ba mươi mốt tháng hai năm hai nghìn không trăm hai mươi mốt",
        "a day that does not exist is still read",
    ),
    ("sinh năm 1990", "sinh năm một nghìn chín trăm chín mươi", "no date"),
    ("01/12", "ngày một tháng mười hai", "a zero in front"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_dates_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
