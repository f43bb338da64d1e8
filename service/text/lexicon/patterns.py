r"""Regular expressions as editors may write them: compiled, tried out, and held to a time.

They are written in the dialect of Python's ``re`` and run by the package regex: a
backtracking engine can take longer than the age of the universe over one sentence,
``re`` cannot be stopped and keeps every other thread waiting. regex gives up at a
deadline and lets the others work. What the two take differently: in regex ``\w`` is a
letter, mark or decimal digit, not «²» or «½», and ``\s`` no control character (U+001C
to U+001F).
"""

import re
from collections.abc import Iterator
from math import prod
from typing import TypeAlias

import regex

from service.errors import LexiconError
from service.excerpt import excerpt

Pattern: TypeAlias = regex.Pattern[str]
Found: TypeAlias = regex.Match[str]

CHECK_SECONDS = 0.1
"""How long a pattern may work on one sentence while it is checked or previewed.

These are seconds of the processor, as regex counts them (``clock()``): all threads of
the program together, whatever other programs do or however long the machine slept. A search
that is quick never looks at the clock.
"""

_MOST_COPIES = 2000
"""regex writes out what must come n times: «((a{999}){999}){999}» would fill the memory."""

_LEAST = re.compile(r"\{([0-9]+)")
# In a class a bracket that closes may come first: «[]{]», «[^]{]».
_CLASS_OR_ESCAPE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_NO_COUNT = re.compile(r"\{(?!(?:[0-9]+(?:,[0-9]*)?|,[0-9]+)\})")
"""A bracket that counts nothing: the letter itself to re, «{e}» an error allowed to regex."""

_BEFORE, _AFTER = r"(?<![\w\p{N}])", r"(?![\w\p{N}])"
r"""The borders of a word; «m²» is one, though regex's \w does not hold «²»."""

_PROBE_LENGTH = 500
"""With the expression behind it about what a pattern sees of a long sentence at once."""

_PROSE = "Ngày 2 tháng 9 năm 1945, ông Nguyễn Văn A nói về 1.234,5 tỷ đồng ở TP. HCM "


def compile_pattern(written: str, *, whole_word: bool, case_sensitive: bool) -> Pattern:
    """The expression of an entry, bounded at words if it says so.

    Raises ``LexiconError`` for an expression that is malformed, that matches the
    empty text, or that is too large.
    """
    _refuse_other_dialects(written, whole_word=whole_word)
    if prod(max(1, int(least)) for least in _LEAST.findall(written)) > _MOST_COPIES:
        raise LexiconError(
            f"Biểu thức «{written}» lặp quá nhiều lần: các số lần lặp nhân với nhau không được "
            f"quá {_MOST_COPIES}.",
            f"The pattern {written!r} repeats too often: its counts multiply to more "
            f"than {_MOST_COPIES}.",
        )
    flags = regex.V0 if case_sensitive else regex.V0 | regex.IGNORECASE
    try:
        bare = regex.compile(written, flags)
        bounded = regex.compile(f"{_BEFORE}(?:{written}){_AFTER}", flags) if whole_word else bare
    except (regex.error, OverflowError, RecursionError) as e:
        raise _malformed(written, e) from e
    if find_all(bare, "", seconds=CHECK_SECONDS):
        raise LexiconError(
            f"Biểu thức «{written}» khớp cả với chỗ trống, nên sẽ chen vào khắp nơi.",
            f"The pattern {written!r} matches the empty string.",
        )
    return bounded


def find_all(
    pattern: Pattern, text: str, begin: int = 0, end: int | None = None, *, seconds: float
) -> list[Found]:
    """Where ``pattern`` matches ``text[begin:end]``; other threads work meanwhile.

    Raises ``LexiconError`` with the text when that takes more than ``seconds`` of the processor.
    """
    try:
        return list(pattern.finditer(text, begin, end, concurrent=True, timeout=seconds))
    except TimeoutError as e:
        quoted = excerpt(" ".join(text[begin:end].split()))
        raise LexiconError(
            f"Biểu thức có thể chạy mãi không dừng: quá {seconds:g} giây với câu «{quoted}». "
            "Hãy bỏ bớt dấu lặp, hoặc ghi số lần nhỏ hơn.",
            f"The pattern may run without end: more than {seconds:g} s on “{quoted}”.",
        ) from e


def try_out(pattern: Pattern, written: str) -> None:
    """Nothing, if ``pattern`` is quick on texts made to make it slow; else raises LexiconError.

    ``written`` is the expression as the editor wrote it. Catches what doubles its work
    with each letter, and repeats that are too many; the rest is stopped while reading.
    """
    for probe in _probes(written):
        find_all(pattern, probe, seconds=CHECK_SECONDS)


def _probes(written: str) -> Iterator[str]:
    """Long texts of what the expression speaks of, that end where it cannot go on.

    The expression itself stands at the end: an engine that looks first for the
    letters it must find («!») finds them there.
    """
    letters = dict.fromkeys(letter for letter in written if letter.isalnum())
    own = [*letters][:8]
    for filler in (_PROSE, "a", "A", "1", "nam giới ", "1.234.567 ", *own, "".join(own)):
        if filler:
            long = filler * (_PROBE_LENGTH // len(filler) + 1)
            yield f"{long[:_PROBE_LENGTH]}\n{written}"


def _refuse_other_dialects(written: str, *, whole_word: bool) -> None:
    """Raises LexiconError for what Python's re would refuse or read differently."""
    try:
        re.compile(written)  # alone first: its places are those that the editor counts
        if whole_word:
            re.compile(f"(?:{written})")
    except (re.error, OverflowError, RecursionError) as e:
        raise _malformed(written, e) from e
    # What is in a class or escaped counts nothing; as many characters take its place.
    open_text = _CLASS_OR_ESCAPE.sub(lambda found: "x" * len(found[0]), written)
    strange = _NO_COUNT.search(open_text)
    if strange:
        raise LexiconError(
            f"Biểu thức «{written}» viết sai, ở ký tự {strange.start() + 1}: "
            r"trong «{ }» là số lần lặp; chính dấu ngoặc thì viết \{.",
            f"The pattern {written!r} is malformed: a brace at {strange.start()} counts nothing.",
        )


def _malformed(written: str, error: Exception) -> LexiconError:
    place = getattr(error, "pos", None)
    where = "" if place is None else f", ở ký tự {place + 1}"
    return LexiconError(
        f"Biểu thức «{written}» viết sai{where}: hãy kiểm tra dấu ngoặc và dấu lặp.",
        f"The pattern {written!r} is malformed: {error}.",
    )
