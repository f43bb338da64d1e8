"""What a web address is, everywhere alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web_address import LONGEST, is_web_address, network_of, split_web_address

ADDRESSES = [
    "http://bao.example",
    "https://bao.example/tin/1?a=b&c=[d]#đầu",
    "HTTPS://Bao.Example:8443/",
    "http://báo.vn/sông-công",
    "http://127.0.0.1:8000",
    "http://[::1]:8000/feed.xml",
    "http://máy_chủ",
    "http://xn--bo-mia.vn",
    "http://a-xn--.vn",
    "http://bao.example.",
    "http://bao.example:/",
]

NO_ADDRESSES = [
    ("", "nothing"),
    ("bao.example", "no scheme"),
    ("//bao.example", "no scheme, a host"),
    ("javascript:alert(1)", "a script"),
    ("ftp://bao.example", "another scheme"),
    ("http:abc", "no host, but a scheme"),
    ("http:/bao.example", "one slash"),
    ("http://", "no host"),
    ("http:///tin", "no host, but a path"),
    ("http://:80", "no host, but a port"),
    ("http://ai@", "no host, but a user"),
    ("http://[", "half a bracket"),
    ("http://]bao.example", "the other half"),
    ("http://bao[1]", "brackets behind a name"),
    ("http://[::1]bao.example", "a name behind brackets"),
    ("http://[bao.example]", "a name in brackets"),
    ("http://[v1.a]", "a future address"),
    ("http://[fe80::1%25eth0]", "a zone of somebody's own machine"),
    ("http://bao.example:tám", "a port in words"),
    ("http://bao.example:99999", "a port that does not exist"),
    ("http://bao.example:0", "a port that nobody can ask for"),
    ("http://.", "an empty name"),
    ("http://a..b", "an empty name within"),
    ("http://" + "a" * 64, "a name longer than 63 letters"),
    ("http://xn--/", "the mark of IDNA with no letters behind it"),
    ("http://bao.XN--.example", "the same within a name"),
    ("http://a%20b", "an encoded space in the host"),
    ("http://a,b", "a comma in the host"),
    ("http://a\u2100b", "a letter that becomes a slash"),
    ("http://bao.example/sông công", "a space"),
    ("http://bao.example\\@khac.example", "a backslash, which browsers read otherwise"),
    ("http://bao.example/\n", "an end of line, which urlsplit takes away"),
    ("ht\ttp://bao.example", "a tab, which urlsplit takes away"),
    ("\x00http://bao.example", "a control character, which urlsplit takes away"),
    ("http://bao.example/\u202e", "a mark that turns the text around"),
    ("http://bao.example/\ud800", "half a character"),
    ("http://bao.example/" + "a" * LONGEST, "longer than anybody takes"),
]


@pytest.mark.parametrize("written", ADDRESSES)
def test_an_absolute_address_with_a_host_is_a_web_address(written: str) -> None:
    assert is_web_address(written)


@pytest.mark.parametrize(("written", "why"), NO_ADDRESSES, ids=[why for _, why in NO_ADDRESSES])
def test_anything_less_is_none(written: str, why: str) -> None:
    assert not is_web_address(written), why


def test_nothing_is_no_address() -> None:
    assert not is_web_address(None)


@given(st.text(alphabet=st.sampled_from("htp:/[]@.%:a1 \\\u2100đ#?"), max_size=20))
def test_no_text_at_all_is_a_defect(rest: str) -> None:
    for written in (rest, f"http://{rest}"):
        parts = split_web_address(written)
        assert parts is None or parts.hostname


def test_an_address_stands_for_its_customer() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("fe80::1%eth0") == network_of("fe80::2")
    assert network_of("không phải") == "không phải"
