"""Fetching over real sockets: nothing of the inside is reached by any road."""

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from service.errors import FetchError, is_passing
from service.sources.fetch import Fetcher, Limits
from tests.sources.fetch.conftest import SOME, Names, wish, without_bytes
from tests.standins.site import Site, answer, open_site, redirect


def test_what_lies_at_an_address_is_had_with_what_the_site_tells_of_it(
    site: Site, fetcher: Fetcher
) -> None:
    site.pages["/anh.jpg"] = answer(b"\xff\xd8", 'ETag: "1"', kind="Image/JPEG; q=1")
    got = fetcher.fetch(wish(site.url("/anh.jpg")))
    assert (got.status, got.content, got.media_type) == (200, b"\xff\xd8", "image/jpeg")
    assert (got.url, got.headers["etag"]) == (site.url("/anh.jpg"), '"1"')


def test_the_request_names_host_and_agent_and_nothing_of_the_reader(
    site: Site, fetcher: Fetcher
) -> None:
    site.pages["/a?b=1"] = answer(b"ok")
    fetcher.fetch(wish(site.url("/a?b=1#c")))
    head = site.asked[0].decode().lower()
    assert head.startswith("get /a?b=1 http/1.1\r\n")
    assert f"host: bao.example:{site.port}\r\n" in head
    assert "user-agent: loa/test (+http://loa.example)\r\n" in head
    assert "cookie" not in head
    assert "referer" not in head


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fd00:ec2::254", "::ffff:127.0.0.1"],
)
def test_a_name_that_stands_for_the_inside_is_not_asked(address: str, site: Site) -> None:
    site.pages["/"] = answer(b"secret")
    with pytest.raises(FetchError, match="nội bộ") as caught:
        Fetcher(
            "Loa", ports=frozenset({site.port}), resolver=Names({"ten.example": [[address]]})
        ).fetch(wish(site.url(host="ten.example")))
    assert not caught.value.transient
    assert site.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "0.0.0.0",  # noqa: S104 - to be refused
        "0",
        "localhost",
        "LOCALHOST.",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1%25lo]",
        "user@127.0.0.1",
    ],
)
def test_this_machine_is_reached_by_no_way_of_writing_it(host: str, site: Site) -> None:
    """By the system's own resolver, which knows more ways than we do."""
    site.pages["/"] = answer(b"secret")
    with pytest.raises(FetchError):
        Fetcher("Loa", ports=frozenset({site.port})).fetch(wish(f"http://{host}:{site.port}/"))
    assert site.asked == []


def test_one_address_of_the_inside_condemns_a_name_with_others(site: Site) -> None:
    names = Names({"ten.example": [["203.0.114.1", "127.0.0.1"]]})
    with pytest.raises(FetchError, match="nội bộ"):
        Fetcher("Loa", ports=frozenset({site.port}), resolver=names).fetch(
            wish(site.url(host="ten.example"))
        )
    assert site.asked == []


def test_a_name_that_is_bound_anew_leads_where_it_was_checked(site: Site) -> None:
    site.pages["/"] = answer(b"the first one")
    names = Names({"bao.example": [["127.0.0.1"], ["10.0.0.5"]]})
    fetcher = Fetcher("Loa", resolver=names, permitted={site.place})
    assert fetcher.fetch(wish(site.url())).content == b"the first one"
    assert names.asked == ["bao.example"]
    with pytest.raises(FetchError, match="nội bộ"):
        fetcher.fetch(wish(site.url()))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://trong.example/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://bao.example:22/",
        "http://a:b@bao.example/",
    ],
)
@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_a_redirect_is_judged_as_the_first_address_was(
    location: str, status: str, site: Site, fetcher: Fetcher, names: Names
) -> None:
    with open_site() as inside:
        names.known |= {
            "trong.example": [["127.0.0.1"]],
            "127.0.0.1": [["127.0.0.1"]],
            "::1": [["::1"]],
            "169.254.169.254": [["169.254.169.254"]],
        }
        site.pages["/"] = redirect(location.replace("/", "/", 1), status)
        with pytest.raises(FetchError):
            replace(fetcher, ports=frozenset({80, inside.port})).fetch(wish(site.url()))
        assert inside.asked == []
    assert len(site.asked) == 1


def test_redirects_are_followed_a_few_times(site: Site, fetcher: Fetcher) -> None:
    for number in range(9):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages["/9"] = answer(b"there")
    got = fetcher.fetch(wish(site.url("/4")))
    assert (got.content, got.url) == (b"there", site.url("/9"))
    with pytest.raises(FetchError, match="quá nhiều lần"):
        fetcher.fetch(wish(site.url("/3")))


def test_a_secret_header_stays_with_the_site_it_is_for(
    site: Site, fetcher: Fetcher, names: Names
) -> None:
    with open_site() as other:
        names.known["khac.example"] = [["127.0.0.1"]]
        site.pages |= {"/": redirect("/nhe"), "/nhe": redirect(other.url(host="khac.example"))}
        other.pages["/"] = answer(b"ok")
        asking = replace(fetcher, permitted={site.place, other.place})
        asking.fetch(wish(site.url(), headers={"Authorization": "Basic x", "If-None-Match": "1"}))
        assert [b"Authorization" in each for each in site.asked] == [True, True]
        assert [b"Authorization" in each for each in other.asked] == [False]


def test_what_the_asker_has_already_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = answer(status="304 Not Modified")
    got = fetcher.fetch(wish(site.url(), headers={"If-None-Match": '"1"'}))
    assert (got.status, got.content) == (304, b"")


