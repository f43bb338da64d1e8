"""The content tree: its leaves, its plain form, and what an older Loa kept of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from service.codec import from_json, to_json
from service.model import Block, BlockKind, Content, Ending, Revision
from service.model.content import (
    Cell,
    Embed,
    EmbedKind,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    Node,
    Numbering,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Table,
    Verse,
    content_of_lines,
    cut,
    fold_inline,
    is_of_lines,
    plain_inline,
    text_of,
)
from service.model.content.labels import label_of
from tests.model.trees import FEW, LINES, TREES


def words(text: str) -> tuple[Node, ...]:
    return (Paragraph(plain_inline(text)),)


def cells(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(words(text) if text else (), header) for text in texts)


def lines(*nodes: Node) -> list[str]:
    return [leaf.text for leaf in Content(nodes).leaves]


@given(TREES)
@FEW
def test_a_tree_comes_back_from_json_as_it_went(nodes: tuple[Node, ...]) -> None:
    content = Content(nodes)
    assert from_json(Content, to_json(content)) == content
    assert from_json(Content, to_json(content)).leaves == content.leaves


@given(TREES)
@FEW
def test_every_leaf_is_a_line_of_text(nodes: tuple[Node, ...]) -> None:
    for leaf in Content(nodes).leaves:
        assert leaf.text == leaf.text.strip() != ""
        assert "\n" not in leaf.text


@pytest.mark.parametrize(
    "plain",
    [
        "[]",
        '{"nodes": 1}',
        '{"nodes": [{"kind": "spell"}]}',
        '{"nodes": [{"text": "a"}]}',
        '{"nodes": [{"kind": "paragraph", "text": ""}]}',
        '{"nodes": [{"kind": "paragraph", "text": 5}]}',
        '{"nodes": [{"kind": "heading", "level": 1, "text": "a"}]}',
        '{"nodes": [{"kind": "table", "head": 2, "rows": []}]}',
    ],
)
def test_what_is_no_tree_is_refused(plain: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each is refused for its own reason
        from_json(Content, plain)


def test_a_row_is_told_with_the_lowest_name_of_each_column() -> None:
    both = [Cell(words(text), header=True, rows=2) for text in ("STT", "Vị trí")]
    above = (*both, Cell(words("Số lượng"), header=True, columns=2))
    head = (above, cells("Nam", "Nữ", header=True))
    table = Table((*head, cells("1", "Giáo viên Toán", "5", "7")), head=2)
    assert lines(table) == [
        "STT; Vị trí; Số lượng; Nam; Nữ",
        "STT: 1; Vị trí: Giáo viên Toán; Nam: 5; Nữ: 7",
    ]


def test_a_cell_that_covers_rows_moves_the_cells_below_it_aside() -> None:
    table = Table(
        (
            cells("Ca", "Giờ", "Nơi", header=True),
            (Cell(words("Sáng"), rows=2), *cells("7h", "Ga")),
            cells("9h", "Chợ"),
            cells("Chiều", "", "Trạm"),
        ),
        head=1,
    )
    assert lines(table)[1:] == [
        "Ca: Sáng; Giờ: 7h; Nơi: Ga",
        "Giờ: 9h; Nơi: Chợ",
        "Ca: Chiều; Nơi: Trạm",
    ]


def test_a_table_without_names_is_told_cell_by_cell_and_an_empty_row_is_silent() -> None:
    table = Table(
        (cells("Sáng", "7h"), cells("", ""), cells("Chiều", "")), caption=plain_inline("Giờ")
    )
    assert lines(table) == ["Giờ", "Sáng; 7h", "Chiều"]


def test_spans_beyond_the_grid_cost_no_memory() -> None:
    wide = Table(((Cell(words("a"), columns=10**9, rows=10**9),), cells("b")))
    assert lines(wide) == ["a", "b"]


@pytest.mark.parametrize(
    ("number", "numbering", "label"),
    [
        (4, Numbering.DECIMAL, "4"),
        (0, Numbering.DECIMAL, "0"),
        (1, Numbering.LOWER_LETTER, "a"),
        (28, Numbering.UPPER_LETTER, "AB"),
        (0, Numbering.LOWER_LETTER, "0"),
        (14, Numbering.LOWER_ROMAN, "xiv"),
        (1999, Numbering.UPPER_ROMAN, "MCMXCIX"),
        (4000, Numbering.UPPER_ROMAN, "4000"),
        (None, None, ""),
    ],
)
def test_an_item_is_counted_as_browsers_count(
    number: int | None, numbering: Numbering | None, label: str
) -> None:
    assert label_of(number, numbering) == label


def test_only_the_first_line_of_an_item_has_its_label() -> None:
    inner = List((Item(words("mã gồm 10 chữ số;")),))
    steps = List((Item((*words("Nhập mã:"), inner, *words("Bấm gửi.")), 3),), Numbering.DECIMAL)
    leaves = Content((steps,)).leaves
    assert [(leaf.label, leaf.text) for leaf in leaves] == [
        ("3", "Nhập mã:"),
        ("", "mã gồm 10 chữ số;"),
        ("", "Bấm gửi."),
    ]
    assert {leaf.ending for leaf in leaves} == {Ending.ITEM}


def test_what_pictures_and_embedded_things_show_is_told_before_their_caption() -> None:
    figure = Figure(
        (Picture("a.jpg", "Cầu mới"), Picture("b.jpg"), Embed(EmbedKind.VIDEO, "Lễ khánh thành")),
        plain_inline("Cầu Bến Đò. Ảnh: An"),
    )
    assert [(leaf.kind, leaf.text) for leaf in Content((figure,)).leaves] == [
        (BlockKind.PICTURE, "Cầu mới"),
        (BlockKind.EMBED, "Lễ khánh thành"),
        (BlockKind.CAPTION, "Cầu Bến Đò. Ảnh: An"),
    ]


def test_headings_end_by_their_level_and_lines_of_verse_as_lines() -> None:
    content = Content(
        (
            Heading(2, plain_inline("Một")),
            Heading(3, plain_inline("Hai")),
            Verse((plain_inline("dòng một"), plain_inline("dòng hai"))),
        )
    )
    assert [leaf.ending for leaf in content.leaves] == [
        Ending.HEADING,
        Ending.SUBHEADING,
        Ending.LINE,
        Ending.PARAGRAPH,
    ]


OLD = (
    (BlockKind.PARAGRAPH, "Mở đầu."),
    (BlockKind.HEADING, "Phần"),
    (BlockKind.LIST_ITEM, "Một"),
    (BlockKind.LIST_ITEM, "Hai"),
    (BlockKind.QUOTATION, "Lời"),
    (BlockKind.CAPTION, "Ảnh: An"),
)


def test_lines_of_an_older_loa_keep_their_kinds_and_how_they_ended() -> None:
    content = content_of_lines(OLD)
    assert [(leaf.kind, leaf.text) for leaf in content.leaves] == list(OLD)
    assert {leaf.ending for leaf in content.leaves if leaf.kind is not BlockKind.HEADING} == {
        Ending.PARAGRAPH
    }
    assert from_json(Content, to_json(content)) == content


def test_a_tree_that_lines_tell_whole_is_known() -> None:
    assert is_of_lines(content_of_lines(OLD))
    assert is_of_lines(Content(content_of_lines(OLD).nodes))
    marked = Paragraph((Run("a", (Mark.STRONG,)),))
    for node in (
        marked,
        Heading(3, plain_inline("Hai")),
        Quotation(words("a"), plain_inline("b")),
        List((Item(words("a"), 1),), Numbering.DECIMAL),
        Verse((plain_inline("a"), plain_inline("b"))),
    ):
        assert not is_of_lines(Content((node,)))


def test_a_revision_of_an_older_loa_is_read_with_its_lines() -> None:
    blocks = (Block(BlockKind.TITLE, "Tin"), *(Block(kind, text) for kind, text in OLD))
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    old = Revision("r", "s", "Tin", moment, None, None, None, blocks)
    assert (old.blocks, old.content) == (blocks, content_of_lines(OLD))
    assert from_json(Revision, to_json(old, without="blocks")) == old


@given(LINES)
def test_a_line_cut_anywhere_is_the_whole_line(line: tuple[Run, ...]) -> None:
    length = len(text_of(line))
    for at in range(length + 1):
        assert fold_inline((*cut(line, 0, at), *cut(line, at, length))) == fold_inline(line)
