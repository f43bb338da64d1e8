"""Addresses of the net."""

import pytest

from service.text.spoken import say

CASES = [
    ("www.chinhphu.vn", "vê kép vê kép vê kép chấm chinhphu chấm vê en", "a site"),
    (
        "https://moh.gov.vn/tin-tuc.",
        "moh chấm gov chấm vê en gạch chéo tin gạch ngang tuc.",
        "the full stop is no part of it",
    ),
    ("toasoan@baochi.vn", "toasoan a còng baochi chấm vê en", "e-mail"),
    ("Tuoitre.vn", "Tuoitre chấm vê en", "a name that is a site"),
    ("#ChungTay", "thăng ChungTay", "a hashtag"),
    ("@thutuong", "a còng thutuong", "an account"),
    ("facebook.com/thainguyen", "facebook chấm com gạch chéo thainguyen", "a page"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_links_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why
