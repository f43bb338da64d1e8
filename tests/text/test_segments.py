"""Sentence splitting: where a sentence ends, and where it only seems to."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import BlockKind, Ending, Leaf
from service.text.segments import split_segments, split_sentences
from service.text.sentences import sentence_ends
from tests.leaves import leaf
from tests.text.calls import count_calls

CASES = sorted((Path(__file__).parents[2] / "bench" / "cases").glob("*.txt"))

ONE = [
    ("Thu nhập đạt 70 triệu đồng, gấp 1,75 lần.", "a decimal comma"),
    ("Tổng giá trị đạt gần 4.600 tỷ đồng.", "a thousands point"),
    ("Giá là 400. 000 đồng.", "a thousands point with a stray space"),
    ("UBND TP.HCM, TP. Hồ Chí Minh và TX. Sơn Tây đã họp.", "places"),
    ("PGS.TS. Nguyễn Văn A và ThS. BS. Trần B cho biết.", "titles"),
    ("Ông Lê Văn B. (SN 1990) và cháu N.T.H. bị thương.", "initials"),
    ("Ông V. Putin gặp ông George W. Bush.", "foreign initials"),
    ("Bà con trồng cam, chuối, v.v. ở đây.", "v.v. before a small letter"),
    ("Truy cập www.chinhphu.vn hoặc gửi thư tới toasoan@bao.vn để biết.", "addresses"),
    ("1. Phát triển kinh tế", "a list number"),
    ("1.Phát triển kinh tế", "a list number without a space"),
    ("II. Nhiệm vụ", "a Roman list number"),
    ("Điều 5. Trách nhiệm của Ủy ban", "an article's number"),
    ("Gồm: 1. Mục tiêu; 2. Giải pháp; 3. Thực hiện.", "list numbers inside a sentence"),
    ("(Chinhphu.vn) - Sáng 2/7, phiên họp khai mạc.", "a dateline"),
    ("“Anh đi đâu?” - tôi hỏi.", "the speaker after a quotation"),
    ("“Chậm lắm!” - Chủ tịch nói.", "the speaker after a quotation, capitalised"),
    ("Nào là cam, bưởi... đều có, giá từ 10... 15 nghìn.", "dots inside a sentence"),
    ("Mọi người (…) vẫn hy vọng.", "an elision"),
    ("... Và rồi mùa xuân cũng đến.", "dots before a sentence"),
    ("Ngày 2.7.2021, phiên bản 2.1.3 ra mắt.", "dates and versions"),
    ("Trên đây là báo cáo của UBND huyện./.", "the official end mark"),
]
TWO = [
    ("Trái cây giàu vitamin C.", " ", "Ăn mỗi ngày một quả."),
    ("Ông không ở phường K.", " ", "“Người ta” đều biết."),
    ("Đây là đô thị loại I.", " ", "Kết quả ấy rất lớn."),
    ("Thế giới thế kỷ XX.", " ", "Chiến tranh nổ ra."),
    ("Anh ngập ngừng…", " ", "Rồi anh đi."),
    ("Thành phố đạt đô thị loại II....", " ", "Kết quả ấy rất lớn."),
    ("Gấp 1,75 lần so với năm 2015.", "", "Tỷ lệ hộ nghèo giảm."),
    ("Dự án của EVN.", "", "Tổng vốn là 500 tỷ."),
    ("Đường dài 12m.", "", "Xe chạy chậm."),
    ("Ông cười.", "", '"Năm nay lúa tốt".'),
    ("Bà con nuôi gà, v.v.", " ", "Nhờ đó thu nhập tăng."),
    ("Ông từng là HLV.", " ", "Sau đó ông nghỉ."),
    ("Chị nói: “Tôi mừng.”", " ", "Rồi chị khóc."),
    ('Bộ phim "Bố già hay.', " ", "Doanh thu rất cao."),
    ("Lớp có 35 em.", " ", "12 em đạt giải."),
    ("Ông ra về.", " ", "- Anh đi đâu?"),
    ("Xem www.chinhphu.vn.", " ", "Thư gửi về tòa soạn."),
    ("Xuất hiện iPhone 12.", " ", "iPad cũng được bán."),
]


@pytest.mark.parametrize(("sentence", "form"), ONE, ids=[form for _, form in ONE])
def test_a_stop_inside_a_written_form_ends_no_sentence(sentence: str, form: str) -> None:
    assert split_sentences(sentence) == [sentence], form


@pytest.mark.parametrize(("first", "space", "second"), TWO)
def test_a_stop_between_sentences_ends_one(first: str, space: str, second: str) -> None:
    assert split_sentences(first + space + second) == [first, second]


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    assert split_sentences("Tin mới\n\n\xa0Hôm nay trời đẹp.") == ["Tin mới", "Hôm nay trời đẹp."]


def test_decomposed_letters_are_split_like_whole_ones() -> None:
    text = "UBND TX. Sơn Tây họp.Ấy là năm 2015.Tỷ lệ giảm. Ở Q. Tân Bình cũng vậy."
    whole = split_sentences(text)
    decomposed = split_sentences(unicodedata.normalize("NFD", text))
    assert [unicodedata.normalize("NFC", each) for each in decomposed] == whole
    assert "".join(decomposed).replace(" ", "") == unicodedata.normalize("NFD", text).replace(
        " ", ""
    )


def test_a_line_of_composed_letters_is_not_decomposed_to_find_its_sentences() -> None:
    composed = count_calls(lambda: sentence_ends("a" * 100))
    assert composed < count_calls(lambda: sentence_ends("a\u0301" * 100)) / 10


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    assert len(split_sentences('Một "câu. Hai câu. Ba câu. Bốn câu.')) == 4


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_tricky_documents_are_split_as_reviewed(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    reviewed = [part.strip() for line in lines for part in line.split("¦")]
    found = split_sentences("\n".join(lines).replace("¦", ""))
    unlike = Counter(reviewed) - Counter(found)
    assert list(unlike) == []


PRINTED = st.text(
    st.sampled_from('aAơƯ19\u0301\u0323 \n\xa0.,!?…"“”()-–;:/@%'), max_size=80
) | st.text(max_size=60)


@given(PRINTED)
def test_splitting_loses_adds_and_reorders_no_character(text: str) -> None:
    joined = "".join(split_sentences(text))
    assert "".join(joined.split()) == "".join(text.split())


@given(PRINTED)
def test_a_sentence_has_a_letter_or_digit_unless_its_line_has_none(text: str) -> None:
    for line in text.splitlines():
        sentences = split_sentences(line)
        if len(sentences) > 1:
            assert all(any(map(str.isalnum, sentence)) for sentence in sentences)


def blocks(texts: list[str]) -> list[Leaf]:
    folded = [" ".join(text.split()) for text in texts]
    return [leaf(BlockKind.PARAGRAPH, text) for text in folded if text]


@given(st.lists(PRINTED, max_size=6))
def test_texts_and_tails_of_segments_are_the_text_of_their_block(texts: list[str]) -> None:
    given_blocks = blocks(texts)
    joined = ["" for _ in given_blocks]
    for segment in split_segments(given_blocks):
        joined[segment.block] += segment.text + segment.tail
    assert joined == [block.text for block in given_blocks]


@given(st.lists(PRINTED, max_size=6))
def test_no_two_segments_share_an_id(texts: list[str]) -> None:
    ids = [segment.id for segment in split_segments(blocks(texts))]
    assert len(ids) == len(set(ids))


@given(st.lists(PRINTED, max_size=4), st.integers(0, 4))
def test_inserting_a_new_sentence_renames_no_other(texts: list[str], place: int) -> None:
    before = blocks(texts)
    added = leaf(BlockKind.PARAGRAPH, "Đoạn mới chưa từng có.")
    after = [*before[:place], added, *before[place:]]
    ids = {segment.id for segment in split_segments(before)}
    assert ids <= {segment.id for segment in split_segments(after)}


def test_an_id_is_an_xml_name_made_of_the_text() -> None:
    one, two = split_segments(blocks(["Ngày mới.", "Ngày mới."]))
    assert one.id[0] == two.id[0] == "s"
    assert len(one.id) == 12
    assert one.id != two.id
    assert one.id == split_segments(blocks(["Ngày mới."]))[0].id


def test_an_id_stays_what_it_was_so_that_no_recording_is_lost() -> None:
    ids = [segment.id for segment in split_segments(blocks(["Ngày mới."] * 3))]
    assert ids == ["s5f30de5eda0", "s10801c3fd63", "sb09504eb213"]


def test_a_heading_at_the_very_end_ends_the_section_before_it() -> None:
    paragraph, _ = split_segments(
        [leaf(BlockKind.PARAGRAPH, "Câu một."), leaf(BlockKind.HEADING, "Phần sau")]
    )
    assert paragraph.ending is Ending.SECTION


@pytest.mark.parametrize(("letters", "segments"), [(1000, 1), (1001, 2)])
def test_a_segment_has_a_thousand_characters_at_most(letters: int, segments: int) -> None:
    assert len(split_segments(blocks(["a" * letters]))) == segments


def test_endings_tell_sentences_paragraphs_headings_and_sections_apart() -> None:
    segments = split_segments(
        [
            leaf(BlockKind.TITLE, "Tiêu đề"),
            leaf(BlockKind.PARAGRAPH, "Câu một. Câu hai."),
            leaf(BlockKind.PARAGRAPH, "Câu ba."),
            leaf(BlockKind.HEADING, "Phần sau"),
            leaf(BlockKind.PARAGRAPH, "Câu bốn."),
        ]
    )
    assert [segment.ending for segment in segments] == [
        Ending.HEADING,
        Ending.SENTENCE,
        Ending.PARAGRAPH,
        Ending.SECTION,
        Ending.HEADING,
        Ending.PARAGRAPH,
    ]


@pytest.mark.parametrize("unit", [".", "1.", '"', '. "', "A. ", "a.B", "… ", ". (", " .", '"a. B'])
def test_a_megabyte_of_marks_is_split_without_loss(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    joined = "".join("".join(split_sentences(text)).split())
    lost = len("".join(text.split())) - len(joined)
    assert lost == 0
