"""Caption files and transcripts say what is printed, when it is heard."""

import dataclasses
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import AudioFormat, ClipSpec, Ms, Utterance
from service.model.content import (
    Content,
    Embed,
    EmbedKind,
    Figure,
    Item,
    List,
    Note,
    Numbering,
    Paragraph,
    Picture,
    Quotation,
)
from service.model.sound import RECORDED_VOICE, Cue
from service.outputs.captions import (
    captions,
    render_srt,
    render_transcript_json,
    render_transcript_text,
    render_vtt,
)
from service.outputs.captions.caption import Caption
from service.outputs.captions.placing import caption_sentence
from tests.outputs.content.trees import line, reading_of
from tests.outputs.episodes import VOICE, edition

TEXTS = st.text(st.characters(exclude_categories=()), min_size=1)


def caption(text: str = "Xin chào.", begin: int = 0, end: int = 1500, name: str = "s1") -> Caption:
    return Caption(name, Ms(begin), Ms(end), tuple(text.split("\n")))


def of_sentence(text: str, number: int = 1) -> list[Caption]:
    cue = Cue(f"s{number}", Ms(9000 * number), Ms(9000 * number + 8000), text)
    return list(caption_sentence(cue, Utterance(cue.segment_id, text)))


TWO = [caption("Xin chào,\ncác bạn."), caption("Tạm biệt.", 1700, 3_723_004, "s2.1")]


def test_a_caption_file_carries_the_ids_the_times_and_the_printed_text() -> None:
    assert render_vtt(TWO) == (
        "WEBVTT\nKind: captions\nLanguage: vi\n\n"
        "s1\n00:00:00.000 --> 00:00:01.500\nXin chào,\ncác bạn.\n\n"
        "s2.1\n00:00:01.700 --> 01:02:03.004\nTạm biệt.\n"
    )


def test_a_subrip_file_counts_its_captions() -> None:
    assert render_srt(TWO) == (
        "1\n00:00:00,000 --> 00:00:01,500\nXin chào,\ncác bạn.\n\n"
        "2\n00:00:01,700 --> 01:02:03,004\nTạm biệt.\n"
    )


def test_a_file_without_captions_is_still_one() -> None:
    assert render_vtt([]) == "WEBVTT\nKind: captions\nLanguage: vi\n"
    assert render_srt([]) == ""


@pytest.mark.parametrize(
    ("printed", "in_vtt", "in_srt"),
    [
        ("a & b", "a &amp; b", "a & b"),
        ("<v Nam>", "&lt;v Nam&gt;", "<\u2060v Nam>"),
        ("</i> {\\an8}", "&lt;/i&gt; {\\an8}", "<\u2060/i> {\u2060\\an8}"),
        ("2020 --> 2025", "2020 --&gt; 2025", "2020 --\u2060> 2025"),
        ("3 < 5 {a}", "3 &lt; 5 {a}", "3 < 5 {a}"),
        ("một\n\nhai\r\nba\u2028tư", "một  hai ba tư", "một  hai ba tư"),
        ("70\u00a0triệu  đồng", "70\u00a0triệu  đồng", "70\u00a0triệu  đồng"),
        ("bấm\x00chuông\ud800", "bấmchuông", "bấmchuông"),
        ("&amp;", "&amp;amp;", "&amp;"),
        (
            "\u202elật \u2066chữ",
            "\u202elật \u2066chữ\u2069\u202c",
            "\u202elật \u2066chữ\u2069\u202c",
        ),
        ("chữ \u202c", "chữ", "chữ"),
    ],
)
def test_text_is_neither_markup_nor_a_line_of_its_own(
    printed: str, in_vtt: str, in_srt: str
) -> None:
    assert render_vtt(of_sentence(printed)).endswith(f"\n{in_vtt}\n")
    assert render_srt(of_sentence(printed)).endswith(f"\n{in_srt}\n")


@given(st.lists(TEXTS, max_size=5))
def test_no_text_adds_or_hides_a_caption(texts: list[str]) -> None:
    shown = [each for i, text in enumerate(texts) for each in of_sentence(text, i)]
    vtt, srt = render_vtt(shown), render_srt(shown)
    for file, point in ((vtt, r"\."), (srt, ",")):
        file.encode()
        assert file.count("-->") == len(shown)
        times = rf"[0-9:]+{point}\d{{3}}"
        lines = r"(?:.*\S.*(?:\n|\Z)){1,2}"
        blocks = re.findall(rf"^s?\d+[.\d]*\n{times} --> {times}\n{lines}$", file, re.MULTILINE)
        assert len(blocks) == len(shown)


