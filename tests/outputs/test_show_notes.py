"""Show notes tell what an episode is, hold its article and say who speaks."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from service.engines.policy import VoicePreference, choose
from service.errors import SynthesisError
from service.legal_text import legal_text
from service.model import AudioFormat, Block, BlockKind, ClipSpec, Edition
from service.model.release import PublicCorrection
from service.outputs.corrections import ToldCorrection
from service.outputs.disclosure import label_words
from service.outputs.show_notes import (
    DESCRIPTION_BYTES,
    ShowNotes,
    paragraph,
    shorten,
    show_notes,
    voice_note,
)
from tests.outputs.episodes import BASE, BLOCKS, edition, passage
from tests.outputs.episodes import VOICE as READER
from tests.outputs.hostile import HOSTILE

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
PAGE = f"{BASE}/episodes/songcong"
VOICE = "Giọng tổng hợp do máy tạo ra: eSpeak NG, giọng miền Bắc."
LEAD = "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng."


def notes_of(current: Edition, correction: ToldCorrection | None = None) -> ShowNotes:
    return show_notes(current, page_url=PAGE, correction=correction)


def sent(current: Edition, **facts: str) -> Edition:
    """``current`` as a sender told these facts of it."""
    return replace(current, revision=replace(current.revision, **facts))  # type: ignore[arg-type]


def corrected(note: str) -> ToldCorrection:
    told = PublicCorrection("songcong", 2, note, datetime(2026, 11, 20, tzinfo=UTC), is_told=True)
    return ToldCorrection(told, (), ())


def lines(markup: str) -> list[str]:
    """What a client shows of ``markup``, a line a paragraph."""
    return [" ".join(map(str, each.itertext())) for each in html.fragments_fromstring(markup)]


def seen_in(shown: html.HtmlElement) -> str:
    """What a reader sees of it: the word joiner is seen by nobody."""
    return "".join(map(str, shown.itertext())).replace("\u2060", "")


def test_the_summary_is_plain_and_says_what_happened_and_who_speaks() -> None:
    assert notes_of(edition()).summary == f"{LEAD}\n\n{VOICE}"


def test_the_description_tells_original_section_chapters_and_what_is_not_read() -> None:
    passages = [passage(number, block, heard=number != 3) for number, block in enumerate(BLOCKS)]
    whole = sent(
        edition(passages=passages), link="https://báo.example/tin?a=1&b=2", section="Thời sự"
    )
    assert lines(notes_of(whole).description) == [
        LEAD,
        VOICE,
        "Bài gốc:  báo.example",
        "Chuyên mục: Thời sự",
        "Trong bài có phần không đọc: 1 câu.  Xem trên trang của bài .",
        f"Các phần: 0:00 {BLOCKS[0].text} 0:04 Nhiệm vụ & giải pháp",
    ]
    assert notes_of(whole).summary.endswith("Bài gốc: https://báo.example/tin?a=1&b=2")


def test_the_article_stands_between_the_voice_and_what_is_told_about_it() -> None:
    first, *article, about = lines(notes_of(sent(edition(), section="Kinh tế")).article)[:-1]
    assert first == VOICE, "a label is heard of before what it is on"
    assert article[0] == LEAD
    assert about == "Chuyên mục: Kinh tế"


def test_an_article_without_headings_has_no_chapters_to_tell() -> None:
    plain = notes_of(edition(blocks=BLOCKS[:2]))
    assert "Các phần" not in plain.description + plain.article


def test_a_correction_stands_before_everything_else() -> None:
    told = notes_of(edition(), corrected("Số đúng là 70 triệu <đồng>."))
    for markup in (told.description, told.article):
        assert lines(markup)[0] == "Đính chính:  Số đúng là 70 triệu <đồng>."
    assert told.summary.startswith("Đính chính: Số đúng là 70 triệu <đồng>.\n\n")


def test_an_article_without_paragraphs_is_described_by_its_first_block() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.LIST_ITEM, "Điểm thứ nhất"))
    assert notes_of(edition(blocks=blocks)).summary.startswith("Điểm thứ nhất\n\n")


def test_a_long_first_paragraph_is_cut_between_words() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, "đường " * 400 + "làng"))
    lead, _, note = notes_of(edition(blocks=blocks)).summary.partition("\n\n")
    assert lead.endswith("đường…")
    assert 500 < len(lead.encode()) <= 600
    assert note == voice_note(edition()) == label_words(edition().voices), "as files say it, too"


def test_the_notes_say_why_another_voice_than_wished_reads() -> None:
    reason = "Giọng Google không trả lời nên giọng này đọc thay."
    spoken = edition(fallback_reason=reason)
    assert voice_note(spoken).endswith(f"giọng miền Bắc. {reason}")
    for each in (notes_of(spoken).summary, notes_of(spoken).description, notes_of(spoken).article):
        assert reason in each


def test_a_voice_that_was_just_named_is_not_named_again_as_the_one_that_reads_instead() -> None:
    down = SynthesisError("x", "x", transient=True)
    choice = choose(VoicePreference(), {"google": (), "espeak": (READER,)}, {"google": down})
    spoken = edition(fallback_reason=choice.fallback_reason)
    assert voice_note(spoken) == (
        f"{VOICE} Giọng đọc của Google tạm thời không dùng được, nên bài này đọc bằng giọng ấy."
    )
    first, *others = spoken.passages
    recorded = replace(first, spec=ClipSpec.for_recording("ab", 1, AudioFormat()))
    mixed = replace(spoken, passages=(recorded, *others))
    assert f"do giọng “{READER.label}” đọc." in voice_note(mixed), "«ấy» could be who recorded"


def test_neighbouring_list_items_make_one_list() -> None:
    blocks = [
        *BLOCKS[3:5],
        Block(BlockKind.QUOTATION, "Chúng tôi sẽ làm."),
        Block(BlockKind.LIST_ITEM, "Xong"),
    ]
    assert (
        "<ul><li>Giữ tốc độ tăng trưởng &gt; 19%</li><li>Giảm tỷ lệ hộ nghèo &lt; 1%</li></ul>"
        "<blockquote>Chúng tôi sẽ làm.</blockquote><ul><li>Xong</li></ul>"
    ) in notes_of(edition(blocks=[BLOCKS[0], *blocks])).article


@pytest.mark.parametrize("kind", list(BlockKind)[1:6])
@given(printed=ANY_TEXT)
def test_markup_in_an_article_is_shown_and_not_obeyed(kind: BlockKind, printed: str) -> None:
    seen = legal_text("".join(each for each in printed if unicodedata.category(each) != "Cf"))
    line = f"<script>{' '.join(seen.split())}</script>&amp;"
    (_, first, *_) = html.fragments_fromstring(
        notes_of(edition(blocks=[BLOCKS[0], Block(kind, line)])).article
    )
    assert seen_in(first) == line


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_or_outgrows_the_description(text: str) -> None:
    line = f"Tin {text} nóng"
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, line), Block(BlockKind.HEADING, line))
    current = sent(edition(blocks=blocks, fallback_reason=line), section=line, link=line)
    told = notes_of(current, corrected(line))
    for markup in (told.description, told.article):
        known = {each.tag for each in html.fromstring(f"<div>{markup}</div>").iter()}
        assert known <= {"div", "p", "em", "strong", "br", "a", "h3"}
    for each in (told.summary, told.description):
        assert 0 < len(each.encode(errors="replace")) <= DESCRIPTION_BYTES
        assert each.count("Tin") >= 2


def test_an_article_that_turns_the_direction_of_letters_turns_it_back() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, "Tệp \u202egpj.exe"), BLOCKS[1])
    assert "<p>Tệp \u202egpj.exe\u202c</p>" in notes_of(edition(blocks=blocks)).article


def test_paragraphs_of_a_plain_text_are_kept() -> None:
    assert paragraph("Một\nhai\n\n\n\nBa & <b>") == "<p>Một<br>hai</p><p>Ba &amp; &lt;b&gt;</p>"


@given(ANY_TEXT, st.integers(3, 200))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text: str, limit: int) -> None:
    shown = shorten(legal_text(text), limit)
    assert len(shown.encode()) <= limit
    assert legal_text(text).startswith(shown.removesuffix("…"))


@pytest.mark.parametrize("whole", ["👨\u200d👩\u200d👧", "🇻🇳"])
def test_a_shortened_text_ends_with_a_whole_family_or_flag(whole: str) -> None:
    shown = [shorten(whole * 3, limit).removesuffix("…") for limit in range(3, 60)]
    assert set(shown) == {"", whole, whole * 2, whole * 3}
    assert shorten("e\u0301" * 3, 7) == "e\u0301…"


@pytest.mark.parametrize(
    "printed", ["<script>x</script>", "&lt;script&gt;x", "&#60;script>", "<!-- -->", "</p><b>"]
)
def test_who_decodes_once_too_often_or_takes_plain_text_for_markup_finds_none(printed: str) -> None:
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, printed))
    told = notes_of(edition(blocks=blocks), corrected(printed))
    for each in (told.summary, unescape(told.summary), unescape(told.description)):
        found = {node.tag for node in html.fromstring(f"<div>{each}</div>").iter()}
        assert found <= {"div", "p", "em", "strong", "br"}


def test_signs_that_are_no_markup_stay_as_they_are_printed() -> None:
    printed = "R&D, a < b & c <- d, 5<6; AT&T"
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, printed))
    assert notes_of(edition(blocks=blocks)).summary.startswith(f"{printed}\n")
