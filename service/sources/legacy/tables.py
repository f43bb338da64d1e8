"""VNI and TCVN3 (ABC): what their fonts show for the letters of Latin-1.

Both are fonts rather than encodings: a file made with them holds the letters of
Latin-1 (ISO 8859-1), and each font draws Vietnamese in their places. TCVN3 is the
third table of TCVN 5712:1993; VNI-Windows writes most letters as a base and a mark.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LegacyTable:
    """One of the old encodings.

    ``name`` is what its users call it, ``convert`` gives the Unicode of its text.
    """

    name: str
    convert: Callable[[str], str]


_TONED = MappingProxyType(
    {
        "a": "áàảãạ",
        "ă": "ắằẳẵặ",
        "â": "ấầẩẫậ",
        "e": "éèẻẽẹ",
        "ê": "ếềểễệ",
        "o": "óòỏõọ",
        "ô": "ốồổỗộ",
        "ơ": "ớờởỡợ",
        "u": "úùủũụ",
        "ư": "ứừửữự",
        "y": "ýỳỷỹ",
    }
)
"""Each vowel with sắc, huyền, hỏi, ngã, nặng; «ỵ» is written otherwise in VNI."""

_VNI_MARKS = MappingProxyType(
    {
        # base of Latin-1: (the marks for sắc, huyền, hỏi, ngã, nặng; the vowel)
        **{base: ("ùøûõï", base) for base in "aeouy"},
        "ô": ("ùøûõï", "ơ"),
        "ö": ("ùøûõï", "ư"),
    }
)
_VNI_HATS = MappingProxyType(
    {"aâ": "â", "aê": "ă", "eâ": "ê", "oâ": "ô"}  # the second letter is the hat, without a tone
)
_VNI_HATS_WITH_TONES = MappingProxyType({"â": "áàåãä", "ă": "éèúüë", "ê": "áàåãä", "ô": "áàåãä"})
_VNI_SINGLE = MappingProxyType(
    {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
)
_TCVN3 = MappingProxyType(
    dict(
        zip(
            "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
            "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
            strict=True,
        )
    )
)


def _vni_pairs() -> Iterator[tuple[str, str]]:
    for base, (marks, vowel) in _VNI_MARKS.items():
        yield from zip((base + mark for mark in marks), _TONED[vowel], strict=False)
    for pair, vowel in _VNI_HATS.items():
        yield pair, vowel
        for mark, toned in zip(_VNI_HATS_WITH_TONES[vowel], _TONED[vowel], strict=True):
            yield pair[0] + mark, toned


_VNI: Mapping[str, str] = MappingProxyType({**_VNI_SINGLE, **dict(_vni_pairs())})
_VNI_LETTER = re.compile(
    "|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE
)


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    """The letter in the case of its base: «UÛ» and «Uû» are both «Ủ»."""
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


_TCVN3_LETTERS = str.maketrans(dict(_TCVN3))


def _from_tcvn3(text: str) -> str:
    """The Unicode of ``text``; the font has no toned capitals, so a line of capitals tells it."""
    return "".join(map(_tcvn3_line, text.splitlines(keepends=True)))


def _tcvn3_line(line: str) -> str:
    converted = line.translate(_TCVN3_LETTERS)
    typed = "".join(letter for letter in line if letter.isascii() and letter.isalpha())
    return converted.upper() if len(typed) > 1 and typed.isupper() else converted


VNI = LegacyTable("VNI", _from_vni)
TCVN3 = LegacyTable("TCVN3 (ABC)", _from_tcvn3)
