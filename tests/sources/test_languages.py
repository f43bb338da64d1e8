"""Languages: what is no written Vietnamese is taken with a note."""

import pytest

from service.sources.extract import read_document
from tests.sources.passages import BARE, ENGLISH, FRENCH, GERMAN, LATIN_1_ONLY, VIETNAMESE


def notes(text: str) -> tuple[str, ...]:
    return read_document(text.encode("utf-8"), "text/plain").notes


def test_vietnamese_without_its_marks_is_taken_with_a_note() -> None:
    assert ["không dấu" in note for note in notes(BARE)] == [True]


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN])
def test_another_language_is_taken_with_a_note(text: str) -> None:
    assert ["không phải tiếng Việt" in note for note in notes(text)] == [True]


@pytest.mark.parametrize("text", [VIETNAMESE, LATIN_1_ONLY, "Sao Mai TV", "The ward opened."])
def test_vietnamese_and_a_few_words_of_anything_have_no_note(text: str) -> None:
    assert notes(text) == ()


def test_vietnamese_that_cites_english_has_no_note() -> None:
    assert notes(f"{VIETNAMESE}\n{VIETNAMESE}\n{ENGLISH}") == ()
