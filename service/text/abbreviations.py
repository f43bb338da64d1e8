"""Reads abbreviations from the reviewed table ``abbreviations.tsv``.

A key with several lines is ambiguous: the line with a context word near the
abbreviation is taken, else the line marked usual (``*``), else the first, with a
warning that names the others. Beside words, a line's context may hold ``<name>`` and
``:``, which count where that follows. A key that ends with a full stop swallows that
stop before a name or number («TP. Hồ Chí Minh»).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf

from service.model import TextWarning
from service.tables import table_lines
from service.text.capitals import is_shouted
from service.text.claim import Claim
from service.text.context import just_before
from service.text.form import CAPITAL, SMALL, Form, one_of
from service.text.syllables import is_syllable

# A comma joins capitals alone, «KB,CB», not «UBND,12 xã»; behind its space only such as go
# on with «&»: «VH, TT&DL» is one key, «UBND, HĐND» are two.
_JOINT = r"[.&/-]\w{1,12}|, ?(?=[A-ZĐ]{2}[A-ZĐ&-]{0,6}&)\w{2,12}|,(?=[A-ZĐ]{2})\w{2,12}"
_TOKEN = Form(
    # Small letters need a capital behind, «tp. Huế», not «tp này», or joints, «đ/c», «v.v»;
    # not the end of a word or of what a sign joins: «xUBND», «q&UBND».
    rf"(?<![\w&])(?:[{CAPITAL}]\w*(?:{_JOINT}){{0,20}}|tp(?=[. ]{{1,2}}[{CAPITAL}])"
    rf"|[a-zđ]{{1,2}}(?:[./][a-zđ]{{1,2}}){{1,3}}(?!\w))"
)
# Where one key may end and the next begin: with the space of «UBND, GD&ĐT».
_CUT = Form(r"[.&/,-] ?")
_SAID_JOINTS = {"-": ", ", "/": ", ", ",": ", ", ".": " "}
# A stop before a name or number is the key's own; before a small letter the sentence goes on.
_NAME_AFTER = Form(rf"\.\s?(?=[{CAPITAL}0-9])")
_GOES_ON = Form(rf"\.(?=\s?[{SMALL},;:)])")
_FOLLOWED_BY = {
    # A stop may stand between, «DS. Lan», «DS.Lan»; «DS LAN» is no name.
    "<name>": Form(rf"\.?\s?[{CAPITAL}][{SMALL}]"),
    # «Đ/c : 12 Lê Lợi» as well.
    ":": Form(r"\s?:"),
}
_PERSON = Form(
    # Words for a person, or a name; «QUÂN» is no name.
    rf"(?:(?<!\w)(?:anh|chị|ông|bà|em|cô|bác|chú|cháu|bé|tên|bị cáo|bị can|vợ|chồng|con"
    rf"|nạn nhân|nữ sinh|nam sinh)|(?<![{CAPITAL}])[{CAPITAL}][{SMALL}]+)\s$"
)
_USUAL = "*"
_REACH = 60
_REACH_AGAINST_USUAL = 24
_BY_FORM = 20
"""How far a context counts that is only the form of what follows: a near word says more."""
_INITIALS = 2
"""A text of so few capitals is how a writer signs, where no meaning is usual."""
# Whole words in capitals: not «CA xMẮC», «CA MẮCx», «xMẮC CA».
_WORD_AFTER = Form(rf"\s(?P<word>[{CAPITAL}]{{2,7}})(?!\w)")
_WORD_BEFORE = Form(rf"(?<!\w)(?P<word>[{CAPITAL}]{{2,7}})\s$")
# Five digits alone: «BĐ 123456», «BĐ 12345m» name no boat.
_BOAT_NUMBER = Form(r"[ -][0-9]{5}(?![0-9.,]*\w)")
# «12345-BĐ», where the letters come last.
_AFTER_BOAT_NUMBER = Form(r"[0-9]{5}[ -]$")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of the table: what ``key`` stands for, where ``context`` words are near.

    A ``usual`` meaning needs no context to be sure.
    """

    key: str
    spoken: str
    domain: str
    context: tuple[str, ...]
    usual: bool


@cache
def known_abbreviations() -> dict[str, tuple[Abbreviation, ...]]:
    """The table, by key; the first line of a key is its default."""
    table: dict[str, tuple[Abbreviation, ...]] = {}
    for key, spoken, domain, context, _source in table_lines("abbreviations"):
        words = tuple(word for word in context.split(",") if word and word != _USUAL)
        usual = _USUAL in context.split(",")
        line = Abbreviation(key, spoken, domain, (*words, spoken.lower()), usual)
        table[key] = (*table.get(key, ()), line)
    return table


def say_known(written: str) -> str | None:
    """The full form of an abbreviation that has only one, else None."""
    lines = known_abbreviations().get(written, ())
    return lines[0].spoken if len(lines) == 1 else None


def read_abbreviations(text: str) -> Iterable[Claim]:
    """Known abbreviations, the longest first, in their full form."""
    if _is_signature(text):
        return
    shouted = is_shouted(text)
    for match in _TOKEN.matches(text):
        yield from _read_token(text, match.start(), match[0], shouted)


def _is_signature(text: str) -> bool:
    key = text.strip()
    lines = known_abbreviations().get(key, ())
    if len(lines) < 2 or len(key) > _INITIALS:
        return False
    return not any(line.usual or line.domain == "media" for line in lines)


