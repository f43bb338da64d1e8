"""Apple's categories, by whatever name a newsroom calls them."""

import pytest

from service.podcast_categories import category_names, category_of, nearest_categories


def test_the_list_is_apples_with_its_hundred_and_ten_categories() -> None:
    names = category_names()
    tops = [path for path in names if " > " not in path]
    assert (len(tops), len(names)) == (19, 110)
    assert all(path.split(" > ")[0] in tops for path in names)
    assert all(names.values())


def test_each_category_is_found_by_its_own_name_and_by_the_vietnamese_one() -> None:
    for path, vietnamese in category_names().items():
        assert category_of(path) == category_of(vietnamese) == path


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("news", "News"),
        ("  NEWS  ", "News"),
        ("Thời sự", "News"),
        ("tin tuc", "News"),
        ("Politics", "News > Politics"),
        ("Chính trị", "News > Politics"),
        ("Tin tức > Chính trị", "News > Politics"),
        ("News>politics", "News > Politics"),
        ("Tin tức › Chính trị", "News > Politics"),
        ("Văn hóa và xã hội", "Society & Culture"),
        ("Xã hội & Văn hoá", "Society & Culture"),
        ("health and fitness", "Health & Fitness"),
        ("ĐỜI SỐNG", "Society & Culture"),
        ("Khoa học", "Science"),
        ("Khoá học", "Education > Courses"),
        ("khóa học", "Education > Courses"),
        ("Giáo dục > khoá học", "Education > Courses"),
        ("Stand Up", "Comedy > Stand-Up"),
        ("Xa\u0303 ho\u0323\u0302i", "Society & Culture"),
    ],
)
def test_a_category_is_known_whatever_its_case_marks_and_way_of_and(told: str, found: str) -> None:
    assert category_of(told) == found


@pytest.mark.parametrize(
    "told",
    [
        "",
        " ",
        ">",
        "Tin nóng phường",
        "Thể thao > Chính trị",
        "News > Politics > Local",
        "News >",
        "khoa hoc",
    ],
)
def test_what_apple_does_not_have_is_no_category(told: str) -> None:
    assert category_of(told) is None


@pytest.mark.parametrize(
    ("told", "nearest"),
    [
        ("Politik", "News > Politics"),
        ("News & Politics", "News > Politics"),
        ("Thể thao trong nước", "Sports"),
        ("Bóng đá Việt Nam", "Sports > Soccer"),
        ("Tech", "News > Tech News"),
    ],
)
def test_the_nearest_are_offered(told: str, nearest: str) -> None:
    assert nearest in nearest_categories(told)


def test_nothing_is_offered_for_what_is_like_nothing() -> None:
    assert nearest_categories("") == nearest_categories("💥") == nearest_categories("zzzz") == ()
