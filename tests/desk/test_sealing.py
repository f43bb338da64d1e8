"""The secret of a second factor is sealed for one person by one installation."""

import pytest

from service.desk.sealing import Seal
from service.desk.second_factor import new_secret

SEAL = Seal(b"k" * 32)


def test_what_was_sealed_is_opened_again_and_lies_otherwise_each_time() -> None:
    secret = new_secret()
    first, second = SEAL.close(secret, 1), SEAL.close(secret, 1)
    assert first != second
    assert {SEAL.open(each, 1) for each in (first, second)} == {secret}


def test_it_opens_neither_for_another_person_nor_by_another_key() -> None:
    sealed = SEAL.close(new_secret(), 1)
    assert SEAL.open(sealed, 2) is None
    assert Seal(b"j" * 32).open(sealed, 1) is None
    assert "kkkk" not in repr(SEAL)


@pytest.mark.parametrize("damage", ["s1:", "s1:AAAA", "s1:không phải", "s1:" + "A" * 56])
def test_what_is_damaged_opens_nothing(damage: str) -> None:
    assert SEAL.open(damage, 1) is None


def test_one_changed_letter_opens_nothing() -> None:
    sealed = SEAL.close(new_secret(), 1)
    for at in range(3, len(sealed) - 3):  # the last one has bits that mean nothing
        other = "B" if sealed[at] == "A" else "A"
        assert SEAL.open(sealed[:at] + other + sealed[at + 1 :], 1) is None