@pytest.mark.clients
def test_ffmpeg_reads_the_captions_as_they_were_meant(tmp_path: Path) -> None:
    shown = [
        caption("Tin <nóng> & 2020 --> 2025\n<i>nghiêng</i> {\\an8}", 200, 1500),
        caption("2027\n1", 1500, 1501),
        caption("một\nhai", 3_600_000, 3_723_004),
    ]
    for name, content in (("captions.vtt", render_vtt(shown)), ("captions.srt", render_srt(shown))):
        file = tmp_path / name
        file.write_text(content, "utf-8")
        read = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", file, "-f", "srt", "-"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        assert read.stderr == ""
        assert read.stdout.replace("\u2060", "").replace("\\{", "{").split("\n\n") == [
            "1\n00:00:00,200 --> 00:00:01,500\nTin <nóng> & 2020 --> 2025\n<i>nghiêng</i> {\\an8}",
            "2\n00:00:01,500 --> 00:00:01,501\n2027\n1",
            "3\n01:00:00,000 --> 01:02:03,004\nmột\nhai",
            "",
        ], name


def test_the_json_transcript_has_the_version_and_seconds_of_the_namespace() -> None:
    assert json.loads(render_transcript_json([caption("Xin <chào>,\nbạn.", 24, 1524)])) == {
        "version": "1.0.0",
        "segments": [
            {"id": "s1", "startTime": 0.024, "endTime": 1.524, "body": "Xin <chào>, bạn."}
        ],
    }


def test_the_json_transcript_has_the_headings_of_the_article_with_their_levels() -> None:
    segments = json.loads(render_transcript_json(captions(edition())))["segments"]
    assert [(each["body"], each["heading"]) for each in segments if "heading" in each] == [
        ("Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết vào cuộc sống", 1),
        ("Nhiệm vụ & giải pháp", 2),
    ]


def test_the_json_transcript_names_the_speakers_where_there_are_several() -> None:
    alone = edition()
    assert "speaker" not in render_transcript_json(captions(alone))
    first, *others = alone.passages
    recorded = dataclasses.replace(first, spec=ClipSpec.for_recording("ab", 1, AudioFormat()))
    both = dataclasses.replace(alone, passages=(recorded, *others))
    segments = json.loads(render_transcript_json(captions(both)))["segments"]
    assert [each["speaker"] for each in segments[:2]] == [RECORDED_VOICE.label, VOICE.label]


def test_a_caption_file_marks_the_voices_where_there_are_several() -> None:
    mine, others = (dataclasses.replace(caption(), voice=voice) for voice in ("A & B", "C"))
    assert "<v " not in render_vtt([mine, mine])
    assert "\n<v A &amp; B>Xin chào.\n" in render_vtt([mine, others])
    assert "<v " not in render_srt([mine, others])


def test_a_note_in_a_caption_file_is_one_line_that_is_no_cue() -> None:
    file = render_vtt(TWO, note="Giọng\n\nmáy --> A")
    assert file.startswith("WEBVTT\nKind: captions\nLanguage: vi\n\nNOTE Giọng máy --› A\n\ns1\n")


def test_the_text_transcript_is_the_printed_article() -> None:
    assert render_transcript_text(edition().revision) == (
        "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết vào cuộc sống\n\n"
        "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng.\n\n"
        "Nhiệm vụ & giải pháp\n\n"
        "- Giữ tốc độ tăng trưởng > 19%\n\n"
        "- Giảm tỷ lệ hộ nghèo < 1%\n"
    )


def test_the_text_transcript_tells_lines_of_other_kinds_from_paragraphs() -> None:
    def told(text: str) -> Paragraph:
        return Paragraph(line(text))

    content = Content(
        (
            List((Item((told("Một"), told("nữa")), 4),), Numbering.LOWER_ROMAN),
            Quotation((told("Tôi làm."),), line("Bà Hoa")),
            Figure((Picture("a.jpg", "Cầu"), Embed(EmbedKind.VIDEO, "Lễ")), line("Ảnh: T.H")),
            Note("x", (told("Theo sở."),), "1"),
        )
    )
    assert render_transcript_text(reading_of(content).revision).split("\n\n")[1:] == [
        *("iv. Một", "- nữa", "Tôi làm.", "— Bà Hoa"),
        *("[Ảnh: Cầu]", "[Trên trang gốc: Lễ]", "Ảnh: T.H", "[1] Theo sở.\n"),
    ]
