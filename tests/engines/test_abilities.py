"""A rate or pitch that an engine cannot give is refused before anything is spoken."""

import pytest

from service.engines.abilities import (
    Ability,
    ability_words,
    needed_abilities,
    require_abilities,
)
from service.errors import SettingsError

ABILITIES = {"google": frozenset[str](), "piper": {"rate"}, "espeak": {"rate", "pitch"}}


@pytest.mark.parametrize(
    ("names", "rate", "pitch"),
    [
        (["google", "piper", "espeak"], 1.0, 1.0),
        (["piper", "espeak"], 1.2, 1.0),
        (["espeak"], 0.8, 1.2),
        ([], 2.0, 2.0),
    ],
)
def test_what_every_engine_can_is_taken(names: list[str], rate: float, pitch: float) -> None:
    require_abilities(names, ABILITIES, rate, pitch)


@pytest.mark.parametrize(
    ("names", "rate", "pitch", "engine", "settings"),
    [
        (["google", "piper", "espeak"], 1.2, 1.0, "google", "LOA_RATE"),
        (["espeak", "google"], 1.2, 1.2, "google", "LOA_RATE và LOA_PITCH"),
        (["piper", "espeak"], 1.2, 0.9, "piper", "LOA_PITCH"),
    ],
)
def test_what_one_of_them_cannot_is_refused_with_its_name_and_the_setting(
    names: list[str], rate: float, pitch: float, engine: str, settings: str
) -> None:
    with pytest.raises(SettingsError) as failure:
        require_abilities(names, ABILITIES, rate, pitch)
    assert f"“{engine}”" in failure.value.vi
    assert f"hãy để {settings} là 1," in failure.value.vi
    assert f"“{engine}” cannot change" in failure.value.en


def test_only_factors_other_than_one_need_an_ability() -> None:
    assert needed_abilities(1.0, 1.0) == ()
    assert needed_abilities(1.1, 1.0) == (Ability.RATE,)
    assert needed_abilities(1.0, 0.9) == (Ability.PITCH,)


def test_abilities_are_told_in_words() -> None:
    assert ability_words(["rate", "pitch"]) == "đổi được tốc độ, cao độ"
    assert ability_words(["rate"]) == "đổi được tốc độ"
    assert ability_words([]) == "không đổi được tốc độ, cao độ"
