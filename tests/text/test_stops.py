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
    ("Gồm (Đ. Lan) và Hoa.", "a list in brackets"),
    ('Anh nói "đi." rồi về.', "a small letter behind a quotation"),
    ('Anh nói "đi. " Rồi về.', "a quotation closed behind a space"),
    ("Gặp A. Bush đến.", "a foreign name behind an initial"),
    ("Gặp A. 8 người.", "a digit behind an initial"),
    ("Gặp A. (Lan đến.)", "a bracket behind an initial"),
    ("Gặp A. “gì” là tên.", "a small quotation behind an initial"),
    ("1.“Kết thúc.”", "a quotation glued to the number of a list"),
    ("Ông nói… … rồi về.", "dots behind dots"),
    ("Ông nói… - 15 người.", "a number behind dots and a dash"),
    ("Xem số 5.TP a viết.", "a glued stop behind a number"),
    ("Cam,Yahoo! Mail hay.", "a name with a stop behind a comma"),
    ("(Yahoo! Mail) hay.", "a name with a stop in brackets"),
    ("Gồm: A. Lan, Hoa.", "a list in a sentence"),
    ("Gồm: đ. Lan; đ. Hoa.", "a list in a sentence"),
    ("Gồm Lan; IV. Hoa.", "a numeral of a list in a sentence"),
    ("Gồm Lan; X. Hoa.", "a numeral of a list in a sentence"),
    ("Gồm Lan; 12. Hoa.", "a number of a list in a sentence"),
    ("LX. Mở đầu", "a numeral of a list"),
    ("XC. Mở đầu", "a numeral of a list"),
    ("XIV.2. Mở đầu", "a numeral and a number of a list"),
    ("a.12. Mở đầu", "a letter and a number of a list"),
    ("1.1.1.1.1. Mở đầu", "five numbers of a list"),
    ("Điều XC. Phạm vi", "a numeral of a law"),
    ("Điều LV. Phạm vi", "a numeral of a law"),
    ("Số 400 . 000 đồng.", "digits grouped by two spaces"),
    ("Anh đi. 'an viết.", "a small letter behind a stroke, which may be a minute's"),
    ("Anh đi. ( an viết.", "a small letter in brackets"),
    ("Anh đi. “‰ an viết.", "no letter behind a quotation mark"),
    ("Anh đi. “_an viết.", "no letter behind a quotation mark"),
    ("Anh đi.“3 đâu” là tên.", "a digit behind a quotation mark without a space"),
    ("Anh đi.“_ đâu” là tên.", "no letter behind a quotation mark without a space"),
    ("Anh nói “đi.”M tới.", "a lone capital behind a closing mark"),
    ("Anh nói ‘đi.’M tới.", "a lone capital behind a closing mark"),
    ("Anh nói «đi.»M tới.", "a lone capital behind a closing mark"),
    ("Anh nói (đi.)M tới.", "a lone capital behind a closing mark"),
    ("Anh nói [đi.]M tới.", "a lone capital behind a closing mark"),
    ("Anh đi. “ ‰ an viết.", "no letter behind a quotation mark and a space"),
    ("Anh đi. “ _an viết.", "no letter behind a quotation mark and a space"),
    ("Anh đi.“‰ đâu” là tên.", "no letter behind a quotation mark without a space"),
    ('Anh đi."‰ ở.', "no letter behind a straight quotation mark"),
    ('Anh đi."_a ở.', "no letter behind a straight quotation mark"),
    ('Anh đi."(Lan ở.)', "a bracket behind a straight quotation mark"),
    ('Anh nói "đi."rồi về.', "a small letter behind a quotation without a space"),
    ("Anh nói “(đi.)” - Ông A về.", "a speaker named behind a bracket and a quotation mark"),
    ("Bài thơ “(…)” Hay quá.", "words left out of a quotation"),
    ("Họ gọi là TS. Donald đến.", "a name that begins like such a word"),
    ("Gặp A. Bks đến.", "three letters that are no syllable"),
    ("Giá 5   đ. Lan Anh đã mua.", "a unit too far from its number"),
    ("Nhà ở TT. Sơn\xa0Tây rất đẹp.", "a no-break space in a name"),
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
    ("Nhà ở TT.", "Sơn6 Tây rất đẹp."),
    ("Nhà ở KĐT.", "Sau đó đi."),
    ("Gặp A.", "Ln đến."),
    ("Gặp A.", "La5 đến."),
    ("Gặp A.", "La_a đến."),
    ("Gặp 5A.", "(Lan đến.)"),
    ("Nhà ở TT.", "Sơn_ Tây rất đẹp."),
    ("Họ gọi là TS.", "Ông\xa0nọ đi."),
    ("Gặp A.", "Bush: đến."),
    ("Gặp 5 A.", "(Lan đến.)"),
    ("Gặp 5 h.", "8 người đến."),
    ("Học thuyết N.", "Mác hay."),
    ("Gặp A.”", "Lan đến."),
    ("Gặp “TS.”", "Lan đến."),
    ("A?", "Kết thúc."),
    ('1."', "Kết thúc."),
    ("Lời (.", "Lan viết."),
    ("Điều IV.]", "Lan viết."),
    ("Xem (hình.)", "Lan viết."),
    ('Anh nói "A."', "Lan đến."),
    ("Anh nói.", '" Rồi về" nhé.'),
    ("Ông nói…", '"rồi về" nhé.'),
    ("Ông nói.", "… Rồi về."),
    ("Ông nói! …", "Rồi về."),
    ("Ông nói! ...", "Rồi về."),
    ("Ông nói… …", "Rồi về."),
    ("Năm ấy lũ.", "205 là năm khô."),
    ("Số 5,5 lũ.", "205 là năm khô."),
    ("Hôm nay mọi người đã về hết nhà rồi.", "2. Mở đầu"),
    ("Hôm nay mọi người đã về hết nhà rồi.", "... Rồi về."),
    ("Nhà ở TT.", "Sen, Tây rất đẹp."),
    ("Số 1400.", "000 đồng."),
    ("Số 400.", "0000 đồng."),
    ("Gồm Lan; L.", "Hoa."),
    ("Gồm Lan; 123.", "Hoa."),
    ("Gồm Lan: 2.", "Hoa."),
    ("1.1.1.1.1.1.", "Mở đầu"),
    ("a.123.", "Mở đầu"),
    ("ab.1.", "Mở đầu"),
    ("1234.", "Mở đầu"),
    ("Điều 1234.", "Mở đầu"),
    ("Anh đi.", '"đi đâu" là tên.'),
    ("Anh đi.", '" đi đâu" là tên.'),
    *(("Anh đi.", f"{mark} Chị ở lại.") for mark in "\"“‘«(['"),
    *(("Anh đi.", f"{mark} Chị ở lại.") for mark in "-–—•*+"),
    *(("Anh đi.", f"{mark}Chị ở lại.") for mark in ("..", "...", "…", "- “", "“... ", "… “")),
]


