"""Codes of a second factor are those of the standard, each used once and near its time."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from service.desk.second_factor import (
    code_at,
    enrolment_address,
    find_step,
    in_groups,
    is_secret,
    new_recovery_codes,
    new_secret,
    written_recovery_code,
)

STANDARD = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B: "12345678901234567890"."""


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(STANDARD, seconds // 30) == code
    when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert find_step(STANDARD, f" {code[:3]} {code[3:]} ", when, None) == seconds // 30


def test_a_code_holds_for_its_half_minute_and_the_ones_beside_it() -> None:
    when = datetime(2026, 11, 28, 12, 0, 15, tzinfo=UTC)
    step = int(when.timestamp()) // 30
    code = code_at(STANDARD, step)
    for seconds, found in ((-45, True), (0, True), (44, True), (45, False), (-46, False)):
        moment = when + timedelta(seconds=seconds)
        assert (find_step(STANDARD, code, moment, None) == step) == found, seconds


def test_a_code_is_used_once_and_an_earlier_one_never_after_it() -> None:
    when = datetime(2026, 11, 28, 12, 0, 15, tzinfo=UTC)
    step = int(when.timestamp()) // 30
    assert find_step(STANDARD, code_at(STANDARD, step), when, step) is None
    assert find_step(STANDARD, code_at(STANDARD, step - 1), when, step) is None
    assert find_step(STANDARD, code_at(STANDARD, step + 1), when, step) == step + 1


@pytest.mark.parametrize("code", ["", "28708", "2870822", "②⑧⑦⓪⑧②", "\ud800", "0" * 99])
def test_what_is_no_code_is_none(code: str) -> None:
    assert find_step(STANDARD, code, datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC), None) is None


def test_a_secret_is_new_each_time_and_known_as_one() -> None:
    assert new_secret() != new_secret()
    assert is_secret(new_secret())
    assert not any(map(is_secret, ("", "abc", STANDARD[:-1], STANDARD + "A", "é" * 32, "A" * 9999)))
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_an_authenticator_is_told_whose_account_it_is() -> None:
    address = urlsplit(enrolment_address(STANDARD, "Chị Hoa/1", "Tin Phường: 5"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path == "/Tin%20Ph%C6%B0%E1%BB%9Dng%3A%205%3ACh%E1%BB%8B%20Hoa%2F1"
    assert parse_qs(address.query) == {"secret": [STANDARD], "issuer": ["Tin Phường: 5"]}


def test_recovery_codes_are_ten_long_and_read_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    for code in codes:
        assert len(code) == 19
        assert written_recovery_code(f" {code.upper().replace('-', ' ')} ") == code
    assert written_recovery_code("a" * 10_000_000) != codes[0]
