"""Editors' regular expressions: what they match, and that none stops the service."""

import re
import threading

import pytest

from service.errors import LexiconError
from service.text.lexicon import Lexicon, check_entry
from service.text.lexicon.patterns import compile_pattern, find_all
from service.text.lexicon.runaways import ARTICLE_SECONDS, Runaways
from service.text.spoken import say
from tests.text.lexicons import entry

RUNAWAYS = [
    "(a|a)+b",
    "(a|aa){40}b",
    "(x+x+)+y",
    "((a{1,30}){1,30}){1,30}b",
    r"(?:\w{0,9999}){0,9999}z",
    r"(\w{1,60} ?){1,60}!",
    r"\w+\w+\w+x",
]

SENTENCE = "Giá 1.234.567 đồng, mã PM12, QL 1A và QL1B. Cô Ba hỏi: 25 m² hay ½ m? AB-12; C++!"

QUICK = [
    r"\d{1,3}(?:\.\d{3})+",
    r"QL ?\d+[A-Z]?",
    "(?:Cô|Ông) Ba",
    r"[^.]{1,30}!",
    r"C\+\+",
    r"(?<=mã )PM\d+",
    r"[A-ZĐ]{1,5}-(\d+)",
    r"(?P<đơn_vị>m)",
    r"đồ(?!ng)|đồng",
    r"[{}]|\{e\}|Giá",
    r"hỏi:? {,2}\d{2}",
    r"(?i:giá) ?",
]


@pytest.mark.parametrize("written", RUNAWAYS)
def test_a_pattern_that_may_run_without_end_is_refused_with_where_it_did(written: str) -> None:
    with pytest.raises(LexiconError) as refusal:
        check_entry(entry(written, "x", is_pattern=True, whole_word=False))
    assert "không dừng" in refusal.value.vi
    assert "với câu «" in refusal.value.vi


@pytest.mark.parametrize("written", QUICK)
def test_a_pattern_matches_what_it_matches_in_pythons_own_dialect(written: str) -> None:
    check_entry(entry(written, "x", is_pattern=True))
    for whole, border in ((False, written), (True, rf"(?<!\w)(?:{written})(?!\w)")):
        pattern = compile_pattern(written, whole_word=whole, case_sensitive=True)
        found = [match.span() for match in find_all(pattern, SENTENCE, seconds=60)]
        assert found == [match.span() for match in re.finditer(border, SENTENCE)]


def test_what_took_the_interpreter_25_seconds_ends_at_once_or_at_its_time() -> None:
    written = r"[\w ]{1,60}[\w ]{1,60}[\w ]{1,60}[\w ]{1,60}!"
    pattern = compile_pattern(written, whole_word=False, case_sensitive=True)
    assert not find_all(pattern, "nam giới " * 33 + "; !", seconds=20)


def test_a_stored_pattern_that_runs_away_is_left_out_of_its_article_and_the_editor_told() -> None:
    runaway, name = entry("(?:a|a)+b", "x", is_pattern=True), entry("Messi", "Mét-xi")
    reader = Lexicon([runaway, name]).reader()

    first = say("Messi: " + "a" * 300 + ", b", lexicon=reader)
    second = say("Messi ab, " + "a" * 300, lexicon=reader)

    assert first.spoken.startswith("Mét-xi")
    assert second.spoken.startswith("Mét-xi ab")
    (warning,) = first.warnings
    assert warning.code == "lexicon-runaway"
    assert "«(?:a|a)+b»" in warning.reason
    assert not second.warnings


def test_the_next_article_tries_every_entry_again() -> None:
    lexicon = Lexicon([entry("(?:a|a)+b", "x", is_pattern=True)])
    assert say("a" * 300 + ", b", lexicon=lexicon.reader()).warnings
    assert say("ab", lexicon=lexicon.reader()).spoken == "x"


