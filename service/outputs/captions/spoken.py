"""How much of a sentence is said by a place in its printed text.

«75,3%» is four characters printed and eight syllables said: what is printed does not tell
when the next word is heard. The trace of an utterance does.
"""

import unicodedata
from itertools import accumulate

from service.model import Reading, Utterance

_SYLLABLE = 2
"""What a syllable takes beside its letters, in letters: long and short ones last almost alike."""

_PAUSES = {",": 3, ";": 4, ":": 4, ".": 5, "!": 5, "?": 5, "…": 5}
"""What a mark with white space behind it is a pause of, in letters."""


def spoken_before(utterance: Utterance, printed: str) -> list[float]:
    """How much is said before each character of ``printed``, and before its end.

    In letters that take as long to say; it never falls. What a reading says is spread evenly
    over what it reads. An editor's own words have no trace: there ``printed`` stands for them.
    """
    composed = unicodedata.normalize("NFC", printed)
    lengths = [_own_length(composed, at) for at in range(len(composed))]
    for reading in utterance.trace:
        _say(reading, composed, lengths)
    before = [0.0, *accumulate(lengths)]
    if composed == printed:
        return before
    return [
        before[min(len(unicodedata.normalize("NFC", printed[:at])), len(composed))]
        for at in range(len(printed) + 1)
    ]


def _say(reading: Reading, printed: str, lengths: list[float]) -> None:
    begin, end = reading.begin, min(reading.end, len(printed))
    if begin >= end:
        return
    said = sum(_own_length(reading.spoken, at) for at in range(len(reading.spoken)))
    if reading.written == printed[begin:end]:
        lengths[begin:end] = [said / (end - begin)] * (end - begin)
    else:  # «Hai: …»: the number of an item is said before its first letter, not in its place
        lengths[begin] += said


def _own_length(text: str, at: int) -> float:
    """How long ``text[at]`` takes where it is said as it is written."""
    character = text[at]
    if character.isalnum():
        return 1
    following = text[at + 1 : at + 2]
    if character.isspace():
        return _SYLLABLE if following.isalnum() else 0
    return _PAUSES.get(character, 0) if not following or following.isspace() else 0
