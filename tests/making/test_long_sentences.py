"""A sentence of any length is spoken in parts, and heard as one sound."""

from datetime import UTC, datetime

import pytest

from service.errors import SynthesisError
from service.making.doers import Doers
from service.making.script import write_script
from service.model import Override
from service.tending.verification import verify_episode
from service.text.division import MOST_SPOKEN
from tests.stage import TEXT, CountingEngine, make, publish, take

LONG = "Câu thứ ba ở đoạn sau, cũng là câu cuối cùng của bản tin ngắn này."
WORDS = "đại hội đảng bộ thành phố, " * 100


def override(doers: Doers, article_id: str, spoken: str) -> None:
    article = doers.library.article(article_id)
    assert article is not None
    segment = write_script(article, doers.library).segments[-1]
    made = datetime(2026, 1, 2, tzinfo=UTC)
    doers.library.set_override(
        Override(article_id, segment.id, segment.text, spoken, "biên tập", made)
    )


def test_words_beyond_the_ceiling_are_asked_for_in_parts_and_heard_whole(
    doers: Doers, engine: CountingEngine
) -> None:
    article_id = take(doers, TEXT)
    override(doers, article_id, WORDS.strip(" ,"))
    make(article_id, doers)
    asked = [text for text in engine.spoken if "đảng" in text]
    assert len(asked) > 1
    assert max(map(len, engine.spoken)) <= MOST_SPOKEN
    assert sum(text.count("đảng") for text in asked) == 100
    episode = doers.library.episode(article_id)
    assert episode is not None
    last = episode.edition.passages[-1]
    assert last.span is not None
    assert (last.span.end - last.span.begin) / 24_000 == pytest.approx(len(WORDS) / 14, rel=0.02)
    assert verify_episode(article_id, doers).is_reproduced


def test_a_part_that_fails_names_its_sentence(doers: Doers, engine: CountingEngine) -> None:
    article_id = take(doers, TEXT)
    override(doers, article_id, WORDS + "hỏng")
    engine.failure = lambda text: (
        SynthesisError("hỏng", "broken", transient=False) if "hỏng" in text else None
    )
    with pytest.raises(SynthesisError, match="Câu thứ ba"):
        make(article_id, doers)


def test_a_sentence_without_words_is_printed_and_asked_of_no_engine(
    doers: Doers, engine: CountingEngine
) -> None:
    publish(doers, TEXT.replace(LONG, "A " + "- " * 2_000 + "\n\n" + LONG))
    assert all(any(map(str.isalnum, text)) for text in engine.spoken)
