"""The code of docs/adding.md does what the page says."""

import re
from pathlib import Path
from typing import Any

import pytest

from service.model import Edition
from service.text.spoken import READERS, say
from tests.store.shelf import make_edition, make_revision

PAGE = (Path(__file__).parents[1] / "docs" / "adding.md").read_text("utf-8")
READER, OUTPUT = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - the page of this repository
    return names


@pytest.fixture
def edition() -> Edition:
    return make_edition("a1", make_revision(source_id="a1"))


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("Khách sạn 5★ ở Hạ Long", "Khách sạn năm sao ở Hạ Long"),
        ("quán 4 ★, đông khách", "quán bốn sao, đông khách"),
    ],
)
def test_the_reader_of_the_page_reads_what_no_other_does(
    printed: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [each.code for each in say(printed).warnings] == ["unread-symbol"]
    read_stars = run(READER)["read_stars"]
    monkeypatch.setattr("service.text.spoken.READERS", (read_stars, *READERS))
    assert say(printed).spoken == spoken
    assert not say(printed).warnings


@pytest.mark.parametrize("printed", ["★ Tin vắn", "mã 12★", "giá 4,5★", "5★★ nghĩa là gì"])
def test_the_reader_of_the_page_claims_only_what_it_is_sure_of(printed: str) -> None:
    assert not list(run(READER)["read_stars"](printed))


def test_the_output_of_the_page_is_a_line_a_sentence_in_the_order_heard(edition: Edition) -> None:
    lines = run(OUTPUT)["render_lines"](edition).splitlines()
    heard = [each for each in edition.passages if each.span]
    assert [line.split("\t")[1] for line in lines] == [each.segment.text for each in heard]
    begins = [float(line.split("\t")[0]) for line in lines]
    assert begins == sorted(begins)
