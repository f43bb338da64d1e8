"""Captions and transcripts say what is printed, when it is heard."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import Cue, Ms
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
from service.outputs.captions import render_transcript_json, render_transcript_text, render_vtt
from tests.outputs.content.trees import line, reading_of
from tests.outputs.episodes import edition

TEXTS = st.text(st.characters(exclude_categories=()), min_size=1)


def cue(text: str = "Xin chào.", begin: int = 0, end: int = 1500, name: str = "s1") -> Cue:
    return Cue(name, Ms(begin), Ms(end), text)


def test_a_caption_file_carries_the_segment_ids_the_times_and_the_printed_text() -> None:
    cues = [cue("Xin chào."), cue("Tạm biệt.", 1700, 3_723_004, "s2")]
    assert render_vtt(cues) == (
        "WEBVTT\nKind: captions\nLanguage: vi\n\n"
        "s1\n00:00:00.000 --> 00:00:01.500\nXin chào.\n\n"
        "s2\n00:00:01.700 --> 01:02:03.004\nTạm biệt.\n"
    )


def test_a_caption_file_without_cues_is_still_one() -> None:
    assert render_vtt([]) == "WEBVTT\nKind: captions\nLanguage: vi\n"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a & b", "a &amp; b"),
        ("<v Nam>", "&lt;v Nam&gt;"),
        ("2020 --> 2025", "2020 --&gt; 2025"),
        ("một\n\nhai\r\nba", "một hai ba"),
        ("70\u00a0triệu  đồng", "70\u00a0triệu  đồng"),
        ("bấm\x00chuông\ud800", "bấmchuông"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_cue_text_is_escaped_and_stays_one_line(printed: str, shown: str) -> None:
    assert render_vtt([cue(printed)]).endswith(f"\n{shown}\n")


def test_a_cue_never_has_zero_length() -> None:
    assert "00:00:00.900 --> 00:00:00.901" in render_vtt([cue(begin=900, end=900)])
    (segment,) = json.loads(render_transcript_json([cue(begin=900, end=900)]))["segments"]
    assert segment["startTime"] < segment["endTime"]


@given(st.lists(TEXTS, max_size=5))
def test_no_text_adds_or_hides_a_cue(texts: list[str]) -> None:
    vtt = render_vtt([cue(text, name=f"s{i}") for i, text in enumerate(texts)])
    vtt.encode()
    assert len(re.findall("-->", vtt)) == len(texts)
    assert len(re.findall(r"^s\d+$\n^[0-9:.]+ --> [0-9:.]+$", vtt, re.MULTILINE)) == len(texts)


@pytest.mark.clients
def test_ffmpeg_reads_the_captions_as_they_were_meant(tmp_path: Path) -> None:
    file = tmp_path / "captions.vtt"
    texts = ["Tin <nóng> & 2020 --> 2025", "Hết.", "một\n\nhai"]
    cues = [
        cue(texts[0], 200, 1500),
        cue(texts[1], 1500, 1500),
        cue(texts[2], 3_600_000, 3_723_004),
    ]
    file.write_text(render_vtt(cues), "utf-8")
    read = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", file, "-f", "srt", "-"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stderr == ""
    assert read.stdout.split("\n\n") == [
        "1\n00:00:00,200 --> 00:00:01,500\nTin <nóng> & 2020 --> 2025",
        "2\n00:00:01,500 --> 00:00:01,501\nHết.",
        "3\n01:00:00,000 --> 01:02:03,004\nmột hai",
        "",
    ]


def test_the_json_transcript_has_the_version_and_seconds_of_the_namespace() -> None:
    assert json.loads(render_transcript_json([cue("Xin <chào>.", 24, 1524)])) == {
        "version": "1.0.0",
        "segments": [{"startTime": 0.024, "endTime": 1.524, "body": "Xin <chào>."}],
    }


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
