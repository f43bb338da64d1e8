"""How the lines of lists, tables, pictures, notes and code are said, and which are not."""

from collections.abc import Iterable
from typing import Any

import pytest

from service.model import (
    BlockKind,
    DeletedReading,
    Ending,
    Leaf,
    PictureReading,
    SpeechRules,
    TableReading,
    Utterance,
)
from service.model.content import (
    Cell,
    Content,
    Description,
    DescriptionList,
    Embed,
    EmbedKind,
    Figure,
    Item,
    List,
    Node,
    Note,
    Numbering,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Row,
    Table,
    content_of_lines,
    plain_inline,
)
from service.text.deliveries import SpeechChoices, deliver
from service.text.delivery import PLAIN
from service.text.segments import split_segments
from service.text.spoken import utter
from service.text.tables import table_digest, tables_of
from tests.runs import line

TITLE = "Phường thông báo giá nước"


def utterances(
    nodes: Iterable[Node], choices: SpeechChoices | None = None, **rules: Any
) -> list[Utterance]:
    """What is said for these nodes below a title."""
    return of_leaves(Content(nodes).leaves, choices or SpeechChoices(SpeechRules(**rules)))


def of_leaves(leaves: Iterable[Leaf], choices: SpeechChoices) -> list[Utterance]:
    all_leaves = (Leaf(BlockKind.TITLE, plain_inline(TITLE), Ending.HEADING, 1), *leaves)
    segments = split_segments(all_leaves)
    delivered = deliver(all_leaves, segments, choices)
    return [utter(segment, delivery=delivery) for segment, delivery in delivered][1:]


def spoken(nodes: Iterable[Node], **rules: Any) -> list[str]:
    return [each.spoken for each in utterances(nodes, **rules)]


def paragraph(text: str) -> Paragraph:
    return Paragraph(line(text))


def items(numbering: Numbering | None, first: int, *texts: str) -> List:
    return List(
        tuple(
            Item((paragraph(text),), None if numbering is None else number)
            for number, text in enumerate(texts, first)
        ),
        numbering,
    )


def cells(*texts: str, header: bool = False) -> Row:
    return tuple(Cell((paragraph(text),) if text else (), header) for text in texts)


FLAT = [
    (BlockKind.PARAGRAPH, "Giá tăng 6% từ 1/12. GDP1 đạt 2%1. Rộng 5 m2."),
    (BlockKind.HEADING, "1. Bốn bậc"),
    (BlockKind.LIST_ITEM, "1. Đến 4 m3"),
    (BlockKind.LIST_ITEM, "Trên 6 m3"),
    (BlockKind.QUOTATION, "“Tôi mừng.”"),
    (BlockKind.CAPTION, "Ảnh: Minh Trí"),
]


@pytest.mark.parametrize(
    "rules",
    [
        SpeechRules(),
        SpeechRules(DeletedReading.SKIP, True, TableReading.NONE, 0, 0, PictureReading.BOTH),
    ],
)
def test_lines_of_an_older_loa_are_said_as_they_were(rules: SpeechRules) -> None:
    leaves = content_of_lines(FLAT).leaves
    segments = split_segments(leaves)
    delivered = list(deliver(leaves, segments, SpeechChoices(rules)))
    assert [segment for segment, _ in delivered] == list(segments)
    assert {delivery for _, delivery in delivered} == {PLAIN}
    assert [utter(segment, delivery=each) for segment, each in delivered] == [
        utter(segment) for segment in segments
    ]


NUMBERED = [
    (Numbering.DECIMAL, 1, "Mở ứng dụng", "Một: Mở ứng dụng"),
    (Numbering.DECIMAL, 12, "Ký đơn", "Mười hai: Ký đơn"),
    (Numbering.DECIMAL, -1, "Ký đơn", "Âm một: Ký đơn"),
    (Numbering.LOWER_LETTER, 2, "bản sao;", "b: bản sao;"),
    (Numbering.UPPER_LETTER, 9, "Phụ lục", "I: Phụ lục"),
    (Numbering.UPPER_ROMAN, 4, "Tổ chức", "Bốn: Tổ chức"),
    (Numbering.LOWER_ROMAN, 9, "Tổ chức", "Chín: Tổ chức"),
    (Numbering.DECIMAL, 1, "1.000 đồng một lượt", "Một: một nghìn đồng một lượt"),
    (Numbering.DECIMAL, 1, "1 người một thẻ", "Một: một người một thẻ"),
    (Numbering.LOWER_LETTER, 1, "an toàn", "a: an toàn"),
]


