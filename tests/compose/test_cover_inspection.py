"""The doctor tells of a cover of the settings that apps would show otherwise."""

from pathlib import Path

import pytest

from service.compose.cover_inspection import inspect_cover
from service.settings import Settings
from tests.sources.pictures.drawing import chart, encoded, photo


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bia.jpg", encoded(photo(1500, 1500)), ""),
        ("bia.jpg", encoded(photo(1500, 1500).convert("CMYK")), "CMYK"),
        ("bia.png", encoded(chart(1500, 1500, "RGBA"), "PNG"), "trong suốt"),
        ("bia.png", encoded(photo(1500, 1500)), "bên trong là JPEG"),
    ],
    ids=["plain", "of print", "shining through", "called otherwise"],
)
def test_what_apps_show_otherwise_is_told(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = [each.vi for each in inspect_cover(Settings(cover=str(path)))]
    assert [told in each and str(path) in each for each in found] == ([True] if told else [])


def test_one_that_was_taken_away_is_told_and_none_is_missed_where_none_is_set(
    tmp_path: Path,
) -> None:
    assert len(list(inspect_cover(Settings(cover=str(tmp_path / "bia.png"))))) == 1
    assert list(inspect_cover(Settings())) == []
