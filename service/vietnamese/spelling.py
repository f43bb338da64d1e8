"""How a Vietnamese syllable is spelled with all its marks, or with none of them.

A syllable is onset + rime + tone. The rimes are those of the school's spelling books
(Hoàng Phê, «Chính tả tiếng Việt»); a syllable that ends in c, ch, p or t has the tone
sắc or nặng and no other. So letters in another encoding hardly ever spell one.
"""

import re
import unicodedata
from typing import NamedTuple

from service.vietnamese import ONSETS


def _read(table: str) -> frozenset[str]:
    return frozenset(table.split())


_RIMES = _read(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu "
    "ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt"
)
_BEHIND_QU = _read(
    "a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et "
    "ê ên êt i it y ynh yt yên yêt ôc ơ"
)
_BEHIND_GI = frozenset(rime for rime in _RIMES if rime[0] not in "iy")
_ONSET_AND_RIME = re.compile(
    rf"({'|'.join(sorted({*ONSETS} - {'gi', 'qu'}, key=len, reverse=True))})?([^\W\d]+)"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Huyền, sắc, ngã, hỏi, nặng as combining marks."""
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_STOPPED = ("c", "ch", "p", "t")
_LONGEST = 7
"""Letters of «nghiêng»: nothing longer is a syllable, and a long word costs nothing."""


class _Parts(NamedTuple):
    letters: str
    tones: str


def is_spelled_syllable(word: str) -> bool:
    """Whether ``word`` is one syllable with all its marks in place: «nghiêng», «Được», «VIỆT»."""
    letters, tones = _parts(word)
    return (
        len(tones) <= 1
        and _is_spelled(letters, _RIMES, _BEHIND_QU, _BEHIND_GI)
        and (not letters.endswith(_STOPPED) or tones in _SHARP_OR_HEAVY)
    )


def is_bare_syllable(word: str) -> bool:
    """Whether ``word`` is a syllable whose marks were left away: «nghieng», «duoc», «VIET»."""
    return word.isascii() and _is_spelled(word.lower(), _BARE, _BARE_QU, _BARE_GI)


def _parts(word: str) -> _Parts:
    """The small letters of ``word`` without tones, and its tones."""
    if len(word) > 3 * _LONGEST:
        return _Parts("", "")
    marks = unicodedata.normalize("NFD", word.lower())
    letters = "".join(mark for mark in marks if mark not in _TONES)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return _Parts(unicodedata.normalize("NFC", letters), tones)


def _is_spelled(
    letters: str, rimes: frozenset[str], behind_qu: frozenset[str], behind_gi: frozenset[str]
) -> bool:
    if len(letters) > _LONGEST:
        return False
    if letters.startswith("qu"):
        return letters[2:] in behind_qu
    if letters.startswith("gi") and letters[2:] in behind_gi:
        return True
    found = _ONSET_AND_RIME.fullmatch(letters)
    return found is not None and found[2] in rimes


def _without_marks(rimes: frozenset[str]) -> frozenset[str]:
    return frozenset(
        "".join(mark for mark in unicodedata.normalize("NFD", rime) if mark.isascii())
        for rime in rimes
    )


_BARE, _BARE_QU, _BARE_GI = map(_without_marks, (_RIMES, _BEHIND_QU, _BEHIND_GI))
