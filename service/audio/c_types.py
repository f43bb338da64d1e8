"""The C types of the decoder, known before two threads can ask for them at once."""

import lameenc
import miniaudio


def know_types() -> None:
    """Every C type that miniaudio's MP3 reader uses is made, by one thread.

    cffi makes a type when it is first used, and an assertion of its own ends the program
    where two threads do that at the same moment.
    """
    for name in dir(miniaudio.lib):
        getattr(miniaudio.lib, name)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(24_000)
    file = bytes(encoder.encode(bytes(9_600)) + encoder.flush())
    miniaudio.mp3_get_info(file)
    miniaudio.mp3_read_s16(file)