def _read_token(text: str, begin: int, token: str, shouted: bool) -> Iterator[Claim]:
    """The known keys in ``token``, from left to right; what is unknown is stepped over."""
    at, joint = 0, None
    while rest := token[at:]:
        claim = _read_key(text, begin + at, rest, shouted)
        if claim is None:
            cut = _CUT.found_in(token, at)
            if cut is None:
                return
            at, joint = cut.end(), None
            continue
        if joint and (said := _SAID_JOINTS.get(joint[0].strip())):
            yield Claim("abbreviation-joint", begin + joint.start(), begin + at, said)
        yield claim
        at = claim.end - begin
        joint = _CUT.found_at(token, at)
        at = joint.end() if joint else at


def _read_key(text: str, begin: int, token: str, shouted: bool) -> Claim | None:
    table = known_abbreviations()
    for end in _ends(token):
        written = token[:end].replace(" ", "")
        lines = table.get(written + ".") or _titles(table.get(written, ()))
        if lines:
            stop = _NAME_AFTER.found_at(text, begin + end)
            if stop and not _is_initial(text, begin, written, stop[0]):
                return _claim(text, begin, stop.end(), lines, " ")
        if written in table:
            if _is_word(text, begin, begin + end, shouted) or _is_boat(text, begin, begin + end):
                return None
            small = _GOES_ON.found_at(text, begin + end) if written[0].islower() else None
            return _claim(text, begin, small.end() if small else begin + end, table[written], "")
    return None


def _titles(lines: tuple[Abbreviation, ...]) -> tuple[Abbreviation, ...]:
    """``lines`` where they are a person's title, whose stop before a name ends nothing."""
    return lines if lines and lines[0].domain == "title" else ()


def _is_word(text: str, begin: int, end: int, shouted: bool) -> bool:
    """Whether the key is a word among words in capitals: «CA NGỢI», «12 CA MẮC»."""
    if not is_syllable(text[begin:end]):
        return False
    beside = _WORD_AFTER.found_at(text, end) or _WORD_BEFORE.found_in(just_before(text, begin))
    return shouted or bool(beside and is_syllable(beside["word"]))


def _is_boat(text: str, begin: int, end: int) -> bool:
    """Whether two letters belong to the number of a boat: «BĐ 12345 TS»."""
    if end - begin != _INITIALS:
        return False
    head = just_before(text, begin)
    return bool(_BOAT_NUMBER.found_at(text, end) or _AFTER_BOAT_NUMBER.found_in(head))


def _is_initial(text: str, begin: int, written: str, stop: str) -> bool:
    """Whether one letter with a stop is a person's initial: «ông Lê Văn H. Sau đó»."""
    closed_up = len(stop) == 1
    return len(written) == 1 and not closed_up and bool(_PERSON.found_in(just_before(text, begin)))


def _ends(token: str) -> list[int]:
    """Where a known key may end within ``token``: at its end, then at each joint from the right."""
    cuts = [cut.start() for cut in _CUT.matches(token) if not token[cut.end()].isdecimal()]
    return [len(token), *reversed(cuts)]


def _claim(text: str, begin: int, end: int, lines: tuple[Abbreviation, ...], space: str) -> Claim:
    chosen, sure = _choose(text, begin, end, lines)
    warning = None if sure else _doubt(text[begin:end], begin, end, chosen, lines)
    return Claim("abbreviation", begin, end, chosen.spoken + space, 1.0 if sure else 0.5, warning)


def _choose(
    text: str, begin: int, end: int, lines: tuple[Abbreviation, ...]
) -> tuple[Abbreviation, bool]:
    if len(lines) == 1:
        return lines[0], True
    usual = next((line for line in lines if line.usual), None)
    reach = _REACH_AGAINST_USUAL if usual else _REACH
    head = just_before(text, begin, reach).lower()
    tail = text[end : end + reach].lower()
    distances = [_distance(line, text, end, head, tail) for line in lines]
    nearest = min(distances)
    if nearest < inf:
        return lines[distances.index(nearest)], True
    return (usual or lines[0]), usual is not None


def _distance(line: Abbreviation, text: str, end: int, head: str, tail: str) -> float:
    """How many characters lie between the abbreviation and the nearest context word, or inf."""
    words = context_words(line.context)
    distances: list[float] = [len(head) - found.end("word") for found in words.matches(head)]
    distances += [found.start("word") for found in words.matches(tail)]
    distances += [_BY_FORM for each in line.context if _follows(each, text, end)]
    return min(distances, default=inf)


@cache
def context_words(context: tuple[str, ...]) -> Form:
    """Where any of ``context`` begins, whatever overlaps it: «số» is no part of «sốt», «xsố»."""
    words = one_of(word for word in context if word not in _FOLLOWED_BY)
    return Form(rf"(?<![^\W_])(?=(?P<word>{words})(?![^\W_]))")


def _follows(context: str, text: str, end: int) -> bool:
    form = _FOLLOWED_BY.get(context)
    return form is not None and form.found_at(text, end) is not None


def _doubt(
    written: str, begin: int, end: int, chosen: Abbreviation, lines: tuple[Abbreviation, ...]
) -> TextWarning:
    others = tuple(line.spoken for line in lines if line is not chosen)
    reason = f"«{written.strip()}» có nhiều cách đọc; không có từ nào gần đó cho biết là cách nào."
    return TextWarning("ambiguous-abbreviation", written, begin, end, reason, others)
