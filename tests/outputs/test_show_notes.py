"""Show notes hold the article and say who speaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from service.legal_text import legal_text
from service.model import Block, BlockKind
from service.outputs.show_notes import (
    describe_in_html,
    describe_plainly,
    shorten,
    voice_note,
)
from tests.outputs.episodes import BLOCKS, edition

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def test_the_description_is_the_first_paragraph_and_the_voice() -> None:
    assert describe_plainly(edition()) == (
        "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng.\n\n"
        "Giọng tổng hợp do máy tạo ra: eSpeak NG, giọng miền Bắc."
    )


def test_an_article_without_paragraphs_is_described_by_its_first_block() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.LIST_ITEM, "Điểm thứ nhất"))
    assert describe_plainly(edition(blocks=blocks)).startswith("Điểm thứ nhất\n\n")


def test_a_long_first_paragraph_is_cut_between_words() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, "đường " * 400 + "làng"))
    lead, _, note = describe_plainly(edition(blocks=blocks)).partition("\n\n")
    assert lead.endswith("đường…")
    assert 900 < len(lead.encode()) <= 1000
    assert note == voice_note(edition())


def test_the_notes_say_why_another_voice_than_wished_reads() -> None:
    reason = "Giọng Google không trả lời nên giọng này đọc thay."
    spoken = edition(fallback_reason=reason)
    assert voice_note(spoken).endswith(f"giọng miền Bắc. {reason}")
    assert describe_plainly(spoken).endswith(reason)
    assert reason in describe_in_html(spoken)


def test_neighbouring_list_items_make_one_list() -> None:
    blocks = [
        *BLOCKS[3:5],
        Block(BlockKind.QUOTATION, "Chúng tôi sẽ làm."),
        Block(BlockKind.LIST_ITEM, "Xong"),
    ]
    assert describe_in_html(edition(blocks=[BLOCKS[0], *blocks])).startswith(
        "<ul><li>Giữ tốc độ tăng trưởng &gt; 19%</li><li>Giảm tỷ lệ hộ nghèo &lt; 1%</li></ul>"
        "<blockquote>Chúng tôi sẽ làm.</blockquote><ul><li>Xong</li></ul>"
    )


@pytest.mark.parametrize("kind", list(BlockKind)[1:6])
@given(printed=ANY_TEXT)
def test_markup_in_an_article_is_shown_and_not_obeyed(kind: BlockKind, printed: str) -> None:
    line = f"<script>{' '.join(legal_text(printed).split())}</script>&amp;"
    notes = html.fragments_fromstring(
        describe_in_html(edition(blocks=[BLOCKS[0], Block(kind, line)]))
    )
    (first, _) = notes
    assert "".join(map(str, first.itertext())) == line


@given(ANY_TEXT, st.integers(3, 200))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text: str, limit: int) -> None:
    shown = shorten(legal_text(text), limit)
    assert len(shown.encode()) <= limit
    assert legal_text(text).startswith(shown.removesuffix("…"))
