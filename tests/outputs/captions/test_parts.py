"""A sentence is shown in parts that end at clauses, each in two lines that can be read."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.outputs.captions.parts import MOST_IN_LINE, MOST_SHOWN, parts_of
from service.outputs.characters import columns_before

GOLDEN = Path(__file__).parents[2] / "golden"
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
FORMS = (
    "giá xăng hôm nay tăng 75,3% 12:30 1.250 TP. HCM, (giờ Hà Nội) “Tôi đi.” – và nhưng "
    "Nguyễn Văn An; nghiêng, 22-11 năm: 2020 ... & q.1, ThS. \U0001f468\u200d\U0001f467"
)
WORDS = st.sampled_from(FORMS.split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1fb\U0001f1f3"


def width(text: str) -> int:
    return columns_before(text)[-1]


def shown(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.strip() for line in part) for part in parts_of(text)]


def joined(text: str) -> list[str]:
    return ["".join(part) for part in parts_of(text)]


@pytest.mark.parametrize(
    ("rule", "printed", "parts"),
    [
        (
            "a sentence of two lines is one caption, whatever commas it has",
            "Hôm nay, tại Hà Nội, giá xăng, giá dầu, và giá điện đều giảm nhẹ.",
            [("Hôm nay, tại Hà Nội, giá xăng,", "giá dầu, và giá điện đều giảm nhẹ.")],
        ),
        (
            "a longer one ends a caption at a comma rather than in the middle of a clause",
            "Theo Bộ Công Thương, từ 15 giờ hôm nay giá xăng giảm 320 đồng một lít, còn giá dầu "
            "tăng 150 đồng một lít so với kỳ trước.",
            [
                ("Theo Bộ Công Thương, từ 15 giờ hôm nay", "giá xăng giảm 320 đồng một lít,"),
                ("còn giá dầu tăng 150 đồng", "một lít so với kỳ trước."),
            ],
        ),
        (
            "a semicolon is a better end than a comma near it",
            "Xăng giảm ba trăm đồng một lít, dầu hoả giảm hai trăm đồng; điện, nước, gạo và thịt "
            "thì vẫn giữ giá như tháng trước.",
            [
                ("Xăng giảm ba trăm đồng một lít,", "dầu hoả giảm hai trăm đồng;"),
                ("điện, nước, gạo và thịt", "thì vẫn giữ giá như tháng trước."),
            ],
        ),
        (
            "a clause without marks is parted before a word that links",
            "Mưa lớn kéo dài suốt ba ngày qua ở miền núi phía bắc nhưng mực nước các con sông "
            "lớn vẫn chưa lên tới mức báo động một",
            [
                ("Mưa lớn kéo dài suốt ba ngày qua", "ở miền núi phía bắc"),
                ("nhưng mực nước các con sông lớn", "vẫn chưa lên tới mức báo động một"),
            ],
        ),
        (
            "a name of several words stays on one line where there is room",
            "Chủ trì cuộc họp chiều hôm nay là ông Nguyễn Văn An.",
            [("Chủ trì cuộc họp chiều hôm nay", "là ông Nguyễn Văn An.")],
        ),
    ],
)
def test_parts_and_lines_end_where_a_reader_breathes(
    rule: str, printed: str, parts: list[tuple[str, ...]]
) -> None:
    assert shown(printed) == parts, rule


def test_the_sample_article_is_shown_as_was_reviewed() -> None:
    """Its captions one below the other, an empty line behind each."""
    sentences = (GOLDEN / "song-cong.segments.txt").read_text("utf-8").splitlines()
    found = ["\n".join(lines) for each in sentences for lines in shown(each)]
    assert found == (GOLDEN / "song-cong.captions.txt").read_text("utf-8").rstrip().split("\n\n")


KEPT_WHOLE = [
    *("75,3%", "TP. HCM", "ThS. Lê", "1.250.000", "12:30", "22-11-2026", "70\u00a0triệu"),
    *(
        "PGS. TS. Trần",
        "Q. 1",
        "v.v.",
        "(giờ",
        "“Tôi",
        "A320-200",
        "3,5",
        "km/h.",
        "2020 - 2025",
        "1 – 2",
        "2021- 2026",
    ),
]


@pytest.mark.parametrize("whole", KEPT_WHOLE)
@pytest.mark.parametrize("before", range(60, 84, 2))
def test_no_number_and_no_short_form_is_torn(whole: str, before: int) -> None:
    """Wherever it stands on the line: the words before it are made longer and longer."""
    printed = (
        f"{'ba ' * (before // 3)}{'x' * (before % 3)} {whole} là con số được nêu trong năm nay"
    )
    assert any(whole in line for lines in shown(printed.strip()) for line in lines)


@pytest.mark.parametrize(
    "mark", [",", "%", ")", "”", "!", "…", "–", "-", "/", "&", "·", ";", "°C", "*"]
)
@pytest.mark.parametrize("before", range(70, 90, 3))
def test_no_caption_and_no_line_begins_with_a_mark(mark: str, before: int) -> None:
    printed = f"{'ba ' * (before // 3)}năm {mark} rồi lại nói tiếp cho đến khi nào hết câu thì thôi"
    for line in (line for lines in shown(printed) for line in lines):
        assert not line.startswith(mark), line


@pytest.mark.parametrize("opening", ["(giờ", "“Tôi", '"Tôi', "[sic]", "«Anh»"])
def test_an_opening_mark_goes_with_what_it_opens(opening: str) -> None:
    printed = f"{'ba ' * 27}{opening} nói tiếp cho đến khi nào hết câu thì thôi"
    for line in (line for lines in shown(printed) for line in lines):
        assert not line.endswith(opening[0])


def test_a_sentence_of_536_characters_has_no_caption_of_more_than_two_lines() -> None:
    clause = "ông Nguyễn Văn An nói rằng dự án này sẽ xong trước ngày 30 tháng 4 năm 2027, "
    printed = (clause * 7)[:535].rstrip() + "."
    found = shown(printed)
    assert len(found) == 7
    assert all(len(lines) <= 2 and max(map(width, lines)) <= MOST_IN_LINE for lines in found)


@pytest.mark.parametrize(
    "printed",
    ["https://vi-du.vn/" + "bai-viet/" * 40, "a" * 900, "日本語、" * 100, "." * 300, "9" * 300],
)
def test_a_word_that_is_longer_than_a_caption_is_cut(printed: str) -> None:
    parts = joined(printed)
    assert "".join(parts) == printed
    assert len(parts) > 1
    assert max(map(width, parts)) <= MOST_SHOWN


def test_an_address_is_cut_behind_a_slash() -> None:
    parts = joined("https://vi-du.vn/" + "bai-viet/" * 40)
    assert all(part.endswith(("/", "-")) for part in parts)


@pytest.mark.parametrize("one", [FAMILY, FLAG, "e\u0302\u0323", "👍🏽", "☎\ufe0f"])
def test_what_is_seen_as_one_character_is_never_cut(one: str) -> None:
    printed = one * 200
    for part in joined(printed):
        assert len(part) % len(one) == 0


def test_letters_with_marks_of_their_own_are_as_wide_as_composed_ones() -> None:
    printed = "Thủ tướng yêu cầu đẩy nhanh tiến độ, không để dự án chậm thêm một ngày nào nữa nhé."
    split = unicodedata.normalize("NFD", printed)
    assert len(split) > 84 >= len(printed)
    assert [unicodedata.normalize("NFC", part) for part in joined(split)] == [
        *joined(unicodedata.normalize("NFC", printed))
    ]


@given(LETTERS | SENTENCES)
def test_parts_joined_are_the_sentence(printed: str) -> None:
    assert "".join(joined(printed)) == printed


@given(SENTENCES)
def test_parts_of_words_fit_two_lines_and_tear_no_word(printed: str) -> None:
    found = shown(printed)
    assert [word for lines in found for line in lines for word in line.split()] == printed.split()
    for lines in found:
        assert len(lines) <= 2
        assert max(map(width, lines)) <= MOST_IN_LINE


@given(LETTERS)
def test_no_letters_make_a_part_too_wide_or_a_line_of_nothing(printed: str) -> None:
    for part in parts_of(printed):
        assert width("".join(part).rstrip()) <= MOST_SHOWN
        assert len(part) <= 2
        assert all(part) or not printed
