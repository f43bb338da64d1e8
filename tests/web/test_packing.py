"""Texts are sent packed as the client says that it reads them (RFC 9110, 12.5.3)."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_accept_header

from service.model import Episode
from service.outputs.addresses import PAGE
from service.web.packing import Coding, PackedForms, accepted_coding, pack
from tests.web.newsroom import Newsroom

UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
COMPANIONS = ("captions.vtt", "transcript.json", "transcript.txt", "transcript.html")
PAGES = ("/", "page", "/corrections", "transcript.html")
PACKED = ("/feed.xml", *PAGES, *COMPANIONS, "chapters.json")


def address(path: str, episode: Episode) -> str:
    if path.startswith("/"):
        return path
    page = PAGE.path(episode_id=episode.id)
    return page if path == "page" else f"{page}/{path}"


@pytest.mark.parametrize(
    ("told", "coding"),
    [
        ("", None),
        ("gzip", Coding.GZIP),
        ("x-gzip", Coding.GZIP),
        ("br", Coding.BROTLI),
        ("gzip, deflate, br, zstd", Coding.BROTLI),
        ("GZIP, BR", Coding.BROTLI),
        ("gzip, br;q=0.5", Coding.GZIP),
        ("gzip;q=0.2, br;q=0.3", Coding.BROTLI),
        ("gzip;q=0, br;q=0", None),
        ("gzip;q=0, br", Coding.BROTLI),
        ("br;q=0, gzip", Coding.GZIP),
        ("br;q=0.000, *", Coding.GZIP),
        ("*", Coding.GZIP),
        ("*;q=0", None),
        ("gzip;q=0, *", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", Coding.GZIP),
        ("identity;q=0.5, gzip;q=0.5", Coding.GZIP),
        ("identity;q=0, gzip", Coding.GZIP),
        ("deflate, zstd", None),
        ("brotli", None),
        ("gzip;q=lots", None),
    ],
)
def test_a_client_gets_the_coding_that_it_likes_best_and_never_one_that_it_refuses(
    told: str, coding: Coding | None
) -> None:
    assert accepted_coding(parse_accept_header(told)) is coding


@given(st.binary(max_size=5_000), st.sampled_from(Coding))
def test_what_is_packed_is_unpacked_to_the_same_bytes_and_packed_alike_each_time(
    plain: bytes, coding: Coding
) -> None:
    packed = pack(plain, coding)
    assert UNPACK[coding](packed) == plain
    assert pack(plain, coding) == packed


def test_no_more_packed_bytes_are_remembered_than_are_let() -> None:
    texts = {f"{number}": f"tin số {number} ".encode() * 50 for number in range(5)}
    size = len(pack(texts["0"], Coding.GZIP))
    forms = PackedForms(most_bytes=3 * size + 5)

    def is_remembered(name: str) -> bool:
        """Whether the form is answered without being made: other bytes are put in its place."""
        return forms.form(name, b"other", Coding.GZIP) == pack(texts[name], Coding.GZIP)

    for name, text in texts.items():
        assert forms.form(name, text, Coding.GZIP) == pack(text, Coding.GZIP)
    assert [is_remembered(name) for name in ("2", "3", "4")] == [True] * 3
    assert not is_remembered("0")


def test_a_form_larger_than_all_that_is_let_is_still_packed_once() -> None:
    forms = PackedForms(most_bytes=1)
    first = forms.form("a", b"mot", Coding.BROTLI)
    assert forms.form("a", b"hai", Coding.BROTLI) == first
    assert forms.form("a", b"hai", Coding.GZIP) == pack(b"hai", Coding.GZIP)


@pytest.mark.parametrize("path", PACKED)
@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_feed_pages_and_transcripts_are_packed_and_each_form_has_its_own_tag(
    newsroom: Newsroom, episode: Episode, path: str, coding: str
) -> None:
    path = address(path, episode)
    plain = newsroom.ask(path)
    packed = newsroom.ask(path, headers={"Accept-Encoding": coding})
    assert (packed.status, packed.headers["Content-Encoding"]) == (200, coding)
    assert UNPACK[coding](packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert not answer.headers["ETag"].startswith("W/")
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + f'-{coding}"'


@pytest.mark.parametrize("path", PACKED)
@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_a_packed_form_that_is_known_is_not_sent_again_and_another_is(
    newsroom: Newsroom, episode: Episode, path: str, coding: str
) -> None:
    path = address(path, episode)
    tag = newsroom.ask(path, headers={"Accept-Encoding": coding}).headers["ETag"]
    for asked in ("br", "gzip", "identity"):
        headers = {"Accept-Encoding": asked, "If-None-Match": tag}
        answer = newsroom.ask(path, headers=headers)
        assert answer.status == (304 if asked == coding else 200)
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", PACKED)
def test_brotli_makes_less_of_it_than_gzip(newsroom: Newsroom, episode: Episode, path: str) -> None:
    path = address(path, episode)
    sizes = {
        coding: len(newsroom.ask(path, headers={"Accept-Encoding": coding}).body)
        for coding in ("br", "gzip")
    }
    assert sizes["br"] < sizes["gzip"]


def test_a_recording_and_the_desk_are_sent_as_they_are(
    newsroom: Newsroom, episode: Episode
) -> None:
    """Of packed pages with a secret of their reader's, the length can give it away (BREACH)."""
    for path in (f"/audio/{episode.edition.enclosure.name}", "/desk/sign-in"):
        answer = newsroom.ask(path, headers={"Accept-Encoding": "br, gzip"})
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, None)