@pytest.mark.parametrize(("numbering", "number", "text", "said"), NUMBERED)
def test_an_item_that_is_counted_says_its_number(
    numbering: Numbering, number: int, text: str, said: str
) -> None:
    (utterance,) = utterances([items(numbering, number, text)])
    assert utterance.spoken == said
    assert utterance.trace[0].rule == "item-number"


PRINTED_THERE = [
    (Numbering.DECIMAL, 1, "1. Mở ứng dụng"),
    (Numbering.DECIMAL, 2, "2) Mở ứng dụng"),
    (Numbering.DECIMAL, 3, "(3) Mở ứng dụng"),
    (Numbering.DECIMAL, 4, "Bước 4: Mở ứng dụng"),
    (Numbering.DECIMAL, 5, "Điều 5 quy định"),
    (Numbering.LOWER_LETTER, 1, "a) Đơn đăng ký"),
    (Numbering.UPPER_ROMAN, 2, "II. Hồ sơ"),
    (None, 1, "Mở ứng dụng"),
]


@pytest.mark.parametrize(("numbering", "number", "text"), PRINTED_THERE)
def test_no_number_is_said_twice_and_none_where_nothing_is_counted(
    numbering: Numbering | None, number: int, text: str
) -> None:
    (utterance,) = utterances([items(numbering, number, text)])
    assert "item-number" not in [reading.rule for reading in utterance.trace]


def test_only_the_first_sentence_of_an_item_says_its_number() -> None:
    two = List((Item((paragraph("Mở sổ. Ghi tên."), paragraph("Ký.")), 3),), Numbering.DECIMAL)
    assert spoken([two]) == ["Ba: Mở sổ.", "Ghi tên.", "Ký."]


def test_items_inside_items_say_their_own_numbers() -> None:
    inner = items(Numbering.LOWER_LETTER, 1, "mã số;", "tên.")
    outer = List((Item((paragraph("Ghi:"), inner), 1),), Numbering.DECIMAL)
    assert spoken([outer]) == ["Một: Ghi:", "a: mã số;", "b: tên."]


PRICES = Table(
    (
        cells("STT", "Bậc", "Giá (đồng/m3)", header=True),
        cells("1", "Đến 4 m3", "6.700"),
        cells("2", "", "12.900"),
    ),
    head=1,
    caption=line("Giá nước"),
)


def test_a_table_is_read_row_by_row_with_the_names_of_its_columns() -> None:
    said = utterances([PRICES])
    assert [each.spoken for each in said] == [
        "Giá nước",
        "",
        "Bậc: Đến bốn mét khối; Giá (đồng một mét khối): sáu nghìn bảy trăm",
        "Giá (đồng một mét khối): mười hai nghìn chín trăm",
    ]
    assert [each.trace[0].rule for each in said[1:]] == ["table-head"] + ["table-ordinal"] * 2
    assert said[2].trace[0].written == "STT: 1;"


ORDINAL_OR_NOT = [
    (("TT", "Tên"), ("7", "Lan"), "Tên: Lan"),
    (("Số thứ tự", "Tên"), ("7", "Lan"), "Tên: Lan"),
    (("Số TT", "Tên"), ("7.", "Lan"), "Tên: Lan"),
    (("Thứ tự", "Tên"), ("7)", "Lan"), "Tên: Lan"),
    (("No.", "Tên"), ("7", "Lan"), "Tên: Lan"),
    (("#", "Tên"), ("7", "Lan"), "Tên: Lan"),
    (("STT", "Tên"), ("12345", "Lan"), "mười hai nghìn ba trăm bốn mươi lăm; Tên: Lan"),
    (("Số lượng", "Tên"), ("7", "Lan"), "Số lượng: bảy; Tên: Lan"),
    (("STT", "Tên"), ("7", ""), "bảy"),
    (("STT", "Tên"), ("Tổng", "Lan"), "Tổng; Tên: Lan"),
    (("TT Huế", "Tên"), ("7", "Lan"), None),
]


