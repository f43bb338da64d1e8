"""The names of a printed sentence, and whether they are said."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from service.model import Utterance
from service.text.abbreviations import known_abbreviations
from service.text.agreement.words import Word
from service.text.capitals import is_shouted
from service.text.form import CAPITAL, Form
from service.text.letters import CAPITALS, spell
from service.text.syllables import bare, is_syllable

_NAME = Form(rf"(?<!\w)[{CAPITAL}]\w*")
# A name's capital is no sign of one where a sentence, a quotation or a line begins.
_OPENING = Form(r"(?:[.!?:…;]\s|[\"“‘«(\[–—-]\s?)$")
_ACRONYM = Form(rf"[{CAPITALS}]{{2,8}}(?:-[{CAPITALS}]{{2,8}})*$")
_DIGIT = Form(r"[0-9]")
_WORDS = Form(r"[^\W_]+")
_ALIKE = 0.5
"""How much of its consonants a foreign name keeps when it is written as it sounds."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# «Mỹ» and «Mĩ» are one; the y of «quy» and «huy» is none of that kind.
_Y_AT_END = Form(r"(?<=[hklmstđ])y(?=[\u0300-\u036f]*$)")
_SOUNDS = str.maketrans(
    {"đ": "d", "f": "p", "q": "k", "c": "k", "x": "s", "z": "d", "j": "d", "w": "v", "y": "i"}
)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word or acronym; ``ways`` are the words, any of which say it."""

    written: str
    begin: int
    ways: tuple[tuple[str, ...], ...]
    is_acronym: bool = False
    is_known: bool = True

    @property
    def is_foreign(self) -> bool:
        """Whether it may be written otherwise so that it is said right."""
        return not self.is_acronym and not is_syllable(self.written)


def names_of(printed: str, by_rules: Utterance) -> tuple[Name, ...]:
    """What of ``printed`` is written as a name; nothing of a line printed in capitals."""
    if is_shouted(printed):
        return ()
    read = {(each.begin, each.end): each.spoken for each in by_rules.trace}
    found = [*_read_names(printed, read), *_plain_names(printed, read)]
    return tuple(sorted(found, key=lambda name: name.begin))


def _read_names(printed: str, read: dict[tuple[int, int], str]) -> Iterator[Name]:
    """Names that a rule or the lexicon reads: as it does, letter by letter or as printed."""
    for (begin, end), spoken in read.items():
        written = printed[begin:end].strip(" .")
        if (
            not spoken
            or not _NAME.found_at(written, 0)
            or not written[-1:].isalpha()
            or _DIGIT.found_in(written)
        ):
            continue
        ways = {_split(spoken), _split(written), _split(spell(written))}
        known = known_abbreviations().get(written, ())
        ways |= {_split(each.spoken) for each in known}
        is_acronym = _ACRONYM.found_at(written, 0) is not None
        yield Name(written, begin, tuple(ways), is_acronym, is_known=bool(known))


def _plain_names(printed: str, read: dict[tuple[int, int], str]) -> Iterator[Name]:
    taken = bytearray(len(printed))
    for begin, end in read:
        taken[begin:end] = b"\1" * (end - begin)
    found = [
        match for match in _NAME.matches(printed) if not any(taken[match.start() : match.end()])
    ]
    following = {
        one.start() for one, two in pairwise(found) if printed[one.end() : two.start()] == " "
    }
    for match in found:
        is_acronym = _ACRONYM.found_at(match[0], 0) is not None
        before = printed[max(0, match.start() - 2) : match.start()]
        opens = not before.strip() or _OPENING.found_in(before) is not None
        alone = match.start() not in following
        if opens and alone and is_syllable(match[0]) and not is_acronym:
            continue
        ways = [_split(match[0])]
        if is_acronym:
            ways.append(_split(spell(match[0])))
        yield Name(match[0], match.start(), tuple(ways), is_acronym, is_known=False)


def unsaid_names(
    names: Sequence[Name], words: Sequence[Word], said: Sequence[Word], typed: str
) -> Iterator[tuple[Name, str]]:
    """Those of ``names`` that ``said`` does not say, with what it says there; each once.

    ``words`` are what the rules say, ``typed`` is what the editor wrote, of which ``said`` are
    the words. An acronym may be said in full, a foreign name be written as it sounds.
    """
    spoken = [each.text for each in said if each.text]
    counted = Counter(map(_folded, spoken)) | Counter(_split(typed))
    needed = Counter[str](name.written for name in names)
    for name in _told_once(names):
        # One that can be said in several ways may be said here so and there so.
        times = needed[name.written] if len(name.ways) == 1 else 1
        if any(_are_said(way, counted, times) for way in name.ways):
            continue
        there = _in_place(name, words, spoken)
        if not _may_say(name, there):
            yield name, " ".join(there)


def _told_once(names: Sequence[Name]) -> Iterator[Name]:
    """Each of ``names`` once, with all ways in which it is said here or there."""
    written: dict[str, Name] = {}
    for each in names:
        before = written.get(each.written, each)
        ways = tuple(dict.fromkeys((*before.ways, *each.ways)))
        written[each.written] = replace(each, ways=ways)
    yield from written.values()


def _are_said(way: Sequence[str], counted: Counter[str], times: int) -> bool:
    need = Counter(way)
    return bool(way) and all(counted[word] >= count * times for word, count in need.items())


def _in_place(name: Name, words: Sequence[Word], spoken: Sequence[str]) -> list[str]:
    """The words said where the rules say ``name``."""
    texts = [each for each in words if each.text]
    ours, theirs = [_folded(each.text) for each in texts], [_folded(each) for each in spoken]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        written = {each.written.casefold().strip(" .") for each in texts[i1:i2]}
        if tag != "equal" and name.written.casefold() in written:
            return list(spoken[j1:j2])
    return []


def _may_say(name: Name, there: Sequence[str]) -> bool:
    if name.is_acronym:
        initials = "".join(bare(word)[:1] for word in there)
        return bool(there) and (not name.is_known or bare(name.written) in initials)
    return name.is_foreign and _sounds_alike(name.written, there)


def _sounds_alike(written: str, there: Sequence[str]) -> bool:
    """Whether ``there`` can be the sound of a foreign name: its consonants are much the same."""
    one = _consonants(written)
    return any(
        SequenceMatcher(None, one, _consonants("".join(there[begin:end])), autojunk=False).ratio()
        >= _ALIKE
        for begin in range(len(there))
        for end in range(begin + 1, min(len(there), begin + 8) + 1)
    )


def _consonants(word: str) -> str:
    letters = bare(word).translate(_SOUNDS).replace("ph", "p")
    return re.sub(rf"[{_VOWELS}]|(?<=.)h", "", letters) or letters


def _split(text: str) -> tuple[str, ...]:
    composed = unicodedata.normalize("NFC", text)
    return tuple(_folded(match[0]) for match in _WORDS.matches(composed))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """``word`` as all spell it: «Hoà» and «Hòa», «Mĩ» and «Mỹ» are one."""
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(each for each in parts if each in _TONES)
    return _Y_AT_END.pattern.sub("i", "".join(each for each in parts if each not in _TONES)) + tones
