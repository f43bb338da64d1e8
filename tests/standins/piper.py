"""A tiny Piper voice made here, and a stand-in for the program that speaks it.

The voice is a real ONNX model with the inputs and output of Piper's own
(``input``, ``input_lengths``, ``scales``, for several speakers ``sid``; float
samples): the real program loads it. It hums for as many samples as there are
phonemes, with noise where the program allows chance.
"""

import json
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

SAMPLE_RATE = 22_050
SAMPLES_A_PHONEME = 700

PROGRAM = '''
"""Speaks a voice of tests/standins/piper.py as the program piper does."""
import argparse, array, json, math, sys

parser = argparse.ArgumentParser()
parser.add_argument("-m", "--model", required=True)
parser.add_argument("--output-raw", action="store_true", required=True)
parser.add_argument("-s", "--speaker", type=int)
parser.add_argument("--length-scale", type=float)
parser.add_argument("--noise-scale", type=float)
parser.add_argument("--noise-w-scale", type=float)
parser.add_argument("--no-normalize", action="store_true")
args = parser.parse_args()
voice = json.load(open(args.model + ".json", encoding="utf-8"))
assert args.noise_scale == args.noise_w_scale == 0
scale = args.length_scale or voice["inference"]["length_scale"]
turn = 0.05 + 0.01 * (args.speaker or 0)
for line in sys.stdin:
    if line.strip():
        count = int(700 * (len(line.strip()) + 2) * scale)
        hum = array.array("h", (int(6000 * math.sin(at * turn)) for at in range(count)))
        sys.stdout.buffer.write(hum.tobytes())
'''


def write_stand_in(folder: Path) -> str:
    """The path of an executable program that takes piper's options."""
    path = folder / "piper"
    path.write_text(f"#!{sys.executable}\n{PROGRAM}", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return os.fspath(path)


def write_tiny_voice(folder: Path, speakers: Iterable[str] = (), **changes: object) -> Path:
    """The path of the model ``thu-nghiem.onnx``, its description beside it.

    ``changes`` replace or (None) remove entries of the description.
    """
    names = list(speakers)
    letters = "_^$ " + "".join(chr(code) for code in (*range(33, 127), *range(0xC0, 0x250)))
    marks = "".join(chr(code) for code in range(0x300, 0x330))
    description = {
        "audio": {"sample_rate": SAMPLE_RATE},
        "espeak": {"voice": "vi"},
        "phoneme_type": "text",
        "num_symbols": 1000,
        "num_speakers": max(1, len(names)),
        "speaker_id_map": {name: number for number, name in enumerate(names)},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_id_map": {letter: [at] for at, letter in enumerate(letters + marks)},
    } | changes
    kept = {name: value for name, value in description.items() if value is not None}
    model = folder / "thu-nghiem.onnx"
    model.write_bytes(_model(has_speakers=len(names) > 1))
    model.with_name("thu-nghiem.onnx.json").write_text(json.dumps(kept), "utf-8")
    return model


# --- the least of protocol buffers and ONNX (onnx.proto3) that one model needs ---

FLOAT, INT64 = 1, 7


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def _field(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    octets = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(octets)) + octets


def _node(operator: str, inputs: str, output: str, **attributes: int) -> bytes:
    names = b"".join(_field(1, name) for name in inputs.split())
    settings = b"".join(
        _field(5, _field(1, name) + _field(3, value) + _field(20, 2))
        for name, value in attributes.items()
    )
    return _field(1, names + _field(2, output) + _field(4, operator) + settings)


def _constant(name: str, kind: int, *values: float, is_scalar: bool = True) -> bytes:
    form = "f" if kind == FLOAT else "q"
    raw = struct.pack(f"<{len(values)}{form}", *values)
    shape = b"" if is_scalar else _field(1, len(values))
    return _field(5, shape + _field(2, kind) + _field(8, name) + _field(9, raw))


def _port(field: int, name: str, kind: int, *shape: int | str) -> bytes:
    sizes = b"".join(_field(1, _field(1 if isinstance(n, int) else 2, n)) for n in shape)
    tensor = _field(1, kind) + _field(2, sizes)
    return _field(field, _field(1, name) + _field(2, _field(1, tensor)))


def _model(*, has_speakers: bool) -> bytes:
    """``0.2 * sin(at * turn) + noise`` for 700 samples a phoneme, times the length scale."""
    turn = [_constant("turn", FLOAT, 0.05)]
    speaker_input = b""
    if has_speakers:
        speaker_input = _port(11, "sid", INT64, 1)
        turn = [
            _constant("step", FLOAT, 0.01),
            _constant("base", FLOAT, 0.05),
            _node("Cast", "sid", "speaker", to=FLOAT),
            _node("Mul", "speaker step", "more"),
            _node("Add", "more base", "turn"),
        ]
    graph = [
        _node("Cast", "input_lengths", "phonemes", to=FLOAT),
        _constant("each", FLOAT, SAMPLES_A_PHONEME),
        _constant("second", INT64, 1),
        _constant("first", INT64, 0),
        _node("Gather", "scales second", "pace"),
        _node("Gather", "scales first", "chance"),
        _node("Mul", "phonemes each", "natural"),
        _node("Mul", "natural pace", "lengths"),
        _node("Squeeze", "lengths", "length"),
        _constant("zero", FLOAT, 0),
        _constant("one", FLOAT, 1),
        _node("Range", "zero length one", "at"),
        *turn,
        _node("Mul", "at turn", "angle"),
        _node("Sin", "angle", "wave"),
        _constant("level", FLOAT, 0.2),
        _node("Mul", "wave level", "hum"),
        _node("RandomNormalLike", "hum", "noise"),
        _node("Mul", "noise chance", "breath"),
        _node("Add", "hum breath", "line"),
        _constant("shape", INT64, 1, 1, 1, -1, is_scalar=False),
        _node("Reshape", "line shape", "output"),
        _field(2, "tiny"),
        _port(11, "input", INT64, 1, "phonemes_count"),
        _port(11, "input_lengths", INT64, 1),
        _port(11, "scales", FLOAT, 3),
        speaker_input,
        _port(12, "output", FLOAT, 1, 1, 1, "samples"),
    ]
    return _field(1, 8) + _field(8, _field(2, 13)) + _field(7, b"".join(graph))
