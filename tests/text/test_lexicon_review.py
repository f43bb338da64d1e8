"""What editors ask of the lexicon."""

import pytest

from service.errors import LexiconError
from service.model import LexiconScope, SayAs
from service.text.lexicon import (
    Change,
    Lexicon,
    check_entry,
    conflicts,
    preview,
    search,
    try_entries,
)
from tests.text.lexicons import entry


def test_two_readings_of_one_grapheme_clash_and_the_newer_wins() -> None:
    older, newer = entry("Messi", "Mét", age=1), entry("Messi", "Mét-xi")

    (conflict,) = conflicts([older, newer])

    assert (conflict.winner, conflict.loser) == (newer, older)
    assert "hai cách đọc" in conflict.reason


def test_the_same_entry_twice_is_told_apart_from_a_clash() -> None:
    (conflict,) = conflicts([entry("Messi", "Mét-xi", age=1), entry("Messi", "Mét-xi")])
    assert "hai lần" in conflict.reason


def test_entries_of_other_scopes_and_other_case_do_not_clash() -> None:
    section = entry("TT", "thể thao", scope=LexiconScope.SECTION, value="Thể thao")
    assert not conflicts([entry("TT", "trung tâm"), section])
    assert not conflicts([entry("Bình", "a"), entry("bình", "b")])
    assert conflicts([entry("Bình", "a"), entry("bình", "b", case_sensitive=False)])


def test_two_readings_for_one_section_clash_wherever_the_tone_of_its_name_is_written() -> None:
    older = entry("TT", "thể thao", scope=LexiconScope.SECTION, value="Văn hóa", age=1)
    newer = entry("TT", "thông tin", scope=LexiconScope.SECTION, value="văn hoá ")
    assert [each.winner for each in conflicts([older, newer])] == [newer]


def test_an_entry_that_applies_nowhere_is_unused() -> None:
    used, idle = entry("Messi", "Mét-xi"), entry("Ronaldo", "Rô-nan-đô")
    trial = try_entries([used, idle], ["Cầu thủ Messi", "Ronaldinho ghi bàn"])
    assert (trial.unused, trial.left_out) == ((idle,), ())


def test_an_entry_that_a_newer_one_stands_before_is_unused() -> None:
    newer, older = entry("Messi", "Mét-xi"), entry("Messi", "Mét", age=1)
    assert try_entries([newer, older], ["Cầu thủ Messi"]).unused == (older,)


def test_a_preview_lists_what_would_change_and_how() -> None:
    sentences = ["Messi ghi 2 bàn.", "Ronaldo im lặng.", "Mét-xi"]

    assert preview(entry("Messi", "Mét-xi"), sentences) == (
        Change("Messi ghi 2 bàn.", "Messi ghi hai bàn.", "Mét-xi ghi hai bàn."),
    )


def test_a_preview_goes_before_the_standing_lexicon() -> None:
    standing = Lexicon([entry("Messi", "Mét"), entry("bàn", "trái")]).reader()

    (change,) = preview(entry("Messi", "Mét-xi"), ["Messi ghi bàn."], standing=standing)

    assert (change.before, change.after) == ("Mét ghi trái.", "Mét-xi ghi trái.")


def test_a_preview_of_a_changed_entry_shows_what_it_no_longer_reads() -> None:
    older = Lexicon([entry("messi", "Mét-xi", case_sensitive=False)]).reader()
    newer = entry("Messi", "Mét-xi")

    changes = preview(newer, ["messi", "Messi"], standing=older, remaining=Lexicon([]).reader())

    assert changes == (Change("messi", "Mét-xi", "messi"),)


def test_a_preview_of_a_bad_entry_is_refused() -> None:
    with pytest.raises(LexiconError):
        preview(entry("(a+", "x", is_pattern=True), ["aaa"])


def test_a_preview_tells_the_sentence_in_which_a_pattern_runs_away() -> None:
    runaway = entry(r"(?:[\u1ea1-\u1eb9]|[\u1ea2-\u1eb9])+!", "x", is_pattern=True)
    check_entry(runaway)
    with pytest.raises(LexiconError, match="Kỷ lục: ắắắắắ"):
        preview(runaway, ["Messi ghi bàn!", f"Kỷ lục: {'ắ' * 200}; hết!"])


def test_a_pattern_that_ran_away_is_not_called_unused_but_left_out() -> None:
    runaway = entry(r"(?:a|a)+!", "x", is_pattern=True)
    trial = try_entries([runaway], ["a" * 300 + "; !"])
    assert not trial.unused
    ((entry_out, why),) = trial.left_out
    assert entry_out is runaway
    assert "không dừng" in why.vi


def test_a_search_finds_words_in_any_case_and_form() -> None:
    entries = [entry("Messi", "Mét-xi"), entry("Ronaldo", "Rô"), entry("mes", "x")]
    assert search(entries, "MES") == (entries[0], entries[2])
    assert search(entries, "ro\u0302") == (entries[1],)
    assert search(entries, "mét") == (entries[0],)
    assert search(entries, "zz") == ()


def test_a_clash_needs_one_kind_and_one_form() -> None:
    assert not conflicts([entry("ab", "x"), entry("ab", "y", is_pattern=True)])
    assert not conflicts([entry("ab", "x"), entry("ac", "y")])
    assert conflicts([entry(" ab ", "x"), entry("ab", "y")])
    loose = [entry("Ab", "x", case_sensitive=False), entry("aB", "y", case_sensitive=False)]
    assert conflicts(loose)


def test_each_older_entry_clashes_once_with_the_newest_that_it_equals() -> None:
    three = [entry("a", str(age), age=age) for age in range(3)]
    assert [(each.winner.alias, each.loser.alias) for each in conflicts(three)] == [
        ("0", "1"),
        ("0", "2"),
    ]


def test_a_clash_says_what_is_spelled_out() -> None:
    spelled, said = entry("VNM", say_as=SayAs.LETTERS), entry("VNM", "vi na", age=1)
    (conflict,) = conflicts([spelled, said])
    assert "«đọc từng chữ cái» (mới hơn, đang dùng) và «vi na»" in conflict.reason
    same = [entry("VNM", "x", say_as=SayAs.LETTERS), entry("VNM", "x", age=1)]
    assert "hai cách đọc" in conflicts(same)[0].reason


def test_what_cannot_be_used_is_told_without_any_text() -> None:
    bad, idle = entry("(", "x", is_pattern=True), entry("Messi", "Mét-xi")
    trial = try_entries([bad, idle], [])
    assert trial.unused == (idle,)
    assert [each for each, _ in trial.left_out] == [bad]


def test_a_preview_without_a_text_that_it_applies_to_is_empty() -> None:
    assert preview(entry("Messi", "Mét-xi"), ["Ronaldo ghi 2 bàn."]) == ()
    assert preview(entry("Messi", "Messi"), ["Messi ghi bàn."]) == ()
