"""What a file is called on a listener's disk (RFC 6266)."""

import re
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.outputs.file_names import file_name, shown_as

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Giá xăng hôm nay", 1, "2026-11-22-gia-xang-hom-nay.mp3"),
        ("Giá xăng hôm nay", 2, "2026-11-22-gia-xang-hom-nay-2.mp3"),
        ("⛽⛽", 1, "2026-11-22-a1b2c3.mp3"),
        ("", 3, "2026-11-22-a1b2c3-3.mp3"),
    ],
)
def test_a_name_tells_the_day_and_the_title_or_else_the_episode(
    title: str, number: int, name: str
) -> None:
    assert file_name(title, DAY, "a1b2c3", "mp3", number) == name


@given(st.text(max_size=400))
def test_any_title_makes_a_header_that_programs_read_back_as_the_name(title: str) -> None:
    name = file_name(title, DAY, "a1b2c3", "vtt")
    assert len(name) <= 120
    assert re.fullmatch(r"[a-z0-9-]+\.vtt", name)
    read = EmailMessage()
    read["Content-Disposition"] = shown_as(name)
    assert (read.get_content_disposition(), read.get_filename()) == ("inline", name)
