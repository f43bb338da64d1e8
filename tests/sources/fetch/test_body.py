"""Bodies that are larger than they seem."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from service.errors import FetchError
from service.sources.fetch import Fetcher, Limits
from tests.sources.fetch.conftest import wish, without_bytes
from tests.standins.site import Site, answer

TEXT = "Phường khai trương thư viện. ".encode() * 100
HUGE = 50_000_000


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", _gzip(TEXT)),
        ("x-gzip", _gzip(TEXT)),
        ("GZIP", _gzip(TEXT[:500]) + _gzip(TEXT[500:])),
        ("gzip", _gzip(TEXT) + b"\0" * 20),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw_deflate(TEXT)),
        ("identity", TEXT),
        ("", TEXT),
    ],
    ids=without_bytes,
)
def test_a_packed_body_is_unpacked(
    packing: str, packed: bytes, site: Site, fetcher: Fetcher
) -> None:
    site.pages["/"] = answer(packed, f"Content-Encoding: {packing}")
    assert fetcher.fetch(wish(site.url())).content == TEXT


@pytest.mark.parametrize("size", [100_000, 100_001])
@pytest.mark.parametrize("has_length", [True, False])
def test_a_body_may_be_as_large_as_its_limit_and_no_larger(
    size: int, has_length: bool, site: Site, fetcher: Fetcher
) -> None:
    body = bytes(size)
    site.pages["/"] = answer(body) if has_length else b"HTTP/1.1 200 OK\r\n\r\n" + body
    asked = wish(site.url(), Limits(100_000))
    if size > 100_000:
        with pytest.raises(FetchError, match=r"lớn quá 0.1 MB") as caught:
            fetcher.fetch(asked)
        assert not caught.value.transient
    else:
        assert fetcher.fetch(asked).content == body


@pytest.mark.parametrize(
    ("packing", "pack"), [("gzip", _gzip), ("deflate", zlib.compress)], ids=["gzip", "deflate"]
)
def test_a_decompression_bomb_is_refused(
    packing: str, pack: Callable[[bytes], bytes], site: Site, fetcher: Fetcher
) -> None:
    site.pages["/"] = answer(pack(bytes(HUGE)), f"Content-Encoding: {packing}")
    with pytest.raises(FetchError, match="lớn quá"):
        fetcher.fetch(wish(site.url(), Limits(1_000_000)))


@pytest.mark.parametrize(
    ("packing", "packed", "said"),
    [
        ("br", b"\x0b", "nén lạ"),
        ("gzip, gzip", _gzip(_gzip(TEXT)), "nén lạ"),
        ("gzip", TEXT, "bị hỏng"),
        ("deflate", b"\xff" * 50, "bị hỏng"),
        ("gzip", _gzip(TEXT)[:-9], "cắt ngang"),
        ("gzip", b"", "cắt ngang"),
    ],
    ids=without_bytes,
)
def test_a_body_that_cannot_be_unpacked_is_told(
    packing: str, packed: bytes, said: str, site: Site, fetcher: Fetcher
) -> None:
    site.pages["/"] = answer(packed, f"Content-Encoding: {packing}")
    with pytest.raises(FetchError, match=said):
        fetcher.fetch(wish(site.url()))
