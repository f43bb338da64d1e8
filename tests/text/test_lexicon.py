"""The newsroom's own entries as a reader."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import LexiconError
from service.model import LexiconEntry, LexiconScope, SayAs
from service.text.lexicon import Lexicon, check_entry
from service.text.lexicon.matching import Shelf
from service.text.lexicon.runaways import Runaways
from service.text.spoken import say
from tests.text.lexicons import entry

SECTION, ARTICLE = LexiconScope.SECTION, LexiconScope.ARTICLE

CASES = [
    ("Messi ghi bàn", [entry("Messi", "Mét-xi")], "Mét-xi ghi bàn", "a name"),
    ("Messina", [entry("Messi", "Mét-xi")], "Messina", "a whole word is no part of one"),
    (
        "Messina",
        [entry("Messi", "Mét-xi", whole_word=False)],
        "Mét-xi na",
        "a part of a word where it says so",
    ),
    ("messi", [entry("Messi", "Mét-xi")], "messi", "its case"),
    ("MESSI", [entry("Messi", "Mét-xi", case_sensitive=False)], "Mét-xi", "any case"),
    ("hãng VNM", [entry("VNM", say_as=SayAs.LETTERS)], "hãng vê en em", "letter by letter"),
    ("hãng B52", [entry("B52", say_as=SayAs.LETTERS)], "hãng bê năm hai", "letters and digits"),
    ("BTC giải", [entry("BTC", "Bộ Tài chính")], "Bộ Tài chính giải", "before every reader"),
    (
        "Sông Công Một",
        [entry("Sông", "sông"), entry("Sông Công", "SC", age=1)],
        "SC Một",
        "the longer grapheme wins",
    ),
    ("ngày 2/9", [entry("2/9", "mùng hai tháng chín")], "ngày mùng hai tháng chín", "a date"),
    ("C++ hay", [entry("C++", "xê cộng cộng")], "xê cộng cộng hay", "an end that is no letter"),
    ("@loa", [entry("@loa", "a còng loa")], "a còng loa", "a beginning that is no letter"),
    ("Sông\u00a0Công", [entry("Sông Công", "SC")], "SC", "a no-break space is a space"),
    (
        "mã PM12 và PM345",
        [entry(r"PM(\d{2,3})", r"phần mềm \1", is_pattern=True)],
        "mã phần mềm 12 và phần mềm 345",
        "a pattern with its group",
    ),
    ("Tuấn", [entry("Tua\u0302\u0301n", "Tu\u00e2\u0301n")], "Tuấn", "NFD entries are taken"),
]


@pytest.mark.parametrize(("printed", "entries", "spoken", "why"), CASES)
def test_an_entry_is_said_where_it_applies(
    printed: str, entries: list[LexiconEntry], spoken: str, why: str
) -> None:
    reader = Lexicon(entries).reader()
    assert say(printed, lexicon=reader).spoken == spoken, why


def test_a_pattern_is_a_whole_word_too_where_it_says_so() -> None:
    reader = Lexicon([entry(r"PM\d+", "phần mềm", is_pattern=True)]).reader()
    assert not list(reader("XPM12 và PM12x"))


def test_the_trace_names_the_lexicon_and_the_place() -> None:
    utterance = say("Cầu thủ Messi ghi bàn", lexicon=Lexicon([entry("Messi", "Mét-xi")]).reader())

    (reading,) = utterance.trace
    assert (reading.rule, reading.written, reading.begin) == ("lexicon", "Messi", 8)


def test_the_article_wins_over_the_section_and_the_section_over_all() -> None:
    lexicon = Lexicon(
        [
            entry("TT Sông Công", "thị trấn Sông Công"),
            entry("TT", "thể thao", scope=SECTION, value="Thể thao"),
            entry("TT", "truyền thông", scope=ARTICLE, value="a1"),
        ]
    )

    def spoken(section: str | None, article_id: str | None) -> str:
        reader = lexicon.reader(section=section, article_id=article_id)
        return say("TT Sông Công", lexicon=reader).spoken

    assert spoken(None, None) == "thị trấn Sông Công"
    assert spoken("thể thao", "a2") == "thể thao Sông Công"
    assert spoken("Thể thao", "a1") == "truyền thông Sông Công"


def test_the_newer_of_two_equal_entries_wins() -> None:
    assert (
        say(
            "Messi", lexicon=Lexicon([entry("Messi", "cũ", age=2), entry("Messi", "mới")]).reader()
        ).spoken
        == "mới"
    )


def test_plain_text_stays_as_it_is_where_no_entry_applies() -> None:
    reader = Lexicon([entry("Messi", "Mét-xi")]).reader()
    text = "Hôm nay trời đẹp,  mọi người đi chơi."
    assert say(text, lexicon=reader).spoken == text


REFUSED = [
    (entry("", "x"), "để trống"),
    (entry("  ", "x"), "để trống"),
    (entry("a\nb", "x"), "một dòng"),
    (entry("a" * 201, "x"), "200"),
    (entry("Messi", " "), "chưa có cách đọc"),
    (entry("Messi", "a\nb"), "một dòng"),
    (entry("(", "x", is_pattern=True), "viết sai, ở ký tự 1"),
    (entry("a)b", "x", is_pattern=True), "viết sai"),
    (entry("a)(?:b", "x", is_pattern=True), "viết sai"),
    (entry("[a", "x", is_pattern=True), "viết sai"),
    (entry("a{9999999999999}", "x", is_pattern=True), "viết sai"),
    (entry("(?i)abc", "x", is_pattern=True), "viết sai"),
    (entry("x*", "x", is_pattern=True), "chỗ trống"),
    (entry("", "x", is_pattern=True), "để trống"),
    (entry("(a|b|)", "x", is_pattern=True), "chỗ trống"),
    (entry("a{e<=2}", "x", is_pattern=True), "ở ký tự 2"),
    (entry("(?e)ab", "x", is_pattern=True), "viết sai"),
    (entry("((((a{99}){99}){99}){99}){99}", "x", is_pattern=True), "quá nhiều lần"),
    (entry("a{2000000000}", "x", is_pattern=True), "quá nhiều lần"),
    (entry("a", r"\1", is_pattern=True), "0 nhóm"),
]


@pytest.mark.parametrize(("bad", "reason"), REFUSED)
def test_an_entry_that_cannot_be_used_is_refused_in_the_editors_words(
    bad: LexiconEntry, reason: str
) -> None:
    with pytest.raises(LexiconError) as refusal:
        check_entry(bad)
    assert reason in refusal.value.vi


def test_a_long_text_is_read_to_its_end_by_patterns() -> None:
    text = "từ " * 3000 + "PM12"
    reader = Lexicon([entry(r"PM\d+", "phần mềm", is_pattern=True)]).reader()
    assert {(claim.begin, claim.end) for claim in reader(text)} == {(9000, 9004)}


def test_thousands_of_entries_are_walked_together() -> None:
    names = [f"Tên{number}" for number in range(5000)]
    reader = Lexicon([entry(name, f"tên {name}") for name in names]).reader()
    text = " ".join(names)
    assert [
        text[claim.begin : claim.end] for claim in sorted(reader(text), key=lambda c: c.begin)
    ] == names


@given(st.text(), st.text(min_size=1, max_size=4), st.booleans(), st.booleans())
def test_any_text_is_matched_without_harm(
    text: str, grapheme: str, whole_word: bool, case_sensitive: bool
) -> None:
    made = entry(grapheme, "x", whole_word=whole_word, case_sensitive=case_sensitive)
    for claim in Lexicon([made]).reader()(text):
        if claim.warning:  # it cannot be used: no words, and the editor is told
            assert (claim.begin, claim.end, claim.spoken) == (0, 0, None)
            continue
        assert 0 <= claim.begin < claim.end


def test_one_letter_alone_has_another_length_in_small_letters() -> None:
    assert [each for each in map(chr, range(sys.maxunicode + 1)) if len(each.lower()) > 1] == ["İ"]


@pytest.mark.parametrize(("length", "places"), [(151, [449]), (152, [])])
def test_a_pattern_is_promised_what_is_as_long_as_two_windows_share(
    length: int, places: list[int]
) -> None:
    text = "ừ" * 449 + "x" * length + "ừ" * 800
    made = entry(f"x{{{length}}}", "-", is_pattern=True, whole_word=False)
    assert [claim.begin for claim in Lexicon([made]).reader()(text)] == places


@pytest.mark.parametrize("length", [1, 150, 151, 500, 600, 601, 1050, 1051])
def test_a_text_is_seen_from_its_first_letter_to_its_last(length: int) -> None:
    made = entry("^x|y$", "-", is_pattern=True, whole_word=False)
    text = ("x" + "ừ" * length)[: length - 1] + "y"
    found = {(claim.begin, claim.end) for claim in Lexicon([made]).reader()(text)}
    assert found == {(0, 1), (length - 1, length)}


def test_a_text_of_one_window_is_searched_once() -> None:
    text = "ừ" * 480 + "x" + "ừ" * 119
    made = entry("x", "-", is_pattern=True, whole_word=False)
    assert [claim.begin for claim in Lexicon([made]).reader()(text)] == [480]


def test_a_pattern_that_runs_away_in_a_later_window_is_out_of_the_first_too() -> None:
    shelf = Shelf([entry("(?:a|a)+b", "x", is_pattern=True)])
    text = "ab " + "x " * 400 + "a" * 300 + "; b"
    assert [match.begin for match in shelf.matches(text[:600], Runaways(0.1))] == [0]
    assert shelf.matches(text, Runaways(0.1)) == []


def test_an_entry_without_an_alias_is_left_out_and_told() -> None:
    said = say("Messi ghi bàn", lexicon=Lexicon([entry("Messi", " ")]).reader())
    assert said.spoken == "Messi ghi bàn"
    assert [warning.code for warning in said.warnings] == ["lexicon-runaway"]


LETTERS = SayAs.LETTERS
MATCHED = [
    ("Messi_", [entry("Messi", "Mét-xi")], "Messi_", "a line below joins"),
    ("Messi9", [entry("Messi", "Mét-xi")], "Messi chín", "a digit joins"),
    ("9Messi", [entry("Messi", "Mét-xi")], "chín Messi", "no word begins behind a digit"),
    ("C++a", [entry("C++", "xê")], "xê a", "a sign joins nothing"),
    ("MESSI", [entry("Messi", "Mét-xi")], "MESSI", "capitals are another case"),
    ("PM1 và pm2", [entry(r"PM\d", "x", is_pattern=True)], "x và pm hai", "a pattern's case"),
    ("pm2", [entry(r"PM\d", "x", is_pattern=True, case_sensitive=False)], "x", "any case"),
    ("xPM2y", [entry(r"PM\d", "-", is_pattern=True, whole_word=False)], "x-y", "inside a word"),
    ("ab", [entry("(a)(c)?b", r"\1-\2.", is_pattern=True)], "a-.", "a group that is missing"),
    ("A b", [entry("A b", say_as=LETTERS)], "a bê", "letters of two words"),
    ("B5x2", [entry("B5x2", say_as=LETTERS)], "bê năm ích hai", "letters and digits in turn"),
    ("Messi", [entry(" Messi ", " Mét-xi ")], "Mét-xi", "outer spaces of an entry"),
    ("Sông Công", [entry("Sông\u00a0Công", "SC")], "SC", "a no-break space of an entry"),
    ("ab abc", [entry("ab", "1"), entry("abc", "2")], "1 2", "one entry begins another"),
    ("xab", [entry("ab", "-", whole_word=False), entry("xa", "?")], "x-", "both trees"),
    ("İab", [entry("ab", "-", whole_word=False)], "İ-", "a letter that is two in small"),
    ("A", [entry("a", "-", case_sensitive=False), entry("A", "+", age=1)], "-", "the newer fits"),
    ("A", [entry("a", "-"), entry("A", "+", age=1)], "+", "the newer does not fit"),
    ("gửi @loa", [entry("@loa", "đài")], "gửi đài", "a sign begins a word"),
    ("C+a", [entry("C+", "xê")], "xê a", "a sign behind a letter joins nothing"),
    ("ab", [entry("(?=a)|b", "x", is_pattern=True, whole_word=False)], "a x", "nothing is no word"),
    ("ab", [entry("ab", "-", age=1), entry("ab", "+", whole_word=False)], "-", "a word goes first"),
]


@pytest.mark.parametrize(("printed", "entries", "spoken", "why"), MATCHED)
def test_an_entry_is_told_from_what_looks_alike(
    printed: str, entries: list[LexiconEntry], spoken: str, why: str
) -> None:
    assert say(printed, lexicon=Lexicon(entries).reader()).spoken == spoken, why


@pytest.mark.parametrize("lead", [594, 596, 598, 449, 451, 1046, 1048])
def test_a_pattern_sees_what_lies_across_the_windows_of_a_long_text(lead: int) -> None:
    text = "ừ" * lead + " PM12345 " + "ừ" * 800
    reader = Lexicon([entry(r"PM\d+", "phần mềm", is_pattern=True)]).reader()
    longest = next(iter(reader(text)))
    assert (longest.begin, longest.end) == (lead + 1, lead + 8)


def test_an_entry_that_cannot_be_used_is_told_once_with_its_name() -> None:
    reader = Lexicon([entry("(", "x", is_pattern=True)]).reader()
    (claim,) = reader("Messi")
    assert claim.warning
    assert (claim.begin, claim.end, claim.spoken) == (0, 0, None)
    assert (claim.warning.code, claim.warning.written) == ("lexicon-runaway", "(")
    assert (claim.warning.begin, claim.warning.end) == (0, 0)
    assert not list(reader("Messi"))


TAKEN = [
    entry("a" * 200, "b" * 1000),
    entry("a" * 200, say_as=LETTERS),
    entry("a", "b", say_as=LETTERS),
    entry("(a)", r"\1", is_pattern=True),
    entry("a", r"\1"),
    entry("a{2000}", "x", is_pattern=True),
    entry("(a{40}){50}", "x", is_pattern=True),
    entry("[{]a", "x", is_pattern=True),
    entry(r"\{a", "x", is_pattern=True),
    entry("[]{]a", "x", is_pattern=True),
    entry("[^]{]a", "x", is_pattern=True),
    entry(r"[\]{]a", "x", is_pattern=True),
    entry("a{1}b{1,}c{1,2}d{,2}", "x", is_pattern=True),
]


@pytest.mark.parametrize("good", TAKEN, ids=lambda each: each.grapheme[:12])
def test_an_entry_at_the_limits_can_be_used(good: LexiconEntry) -> None:
    check_entry(good)


REFUSED_TOO = [
    (entry("a" * 201, "b"), "200"),
    (entry("a", "b" * 1001), "1000"),
    (entry("a\u2028b", "x"), "một dòng"),
    (entry("a\u2029b", "x"), "một dòng"),
    (entry("a\ud800b", "x"), "một dòng"),
    (entry("a{2001}", "x", is_pattern=True), "quá nhiều lần"),
    (entry("(a{40}){51}", "x", is_pattern=True), "quá nhiều lần"),
    (entry("(a)(b)", r"\2\3", is_pattern=True), r"nhóm \3, nhưng biểu thức chỉ có 2"),
    (entry("a{,}", "x", is_pattern=True), "ở ký tự 2"),
    (entry("[a]b{x}", "x", is_pattern=True), "ở ký tự 5"),
    (entry("ab{1;}", "x", is_pattern=True, whole_word=False), "ở ký tự 3"),
    (entry("a)(?:b", "x", is_pattern=True, whole_word=False), "viết sai, ở ký tự 2"),
    (entry("ab)", "x", is_pattern=True), "viết sai, ở ký tự 3"),
]


@pytest.mark.parametrize(("bad", "reason"), REFUSED_TOO)
def test_an_entry_beyond_the_limits_is_refused(bad: LexiconEntry, reason: str) -> None:
    with pytest.raises(LexiconError) as refusal:
        check_entry(bad)
    assert reason in refusal.value.vi
