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


FORMS = [
    ("_a_", "_a_"),
    ("__a__", "__a__"),
    ("x @a b", "x a còng a b"),
    ("a@b", "a a còng b"),
    ("a.b@c.vn", "a chấm bê a còng xê chấm vê en"),
    ("a..b@c.vn", "a...b a còng c.vn"),
    ("http://a.vn/", "a chấm vê en"),
    ("https://a.vn/b?c=1.", "a chấm vê en gạch chéo bê hỏi xê bằng một."),
    ("ftp://a.b", "a chấm bê"),
    ("a.vn,", "a chấm vê en,"),
    ("a.com/b/c", "a chấm com gạch chéo bê gạch chéo xê"),
    ("a.xyz.vn", "a chấm xyz chấm vê en"),
    ("a.zz", "a.zz"),
    ("A.Com", "A.Com"),
    ("a.vnn", "a.vnn"),
    ("#a", "thăng a"),
    ("#1", "số một"),
    ("#12 b", "số mười hai b"),
    ("x#a", "x#a"),
    ("#A_b", "thăng A gạch dưới bê"),
    ("@a_b", "a còng a_b"),
    ("@1", "a còng một"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_address_or_account_and_what_only_looks_like_one_is_read(
    printed: str, spoken: str
) -> None:
    assert say(printed).spoken == spoken


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


@pytest.mark.parametrize(
    "top",
    words(
        "vn, com, net, org, gov, edu, info, io, ai, tv, me, co, asia, biz, app, dev, eu, uk, us, "
        "jp, cn, kr, sg, fr, de, ru, int, online, site, shop, xyz, news, tech"
    ),
)
def test_a_name_with_a_known_ending_is_an_address(top: str) -> None:
    (reading,) = say(f"Xem baochi.{top} nhé").trace
    assert (reading.rule, reading.written) == ("web-address", f"baochi.{top}")
