"""Where an address leads, judged before anything is resolved."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.fetch.destination import quoted, read_destination, redirected
from service.sources.fetch.reasons import RefusalError


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://bao.example/anh.jpg", "https://bao.example/anh.jpg"),
        ("HTTPS://Bao.Example", "https://bao.example/"),
        ("http://bao.example:80/a?b=c#d", "http://bao.example/a?b=c"),
        ("https://bao.example:8443/a", "https://bao.example:8443/a"),
        (" https://bao.example/ảnh 1.jpg ", "https://bao.example/%E1%BA%A3nh%201.jpg"),
        ("https://báo.example/a%20b", "https://xn--bo-mia.example/a%20b"),
        ("https://bao.example./a", "https://bao.example/a"),
        ("https://bao.example//cdn/a.jpg", "https://bao.example//cdn/a.jpg"),
        ("https://bao.example?anh=1", "https://bao.example/?anh=1"),
        ("https://1.1.1.1/a", "https://1.1.1.1/a"),
        ("https://[2404:6800::1]/a", "https://[2404:6800::1]/a"),
        ("https://3m.example/a", "https://3m.example/a"),
        ("https://24h.com.vn/a", "https://24h.com.vn/a"),
    ],
)
def test_an_address_of_the_web_is_asked_in_ascii(written: str, asked: str) -> None:
    assert read_destination(written).url == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "anh.jpg",
        "//bao.example/anh.jpg",
        "file:///etc/passwd",
        "gopher://bao.example/",
        "ftp://bao.example/a",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "unix:///run/docker.sock",
        "http:///a",
        "http://",
        "http://bao.example:0/",
        "http://bao.example:22/",
        "http://bao.example:6379/",
        "http://bao.example:99999/",
        "http://user@bao.example/",
        "http://user:pass@bao.example/",
        "http://bao.example@127.0.0.1/",
        "http://bao.example\\@127.0.0.1/",
        "http://bao.example\n.evil.example/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1.1/",
        "http://127.0.0x1/",
        "http://bao.example.1/",
        "http://１２７.１/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[v1.a]/",
    ],
)
def test_an_address_of_another_kind_is_refused(written: str) -> None:
    with pytest.raises(RefusalError):
        read_destination(written)


@given(st.text(max_size=60).map(lambda text: f"http://{text}") | st.text(max_size=60))
def test_whatever_is_written_leads_where_it_says_or_is_refused(written: str) -> None:
    with suppress(RefusalError):
        where = read_destination(written)
        assert (where.url.isascii(), where.target[0]) == (True, "/")
        assert set(where.url) & set(" \\\r\n\t") == set()
        assert read_destination(where.url) == where
        assert redirected(where, where.target) == where.url


def test_figures_of_other_scripts_are_the_address_that_they_spell() -> None:
    assert read_destination("http://①②⑦.⓪.⓪.①/").host == "127.0.0.1"
    assert read_destination("http://127。0。0。1/").host == "127.0.0.1"


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/b", "https://bao.example/b"),
        ("b", "https://bao.example/a/b"),
        ("//anh.example/b", "https://anh.example/b"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("file:///etc/passwd", "file:///etc/passwd"),
    ],
)
def test_a_redirect_is_read_from_where_it_was_told(location: str, asked: str) -> None:
    assert redirected(read_destination("https://bao.example/a/c"), location) == asked


def test_a_message_shows_an_address_on_one_line_without_its_secrets() -> None:
    assert quoted("https://ai:mat-khau@bao.example/a") == "https://…@bao.example/a"
    assert quoted("https://bao.example/a\nb\u202ec") == "https://bao.example/a�b�c"
    assert len(quoted("https://bao.example/" + "a" * 9000)) == 201
