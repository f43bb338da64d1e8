"""Articles: what their sections are told apart by."""

import unicodedata

import pytest

from service.model import fold_section

VOWELS = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
]


@pytest.mark.parametrize(("old", "new"), VOWELS)
def test_a_section_is_the_same_wherever_its_tone_is_written(old: str, new: str) -> None:
    assert fold_section(f"H{old} bình") == fold_section(f"H{new} bình")
    assert fold_section(old.upper()) == fold_section(unicodedata.normalize("NFD", new))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Văn hoá", "Văn hóa"),
        ("Sức khoẻ", " SỨC KHỎE "),
        ("Thuỷ sản", "Thủy sản"),
        ("Uỷ ban", "Ủy ban"),
    ],
)
def test_two_newsrooms_spell_one_section(one: str, other: str) -> None:
    assert fold_section(one) == fold_section(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hỏa"), ("Khoa", "Khóa"), ("Thúy", "Thủy"), ("Mùa", "Mua"), ("", "x")],
)
def test_another_tone_is_another_section(one: str, other: str) -> None:
    assert fold_section(one) != fold_section(other)


@pytest.mark.parametrize("name", ["ngoài nước", "toàn cảnh", "quý độc giả", "văn hoá"])
def test_a_folded_section_can_still_be_read(name: str) -> None:
    assert fold_section(name) == name


def test_no_section_is_the_empty_one() -> None:
    assert fold_section(None) == fold_section("  ") == ""
