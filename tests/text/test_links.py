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


BESIDE = [
    ("#kênh", "thăng kênh", "a word without a marked vowel is no abbreviation"),
    ("#nghị", "thăng nghị", "nor is a longer one"),
    ("#xe", "thăng xe", "one of them is an e"),
    ("#-", "#-", "no name"),
    ("0#0", "không#không", "a number in front"),
    ("x&#5", "x và#năm", "an entity of the web"),
    ("x&#a", "x và#a", "an entity with a letter"),
    ("#N3", "thăng en ba", "letters and digits"),
    ("#12a3", "số mười hai a ba", "a number and a name"),
    ("www.loa", "vê kép vê kép vê kép chấm loa", "a site without an ending"),
    (
        "www.loa-vn/a",
        "vê kép vê kép vê kép chấm loa gạch ngang vê en gạch chéo a",
        "a site without an ending and a page",
    ),
    ("facebook.com.loa", "facebook.com.loa", "an ending goes on"),
    ("facebook.com@x", "facebook.com a còng x", "an ending before an account"),
    ("https://a.vn/€5", "a chấm vê en gạch chéo ơ rô năm", "a sign of no address"),
    ("ssh://a b", "ssh: trên trên a b", "no address of a site"),
    ("https://loa/a", "loa gạch chéo a", "a site of one name"),
    ("@:b", "a còng:b", "no name"),
    ("@–5", "a còng âm năm", "nor with a dash"),
    ("a@", "a a còng", "nothing behind"),
    ("Lan@_b", "Lan a còng_b", "a sign in a word"),
    ("a.@_b", "a. a còng_b", "a sign behind a point"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_a_sign_tells_whether_it_is_an_address(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
