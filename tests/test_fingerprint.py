import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from service.fingerprint import fingerprint


def test_a_digest_is_the_same_on_every_machine_and_for_ever() -> None:
    assert fingerprint("clip/1", "Hà Nội", 1.0, True, None) == "4bd9c0f19ced89e1c8b16008e5ccadbe"


@given(st.text())
def test_two_spellings_of_one_text_are_one_text(text: str) -> None:
    nfc, nfd = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fingerprint("x/1", nfc) == fingerprint("x/1", nfd)


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_where_one_value_ends_and_the_next_begins_matters(
    left: list[str], right: list[str]
) -> None:
    same = [unicodedata.normalize("NFC", each) for each in left] == [
        unicodedata.normalize("NFC", each) for each in right
    ]
    assert (fingerprint("x/1", *left) == fingerprint("x/1", *right)) == same


def test_the_scheme_keeps_two_recipes_apart() -> None:
    assert fingerprint("clip/1", "a") != fingerprint("clip/2", "a")


def test_the_order_of_names_does_not_matter() -> None:
    assert fingerprint("x/1", {"a": 1, "b": 2}) == fingerprint("x/1", {"b": 2, "a": 1})
