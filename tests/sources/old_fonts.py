"""How Vietnamese was written before Unicode: the other way round, from other tables."""

import unicodedata

from service.vietnamese import BEYOND_ASCII

_TCVN3 = dict(
    zip(
        "àảãáạ" "ă" "ằẳẵắ" "ặ" "â" "ầẩẫấậ" "đ" "è" "ẻẽéẹ" "ê" "ềểễếệ" "ìỉ" "ĩíị"
        "ò" "ỏõóọ" "ô" "ồổỗốộ" "ơ" "ờởỡớợ" "ù" "ủũúụ" "ư" "ừửữứự" "ỳỷỹýỵ" "ĂÂÊÔƠƯĐ",
        bytes(
            (
                *(*range(0xB5, 0xBA), 0xA8, *range(0xBB, 0xBF), 0xC6, 0xA9, *range(0xC7, 0xCC)),
                *(0xAE, 0xCC, *range(0xCE, 0xD2), 0xAA, *range(0xD2, 0xD9), *range(0xDC, 0xE0)),
                *(*range(0xE1, 0xE5), 0xAB, *range(0xE5, 0xEA), 0xAC, *range(0xEA, 0xF0)),
                *(*range(0xF1, 0xF5), 0xAD, *range(0xF5, 0xFF), *range(0xA1, 0xA8)),
            )
        ).decode("latin-1"),
        strict=True,
    )
)  # fmt: skip
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HATTED = {
    "\u0302": {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"},
    "\u0306": {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"},
}
_VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_VIQR = {
    "\u0302": "^",
    "\u0306": "(",
    "\u031b": "+",
    "\u0300": "`",
    "\u0301": "'",
    "\u0303": "~",
    "\u0309": "?",
    "\u0323": ".",
}


def tcvn3(text: str) -> str:
    """``text`` as TCVN3 writes it, seen as Latin-1; toned capitals are small there."""
    return "".join(_TCVN3.get(each) or _TCVN3.get(each.lower(), each) for each in text)


def vni(text: str) -> str:
    """``text`` as VNI-Windows writes it, seen as Latin-1."""
    return "".join(map(_vni_letter, text))


def viqr(text: str, *, escaped: bool = False) -> str:
    """``text`` as VIQR (RFC 1456) writes it; as people type it, or with its stops escaped."""
    written = "".join(map(_viqr_letter, text))
    return written.replace(".\n", "\\.\n") if escaped else written


def viqr_with_stars(text: str) -> str:
    """``text`` as VIQR with «*» for a horn, as some keyboards wrote it."""
    return viqr(text).replace("+", "*")


def as_windows_1252(raw: bytes) -> str:
    """``raw`` as a browser shows it that takes it for windows-1252 (WHATWG Encoding)."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    if small not in BEYOND_ASCII:
        return letter
    written = _VNI_WHOLE.get(small)
    if written is None:
        base, marks = _divided(small)
        tone = "".join(mark for mark in marks if mark in _VNI_TONES)
        hat = marks.replace(tone, "") if tone else marks
        if hat in _VNI_HATTED:
            written = base + _VNI_HATTED[hat][tone]
        else:
            horned = {"o": "ô", "u": "ö"}[base] if hat else base
            written = horned + (_VNI_TONES[tone] if tone else "")
    return written.upper() if letter.isupper() else written


def _viqr_letter(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    base, marks = _divided(letter)
    if any(mark not in _VIQR for mark in marks):
        return letter
    return base + "".join(
        _VIQR[mark] for mark in sorted(marks, key=lambda each: each in _VNI_TONES)
    )


def _divided(letter: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", letter)
    return marks[0], marks[1:]
