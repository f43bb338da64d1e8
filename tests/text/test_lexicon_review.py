"""What editors ask of the lexicon."""

import pytest

from service.errors import LexiconError
from service.model import LexiconScope
from service.text.lexicon import Change, Lexicon, check_entry, conflicts, preview, try_entries
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
