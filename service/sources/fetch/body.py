"""The body of an answer, unpacked piece by piece and never beyond its limit."""

import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from urllib3.response import BaseHTTPResponse

from service.sources.fetch.reasons import RefusalError

_PIECE = 65_536
_GZIP, _ZLIB, _BARE = 31, 15, -15
"""zlib's window sizes: with a gzip header, with its own, with none."""
_METHOD = 8
"""Deflate, in the low half of zlib's first byte (RFC 1950); a bare stream would have to begin with
a stored block whose padding is not zero, which no packer writes."""
_MAGIC = b"\x1f\x8b"

PACKINGS = "gzip, deflate"
"""How a body may be packed: what is asked for and unpacked here."""


def read_body(response: BaseHTTPResponse, most: int, require_time: Callable[[], None]) -> bytes:
    """The body, unpacked. Raises RefusalError beyond ``most`` bytes, before they are held.

    ``require_time`` raises where the time is over.
    """
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told[:19]) > most:
        raise _too_large(most)
    body = bytearray()
    packing = response.headers.get("content-encoding", "").strip().lower()
    for piece in _unpacked(packing, _pieces(response, most, require_time), most):
        body += piece
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _pieces(
    response: BaseHTTPResponse, most: int, require_time: Callable[[], None]
) -> Iterator[bytes]:
    read = 0
    while piece := response.read1(_PIECE, decode_content=False):
        require_time()
        read += len(piece)
        if read > most:  # packed in more bytes than it may have unpacked
            raise _too_large(most)
        yield piece


def _unpacked(packing: str, pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    if packing in ("", "identity"):
        yield from pieces
    elif packing in ("gzip", "x-gzip", "deflate"):
        try:
            yield from _inflated("gzip" in packing, pieces, most)
        except zlib.error as e:
            raise RefusalError("nội dung nén bị hỏng", "the packed content is damaged") from e
    else:
        raise RefusalError(f"nén lạ “{packing[:20]}”", f"unknown packing “{packing[:20]}”")


def _inflated(is_gzip: bool, pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """What ``pieces`` hold, at most a piece at once, however much they swell."""
    first = next(pieces, b"")
    # Servers have never agreed whether deflate has zlib's header (RFC 9110, 8.4.1.2).
    window = _GZIP if is_gzip else _ZLIB if first[:1] and first[0] & 0x0F == _METHOD else _BARE
    inflater = zlib.decompressobj(window)
    swollen = 0
    for piece in chain((first,), pieces):
        left = piece
        while left:
            plain = inflater.decompress(left, _PIECE)
            swollen += len(plain)
            if swollen > most:
                raise _too_large(most)
            yield plain
            left = inflater.unconsumed_tail
            if inflater.eof:
                rest = inflater.unused_data
                if window != _GZIP or not rest.startswith(_MAGIC):
                    return  # some servers pad
                inflater, left = zlib.decompressobj(window), rest
    yield inflater.flush()[: most + 1]
    if not inflater.eof:
        raise RefusalError("nội dung bị cắt ngang", "the content was cut off", passing=True)


def _too_large(most: int) -> RefusalError:
    size = f"{most / 1e6:.3g}"
    return RefusalError(f"lớn quá {size} MB", f"it is larger than {size} MB")
