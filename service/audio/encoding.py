"""The one door to lameenc: samples to MPEG frames."""

import lameenc

from service.audio.bare_frames import is_uniform, sound_frames
from service.audio.frames import silent_frame
from service.audio.loudness import Signal
from service.audio.pcm import to_pcm
from service.errors import AudioError
from service.model import AudioFormat

_QUALITY = 3
_SAMPLES_AT_ONCE = 1 << 16


def encode(signal: Signal, audio: AudioFormat) -> bytes:
    """``signal`` (at the format's rate) as headerless constant-bitrate frames, own encoder run.

    The first frame of a run borrows nothing from frames before it, which is why
    finished runs can be joined. Raises AudioError when the encoder made other frames.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(audio.bitrate_kbps)
    encoder.set_in_sample_rate(audio.sample_rate)
    encoder.set_out_sample_rate(audio.sample_rate)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    stream = bytearray()
    for begin in range(0, signal.size, _SAMPLES_AT_ONCE):
        stream += encoder.encode(to_pcm(signal[begin : begin + _SAMPLES_AT_ONCE]))
    stream += encoder.flush()
    frames = sound_frames(bytes(stream))
    if frames[:3] != silent_frame(audio)[:3] or not is_uniform(frames, audio.frame_bytes):
        raise AudioError(
            "Bộ mã hoá MP3 cho ra khung sai kích thước.",
            "The MP3 encoder made a frame of another size.",
        )
    return frames
