"""Sentence splitting: where a sentence ends, and where it only seems to."""

import pytest

from service.text.segments import split_sentences

ONE = [
    "Thu nhập đạt 70 triệu đồng, gấp 1,75 lần.",
    "Tổng giá trị đạt gần 4.600 tỷ đồng.",
    "UBND TP.HCM và TP. Hồ Chí Minh đã họp.",
    "PGS.TS. Nguyễn Văn A và ThS. BS. Trần B cho biết.",
    "Ông Lê Văn B. (SN 1990) bị bắt.",
    "Truy cập www.chinhphu.vn hoặc gửi thư tới toasoan@bao.vn để biết thêm.",
    "1. Phát triển kinh tế",
]
TWO = [
    ("Trái cây giàu vitamin C.", "Ăn mỗi ngày một quả."),
    ("Đây là đô thị loại I.", "Đây là kết quả lớn."),
    ("Anh ngập ngừng…", "Rồi anh đi."),
    ("Thành phố đạt đô thị loại II....", "Đó là kết quả lớn."),
]


@pytest.mark.parametrize("sentence", ONE)
def test_a_stop_inside_a_written_form_ends_no_sentence(sentence: str) -> None:
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize("sentences", TWO)
def test_a_stop_between_sentences_ends_one(sentences: tuple[str, str]) -> None:
    assert split_sentences(" ".join(sentences)) == list(sentences)


def test_a_missing_space_after_a_full_stop_is_no_obstacle() -> None:
    assert split_sentences("So với năm 2015.Tỷ lệ giảm.") == ["So với năm 2015.", "Tỷ lệ giảm."]
