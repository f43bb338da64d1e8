"""The chapter file is JSON chapters 1.2.0."""

import json

from service.model import Chapter, Ms
from service.outputs.chapters import render_chapters


def test_the_chapter_file_has_the_version_and_seconds_of_the_namespace() -> None:
    chapters = [Chapter('Mục "một"', Ms(0), Ms(1250)), Chapter("Mục hai", Ms(1250), Ms(60_000))]
    assert json.loads(render_chapters(chapters, title="Bài 1")) == {
        "version": "1.2.0",
        "title": "Bài 1",
        "chapters": [
            {"startTime": 0.0, "endTime": 1.25, "title": 'Mục "một"'},
            {"startTime": 1.25, "endTime": 60.0, "title": "Mục hai"},
        ],
    }


def test_control_characters_and_lone_surrogates_stay_out_of_the_chapter_file() -> None:
    text = render_chapters([Chapter("Mục\x07 một\ud800", Ms(0), Ms(1))], title="Bài\x00 1")
    text.encode()
    made = json.loads(text)
    assert (made["title"], made["chapters"][0]["title"]) == ("Bài 1", "Mục một")


def test_a_chapter_file_of_no_chapters_is_still_one() -> None:
    assert json.loads(render_chapters([], title="Bài 1"))["chapters"] == []
