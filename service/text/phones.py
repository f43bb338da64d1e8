"""Reads telephone numbers, hotlines, account numbers: what is dialled or dictated."""

import re
from collections.abc import Iterable

from service.text.claim import Claim
from service.text.context import before
from service.text.counting import say_digits
from service.text.form import Form, either

_DIGIT = Form(r"[0-9]{3}")
_SEPARATOR = r"[ .\u00a0-]"
# Behind no word, slash or part of a number.
_FREE = r"(?<![\w/])(?<![0-9][.,])"
_PHONES = Form(
    # «+84», «84-», «(+84)» or a zero in front; «84 912» is two numbers.
    rf"{_FREE}(?:\+84{_SEPARATOR}?|84[.-]|\(\+84\){_SEPARATOR}?|\(?0)[0-9]{{1,4}}\)?"
    rf"(?:{_SEPARATOR}{{0,2}}[0-9]{{2,8}}){{1,4}}(?![\w/]|[.,-][0-9])"
)
# «1900 1234»; «1900 1234,5» is an amount.
_HOTLINES = Form(rf"{_FREE}1[89]00(?:{_SEPARATOR}?[0-9]{{2,6}}){{1,3}}(?![\w/]|[.,-][0-9])")
_CALLING_WORD = either(
    "gọi, tổng đài, hotline, đường dây nóng, đầu số, điện thoại, đt, tel, sđt, "
    "cấp cứu, cảnh sát, bấm, nhắn tin, mobile, fax, zalo, di động, mã số, mã số thuế, mst, "
    "tài khoản, tk, stk, cccd, cmnd, căn cước, căn cước công dân, số thẻ, hộ chiếu"
)
# Up to two words between: «gọi ngay số 115».
_CALLED = Form(rf"(?:^|\W){_CALLING_WORD}(?: \w+){{0,2}}[: ]*$")
# «gọi là 115%», «tk 2345đ», «gọi 115/5» are amounts and pairs.
_CALLED_NUMBER = Form(rf"{_FREE}[0-9]{{3,16}}(?![\w/%]|[.,-][0-9])")
# «0912xxx», «0912***», at least three.
_MASKED = Form(r"(?<!\w)0[0-9]{2,9}(?:x{3,6}|X{3,6}|\*{3,6})")
# Of four parts; one of five is a version.
_IP = Form(r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w]|\.[0-9])")


def read_phones(text: str) -> Iterable[Claim]:
    """Telephone numbers digit by digit, with a pause where they are printed in groups."""
    if not _DIGIT.found_in(text):
        return
    for match in _IP.matches(text):
        said = " chấm ".join(say_digits(part) for part in match[0].split("."))
        if any(len(part) != 3 for part in match[0].split(".")[1:]):
            yield Claim("ip-address", match.start(), match.end(), said)
    for form in (_PHONES, _HOTLINES):
        for match in form.matches(text):
            if 8 <= sum(each.isdecimal() for each in match[0]) <= 13:
                yield Claim("telephone", match.start(), match.end(), _dial(match[0]))
    for match in _MASKED.matches(text):
        masked = sum(not each.isdecimal() for each in match[0])
        said = " ".join([say_digits(match[0]), *["ích"] * masked])
        yield Claim("telephone", match.start(), match.end(), said)
    for match in _CALLED_NUMBER.matches(text):
        if _CALLED.found_in(before(text, match.start())):
            yield Claim("telephone", match.start(), match.end(), say_digits(match[0]))


def _dial(written: str) -> str:
    groups = re.findall(r"[0-9]+", written)
    said = ", ".join(say_digits(group) for group in groups)
    return f"cộng {said}" if "+" in written else said
