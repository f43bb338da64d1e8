from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audio.tags import Origin, make_tag
from service.errors import AudioError
from service.model import Chapter, Ms

DATE = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def _size(four: bytes) -> int:
    assert all(byte < 0x80 for byte in four)
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _frames(body: bytes) -> Iterator[tuple[str, bytes]]:
    while body:
        size = _size(body[4:8])
        yield body[:4].decode("ascii"), body[10 : 10 + size]
        body = body[10 + size :]


def _tag(**more: object) -> bytes:
    said = {
        "title": "Tựa đề",
        "artist": "Ban biên tập",
        "album": "Loa",
        "date": DATE,
        "duration": Ms(90_000),
    }
    return make_tag(**(said | more))  # type: ignore[arg-type] # a table of arguments


def _read(tag: bytes) -> list[tuple[str, bytes]]:
    assert tag[:6] == b"ID3\x04\0\0"
    assert _size(tag[6:10]) == len(tag) - 10
    return list(_frames(tag[10:]))


def test_words_are_written_in_utf_8() -> None:
    frames = dict(_read(_tag(text="Toàn văn.")))
    assert frames["TIT2"].decode() == "\x03Tựa đề"
    assert frames["TPE1"].decode() == "\x03Ban biên tập"
    assert frames["TALB"].decode() == "\x03Loa"
    assert frames["TDRC"] == b"\x032026-11-23T08:30:00"
    assert frames["TLAN"] == b"\x03vie"
    assert frames["TLEN"] == b"\x0390000"
    assert frames["USLT"].decode() == "\x03vie\0Toàn văn."


def test_chapters_come_in_order_behind_their_table_of_contents() -> None:
    chapters = [Chapter(f"Phần {n}", Ms(n * 1000), Ms(n * 1000 + 1000)) for n in range(12)]
    frames = [each for each in _read(_tag(chapters=chapters)) if each[0] in ("CTOC", "CHAP")]
    assert [name for name, _ in frames] == ["CTOC"] + ["CHAP"] * 12
    contents = frames[0][1]
    assert contents[:6] == b"toc\0\x03\x0c"
    assert contents[6:].split(b"\0")[:-1] == [f"chp{n}".encode() for n in range(12)]
    name, _, rest = frames[11][1].partition(b"\0")
    assert name == b"chp10"
    assert [int.from_bytes(rest[at : at + 4], "big") for at in (0, 4)] == [10_000, 11_000]
    assert rest[8:16] == b"\xff" * 8
    assert list(_frames(rest[16:])) == [("TIT2", "\x03Phần 10".encode())]


def test_a_file_tells_where_it_is_from_and_that_its_voice_is_synthetic() -> None:
    origin = Origin(
        released=DATE,
        publisher="Báo Sông Công",
        writer="An",
        link="https://bao.example.vn/a",
        comment="Giọng tổng hợp.",
        notes={"ai-content": "true", "rỗng\0": "x"},
    )
    frames = _read(_tag(origin=origin))
    told = dict(frames)
    assert told["TDRL"] == b"\x032026-11-23T08:30:00"
    assert told["TPUB"].decode() == "\x03Báo Sông Công"
    assert told["TEXT"].decode() == "\x03An"
    assert told["WOAF"] == b"https://bao.example.vn/a"
    assert told["COMM"].decode() == "\x03vie\0Giọng tổng hợp."
    notes = [body.decode() for name, body in frames if name == "TXXX"]
    assert notes == ["\x03ai-content\0true", "\x03rỗng\0x"]


def test_a_table_of_contents_names_no_more_chapters_than_it_can_count() -> None:
    chapters = [Chapter("x", Ms(n), Ms(n + 1)) for n in range(300)]
    frames = _read(_tag(chapters=chapters))
    assert sum(name == "CHAP" for name, _ in frames) == 255


@pytest.mark.parametrize(
    ("cover", "kind"),
    [(b"\x89PNG\r\n\x1a\n...", b"image/png"), (b"\xff\xd8\xff\xe0...", b"image/jpeg")],
)
def test_a_cover_is_the_front_cover_of_its_kind(cover: bytes, kind: bytes) -> None:
    assert dict(_read(_tag(cover=cover)))["APIC"] == b"\x03" + kind + b"\0\x03\0" + cover


def test_a_cover_of_another_kind_is_refused() -> None:
    with pytest.raises(AudioError, match="PNG"):
        _tag(cover=b"<svg/>")


@given(title=st.text(), text=st.text() | st.none())
def test_any_words_make_a_readable_tag(title: str, text: str | None) -> None:
    frames = _read(_tag(title=title, text=text))
    assert frames[0][0] == "TIT2"
    assert b"\0" not in frames[0][1]


def test_the_same_words_make_the_same_bytes() -> None:
    assert _tag() == _tag()
