"""Titles in the names of files: plain letters and hyphens, whatever a title is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.vietnamese.slugs import slug_of

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
COMBINED = "Gia\u0301 xa\u0306ng"
"""As a Mac types it, each mark a character of its own."""


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Giá xăng hôm nay", "gia-xang-hom-nay"),
        (COMBINED, "gia-xang"),
        ("ĐƯỜNG ĐI QUẢNG TRỊ: 5 điều cần biết!", "duong-di-quang-tri-5-dieu-can-biet"),
        (f"Gia đình {FAMILY} 4 người", "gia-dinh-4-nguoi"),
        ("  «Ngoặc», 'nháy' & \"nháy kép\"  ", "ngoac-nhay-nhay-kep"),
        ("../../etc/passwd\r\nX: y", "etc-passwd-x-y"),
        ("20 m² đất", "20-m2-dat"),
        (FAMILY, ""),
        ("经济新闻", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_its_letters_without_accents(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_ends_at_a_word() -> None:
    assert slug_of("một hai ba bốn", 11) == "mot-hai-ba"
    assert slug_of("một hai ba bốn", 10) == "mot-hai-ba"
    assert slug_of("một hai ba bốn", 9) == "mot-hai"
    assert slug_of("a" * 200) == "a" * 80, "where there is no word to end at"


@given(st.text(max_size=300), st.integers(1, 100))
def test_a_slug_is_safe_in_any_name_and_address(title: str, most: int) -> None:
    slug = slug_of(title, most)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= most
    assert slug_of(slug, most) == slug
