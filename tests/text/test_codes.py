"""Letters with numbers."""

import pytest

from service.text.spoken import say

CASES = [
    ("Covid 19", "Cô-vít mười chín", "the house's choice"),
    ("COVID-19", "Cô-vít mười chín", "the house's choice"),
    ("SARS-CoV-2", "sát cô vi hai", "a virus"),
    ("A/H5N1", "a hát năm en một", "a virus"),
    ("U23", "u hai mươi ba", "a team"),
    ("G7", "gờ bảy", "a group"),
    ("MH370", "em hát ba bảy không", "a flight"),
    ("VN123", "vê en một hai ba", "a flight"),
    ("iPhone 14", "iPhone mười bốn", "a word and a number"),
    ("4.0", "bốn chấm không", "a version"),
    ("5G", "năm gờ", "a network"),
    ("F0, F1", "ép không, ép một", "cases"),
    ("CO2", "xê o hai", "a formula"),
    ("H2SO4", "hát hai ét o bốn", "a formula"),
    ("PM2.5", "pê em hai chấm năm", "dust"),
    ("B12", "bê mười hai", "a vitamin"),
    ("10A1", "mười a một", "a class"),
    ("12B", "mười hai bê", "a number and a letter"),
    ("Su-30MK2", "Su ba mươi em ca hai", "an aircraft"),
    ("K54", "ca năm mươi tư", "a model"),
    ("A00", "a không không", "a leading zero"),
    ("iOS 17.2.1", "iOS mười bảy chấm hai chấm một", "a version"),
    ("No.1", "số một", "a word for a number"),
    ("khách sạn 5*", "khách sạn năm sao", "stars"),
    ("lô C2-5", "lô xê hai năm", "a lot"),
    ("S-300", "ét ba trăm", "a model"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_codes_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
