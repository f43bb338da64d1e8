"""What stands before and behind a stop that ends no sentence, word by word."""

import pytest

from service.text.segments import split_sentences


def words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",")]


TITLES = words(
    "GS, Gs, PGS, Pgs, TS, Ts, T.S, TSKH, VS, ThS, Ths, THS, Th.S, BS, Bs, B.S, BSCKI, BSCKII, "
    "CK1, CK2, CKI, CKII, BSCK1, DS, Ds, LS, Ls, KS, Ks, KTS, Kts, NCS, NSND, NSƯT, NSUT, NGND, "
    "NGƯT, NGUT, NNƯT, TTƯT, TTND, GĐ, PGĐ, HLV, ĐD, Đc, ĐC, Đ/c, Đ/C, đc, đ/c, Mr, Mrs, Ms, Dr, "
    "Prof, St, Jr, Sr, Ph, PhD, Ph.D, Th, Nxb, NXB, Vs, vs, Tr, tr, No, Nr, Vol, Tel, Fax, ĐT, "
    "Đt, đt, Hotline, Lt, Sgt, Gen, Capt, Inc, Corp, Ltd, Cty, Ng, Ngh, PGS.TS, PGS-TS"
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_before_a_name_ends_no_sentence(title: str) -> None:
    sentence = f"Hôm nay {title}. Lan và bạn đến."
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize("word", words("Xã, xin, Bush, Tsa, Đủ, AB"))
def test_a_word_that_is_no_title_ends_one(word: str) -> None:
    assert split_sentences(f"Hôm nay {word}. Lan và bạn đến.") == [
        f"Hôm nay {word}.",
        "Lan và bạn đến.",
    ]


OPENERS = words(
    "Ông, Bà, Anh, Chị, Cô, Em, Họ, Tôi, Theo, Sau, Trước, Trong, Tại, Từ, Khi, Nếu, Tuy, Nhưng, "
    "Đây, Đó, Đến, Để, Ngoài, Hiện, Nay, Năm, Tháng, Ngày, Sáng, Chiều, Tối, Các, Những, Mọi, "
    "Một, Nhiều, Với, Và, Vì, Do, Bên, Riêng, Trên, Dưới, Qua, Không, Có, Rồi, Ở"
)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_word_that_begins_sentences_begins_one_behind_a_title(opener: str) -> None:
    assert split_sentences(f"Họ gọi là TS. {opener} nọ đi.") == [
        "Họ gọi là TS.",
        f"{opener} nọ đi.",
    ]


@pytest.mark.parametrize("title", words("Mr, Mrs, Ms, Dr, Nxb, NXB, Tel, Fax"))
def test_some_titles_are_never_last(title: str) -> None:
    sentence = f"Họ gọi là {title}. Theo đến."
    assert split_sentences(sentence) == [sentence]


PLACES = words(
    "TP, Tp, tp, TX, Tx, tx, TT, Tt, tt, T.P, t.P, T.X, T.T, Q, q, P, p, H, h, X, x, Đ, đ, KP, kp, "
    "KĐT, KCN"
)


@pytest.mark.parametrize("place", PLACES)
def test_the_kind_of_a_place_before_its_name_ends_no_sentence(place: str) -> None:
    sentence = f"Nhà ở {place}. Sơn Tây rất đẹp."
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize("name", words("HCM, HN, HP, ĐN, BMT, 12, Huế, Vinh"))
def test_a_place_may_be_short(name: str) -> None:
    sentence = f"Nhà ở TP. {name} rất đẹp."
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize("unit", words("200 đ, 5 h, 10g, 3 x, 7 tr, 1.500 đ, 2-3 h"))
def test_the_unit_of_a_number_ends_a_sentence(unit: str) -> None:
    assert split_sentences(f"Giá là {unit}. Lan Anh đã mua.") == [
        f"Giá là {unit}.",
        "Lan Anh đã mua.",
    ]


WHOLE = [
    ("Xem chinhphu.vn. để biết.", "a small letter behind"),
    ("Số 400. 000 đồng.", "digits grouped by a space"),
    ("Cao (84. 4) mét.", "digits before a bracket"),
    ("Ông V. Putin đến.", "an initial of a foreign name"),
    ("Ông N. T. H. đến.", "initials"),
    ("Học thuyết C. Mác hay.", "Marx"),
    ("Công cụ tìm Yahoo! Mail hay.", "a name with a stop"),
    ("Anh nói… 15 người.", "dots before a number"),
    ("Bài thơ (…) Hay quá.", "words left out"),
    ("Bài thơ [...] Hay quá.", "words left out"),
    ("“Đi đi!” - Ông A nói.", "a speaker named behind a dash"),
    ("1. Mở đầu", "a number of a list"),
    ("2.1. Mở đầu", "a number of a list"),
    ("IV. Mở đầu", "a numeral of a list"),
    ("a. Mở đầu", "a letter of a list"),
    ("Điều 5. Phạm vi", "an article of a law"),
    ("Khoản II. Phạm vi", "a numeral of a law"),
    ("Phụ lục A. Phạm vi", "a letter of a law"),
    ("Gồm: 1. Lan; 2. Hoa.", "a list in a sentence"),
    ("Gồm: a. Lan; b. Hoa.", "a list in a sentence"),
    ("Gồm (i. Lan) và Hoa.", "a list in brackets"),
]


@pytest.mark.parametrize(("sentence", "why"), WHOLE)
def test_these_stops_end_no_sentence(sentence: str, why: str) -> None:
    assert split_sentences(sentence) == [sentence], why


@pytest.mark.parametrize(
    "heading",
    words("Điều, Khoản, Mục, Tiểu mục, Chương, Phần, Bài, Câu, Tiết, Kỳ, Hình, Bảng, Biểu, "
          "Phụ lục, Bước"),
)  # fmt: skip
def test_the_number_of_a_heading_ends_no_sentence(heading: str) -> None:
    for number in ("5", "IV", "A"):
        sentence = f"{heading} {number}. Lan viết."
        assert split_sentences(sentence) == [sentence]


PARTED = [
    ("Anh đi.", "“đi đâu” là tên."),
    ("Anh đi.", "iPhone cũng mất."),
    ("Anh đi.", "- Anh đi đâu?"),
    ("Anh đi.", "… Rồi anh về."),
    ("Anh đi.", "(Chị thì không.)"),
    ("Anh đi!", "15 người ở lại."),
    ("Trân trọng./.", "Hà Nội."),
    ("Anh hỏi “đi?”", "Chị gật."),
    ("Cao 84.", "Nặng 12."),
    ("Vitamin C.", "Uống đều."),
]


@pytest.mark.parametrize(("first", "second"), PARTED)
def test_these_stops_end_a_sentence(first: str, second: str) -> None:
    assert split_sentences(f"{first} {second}") == [first, second]


GLUED = [
    ("Anh đi.", "Chị ở."),
    ("Anh đi!", "Chị ở."),
    ("Năm ấy lũ.", "2015 là năm khô."),
    ("Anh hỏi “đi.”", "Chị gật."),
    ("Giá là 200 đ.", "Rẻ quá."),
]


@pytest.mark.parametrize(("first", "second"), GLUED)
def test_a_forgotten_space_ends_a_sentence_all_the_same(first: str, second: str) -> None:
    assert split_sentences(first + second) == [first, second]


@pytest.mark.parametrize(
    "text", ["Xem baochi.Vn nhé", "Xem Next.js nhé", "Gặp TS.Lan nhé", "Gặp V.Putin nhé", "v.v.Rồi"]
)
def test_a_glued_stop_inside_a_name_ends_nothing(text: str) -> None:
    assert split_sentences(text) == [text]


QUOTED = [
    ('Anh nói "đi đi. Mai về." Rồi anh khóc.', ['Anh nói "đi đi.', 'Mai về."', "Rồi anh khóc."]),
    ("Anh nói. «đi» là tên.", ["Anh nói.", "«đi» là tên."]),
    ("Anh nói. « đi» là tên.", ["Anh nói.", "« đi» là tên."]),
    ("Anh nói. “ đi” là tên.", ["Anh nói.", "“ đi” là tên."]),
    ("Anh nói “đi.”Rồi về.", ["Anh nói “đi.”", "Rồi về."]),
    ("Anh nói «đi.»Rồi về.", ["Anh nói «đi.»", "Rồi về."]),
    ("Anh nói ‘đi.’Rồi về.", ["Anh nói ‘đi.’", "Rồi về."]),
    ("Anh nói (đi.)Rồi về.", ["Anh nói (đi.)", "Rồi về."]),
    ("Anh nói [đi.]Rồi về.", ["Anh nói [đi.]", "Rồi về."]),
    ("Anh đi.“Chị ở.", ["Anh đi.", "“Chị ở."]),
    ("Anh đi.«Chị ở.", ["Anh đi.", "«Chị ở."]),
    ("Anh đi.(Chị ở.)", ["Anh đi.", "(Chị ở.)"]),
]


@pytest.mark.parametrize(("text", "sentences"), QUOTED)
def test_marks_of_quotation_stay_with_their_sentence(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences
