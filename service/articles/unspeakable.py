"""Lines that nobody could want to hear: encoded files, endless words, bodies of figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from service.articles.page import Page
from service.articles.pruning import prune
from service.excerpt import excerpt
from service.model import Leaf, LeftOut

MOST_WORD = 2000
"""Characters without a space. The longest addresses in use have as many (RFC 9110, 4.1)."""

MOST_FIGURES = 5000
"""Characters of a line that is mostly figures and signs: a lottery's results have a tenth."""

_LEAST_LETTERS = 1 / 3
_ENCODED_LINES = 8
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{50,}\Z")
"""A line of base64, which has 64 or 76 characters in mail (RFC 2045) and PEM."""

_SHOWN = 200


def without_unspeakable(page: Page) -> Page:
    """``page`` without the lines that nobody could want to hear, each listed with place and size.

    A table of results or a list of names stays, however long; so does a lone address.
    """
    reasons = _reasons(page.blocks)
    if not reasons:
        return page
    left_out = tuple(
        LeftOut(excerpt(page.blocks[index].text, _SHOWN), reason)
        for index, reason in reasons.items()
    )
    nodes = prune(page.nodes, lambda index: index not in reasons)
    parts = (*page.parts, *("" for _ in left_out))
    return replace(page, nodes=nodes, left_out=(*page.left_out, *left_out), parts=parts)


def _reasons(blocks: Sequence[Leaf]) -> dict[int, str]:
    """Why each unspeakable line is one, by its index."""
    reasons = {}
    for encoded, run in groupby(range(len(blocks)), lambda each: _is_encoded(blocks[each].text)):
        lines = list(run)
        if encoded and len(lines) >= _ENCODED_LINES:
            reason = f"Dòng {lines[0] + 1} đến {lines[-1] + 1}: {len(lines)} dòng dữ liệu mã hoá."
            reasons.update(dict.fromkeys(lines, reason))
            continue
        for index in lines:
            size = _size(blocks[index].text)
            if size is not None:
                reasons[index] = f"Dòng {index + 1}: {size}, không ai nghe được."
    return reasons


def _is_encoded(line: str) -> bool:
    return _ENCODED.match(line) is not None


def _size(line: str) -> str | None:
    """What is too long in ``line``, in Vietnamese, or None."""
    if len(line) <= MOST_WORD:
        return None
    longest = max(map(len, line.split()))
    if longest > MOST_WORD:
        return f"một từ dài {longest} ký tự"
    if len(line) > MOST_FIGURES and sum(map(str.isalpha, line)) < _LEAST_LETTERS * len(line):
        return f"{len(line)} ký tự, hầu hết là chữ số và ký hiệu"
    return None
