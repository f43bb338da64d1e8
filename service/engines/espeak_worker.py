"""A separate small program that speaks one sentence with the espeak-ng library.

It is run, never imported: the library is GPL-3+ and lives in this program
alone, which talks over standard input and output. It takes one JSON object and
answers one line of JSON and the samples (16-bit little-endian mono)::

    {"text": …, "voice": …, "wpm": 175, "pitch": 50, "amplitude": 60}
    {"rate": 22050}

With ``--version`` it answers the version of the library.
"""

import ctypes
import json
import sys
from pathlib import Path

RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL and the rest: espeak-ng/speak_lib.h
DONT_EXIT = 0x8000
RATE, VOLUME, PITCH = 1, 2, 3
BY_CHARACTER = 1
UTF8 = 1


CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def load_library() -> tuple[ctypes.CDLL, int]:
    """The library, ready to speak, and its sample rate. Raises ImportError or OSError."""
    # The extra [offline]: absent unless asked for, and without types
    import espeakng_loader  # type: ignore[import-untyped, import-not-found, unused-ignore]

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Info.restype = ctypes.c_char_p
    folder = Path(espeakng_loader.get_data_path()).parent
    rate = library.espeak_Initialize(RETRIEVAL, 0, str(folder).encode(), DONT_EXIT)
    if rate <= 0:
        raise OSError("the espeak-ng library cannot read its voices")
    return library, rate


def speak(library: ctypes.CDLL, wish: dict[str, object]) -> bytes:
    """The samples of ``wish["text"]``. Raises OSError when there is no such voice."""
    samples = bytearray()

    def collect(wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: object) -> int:
        if count:
            samples.extend(ctypes.string_at(wave, 2 * count))
        return 0

    receiver = CALLBACK(collect)
    library.espeak_SetSynthCallback(receiver)
    if library.espeak_SetVoiceByName(str(wish["voice"]).encode()):
        raise OSError(f"no espeak-ng voice {wish['voice']}")
    for parameter, name in ((RATE, "wpm"), (PITCH, "pitch"), (VOLUME, "amplitude")):
        library.espeak_SetParameter(parameter, wish[name], 0)
    text = str(wish["text"]).encode() + b"\0"
    library.espeak_Synth(text, len(text), 0, BY_CHARACTER, 0, UTF8, None, None)
    library.espeak_Synchronize()
    return bytes(samples)


def main() -> int:
    """0, or 3 when the library is not installed or cannot start."""
    try:
        library, rate = load_library()
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(library.espeak_Info(None).decode().split()[0])
            return 0
        samples = speak(library, json.loads(sys.stdin.buffer.read()))
    except (ImportError, OSError) as e:
        sys.stderr.write(f"{e}\n")
        return 3
    sys.stdout.buffer.write(json.dumps({"rate": rate}).encode() + b"\n")
    sys.stdout.buffer.write(samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
