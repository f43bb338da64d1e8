"""An edition written as JSON and read again, beside dataclasses walked by hand and ``json``.

Run as ``python -m bench.codec``. The other way is what one writes without a library, and
what Loa did before: each dataclass becomes a dictionary for ``json``, and is built of one
by its annotations, looked up once a type. Both ways take turns on one edition of the
length of a news article, and each one's least CPU time counts. Exit 1 when a number to
hold is missed.
"""

import dataclasses
import json
import sys
import time
import types
import typing
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from service.codec import from_json, to_json
from service.model import (
    AudioFormat,
    Block,
    BlockKind,
    ClipSpec,
    Edition,
    Enclosure,
    Ms,
    Passage,
    Revision,
    Samples,
    Span,
    Voice,
)
from service.text.segments import split_segments
from service.text.spoken import say

ROUNDS = 30
HOLD_READ, HOLD_WRITE = 4.0, 10.0
SENTENCE = "Năm 2025, tỉnh thu 75,3 triệu USD, tăng 12% so với ngày 02/7/2021 ở TP.HCM."
PARAGRAPHS = 40
FRAME = 576


def by_hand(value: object) -> Any:
    """``value`` as ``json`` takes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [by_hand(each) for each in value]
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: by_hand(getattr(value, field.name)) for field in fields}
    return value


@cache
def builder(kind: Any) -> Callable[[Any], Any]:
    """How a value of this annotation is built of what ``json`` gave."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        inner = builder(next(each for each in arguments if each is not types.NoneType))
        return lambda plain: None if plain is None else inner(plain)
    if typing.get_origin(kind) is tuple:
        inner = builder(arguments[0])
        return lambda plain: tuple(map(inner, plain))
    if isinstance(kind, typing.NewType):
        return builder(kind.__supertype__)
    if dataclasses.is_dataclass(kind):
        hints, make = typing.get_type_hints(kind), typing.cast(Callable[..., Any], kind)
        builders = {name: builder(hint) for name, hint in hints.items()}
        return lambda plain: make(
            **{name: build(plain[name]) for name, build in builders.items() if name in plain}
        )
    if kind is datetime:
        return datetime.fromisoformat
    if issubclass(kind, Enum):
        return typing.cast(Callable[[Any], Any], kind)
    return _as_it_is(kind)


def _as_it_is(kind: type) -> Callable[[Any], Any]:
    def check(plain: Any) -> Any:
        if not isinstance(plain, kind):
            raise ValueError(f"expected {kind.__name__}, found {type(plain).__name__}")
        return plain

    return check


def make_edition() -> Edition:
    """An edition of a long news article, with the traces of its figures."""
    texts = [Block(BlockKind.PARAGRAPH, f"{SENTENCE} Đoạn {n}.") for n in range(PARAGRAPHS)]
    blocks = (Block(BlockKind.TITLE, "Đầu đề"), *texts)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    revision = Revision("r1", "bao/1", "Đầu đề", moment, None, "Thời sự", None, blocks, ())
    passages = tuple(
        Passage(
            segment,
            say(segment.text),
            "0" * 32,
            Span(segment.id, Samples(number * FRAME), Samples((number + 1) * FRAME)),
            frames_sha256="0" * 64,
        )
        for number, segment in enumerate(split_segments(revision.leaves))
    )
    spec = ClipSpec(Voice("google", "vi", "Google"), "1", 1.0, 1.0, -0.5, 1, AudioFormat())
    file = Enclosure("a/b.mp3", 1, "audio/mpeg", Ms(1), "0" * 64)
    return Edition("a", 1, revision, passages, spec, "r", file, -19.0, -1.0, moment)


def least_seconds(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least CPU time of each way, in seconds; they take turns."""
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.process_time()
            way()
            least[name] = min(least[name], time.process_time() - began)
    return least


def main() -> int:
    """0 when the numbers to hold were held."""
    edition = make_edition()
    ours, theirs = to_json(edition), json.dumps(by_hand(edition), ensure_ascii=False)
    build = builder(Edition)
    assert from_json(Edition, theirs) == from_json(Edition, ours) == edition
    assert build(json.loads(theirs)) == edition
    took = least_seconds(
        {
            "read": lambda: from_json(Edition, ours),
            "read by hand": lambda: build(json.loads(theirs)),
            "write": lambda: to_json(edition),
            "write by hand": lambda: json.dumps(by_hand(edition), ensure_ascii=False),
        }
    )
    print(f"An edition of {len(edition.passages)} sentences, {len(ours.encode()) / 1000:.0f} kB")
    held = True
    for act, hold in (("read", HOLD_READ), ("write", HOLD_WRITE)):
        ratio = took[f"{act} by hand"] / took[act]
        held = held and ratio >= hold
        spent = f"{1000 * took[act]:.2f} ms, by hand {1000 * took[f'{act} by hand']:.2f} ms"
        print(f"  {act:6} {spent}: {ratio:.1f} times as fast (to hold: {hold:.0f})")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
