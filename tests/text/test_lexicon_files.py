"""The lexicon as CSV and as W3C PLS 1.0."""

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from service.errors import LexiconError
from service.model import LexiconEntry, LexiconScope, SayAs
from service.text.lexicon import (
    build_entry,
    is_lexicon_head,
    read_csv,
    read_pls,
    write_csv,
    write_pls,
)
from service.text.lexicon.checks import LARGEST_FILE, MOST_ENTRIES, check_count, check_size
from tests.text.lexicons import NOW, entry

ENTRIES = (
    entry("Messi", "Mét-xi"),
    entry('Ô "Ba", Tư', "ông Ba; ông Tư", case_sensitive=False, age=3),
    entry("VNM", say_as=SayAs.LETTERS, whole_word=False),
    entry(r"PM(\d+)", r"phần mềm \1", is_pattern=True),
    entry("TT", "thể thao", scope=LexiconScope.SECTION, value="Thể thao, giải trí"),
    entry("TT", "truyền thông", scope=LexiconScope.ARTICLE, value="a1"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_brings_back_what_it_took(encoding: str) -> None:
    assert read_csv(write_csv(ENTRIES).encode(encoding), now=NOW) == ENTRIES


WORDS = st.text(
    st.characters(categories=["L", "M", "N", "P", "S"]) | st.sampled_from("=+-@'"), min_size=1
).map(lambda text: unicodedata.normalize("NFC", text)[:200])


@given(grapheme=WORDS, alias=WORDS, note=WORDS | st.just("\tx") | st.just("\r=1+1"))
@example(grapheme="=1+1", alias="'=1+1", note="''-x")
@example(grapheme="@loa", alias="-", note="+84")
def test_no_cell_is_a_formula_to_a_spreadsheet_and_every_cell_comes_back(
    grapheme: str, alias: str, note: str
) -> None:
    written = replace(entry(grapheme, alias), note=note, id="abc")
    sheet = write_csv([written])
    _, row = csv.reader(io.StringIO(sheet, newline=""))
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read_csv(sheet.encode(), now=NOW) == (written,)


def test_a_file_of_more_than_a_lexicon_holds_is_refused_with_the_line() -> None:
    with pytest.raises(LexiconError, match=f"Dòng {MOST_ENTRIES + 2}: "):
        read_csv(b"grapheme,alias\n" + b"a,b\n" * (MOST_ENTRIES + 1), now=NOW)
    for read in (read_csv, read_pls):
        with pytest.raises(LexiconError, match=str(LARGEST_FILE)):
            read(b"a" * (LARGEST_FILE + 1), now=NOW)


def test_two_columns_are_enough_and_a_semicolon_separates_too() -> None:
    (made,) = read_csv("grapheme;alias\r\nMessi;Mét-xi\r\n\r\n".encode(), now=NOW)

    assert (made.grapheme, made.alias, made.scope) == ("Messi", "Mét-xi", LexiconScope.GLOBAL)
    assert made.whole_word
    assert made.case_sensitive
    assert not made.is_pattern
    assert made.created == NOW
    assert made.id == read_csv(b"grapheme,alias\nMessi,x\n", now=NOW)[0].id


BAD_CSV = [
    (b"", "trống"),
    (b"grapheme\nMessi\n", "Dòng 1: thiếu cột alias"),
    (b"grapheme,alias,colour\n", "Dòng 1: không biết cột «colour»"),
    (b"grapheme,alias,alias\n", "trùng"),
    (b"grapheme,alias\nMessi,x\n,y\n", "Dòng 3: Từ cần đọc còn để trống"),
    (b"grapheme,alias\nMessi,\n", "Dòng 2: Mục «Messi» chưa có cách đọc"),
    (b"grapheme,alias\na,b,c\n", "Dòng 2: nhiều ô hơn"),
    (b'grapheme,alias\n"a,b\n', "không đọc được dạng CSV"),
    (b"grapheme,alias,scope\na,b,town\n", "Dòng 2: Cột scope ghi «town»"),
    (b"grapheme,alias,scope\na,b,section\n", "cần scope_value"),
    (b"grapheme,alias,is_pattern\na,b,maybe\n", "Cột is_pattern ghi «maybe»"),
    (b"grapheme,alias,is_pattern\n(,b,true\n", "Dòng 2: Biểu thức «(» viết sai"),
    (b"grapheme,alias,created\na,b,gestern\n", "Cột created"),
    (b"grapheme,alias\n\xff,b\n", "không phải UTF-8"),
    (b"grapheme,alias\n" + b"a" * 201 + b",b\n", "Dòng 2: Từ cần đọc phải nằm trên một dòng"),
    (b"grapheme,alias\na," + b"b" * 1001 + b"\n", "Dòng 2: Cách đọc của «a»"),
    (b"grapheme,alias,note\na,b," + b"c" * 1001 + b"\n", "Dòng 2: Cột note dài quá 1000"),
    (b"grapheme,alias,id\na,b," + b"c" * 33 + b"\n", "Dòng 2: Cột id dài quá 32"),
    (b"grapheme,alias\na," + b"b" * 200_000 + b"\n", "Dòng 2: không đọc được dạng CSV"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_CSV)
def test_a_bad_csv_file_is_refused_with_its_line(content: bytes, reason: str) -> None:
    with pytest.raises(LexiconError) as refusal:
        read_csv(content, now=NOW)
    assert reason in refusal.value.vi


def test_pls_carries_plain_global_entries_and_names_the_others() -> None:
    pls = write_pls(ENTRIES)
    back = read_pls(pls.content, now=NOW)

    assert pls.left_out == ENTRIES[3:]
    assert [(made.grapheme, made.alias) for made in back] == [
        ("Messi", "Mét-xi"),
        ('Ô "Ba", Tư', "ông Ba; ông Tư"),
        ("VNM", "vê en em"),
    ]
    assert [made.case_sensitive for made in back] == [True, False, True]
    assert [made.whole_word for made in back] == [True, True, False]


def test_pls_is_as_the_specification_wants_it() -> None:
    root = etree.fromstring(write_pls(ENTRIES).content)

    assert root.tag == "{http://www.w3.org/2005/01/pronunciation-lexicon}lexicon"
    assert root.get("version") == "1.0"
    assert root.get("alphabet")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"


def pls(body: str, *, language: str = "vi", version: str = "1.0", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<lexicon version="{version}" '
        'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" '
        f'xml:lang="{language}">{body}</lexicon>'
    ).encode()


def test_a_lexeme_may_have_several_graphemes_and_a_preferred_alias() -> None:
    made = read_pls(
        pls(
            "<lexeme><grapheme>Messi</grapheme><grapheme>Mesi</grapheme>"
            '<alias>một</alias><alias prefer="true">Mét-xi</alias></lexeme>',
            language="vi-VN",
        ),
        now=NOW,
    )
    assert [(one.grapheme, one.alias) for one in made] == [("Messi", "Mét-xi"), ("Mesi", "Mét-xi")]


LEXEME = "<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>"
BOMB = '<!DOCTYPE lexicon [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
BAD_PLS = [
    (b"", "XML"),
    (b"<lexicon", "XML"),
    (b"<lexicon/>", "PLS 1.0"),
    (pls(LEXEME, version="2.0"), "PLS 1.0"),
    (pls(LEXEME, language="en"), "«en»"),
    (pls("<lexeme><grapheme>a</grapheme></lexeme>"), "Dòng 1: «a» thiếu"),
    (pls("<lexeme><alias>a</alias></lexeme>"), "thiếu"),
    (pls("<lexeme><grapheme>a</grapheme><phoneme>a</phoneme></lexeme>"), "IPA"),
    (pls("\n<lexeme><grapheme> </grapheme><alias>b</alias></lexeme>"), "Dòng 2: Từ cần đọc"),
    (pls(LEXEME, before=BOMB), "DOCTYPE"),
    (pls(LEXEME, before='<!DOCTYPE lexicon SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
    (pls(LEXEME, before=BOMB).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "DOCTYPE"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_PLS)
def test_a_bad_pls_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(LexiconError) as refusal:
        read_pls(content, now=NOW)
    assert reason in refusal.value.vi


def row(**cells: str) -> LexiconEntry:
    """The entry of cells, with the words that every entry needs."""
    return build_entry({"grapheme": "a", "alias": "b", **cells}, NOW)


def test_cells_say_what_an_entry_is_in_any_case() -> None:
    made = row(scope="SECTION", scope_value="Thể thao", say_as="Letters", id="x", note="y")
    assert (made.scope, made.scope_value) == (LexiconScope.SECTION, "Thể thao")
    assert (made.say_as, made.id, made.note) == (SayAs.LETTERS, "x", "y")
    assert not row(whole_word="false").whole_word
    assert not row(case_sensitive="false").case_sensitive
    assert row(is_pattern="true").is_pattern


def test_an_entry_without_an_id_gets_one_of_its_words_and_place() -> None:
    plain = row()
    assert len(plain.id) == 12
    assert plain.id == row(alias="c", note="d").id
    others = [
        row(grapheme="x"),
        row(is_pattern="true"),
        row(scope="section", scope_value="x"),
        row(scope="section", scope_value="y"),
        row(scope="article", scope_value="x"),
    ]
    assert len({plain.id, *(each.id for each in others)}) == 6


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-01-02T03:04:05+07:00", "2026-01-02T03:04:05+07:00"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00"),
        ("2026-01-02T03:04:05+00:00:30", "2026-01-02T03:03:35+00:00"),
        ("", NOW.isoformat()),
    ],
)
def test_a_date_without_a_zone_or_with_seconds_in_it_is_of_utc(written: str, kept: str) -> None:
    assert row(created=written).created.isoformat() == kept


@pytest.mark.parametrize(("name", "most"), [("id", 32), ("scope_value", 200), ("note", 1000)])
def test_a_cell_is_as_long_as_it_may_be_and_no_longer(name: str, most: int) -> None:
    scope = {"scope": "section", "scope_value": "x"}
    assert getattr(row(**{**scope, name: "c" * most}), name) == "c" * most
    with pytest.raises(LexiconError, match=f"Cột {name} dài quá {most}"):
        row(**{**scope, name: "c" * (most + 1)})


def test_a_global_entry_names_no_place() -> None:
    with pytest.raises(LexiconError, match="scope_value"):
        row(scope_value="Thể thao")


def test_a_file_may_be_as_large_as_a_lexicon_and_no_larger() -> None:
    check_size(bytes(LARGEST_FILE))
    check_count(MOST_ENTRIES - 1, 7)
    with pytest.raises(LexiconError, match="Dòng 7: "):
        check_count(MOST_ENTRIES, 7)
    assert LARGEST_FILE == 10 * 2**20


CELLS = [
    (b"grapheme,alias\na;b,c;d\n", [("a;b", "c;d")]),
    (b"grapheme;alias;note\na,b;c,d;,,,,\n", [("a,b", "c,d")]),
    (b"Grapheme , ALIAS\n a , b \n", [("a", "b")]),
    (b"grapheme,alias,note\na,b\n", [("a", "b")]),
    (b"grapheme,alias\n , \na,b\n", [("a", "b")]),
    (b'grapheme,alias\n"a","b ""c"""\n', [("a", 'b "c"')]),
    (b"grapheme,alias\n'=a,'b\n''-a,c'd\n", [("=a", "'b"), ("'-a", "c'd")]),
]


@pytest.mark.parametrize(("content", "pairs"), CELLS)
def test_cells_are_taken_as_spreadsheets_write_them(
    content: bytes, pairs: list[tuple[str, str]]
) -> None:
    assert [(made.grapheme, made.alias) for made in read_csv(content, now=NOW)] == pairs


HEADS = [
    (b"", True),
    (b" \n", True),
    (b"grapheme,alias\nx", True),
    (b'\xef\xbb\xbf"Alias";"Grapheme"\r\nx', True),
    (b"alias, grapheme ,x", True),
    (b"grapheme,other", False),
    (b"alias", False),
    (b"x\ngrapheme,alias", False),
    (write_pls(ENTRIES).content, True),
    (b"<html>", False),
    (b"\xff\xfe", False),
]


@pytest.mark.parametrize(("head", "may_be"), HEADS)
def test_a_files_beginning_tells_whether_it_may_be_a_lexicon(head: bytes, may_be: bool) -> None:
    assert is_lexicon_head(head) is may_be


def test_a_lexeme_tells_its_case_and_place_by_roles_and_its_words_without_line_ends() -> None:
    both = '<lexeme role="loa:any-case loa:inside-words other"><grapheme>a\n  b</grapheme>'
    (made,) = read_pls(pls(f"{both}<alias> c <!-- x --> d</alias></lexeme>"), now=NOW)
    assert (made.grapheme, made.alias, made.created) == ("a b", "c d", NOW)
    assert not made.case_sensitive
    assert not made.whole_word
    assert made.id == read_csv(b"grapheme,alias\na b,x\n", now=NOW)[0].id


def test_an_alias_is_preferred_only_where_it_says_so() -> None:
    first = '<lexeme><grapheme>a</grapheme><alias prefer="false">b</alias><alias>c</alias></lexeme>'
    assert [made.alias for made in read_pls(pls(first), now=NOW)] == ["b"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pls(LEXEME, language=""), "«»"),
        (pls(LEXEME, language="vie"), "«vie»"),
        (b"<lexicon>\n<a></lexicon>", "dòng 2"),
        (b"\x00", "XML"),
        (b'<lexicon version="1.0"/>', "PLS 1.0"),
    ],
)
def test_what_is_no_vietnamese_pls_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(LexiconError) as refusal:
        read_pls(content, now=NOW)
    assert reason in refusal.value.vi


def test_pls_names_roles_only_where_an_entry_has_some() -> None:
    root = etree.fromstring(write_pls(ENTRIES).content)
    assert [lexeme.get("role") for lexeme in root] == [None, "loa:any-case", "loa:inside-words"]
    inside = entry("a", "b", case_sensitive=False, whole_word=False)
    (lexeme,) = etree.fromstring(write_pls([inside]).content)
    assert lexeme.get("role") == "loa:any-case loa:inside-words"