@pytest.mark.parametrize(("first", "second"), PARTED)
def test_these_stops_end_a_sentence(first: str, second: str) -> None:
    assert split_sentences(f"{first} {second}") == [first, second]


GLUED = [
    ("Anh đi.", "Chị ở."),
    ("Anh đi!", "Chị ở."),
    ("Gặp TS!", "Lan đến."),
    ("Giá mỗi 5đồng.", "LAN mua."),
    ("Giá mỗi đồng_lượng.", "LAN mua."),
    ('Anh "a" nói "đi."', "Rồi về."),
    ("Năm ấy lũ.", "2015 là năm khô."),
    ("Anh hỏi “đi.”", "Chị gật."),
    ("Giá là 200 đ.", "Rẻ quá."),
    ("Trân trọng./.", "Vào."),
    ("Anh đi.", '"vitamin là tên.'),
    ("Ở 5 tr.", "Lan đến."),
    ("Anh về nhà.", "2015 là năm khô."),
    ("Giá mỗi đồng/lượng.", "LAN mua."),
    ("Gặp ông Bush.", "Ở nhà."),
    *(("Gặp ông Bush.", f"{mark}Lan viết.") for mark in '"“«('),
    *(("Anh đi.", f"{mark}chị ở lại.") for mark in "“«"),
    *((f"Xem www.bao.{end}.", "Rồi về.") for end in ("vn", "com", "net", "org", "VN")),
]


@pytest.mark.parametrize(("first", "second"), GLUED)
def test_a_forgotten_space_ends_a_sentence_all_the_same(first: str, second: str) -> None:
    assert split_sentences(first + second) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Xem baochi.Vn nhé",
        "Xem Next.js nhé",
        "Xem Next.Js nhé",
        "Gặp ông Bush.LĐ viết.",
        "Gặp TS.Lan nhé",
        "Gặp V.Putin nhé",
        "v.v.Rồi",
        "Gặp KĐT.Lan đến.",
        "Xem www.bao.Rồi về.",
        "Xem lan@bao.Rồi về.",
        "Xem http://bao.Rồi về.",
        "Gặp ông Bush.LAN viết.",
        *(f"Xem baochi.{end} nhé" for end in ("Com", "Net", "Org", "Gov", "Edu", "VN")),
    ],
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


FAR = [
    ("-" * 30 + "1. Mở đầu", True),
    ("-" * 31 + "1. Mở đầu", False),
    ("Gồm;     12. Hoa", True),
    ("Gồm;      12. Hoa", False),
]


@pytest.mark.parametrize(("line", "whole"), FAR)
def test_the_number_of_a_list_is_looked_for_near_the_stop(line: str, whole: bool) -> None:
    assert len(split_sentences(line)) == (1 if whole else 2)


@pytest.mark.parametrize(("dashes", "sentences"), [(31, 1), (32, 2)])
def test_only_a_short_row_of_marks_is_no_sentence(dashes: int, sentences: int) -> None:
    assert len(split_sentences(f"{'-' * dashes}. Lan đến.")) == sentences


@pytest.mark.parametrize(("letters", "close"), [(1999, '"'), (2000, "")])
def test_the_beginning_of_a_quotation_is_looked_for_two_thousand_characters_back(
    letters: int, close: str
) -> None:
    first = '"' + "a" * letters + "." + close
    assert split_sentences('"' + "a" * letters + '."Rồi về.')[0] == first


def test_a_stop_behind_nothing_but_spaces_ends_a_sentence() -> None:
    assert split_sentences("Anh" + " " * 40 + ". Lan đến.")[-1] == "Lan đến."
