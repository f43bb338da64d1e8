"""What an editor is given to change comes back as the article it was, or is told not to."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.articles.revision import make_revision
from service.desk.editing import PLAIN_FORM, text_to_edit
from service.desk.extraction import extract
from service.desk.hints import Hints, clean_hints
from service.model import Content, Revision
from service.model.content import (
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
    plain_inline,
)
from service.outputs.plain_form import write_plain_form
from service.sources.markdown import render_markdown

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
LIMIT = 2_000_000
SAMPLES = [
    ROOT / "service" / "samples" / "dang-bo-song-cong.txt",
    *sorted((ROOT / "bench" / "texts").glob("*.txt")),
]


def content_of(raw: bytes, hints: Hints) -> Content:
    return extract(raw, clean_hints(hints, NOW), zone=ZONE, limit_bytes=LIMIT).recognised.content


def revision_of(path: Path, kind: str) -> Revision:
    hints = clean_hints(Hints("bai/1", media_type=kind), NOW)
    found = extract(path.read_bytes(), hints, zone=ZONE, limit_bytes=LIMIT).recognised
    return make_revision(found, source_id="bai/1", fallback_published=NOW)


def read_back(revision: Revision) -> Content:
    text = text_to_edit(revision, zone=ZONE, limit_bytes=LIMIT)
    assert text.lost == ()
    hints = Hints("bai/1", file_name=PLAIN_FORM, title=revision.title)
    return content_of(text.text.encode(), hints)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_article_that_nobody_changes_comes_back_as_it_was(path: Path) -> None:
    revision = revision_of(path, "text/plain")
    assert read_back(revision) == revision.content


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(runs)


NODES: list[Node] = [
    paragraph(Run("1. Giá 5*3_4 [x] <b> & «c» `d` ~e~ | # một dòng dài cho đủ là văn xuôi.")),
    paragraph(Run("- Không phải mục của danh sách nào, chỉ là một câu dài bắt đầu bằng gạch.")),
    paragraph(
        Run("Câu có chữ "),
        Run("đậm", (Mark.STRONG,)),
        Run(", chữ "),
        Run("nghiêng", (Mark.EMPHASIS,)),
        Run(", số m"),
        Run("2", (Mark.SUPERSCRIPT,)),
        Run(" và "),
        Run("một chỗ khác", link="https://bao.example/a(b)?c=d"),
        Run(" trong cùng một câu dài."),
    ),
    Heading(2, plain_inline("Đề mục nhỏ của bài")),
    List((Item((paragraph(Run("Mục một")),)), Item((paragraph(Run("Mục hai")),)))),
    List(
        tuple(Item((paragraph(Run(f"Việc {at} phải làm")),), at) for at in (3, 4)),
        Numbering.DECIMAL,
    ),
    Quotation((paragraph(Run("Lời người khác nói, kể lại ở đây cho mọi người nghe.")),)),
]


@pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)
def test_each_form_is_written_so_that_it_is_read_as_the_same(node: Node) -> None:
    around = [paragraph(Run("Đoạn mở đầu của bài, đủ dài để là một đoạn văn của một bài báo."))]
    content = Content([*around, node, *around])
    text = write_plain_form(content)
    back = content_of(text.encode(), Hints("bai/1", file_name=PLAIN_FORM, title="Tựa của bài"))
    assert back.nodes == content.nodes


def test_what_cannot_come_back_is_told_line_by_line() -> None:
    revision = revision_of(ROOT / "tests" / "browser" / "everything.html", "text/html")
    text = text_to_edit(revision, zone=ZONE, limit_bytes=LIMIT)
    assert "<table>" in text.text
    assert [line.endswith("giảm một phần ba1.") for line in text.lost] == [True]


def test_a_picture_keeps_its_source_and_what_it_shows() -> None:
    picture = Picture("https://bao.example/a.jpg?b=1&c=2", 'Cầu "mới"')
    html = render_markdown(write_plain_form(Content([Figure((picture,))]))).text
    assert 'src="https://bao.example/a.jpg?b=1&amp;c=2"' in html
    assert 'alt="Cầu &quot;mới&quot;"' in html
