"""The article page shows the printed text as it was published."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from service.model import (
    Block,
    BlockKind,
    Ending,
    ForeignRun,
    Passage,
    Reading,
    Segment,
)
from service.model.content import (
    Content,
    Embed,
    EmbedKind,
    Figure,
    Paragraph,
    Picture,
    Run,
    StoredPicture,
)
from service.outputs.page import ArticlePage, article_page, printed_article
from tests.outputs.content.trees import line, reading_of
from tests.outputs.episodes import BLOCKS, edition, episode, passage

STORED = (StoredPicture("pictures/a.jpg", 640, 400),)


def printed(part: str) -> str:
    """The text of ``part``, which is HTML."""
    return "".join(map(str, html.fromstring(f"<div>{part}</div>").itertext()))


def page_of(*passages: Passage) -> ArticlePage:
    return article_page(episode(edition(passages=passages)))


def page_with(*nodes: Figure | Paragraph) -> ArticlePage:
    return article_page(episode(reading_of(Content((Paragraph(line("Mở đầu.")), *nodes)))))


def spoken_title(*, foreign: tuple[ForeignRun, ...]) -> Passage:
    first = passage(0, BLOCKS[0])
    return replace(first, utterance=replace(first.utterance, foreign=foreign))


def test_an_article_that_an_older_loa_kept_stands_as_it_did() -> None:
    quoted = Block(BlockKind.QUOTATION, "Chúng tôi sẽ làm.")
    caption = Block(BlockKind.CAPTION, "Ảnh: T.H")
    page = article_page(episode(edition(blocks=(*BLOCKS, quoted, caption))))
    assert page.title == f'<span class="sentence">{BLOCKS[0].text}</span>'
    assert page.body == (
        f'<p><span class="sentence">{BLOCKS[1].text}</span></p>\n'
        '<h2><span class="sentence">Nhiệm vụ &amp; giải pháp</span></h2>\n'
        '<ul><li><span class="sentence">Giữ tốc độ tăng trưởng &gt; 19%</span></li>'
        '<li><span class="sentence">Giảm tỷ lệ hộ nghèo &lt; 1%</span></li></ul>\n'
        '<blockquote><p><span class="sentence">Chúng tôi sẽ làm.</span></p></blockquote>\n'
        '<p class="caption"><span class="sentence">Ảnh: T.H</span></p>'
    )


def test_sentences_of_a_line_are_joined_by_their_own_tails() -> None:
    def sentence(number: int, text: str, tail: str) -> Passage:
        segment = Segment(f"s{number}", text, BlockKind.PARAGRAPH, 1, Ending.SENTENCE, tail)
        return replace(passage(number, BLOCKS[1]), segment=segment)

    told = [sentence(1, "Một.", ""), sentence(2, "Hai.", " "), sentence(3, "Ba.", "")]
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, "Một.Hai. Ba."))
    passages = (passage(0, BLOCKS[0]), *told)
    passages = tuple(_spanned(each) for each in passages)
    assert article_page(episode(edition(blocks=blocks, passages=passages))).body == (
        '<p><span class="sentence">Một.</span><span class="sentence">Hai.</span>'
        ' <span class="sentence">Ba.</span></p>'
    )


def _spanned(told: Passage) -> Passage:
    assert told.span is not None
    return replace(
        told,
        span=replace(told.span, segment_id=told.segment.id),
        utterance=replace(told.utterance, segment_id=told.segment.id),
    )


def test_a_line_whose_sentences_are_not_its_text_is_printed_whole_and_marked_once() -> None:
    other = replace(
        passage(1, BLOCKS[1]), segment=replace(passage(1, BLOCKS[1]).segment, text="Khác.")
    )
    page = page_of(passage(0, BLOCKS[0]), other)
    assert page.body.startswith(f'<p><span class="sentence">{BLOCKS[1].text}</span></p>')
    assert page.times == "0-1800 2000-3800"


def test_times_are_those_of_the_heard_sentences_in_milliseconds() -> None:
    silent = passage(1, BLOCKS[1], heard=False)
    page = page_of(passage(0, BLOCKS[0]), silent, passage(2, BLOCKS[2]))
    assert page.times == "0-1800 4000-5800"
    assert [each.text for each in page.unread] == [BLOCKS[1].text]


def test_an_abbreviation_is_explained_once() -> None:
    reading = Reading("abbreviation.state", "HĐND", "hội đồng nhân dân", 0, 4)
    number = Reading("cardinal", "70", "bảy mươi", 0, 2)
    page = page_of(
        passage(0, BLOCKS[0], trace=(reading, number)), passage(1, BLOCKS[1], trace=(reading,))
    )
    assert [(each.written, each.spoken) for each in page.expansions] == [
        ("HĐND", "hội đồng nhân dân")
    ]


def test_a_foreign_run_stands_in_its_own_language() -> None:
    page = page_of(spoken_title(foreign=(ForeignRun(0, 4, "en"),)), passage(1, BLOCKS[1]))
    assert page.title.startswith('<span class="sentence"><span lang="en">Đảng</span> bộ')


def test_what_the_newspaper_says_of_a_language_stands_above_what_was_heard() -> None:
    edition = reading_of(Content((Paragraph((Run("Le Monde", language="fr"), Run(" đưa tin."))),)))
    first, said = edition.passages
    heard = replace(said, utterance=replace(said.utterance, foreign=(ForeignRun(0, 12, "en"),)))
    page = article_page(episode(replace(edition, passages=(first, heard))))
    assert '<span lang="fr">Le Monde</span><span lang="en"> đưa</span> tin.' in page.body


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_foreign_runs_never_lose_or_double_a_character(ends: list[tuple[int, int]]) -> None:
    runs = tuple(ForeignRun(begin, end, "en") for begin, end in ends)
    page = page_of(spoken_title(foreign=runs), passage(1, BLOCKS[1]))
    assert printed(page.title) == BLOCKS[0].text


def test_a_page_that_shows_all_is_as_it_was_published() -> None:
    assert page_with(Figure((Picture("a.jpg", "Cầu", STORED),))).differences == ()


def test_a_page_says_what_of_the_article_it_does_not_show() -> None:
    picture = Picture("https://bao.example/a.jpg", "Cầu", (), "Máy chủ không trả lời.")
    video = Embed(EmbedKind.VIDEO, "Lễ", "https://v.example/1")
    page = page_with(Figure((picture, video)), Figure((Picture("javascript:x", ""),)))
    assert page.differences == (
        "2 ảnh không có ở đây",
        "1 phần nhúng chỉ mở được trên trang gốc",
    )
    assert [(each.what, each.text, each.reason, each.link) for each in page.elsewhere] == [
        ("Ảnh", "Cầu", "Máy chủ không trả lời.", "https://bao.example/a.jpg"),
        ("Video", "Lễ", "Chỉ mở được trên trang gốc.", "https://v.example/1"),
        ("Ảnh", "", "Chỉ có trên trang gốc.", None),
    ]


def test_an_older_loa_kept_nothing_but_letters_and_the_page_says_so() -> None:
    assert article_page(episode()).differences == ("chỉ giữ chữ, không giữ hình, bảng và liên kết",)


def test_a_picture_that_nobody_described_is_listed_as_not_read() -> None:
    page = page_with(Figure((Picture("a.jpg", "", STORED),)))
    assert [each.text for each in page.unread] == ["Ảnh không có lời mô tả"]


def test_what_is_not_read_says_what_it_is() -> None:
    figure = Figure((Picture("a.jpg", "Cầu mới", STORED),), line("Ảnh: T.H"))
    content = Content((Paragraph(line("Mở đầu.")), figure))
    page = article_page(episode(reading_of(content, silent=[2, 3])))
    assert [(each.what, each.text) for each in page.unread] == [
        ("Ảnh", "Cầu mới"),
        ("Chú thích ảnh, bảng", "Ảnh: T.H"),
    ]


def test_the_plain_text_marks_no_sentence() -> None:
    page = printed_article(edition().shown)
    assert "sentence" not in page.title + page.body
    assert printed(page.body).startswith(BLOCKS[1].text)