@pytest.mark.parametrize(("head", "row", "said"), ORDINAL_OR_NOT)
def test_only_a_column_that_counts_rows_is_left_unsaid(
    head: tuple[str, ...], row: tuple[str, ...], said: str | None
) -> None:
    utterance = utterances([Table((cells(*head, header=True), cells(*row)), head=1)])[-1]
    rules = [reading.rule for reading in utterance.trace]
    if said is None:
        assert "table-ordinal" not in rules
    else:
        assert utterance.spoken == said


def test_a_table_in_a_counted_item_has_the_number_at_its_caption() -> None:
    counted = List((Item((PRICES,), 2),), Numbering.DECIMAL)
    assert spoken([counted])[:2] == ["Hai: Giá nước", ""]


def rows(count: int, width: int = 2, head: int = 1) -> Table:
    names = [cells(*(f"Cột {number}" for number in range(width)), header=True)] * head
    body = [cells(*(f"ô {row} {number}" for number in range(width))) for row in range(count)]
    return Table((*names, *body), head=head)


def test_a_table_with_more_rows_or_columns_than_the_rules_let_is_summed_up() -> None:
    assert spoken([rows(3)], table_rows=3, table_columns=2)[1:] == [
        f"Cột không: ô {row} không; Cột một: ô {row} một" for row in ("không", "một", "hai")
    ]
    summary = "Bảng có ba dòng, hai cột: Cột không, Cột một; không đọc từng dòng."
    assert spoken([rows(3)], table_rows=2) == [summary, "", "", ""]
    assert spoken([rows(3)], table_columns=1) == [summary, "", "", ""]


def test_a_summary_does_without_names_where_columns_have_none_and_without_the_counting() -> None:
    assert spoken([rows(2, head=0)], table_rows=1)[0] == (
        "Bảng có hai dòng, hai cột; không đọc từng dòng."
    )
    assert spoken([PRICES], tables=TableReading.SUMMARY)[:2] == [
        "Giá nước",
        "Bảng có hai dòng, ba cột: Bậc, Giá (đồng một mét khối); không đọc từng dòng.",
    ]


def test_tables_may_be_left_unread_and_each_line_tells_why() -> None:
    said = utterances([PRICES, paragraph("Hết.")], tables=TableReading.NONE)
    assert [each.spoken for each in said] == ["", "", "", "", "Hết."]
    assert {each.trace[0].rule for each in said[:4]} == {"table"}


def test_a_table_of_headers_alone_is_read_as_it_stands() -> None:
    head = Table((cells("Bậc", "Giá", header=True),), head=1)
    assert spoken([head]) == ["Bậc; Giá"]


def test_two_tables_side_by_side_are_each_read_by_their_own_size() -> None:
    said = spoken([rows(3), rows(1)], table_rows=2)
    assert said == [said[0], "", "", "", "", "Cột không: ô không không; Cột một: ô không một"]
    assert said[0].startswith("Bảng có ba dòng")


def test_a_choice_for_one_table_goes_before_the_rules_and_its_size() -> None:
    lines = list(Content([rows(3)]).leaves)
    chosen = {table_digest(lines): TableReading.ROWS}
    choices = SpeechChoices(SpeechRules(tables=TableReading.NONE, table_rows=1), chosen)
    said = utterances([rows(3), rows(2)], choices)
    assert [bool(each.spoken) for each in said] == [False, True, True, True, False, False, False]


def test_the_tables_of_an_article_are_found_between_its_lines() -> None:
    content = Content([paragraph("Một."), rows(2), paragraph("Hai."), PRICES, rows(2)])
    found = list(tables_of(content.leaves))
    assert [len(each.lines) for each in found] == [3, 4, 3]
    assert found[0].digest == found[2].digest != found[1].digest
    assert all(len(each.digest) == 12 for each in found)


WORDS = "Biểu đồ giá nước: tăng 5%"
SHOWN = "Ảnh: Biểu đồ giá nước: tăng năm phần trăm"
BARE = Figure((Picture("https://a.vn/1.png", WORDS),))
CAPTIONED = Figure((Picture("https://a.vn/1.png", WORDS),), line("Giá nước. Ảnh: An"))
REPEATED = Figure((Picture("https://a.vn/1.png", "Hồ nước xã"),), line("Hồ nước xã, sáng 2/12"))


