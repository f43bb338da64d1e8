"""Reads what marks say of a stretch of text: that it is struck out, what it stands for."""

import re
from collections.abc import Callable, Iterator

from service.model import DeletedReading
from service.model.content import Inline, text_of
from service.text.claim import Claim
from service.text.copy import Copy
from service.text.syllables import is_syllable

_STOPS = " .,;:…"
_SENTENCE_STOPS = (".", "!", "?", "…")


def read_deleted(
    copy: Copy, reading: DeletedReading, say: Callable[[Inline], str]
) -> Iterator[Claim]:
    """Each struck out stretch, said as what was written before, or not at all."""
    for each in copy.struck:
        if reading is DeletedReading.SKIP or not any(map(str.isalnum, text_of(each.runs))):
            yield Claim("deleted", each.begin, each.end, "")
        else:
            head, tail = copy.text[: each.begin].rstrip(), copy.text[each.end :].lstrip()
            announced = _announced(text_of(each.runs).strip(), say(each.runs), head, tail)
            yield Claim("deleted", each.begin, each.end, announced)


def _announced(struck: str, said: str, head: str, tail: str) -> str:
    """«trước ghi: …, đã sửa», with the stops that keep it apart from ``tail``."""
    opens = not head or head.endswith(_SENTENCE_STOPS)
    words = f"{'Trước' if opens else 'trước'} ghi: {said.strip(_STOPS)}, đã sửa"
    if struck.endswith(_SENTENCE_STOPS):
        return words + struck[-1] + (" " if tail else "")
    return f"{words}, " if tail and tail[0] not in ".,;:!?…)" else words


def read_expansions(copy: Copy) -> Iterator[Claim]:
    """Abbreviations that the page itself expands in Vietnamese words."""
    for each in copy.expanded:
        (run,) = each.runs
        if run.expansion and _is_vietnamese(run.expansion):
            yield Claim("abbreviation-told", each.begin, each.end, run.expansion)


def _is_vietnamese(words: str) -> bool:
    """Whether all are syllables: what is foreign or has signs is left to the readers."""
    parts = re.split(r"[\s,-]+", words.strip())
    return all(part.isalpha() and is_syllable(part) for part in parts)
