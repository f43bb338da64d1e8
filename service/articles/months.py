"""Dates whose month is a word, as blog systems print them, with the month as a number."""

import re

_VIETNAMESE = "một hai ba tư năm sáu bảy tám chín mười mười-một mười-hai".split()  # noqa: SIM905
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_NUMBERS = {
    **{name.replace("-", " "): number for number, name in enumerate(_VIETNAMESE, 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    "giêng": 1,
    "bẩy": 7,
    "chạp": 12,
}
_WORDS = "|".join(sorted(_NUMBERS.keys() - set(_ENGLISH), key=len, reverse=True))
_MONTH = rf"(?:tháng\s+(?P<month>{_WORDS})|(?P<named>{'|'.join(_ENGLISH)})[a-z]*\.?)"
"""A Vietnamese name needs its word: "ngày 2 tháng 7 năm 2021" names no May."""

_DAY_FIRST = re.compile(
    # "15 Tháng Mười Một, 2026", "15 Nov 2026"; not "15 tháng năm đó", which has no year.
    rf"\b(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?:năm\s+)?(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    # "November 15, 2026"; "Tháng Mười Một 15, 2026" as a half-translated theme prints it.
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)


def with_numbered_months(line: str) -> str:
    """``line`` with each date of a day, a named month and a year as ``15/11/2026``."""
    return _MONTH_FIRST.sub(_numbered, _DAY_FIRST.sub(_numbered, line))


def _numbered(date: re.Match[str]) -> str:
    month = _NUMBERS[" ".join((date["month"] or date["named"]).casefold().split())]
    return f"{date['day']}/{month}/{date['year']}"