def test_our_own_site_is_not_asked(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="chính Loa"):
        replace(fetcher, own_names=frozenset({"bao.example"})).fetch(wish(site.url()))
    assert site.asked == []


@pytest.mark.parametrize(
    ("status", "passing", "headers", "wait"),
    [
        ("404 Not Found", False, (), None),
        ("410 Gone", False, (), None),
        ("403 Forbidden", False, ("Retry-After: 5",), None),
        ("429 Too Many", True, ("Retry-After: 120",), 120.0),
        ("503 Busy", True, ("Retry-After: nonsense",), None),
        (
            "503 Busy",
            True,
            (
                "Date: Sat, 28 Nov 2026 08:00:00 GMT",
                "Retry-After: Sat, 28 Nov 2026 08:01:30 GMT",
            ),
            90.0,
        ),
        ("503 Busy", True, ("Retry-After: 99999999999",), 604_800.0),
        ("500 Broken", True, (), None),
    ],
)
def test_a_sites_refusal_says_if_and_when_to_come_again(
    status: str,
    passing: bool,
    headers: tuple[str, ...],
    wait: float | None,
    site: Site,
    fetcher: Fetcher,
) -> None:
    site.pages["/"] = answer(b"no", *headers, status=status)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(wish(site.url()))
    assert (caught.value.transient, caught.value.retry_after) == (passing, wait)
    assert caught.value.status == int(status[:3])
    assert is_passing(caught.value) is passing


def test_only_wanted_types_are_read(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": answer(b"<html>"), "/b": answer(b"\x89PNG", kind="image/png")}
    pictures = frozenset({"image/*"})
    with pytest.raises(FetchError, match="text/html"):
        fetcher.fetch(wish(site.url("/a"), types=pictures))
    assert fetcher.fetch(wish(site.url("/b"), types=pictures)).content == b"\x89PNG"
    assert b"Accept: image/*" in site.asked[0]


def test_an_address_that_does_not_answer_is_followed_by_the_next(site: Site, names: Names) -> None:
    names.known["bao.example"] = [["127.0.0.2", "127.0.0.1"]]
    site.pages["/"] = answer(b"ok")
    both = {("127.0.0.2", site.port), site.place}
    assert Fetcher("Loa", resolver=names, permitted=both).fetch(wish(site.url())).content == b"ok"


@pytest.mark.parametrize("host", ["khong.example", "127.0.0.9"])
def test_a_host_that_is_not_there_may_be_there_later(
    host: str, fetcher: Fetcher, site: Site, names: Names
) -> None:
    names.known["127.0.0.9"] = [["127.0.0.9"]]
    with pytest.raises(FetchError) as caught:
        replace(fetcher, permitted={("127.0.0.9", site.port)}).fetch(wish(site.url(host=host)))
    assert caught.value.transient


def test_a_name_servers_silence_has_an_end(site: Site, fetcher: Fetcher) -> None:
    waiting = socket.socket()

    def never(host: str, port: int) -> tuple[str, ...]:
        waiting.accept()
        return ()

    waiting.bind(("127.0.0.1", 0))
    waiting.listen()
    try:
        with pytest.raises(FetchError, match="tên miền") as caught:
            replace(fetcher, resolver=never).fetch(wish(site.url(), Limits(1000, total=0.1)))
    finally:
        waiting.shutdown(socket.SHUT_RDWR)
        waiting.close()
    assert caught.value.transient


def _drip(before: bytes) -> Callable[[socket.socket], None]:
    def talk(line: socket.socket) -> None:
        line.sendall(before)
        while True:  # until the other side hangs up
            line.sendall(b"x")
            try:
                line.settimeout(0.02)
                if not line.recv(1):
                    return
            except TimeoutError:
                continue

    return talk


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"",
    ],
    ids=["headers", "body", "body without a length", "status line"],
)
def test_bytes_that_drip_are_cut_off(before: bytes, site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = _drip(before)
    with pytest.raises(FetchError, match="quá thời gian") as caught:
        fetcher.fetch(wish(site.url(), Limits(1_000_000, read=60, total=0.4)))
    assert caught.value.transient


def test_silence_is_given_up(site: Site, fetcher: Fetcher) -> None:
    def say_nothing(line: socket.socket) -> None:
        line.recv(1)  # until the other side hangs up

    site.pages["/"] = say_nothing
    with pytest.raises(FetchError, match="quá thời gian"):
        fetcher.fetch(wish(site.url(), Limits(1000, read=0.1)))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive.",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive.",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
    ],
    ids=without_bytes,
)
def test_an_answer_that_is_none_or_ends_early_is_told(
    said: bytes, site: Site, fetcher: Fetcher
) -> None:
    site.pages["/"] = lambda line: line.sendall(said)
    with pytest.raises(FetchError, match="cắt ngang") as caught:
        fetcher.fetch(wish(site.url()))
    assert caught.value.transient


def test_the_message_names_the_address_in_both_languages(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = redirect("/mat")
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(wish(site.url(), SOME))
    assert caught.value.vi == (
        f"Không lấy được {site.url()} (qua {site.url('/mat')}): ở đó không còn gì."
    )
    assert (
        caught.value.en == f"Cannot fetch {site.url()} (by {site.url('/mat')}): nothing is there."
    )
    assert caught.value.reason == ("ở đó không còn gì", "nothing is there")
