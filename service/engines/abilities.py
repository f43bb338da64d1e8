"""What engines can change of a voice: asked before anything is spoken, never found out by a job."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from service.errors import SettingsError


class Ability(StrEnum):
    """What an engine can change of a voice."""

    RATE = "rate"
    PITCH = "pitch"


_NAMED: Mapping[Ability, tuple[str, str]] = {
    Ability.RATE: ("tốc độ", "LOA_RATE"),
    Ability.PITCH: ("cao độ", "LOA_PITCH"),
}


def ability_words(abilities: Collection[str]) -> str:
    """What an engine can change, in Vietnamese: "đổi được tốc độ"."""
    named = [vi for ability, (vi, _) in _NAMED.items() if ability in abilities]
    return f"đổi được {', '.join(named)}" if named else "không đổi được tốc độ, cao độ"


def needed_abilities(rate: float, pitch: float) -> tuple[Ability, ...]:
    """What an engine must be able to change, for these factors of the voice's own."""
    factors = {Ability.RATE: rate, Ability.PITCH: pitch}
    return tuple(ability for ability, factor in factors.items() if factor != 1.0)


def require_abilities(
    names: Iterable[str], abilities: Mapping[str, Collection[str]], rate: float, pitch: float
) -> None:
    """Nothing, when each of the engines ``names`` can give this rate and pitch.

    ``abilities`` tells of every engine what it can. Any of those that may speak may have to,
    so one that cannot is refused rather than passed over. Raises SettingsError.
    """
    for name in names:
        lacking = [each for each in needed_abilities(rate, pitch) if each not in abilities[name]]
        if lacking:
            settings = [_NAMED[each][1] for each in lacking]
            raise SettingsError(
                f"Bộ đọc “{name}” không đổi được {' và '.join(_NAMED[each][0] for each in lacking)}"
                f": hãy để {' và '.join(settings)} là 1, hoặc chọn những bộ đọc đổi được"
                " (LOA_ENGINES, LOA_ENGINE, LOA_HEADING_VOICE, LOA_SECTION_VOICES).",
                f"The engine “{name}” cannot change {' and '.join(lacking)}: leave"
                f" {' and '.join(settings)} at 1, or choose engines that can"
                " (LOA_ENGINES, LOA_ENGINE, LOA_HEADING_VOICE, LOA_SECTION_VOICES).",
            )
