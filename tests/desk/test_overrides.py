"""An editor's words for a sentence are kept, taken back and given on."""

import pytest

from service.desk.overrides import (
    SPOKEN_LENGTH,
    find_parked,
    give_on,
    keep_override,
    take_back_override,
)
from service.desk.sentences import find_segment
from service.errors import ArticleError, NotFoundError
from service.making.script import Script, write_script
from service.model import Override, SpeechRules
from service.store.library import Library
from tests.stage import NOW, TEXT, Stage, take

CHANGED = TEXT.replace("Câu thứ nhất", "Câu đầu tiên")


def script_of(article_id: str, library: Library) -> Script:
    article = library.article(article_id)
    assert article is not None
    return write_script(article, library, SpeechRules())


def keep(article_id: str, library: Library, spoken: str, sentence: int = 1) -> Override:
    segment = script_of(article_id, library).segments[sentence]
    return keep_override(article_id, segment, spoken, author="An", library=library, now=NOW)


def test_an_editors_words_are_kept_on_one_line_with_the_sentence_as_printed(
    stage: Stage,
) -> None:
    article_id, library = take(stage, TEXT), stage.library
    segment = script_of(article_id, library).segments[1]
    kept = keep(article_id, library, "  Sáng mồng hai \r\n tháng Bảy. ")
    assert kept == Override(
        article_id, segment.id, segment.text, "Sáng mồng hai tháng Bảy.", "An", NOW
    )
    assert library.overrides(article_id) == (kept,)


@pytest.mark.parametrize("spoken", ["", " \n ", "...", "🎉", "a" * (SPOKEN_LENGTH + 1)])
def test_words_that_nobody_can_say_or_too_many_leave_no_override(stage: Stage, spoken: str) -> None:
    article_id, library = take(stage, TEXT), stage.library
    with pytest.raises(ArticleError, match="letter or digit, and 3000 characters"):
        keep(article_id, library, spoken)
    assert library.overrides(article_id) == ()


def test_as_many_words_as_may_be_are_kept_whole(stage: Stage) -> None:
    article_id = take(stage, TEXT)
    assert keep(article_id, stage.library, "a" * SPOKEN_LENGTH).spoken == "a" * SPOKEN_LENGTH


def test_an_override_that_is_taken_back_leaves_the_sentence_to_the_rules(
    stage: Stage,
) -> None:
    article_id, library = take(stage, TEXT), stage.library
    by_rules = script_of(article_id, library)
    kept = keep(article_id, library, "Khác hẳn.")
    take_back_override(article_id, kept.segment_id, library=library, now=NOW)
    assert script_of(article_id, library) == by_rules


def test_a_parked_override_is_given_to_the_sentence_that_took_the_place_and_waits_no_more(
    stage: Stage,
) -> None:
    article_id, library = take(stage, TEXT), stage.library
    old = keep(article_id, library, "Khác hẳn.")
    assert take(stage, CHANGED) == article_id
    script = script_of(article_id, library)
    parked = find_parked(script, old.segment_id)
    assert parked == old
    successor = script.segments[1]
    given = give_on(parked, successor, author="Bình", library=library, now=NOW)
    assert (given.printed, given.spoken, given.author) == (successor.text, old.spoken, "Bình")
    assert library.overrides(article_id) == (given,)
    assert script_of(article_id, library).parked == ()


def test_what_is_not_parked_and_a_sentence_that_is_gone_are_not_found(stage: Stage) -> None:
    article_id, library = take(stage, TEXT), stage.library
    standing = keep(article_id, library, "Khác hẳn.")
    script = script_of(article_id, library)
    assert find_segment(script, standing.segment_id).text == standing.printed
    with pytest.raises(NotFoundError, match="no such parked override"):
        find_parked(script, standing.segment_id)
    with pytest.raises(NotFoundError, match="no such sentence now"):
        find_segment(script, "khac")
