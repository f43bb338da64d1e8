"""Yes and no: settings and tables take the same words."""

import pytest

from service.errors import SettingsError
from service.settings import load_settings
from service.text.lexicon import build_entry
from service.yes_no import read_yes_no
from tests.text.lexicons import NOW


@pytest.mark.parametrize(
    ("written", "said"), [("Đúng", True), ("on", True), ("X", True), ("sai", False), ("off", False)]
)
def test_settings_and_lexicon_files_take_the_same_words(written: str, said: bool) -> None:
    assert read_yes_no(written) is said
    assert load_settings({"LOA_MIX_VOICES": written}).mix_voices is said
    cells = {"grapheme": "TT", "alias": "trung tâm", "whole_word": written}
    assert build_entry(cells, NOW).whole_word is said


def test_nothing_written_is_no_for_a_setting_and_other_words_are_refused() -> None:
    assert not load_settings({"LOA_MIX_VOICES": ""}).mix_voices
    with pytest.raises(SettingsError, match="LOA_MIX_VOICES"):
        load_settings({"LOA_MIX_VOICES": "perhaps"})
