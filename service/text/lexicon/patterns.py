"""Regular expressions as editors may write them: compiled, and sure to end in time.

Python's engine tries every way to divide a text among repeated parts, so that a
repeated part which itself repeats can take longer than the age of the universe.
Such expressions are refused when the entry is written, not when an article waits.
"""

import re
from dataclasses import dataclass

from service.errors import LexiconError

_QUANTIFIER = re.compile(r"[*+?]|\{(?P<least>[0-9]*)(?P<comma>,)?(?P<most>[0-9]*)\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_MOST_ENDLESS = 2


@dataclass(slots=True)
class _Part:
    """What the scan knows of a bracketed part, or of one character or class."""

    written: str
    varies: bool = False


def compile_pattern(written: str, *, whole_word: bool, case_sensitive: bool) -> re.Pattern[str]:
    """The expression of an entry, bounded at words if it says so.

    Raises ``LexiconError`` for an expression that is malformed, that matches
    nothing at all, or that could take forever.
    """
    flags = re.NOFLAG if case_sensitive else re.IGNORECASE
    try:
        bare = re.compile(written, flags)
        bounded = re.compile(rf"(?<!\w)(?:{written})(?!\w)" if whole_word else written, flags)
    except (re.error, OverflowError, RecursionError) as e:
        place = getattr(e, "pos", None)
        where = "" if place is None else f", ở ký tự {place + 1}"
        raise LexiconError(
            f"Biểu thức «{written}» viết sai{where}: hãy kiểm tra dấu ngoặc và dấu lặp.",
            f"The pattern {written!r} is malformed: {e}.",
        ) from e
    if bare.search("") is not None:
        raise LexiconError(
            f"Biểu thức «{written}» khớp cả với chỗ trống, nên sẽ chen vào khắp nơi.",
            f"The pattern {written!r} matches the empty string.",
        )
    _refuse_endless(written)
    return bounded


def _refuse_endless(written: str) -> None:
    """Raises ``LexiconError`` where a repeated part itself repeats, branches or is «.»."""
    open_parts = [_Part("(")]
    last, at, endless = _Part(""), 0, 0
    while at < len(written):
        quantifier = _QUANTIFIER.match(written, at) if last.written else None
        if quantifier:
            most = _most(quantifier)
            if most is None or most > 1:
                _refuse_repetition(written, last, quantifier[0], endless_loop=most is None)
            endless += most is None
            open_parts[-1].varies |= _varies(quantifier)
            last, at = _Part(""), quantifier.end()
        else:
            last, at = _next_part(written, at, open_parts)
    if endless > _MOST_ENDLESS:
        raise LexiconError(
            f"Biểu thức «{written}» có hơn {_MOST_ENDLESS} chỗ lặp không giới hạn (* hoặc +): "
            "hãy ghi số lần, ví dụ {1,20}.",
            f"The pattern {written!r} has more than {_MOST_ENDLESS} endless repetitions.",
        )


def _next_part(written: str, at: int, open_parts: list[_Part]) -> tuple[_Part, int]:
    """The part that begins at ``at`` and where it ends; brackets open and close on the way."""
    match written[at]:
        case "\\":
            return _Part(written[at : at + 2]), at + 2
        case "[":
            end = found.end() if (found := _CLASS.match(written, at)) else at + 1
            return _Part(written[at:end]), end
        case "(":
            open_parts.append(_Part("("))
            return _Part(""), at + (2 if written[at + 1 : at + 2] == "?" else 1)
        case ")":
            closed = open_parts.pop() if len(open_parts) > 1 else _Part("(")
            open_parts[-1].varies |= closed.varies
            return closed, at + 1
        case "|":
            open_parts[-1].varies = True
            return _Part(""), at + 1
        case other:
            return _Part(other), at + 1


def _most(quantifier: re.Match[str]) -> int | None:
    """How often the part may come at most; None for without end."""
    if quantifier[0] == "?":
        return 1
    if quantifier[0] in "*+" or (quantifier["comma"] and not quantifier["most"]):
        return None
    return int(quantifier["most"] or quantifier["least"] or 0)


def _varies(quantifier: re.Match[str]) -> bool:
    return quantifier[0] in "*+?" or bool(quantifier["comma"])


def _refuse_repetition(written: str, part: _Part, quantifier: str, *, endless_loop: bool) -> None:
    if part.written == "(" and part.varies:
        raise LexiconError(
            f"Biểu thức «{written}» lặp ({quantifier}) một nhóm mà bên trong lại lặp hoặc chọn: "
            "có thể chạy mãi không dừng. Hãy bỏ bớt một dấu lặp.",
            f"The pattern {written!r} repeats a group that itself repeats or branches.",
        )
    if part.written == "." and endless_loop:
        raise LexiconError(
            f"Biểu thức «{written}» có «.{quantifier}», nuốt cả câu: hãy ghi rõ ký tự và số lần.",
            f"The pattern {written!r} repeats any character without end.",
        )
