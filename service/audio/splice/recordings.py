"""What people recorded: checked when it comes in, and brought to the level of speech."""

from service.audio import mastering
from service.audio.audibility import check_audible
from service.audio.decoding import count_samples, decode_recording, rate_of
from service.audio.loudness import Signal
from service.audio.wholeness import check_whole
from service.errors import AudioError

MOST_JINGLE_SECONDS, MOST_RECORDING_SECONDS = 60, 300
"""Of what lies inside the clip of one sentence, which is held in memory."""

_CHECK_RATE = 16_000


def check_recording(recording: bytes, most_seconds: int) -> None:
    """Raises AudioError for a file that cannot be used whole, with the reason.

    It does not decode, is longer than allowed, cut off, silent, shorter than 0.2 s,
    nothing but noise, or too soft. The length comes first, so that no file
    is unpacked into more memory than that takes. What is already kept is not
    checked again when its clip is made: it stays heard.
    """
    check_whole(recording, count_samples(recording, most_seconds))
    rate = min(rate_of(recording), _CHECK_RATE)  # noise is not white above half its own rate
    check_audible(decode_recording(recording, rate), rate)


def level_recording(recording: bytes, sample_rate: int) -> Signal:
    """What is heard in ``recording``, at the level of mono speech once it is encoded.

    Raises AudioError for a file that does not decode or holds no sound.
    """
    signal = decode_recording(recording, sample_rate)
    begin, end = mastering.find_speech(signal, sample_rate)
    levelled = mastering.level_recording(signal[begin:end], sample_rate)
    if levelled is None:
        raise AudioError("Bản thu không có tiếng.", "The recording is silent.")
    return levelled
