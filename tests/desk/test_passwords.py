"""Which passwords are taken, and that what is kept of one tells nothing."""

import pytest

from service.desk.passwords import is_password, make_password
from service.errors import AccessError

GOOD = "cầu mới qua sông Công"


def test_a_password_is_known_again_and_no_other() -> None:
    made = make_password(GOOD, "An")
    assert made.startswith("$argon2id$")
    assert GOOD not in made
    assert is_password(GOOD, made)
    assert not is_password(GOOD + " ", made)
    assert not is_password("", made)
    assert make_password(GOOD, "An") != made, "each has its own salt"


def test_it_is_the_same_however_a_keyboard_puts_its_marks_together() -> None:
    made = make_password("Ca\u0302\u0300u mơ\u0301i qua sông", "An")
    assert is_password("C\u1ea7u m\u1edbi qua sông", made)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "ngắn quá",
        "a" * 201,
        "a" * 1_000_000,
        "aaaaaaaaaaaaaa",
        "abababababab",
        "Nguyễn Văn An 12",
    ],
)
def test_what_is_short_endless_or_guessed_at_once_is_refused(words: str) -> None:
    with pytest.raises(AccessError):
        make_password(words, "nguyễn văn an")


@pytest.mark.parametrize("made", [None, "", "xyz", "$argon2id$v=19$m=1,t=1,p=1$x$y"])
def test_nothing_is_the_password_of_who_has_none(made: str | None) -> None:
    assert not is_password(GOOD, made)
    assert not is_password("\0 nobody's \0", made)


def test_a_megabyte_is_no_password_and_nothing_is_made_of_it() -> None:
    assert not is_password("a" * 1_000_000, make_password(GOOD, "An"))


def test_half_a_letter_is_no_failure() -> None:
    assert not is_password("\ud800" * 12, make_password(GOOD, "An"))
