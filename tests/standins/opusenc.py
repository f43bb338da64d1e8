"""A program in the place of ``opusenc``: it takes the same arguments, and fails as it is told to.

What it writes are Ogg pages that last as long as the samples it got (RFC 3533, RFC 7845),
with their digest for a sound: nothing plays it, and other samples are another file.
"""

import stat
import sys
from pathlib import Path

_PROGRAM = """#!{python}
import hashlib, struct, sys, time
{fault}
target, samples = sys.argv[-1], sys.stdin.buffer.read()
rate = int(sys.argv[sys.argv.index("--raw-rate") + 1])
told = [text for name, text in zip(sys.argv, sys.argv[1:]) if name == "--comment"]


def page(flags, position, number, body):
    lengths = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, 1, number, 0, len(lengths))
    return head + lengths + body


head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, rate, 0, 0)
tags = b"OpusTags" + repr(told).encode()[:40_000]
sound = hashlib.sha256(samples).digest() * 40
end = len(samples) // 2 * 48_000 // rate + 312 + {shift}
with open(target, "wb") as file:
    file.write(page(2, 0, 0, head) + page(0, 0, 1, tags) + page(4, end, 2, sound))
"""


def write_opusenc(folder: Path, fault: str = "", *, shift: int = 0) -> str:
    """The path of such a program in ``folder``.

    ``fault`` is Python that it runs first; its sound lasts ``shift`` samples of 48 kHz longer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "opusenc"
    program.write_text(_PROGRAM.format(python=sys.executable, fault=fault, shift=shift), "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)
