"""A text that has nothing of a written form pays for none of its expressions."""

import sys
from types import FrameType, ModuleType

import pytest

from service.text import (
    codes,
    dates,
    documents,
    foreign,
    fractions,
    links,
    measures,
    numerals,
    phones,
    ranges,
    roads,
    signs,
    times,
)
from service.text.form import Form
from service.text.spoken import say

WORDS = "Hôm nay UBND họp, mọi người đi chơi"


@pytest.mark.parametrize(
    ("module", "first"),
    [
        (codes, {"_DIGIT"}),
        (dates, {"_DIGIT"}),
        (documents, {"_MARK"}),
        (foreign, {"_WORD", "_OTHER_SCRIPT"}),
        (fractions, {"_SLASH"}),
        (links, {"_MARK"}),
        (measures, {"_ANGLE", "_DIGIT", "_INCHES", "_LONE", "_SHARE"}),
        (numerals, {"_DIGIT", "_DIGITS"}),
        (phones, {"_DIGIT"}),
        (ranges, {"_DIGIT"}),
        (roads, {"_DIGIT"}),
        (signs, {"_ANY"}),
        (times, {"_DIGIT"}),
    ],
)
def test_in_words_alone_each_reader_looks_for_one_form(module: ModuleType, first: set[str]) -> None:
    own = {id(each): name for name, each in vars(module).items() if isinstance(each, Form)}
    assert {own[used] for used in _forms_used(WORDS) if used in own} == first


def test_the_letters_of_one_script_are_sought_only_where_any_other_stands() -> None:
    scripts = {id(form) for _, form in foreign._SCRIPT_RUNS}
    assert not scripts & _forms_used(WORDS)
    assert scripts <= _forms_used(f"{WORDS} Москва")


def _forms_used(text: str) -> set[int]:
    """The identities of the forms whose expression saying ``text`` asks for."""
    used = set()
    asking = vars(Form)["pattern"].fget.__code__

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is asking:
            used.add(id(frame.f_locals["self"]))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        say(text)
    finally:
        sys.setprofile(before)
    return used