@pytest.mark.parametrize(
    ("reading", "bare", "captioned"),
    [
        (PictureReading.CAPTIONS, [SHOWN], ["", "Giá nước.", "Ảnh: An"]),
        (PictureReading.ALT, [SHOWN], [SHOWN, "", ""]),
        (PictureReading.BOTH, [SHOWN], [SHOWN, "Giá nước.", "Ảnh: An"]),
        (PictureReading.NONE, [""], ["", "", ""]),
    ],
)
def test_of_pictures_what_the_rules_say_is_read(
    reading: PictureReading, bare: list[str], captioned: list[str]
) -> None:
    assert spoken([BARE], pictures=reading) == bare
    assert spoken([CAPTIONED], pictures=reading) == captioned


def test_a_caption_and_a_picture_that_say_the_same_are_read_once() -> None:
    said = spoken([REPEATED], pictures=PictureReading.BOTH)
    assert said == ["", "Hồ nước xã, sáng ngày hai tháng mười hai"]


def test_the_caption_of_a_table_behind_a_picture_is_not_the_pictures() -> None:
    assert spoken([BARE, PRICES])[:2] == [SHOWN, "Giá nước"]


NAMES = [
    "IMG_1234.jpg", "DSC 0042", "metro - Ảnh 1.", "Ảnh 3", "Hình 2.", "image (2)", "z5712_a.webp",
    "le-hoi-den-hung", "7f3a99c1d2", TITLE, "Tết Nguyên đán | Photo 12", "so-do.png",
]  # fmt: skip
SUFFIXES = ["jpg", "jpeg", "gif", "webp", "svg", "bmp", "heic", "avif", "tif", "tiff", "mp4", "pdf"]
PREFIXES = ["img", "dsc", "dscn", "pxl", "image", "photo", "picture", "screenshot", "anh", "hinh"]
NAMES += [f"toàn cảnh.{each}" for each in SUFFIXES] + [f"{each} 12" for each in PREFIXES]


@pytest.mark.parametrize("name", NAMES)
def test_what_names_a_file_or_the_article_itself_is_not_read(name: str) -> None:
    (said,) = utterances([Figure((Picture("https://a.vn/1.png", name),))])
    assert (said.spoken, said.trace[0].rule) == ("", "picture-name")


WORDED = [
    "Ảnh hai mẹ con", "Hình 2 cầu thủ", "Em bé - chậu cúc", "Covid-19", "Sơ đồ 3 bước",
    "Chợ hoa", "HURC1", "MH370",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDED)
def test_what_tells_of_a_picture_is_read(words: str) -> None:
    (said,) = utterances([Figure((Picture("https://a.vn/1.png", words),))])
    is_told = words.startswith(("Ảnh", "Hình"))
    assert said.spoken.startswith("Ảnh: ") != is_told
    assert ("picture" in [reading.rule for reading in said.trace]) != is_told


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        (EmbedKind.VIDEO, "Một ngày ở bến", "Video: Một ngày ở bến"),
        (EmbedKind.VIDEO, "Video lễ hội", "Video lễ hội"),
        (EmbedKind.AUDIO, "Chuyện phố", "Âm thanh: Chuyện phố"),
        (EmbedKind.DOCUMENT, "Mẫu số 1", "Tài liệu: Mẫu số một"),
        (EmbedKind.FRAME, "Bản đồ ga", "Nội dung nhúng: Bản đồ ga"),
        (EmbedKind.FRAME, "YouTube video player", ""),
    ],
)
def test_an_embedded_thing_is_told_by_its_title(kind: EmbedKind, title: str, said: str) -> None:
    assert spoken([Figure((Embed(kind, title, "https://a.vn/x"),))]) == [said]


NOTE = Note("fn1", (paragraph("Theo giá hiện hành. Chưa gồm thuế."),), "1")


