"""What an engine sent, decoded and checked: sound that is not plainly the words is refused."""

from dataclasses import dataclass

from service.audio import mastering
from service.audio.decoding import decode
from service.audio.loudness import Signal
from service.errors import AudioError
from service.model import ClipSpec, Ms, Speech

_MOST_LETTERS_A_SECOND = 24.0
_FEWEST_CHARACTERS_A_SECOND = 2.5
_LETTERS_OF_A_FIGURE = 10
_SHORT_LETTERS = 6
_SECONDS_ALLOWED_EXTRA = 2.5


@dataclass(frozen=True, slots=True)
class Part:
    """One part at the clip's rate, without the silence at its edges, faded in and out."""

    signal: Signal
    length: Ms


def decode_parts(speech: Speech, spoken: str, spec: ClipSpec) -> list[Part]:
    """The parts of ``speech``, in order.

    Raises AudioError when one does not decode, is noise or silence, or when all
    together are much too short or too long for ``spoken``.
    """
    parts = [_make_part(*decode(file), spec) for file in speech.parts]
    _check_length(spoken, sum(part.length for part in parts) / 1000, spec.rate)
    return parts


def _make_part(raw: Signal, own_rate: int, spec: ClipSpec) -> Part:
    rate = spec.format.sample_rate
    signal = mastering.resample(raw, own_rate, rate)
    begin, end = mastering.find_speech(signal, rate)
    kept = signal[begin:end]
    if kept.max(initial=0.0) == 0.0 == kept.min(initial=0.0):
        raise AudioError("Giọng đọc trả về im lặng.", "The engine returned silence.")
    if mastering.looks_like_noise(kept, rate):
        raise AudioError("Giọng đọc trả về tiếng ồn.", "The engine returned noise.")
    return Part(
        mastering.fade_edges(kept, rate),
        Ms(1000 * kept.size // rate),
    )


def _check_length(spoken: str, seconds: float, rate: float) -> None:
    """Raises AudioError when ``seconds`` cannot hold ``spoken``, or hold far more.

    News is read at 10 to 17 letters a second: half a file is beyond the upper
    bound. At the lower one a figure, sign or emoji counts like a long word, which
    it may be read as.
    """
    letters = sum(character.isalnum() for character in spoken)
    words_in_one = sum(not (each.isalpha() or each.isspace()) for each in spoken)
    most = len(spoken) + _LETTERS_OF_A_FIGURE * words_in_one
    shortest = (letters - _SHORT_LETTERS) / (_MOST_LETTERS_A_SECOND * max(rate, 1.0))
    longest = most / (_FEWEST_CHARACTERS_A_SECOND * min(rate, 1.0)) + _SECONDS_ALLOWED_EXTRA
    if not shortest <= seconds <= longest:
        raise AudioError(
            f"Âm thanh dài {seconds:.1f} giây không khớp với {len(spoken)} ký tự.",
            f"{seconds:.1f} seconds of sound do not fit {len(spoken)} characters.",
        )
