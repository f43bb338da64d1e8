"""Which letters can be a Vietnamese syllable, with or without their marks."""

import unicodedata

from service.text.form import Form, either, one_of
from service.vietnamese import CODAS, ONSETS

_ONSET = one_of(ONSETS)
_BEFORE_CODA = either("a, e, i, o, u, y, ia, ie, oa, oe, oo, ua, ue, ui, uo, uu, uy, uye, ye")
_AT_END = either(
    "a, e, i, o, u, y, ai, ao, au, ay, eo, eu, ia, ieu, iu, oa, oai, oao, oay, oe, oeo, oi, "
    "ua, uai, uao, uay, ue, ueu, ui, uo, uoi, uou, uu, uy, uya, uyu, yeu"
)
_CODA = one_of(CODAS)
_SYLLABLE = Form(rf"{_ONSET}?(?:{_BEFORE_CODA}{_CODA}|{_AT_END})$")


def is_syllable(word: str) -> bool:
    """Whether ``word`` has the shape of one Vietnamese syllable: «nghiêng», «Nghieng», «CA»."""
    return _SYLLABLE.found_at(bare(word), 0) is not None


def bare(word: str) -> str:
    """``word`` in small letters without marks: «Đường» gives «đuong»."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))