def test_a_note_is_not_read_unless_the_rules_say_so() -> None:
    said = utterances([NOTE])
    assert [(each.spoken, each.trace[0].rule) for each in said] == [("", "note")] * 2
    assert spoken([NOTE], notes=True) == ["Chú thích một: Theo giá hiện hành.", "Chưa gồm thuế."]


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("2", "[2] Theo bảng.", "Chú thích hai: Theo bảng."),
        ("2", "2. Theo bảng.", "Chú thích hai: Theo bảng."),
        ("2", "20 hộ dân.", "Chú thích hai: hai mươi hộ dân."),
        ("*", "Tên nhân vật đã đổi.", "Chú thích: Tên nhân vật đã đổi."),
        ("*", "(*) Tên nhân vật đã đổi.", "Chú thích: Tên nhân vật đã đổi."),
    ],
)
def test_a_note_that_is_read_says_its_number_once(label: str, text: str, said: str) -> None:
    assert spoken([Note("n", (paragraph(text),), label)], notes=True) == [said]


CODE = [
    ("let gia = 5;", "return gia;"),
    ("$ sudo apt install loa", "$ loa serve"),
    ("tinh_tien(4)", "Dòng này là lời"),
    *(
        (each,)
        for each in (
            "let gia = 5", "var gia", "const gia", "return gia", "import os", "from os import path",
            "def tinh", "class Gia", "function tinh", "SELECT gia", "INSERT gia", "curl bao.vn",
            "sudo loa", "git pull", "pip install loa", "npm install", "# ghi chú", "> loa", "$ loa",
            "// ghi chú", "/* ghi chú", "gia == 5", "gia != 5", "gia <= 5", "gia >= 5", "gia += 1",
            "gia -= 1", "x => y", "x -> y", "std::vector", "a && b", "a || b", "<p>Xin", "</p>",
            "chay()", "chay(gia, 5)", "ten_bien", "${ten}", "$ten", '"gia": 6700,', "'gia': 6700,",
            "gia=6700", "nếu gia {", "}", "gia = 5;", "doc(to, ro);",
        )
    ),
]  # fmt: skip
PROSE = [
    ("Mã HTTP 200", "Mã HTTP 404"),
    ("Kính gửi: Phòng Nội vụ", "Họ tên: Lê Hoa"),
    ("Giá: 500", "Vé: $5"),
    ("Sáng (thứ Hai); chiều (thứ Ba); tối", "9 > 5"),
    ("Trời ơi!", "Người đi; kẻ ở"),
    ("bản sao văn bằng;", "giấy khám sức khoẻ (bản chính);"),
]


@pytest.mark.parametrize("lines", CODE)
def test_program_code_is_not_read(lines: tuple[str, ...]) -> None:
    said = utterances([Preformatted(lines)])
    assert {(each.spoken, each.trace[0].rule) for each in said} == {("", "code")}


@pytest.mark.parametrize("lines", PROSE)
def test_lines_of_prose_that_keep_their_form_are_read(lines: tuple[str, ...]) -> None:
    assert all(spoken([Preformatted(lines)]))


def test_terms_and_attributions_are_read_as_they_stand() -> None:
    terms = DescriptionList((Description((line("Hộ nghèo"),), (paragraph("Có sổ của phường."),)),))
    quotation = Quotation((paragraph("Tôi mừng."),), line("Bà Hoa, tổ trưởng"))
    assert spoken([terms, quotation]) == [
        "Hộ nghèo", "Có sổ của phường.", "Tôi mừng.", "Bà Hoa, tổ trưởng",
    ]  # fmt: skip


def test_marks_are_read_in_the_sentence_where_they_stand() -> None:
    marked = paragraph("Rộng 5 m<sup>2</sup>. GDP<sup>1</sup> tăng. <del>Giá 5 đồng.</del> Hết.")
    assert spoken([marked]) == [
        "Rộng năm mét vuông.",
        "gờ đê pê tăng.",
        "Trước ghi: Giá năm đồng, đã sửa.",
        "Hết.",
    ]
    assert spoken([marked], deleted=DeletedReading.SKIP)[2].strip() == ""


def test_an_editors_words_are_said_where_the_rules_say_nothing() -> None:
    leaves = Content([NOTE]).leaves
    ((segment, delivery), *_) = deliver(leaves, split_segments(leaves), SpeechChoices())
    said = utter(segment, delivery=delivery, override="Theo giá nay.")
    assert (said.spoken, said.overridden) == ("Theo giá nay.", True)
