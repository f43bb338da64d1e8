"""Chapters begin where headings are heard."""

import json

from service.model import Block, BlockKind, Chapter, Ms
from service.outputs.chapters import edition_chapters, render_chapters
from tests.outputs.episodes import BLOCKS, edition, passage


def test_an_article_without_headings_is_one_chapter_from_beginning_to_end() -> None:
    blocks = BLOCKS[:2]
    assert edition_chapters(edition(blocks=blocks)) == (Chapter(BLOCKS[0].text, Ms(0), Ms(4500)),)


def test_each_heading_heard_opens_a_chapter_and_chapters_meet_without_gaps() -> None:
    assert edition_chapters(edition()) == (
        Chapter(BLOCKS[0].text, Ms(0), Ms(4000)),
        Chapter("Nhiệm vụ & giải pháp", Ms(4000), Ms(10_500)),
    )


def test_a_heading_that_is_not_heard_opens_no_chapter() -> None:
    passages = [passage(i, block, heard=i != 2) for i, block in enumerate(BLOCKS)]
    assert len(edition_chapters(edition(passages=passages))) == 1


def test_a_heading_at_the_very_beginning_leaves_no_empty_chapter() -> None:
    blocks = (BLOCKS[0], Block(BlockKind.HEADING, "Mở đầu"), BLOCKS[1])
    passages = [passage(i - 1, block, heard=i > 0) for i, block in enumerate(blocks) if i > 0]
    chapters = edition_chapters(edition(blocks=blocks, passages=passages))
    assert [chapter.begin for chapter in chapters] == [0]


def test_the_chapter_file_has_the_version_and_seconds_of_the_namespace() -> None:
    text = render_chapters([Chapter('Mục "một"\x07', Ms(0), Ms(1250))], title="Bài\x00 1")
    assert json.loads(text) == {
        "version": "1.2.0",
        "title": "Bài 1",
        "chapters": [{"startTime": 0.0, "endTime": 1.25, "title": 'Mục "một"'}],
    }