def test_other_threads_get_on_while_a_pattern_runs_away() -> None:
    pattern = compile_pattern("(?:a|a)+b", whole_word=False, case_sensitive=True)
    passed = 0
    stopped = threading.Event()

    def turn_pages() -> None:
        nonlocal passed
        while not stopped.wait(0.001):
            passed += 1

    reader = threading.Thread(target=turn_pages)
    reader.start()
    try:
        with pytest.raises(LexiconError):
            find_all(pattern, "a" * 300 + ", b", seconds=1)
        assert passed >= 10
    finally:
        stopped.set()
        reader.join()


def test_one_time_holds_for_all_the_places_of_a_text() -> None:
    pattern = compile_pattern(r"(?:\w?){12}\w{12}!|;", whole_word=False, case_sensitive=True)
    with pytest.raises(LexiconError):
        find_all(pattern, ("a" * 40 + "; ") * 20_000 + "!", seconds=0.2)


class Searches:
    """Searches of one pattern, each of which needs ``seconds``; counts what they were given."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.given: list[float] = []

    def __call__(self, seconds: float) -> list[int]:
        self.given.append(min(seconds, self.seconds))
        if self.seconds > seconds:
            raise LexiconError("Quá lâu.", "Too long.")
        return [1]


@pytest.mark.parametrize("seconds", [0.02, 0.09, 0.11, 0.9, 1.1])
def test_patterns_that_are_slow_in_every_sentence_take_an_article_seconds_and_not_minutes(
    seconds: float,
) -> None:
    runaways, searches = Runaways(), Searches(seconds)
    slow = [entry(f"chậm {number}", "x", is_pattern=True) for number in range(10)]
    for _ in range(1_000):
        for each in slow:
            runaways.search(each, searches)
    assert len(runaways.left_out) == 10
    assert sum(searches.given) <= ARTICLE_SECONDS + 1


def test_a_quick_pattern_is_followed_to_the_end_however_slow_another_is() -> None:
    runaways, quick = Runaways(), entry("nhanh", "x", is_pattern=True)
    for _ in range(1_000):
        runaways.search(entry("chậm", "x", is_pattern=True), Searches(0.5))
        assert runaways.search(quick, Searches(0.001)) == [1]


def test_a_pattern_that_is_slow_once_is_followed() -> None:
    runaways, slow = Runaways(), entry("chậm", "x", is_pattern=True)
    assert runaways.search(slow, Searches(0.5)) == [1]
    assert runaways.search(slow, Searches(0.001)) == [1]


@pytest.mark.parametrize(
    ("needs", "given"),
    [
        (0.01, [0.01]),
        (0.05, [0.01, 0.1]),
        (0.1, [0.01, 0.1]),
        (0.5, [0.01, 0.1, 1.0]),
        (1.5, [0.01, 0.1, 1.0]),
    ],
)
def test_a_slow_search_is_begun_again_with_more_time(needs: float, given: list[float]) -> None:
    asked: list[float] = []

    def find(seconds: float) -> list[int]:
        asked.append(seconds)
        if needs > seconds:
            raise LexiconError("Quá lâu.", "Too long.")
        return [1]

    assert Runaways().search(entry("a", "x"), find) == ([1] if needs <= 1 else [])
    assert asked == given


def test_a_search_that_is_quick_costs_nothing_of_the_articles_time() -> None:
    runaways, each = Runaways(1.0, 0.1), entry("a", "x")
    for _ in range(100):
        assert runaways.search(each, Searches(0.005)) == [1]
    assert runaways.search(each, Searches(0.05)) == []  # the first step has cost some of it
    (_, why) = runaways.left_out[each.id]
    assert "0.1 giây" in why.vi
    assert "«a» chậm" in why.vi


def test_the_first_reason_to_leave_an_entry_out_stands() -> None:
    runaways, each = Runaways(), entry("a", "x")
    first = LexiconError("Một.", "One.")
    runaways.leave_out(each, first)
    runaways.leave_out(each, LexiconError("Hai.", "Two."))
    assert runaways.left_out == {each.id: (each, first)}
    assert runaways.search(each, Searches(0.001)) == []
