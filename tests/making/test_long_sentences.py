"""A sentence of any length is spoken in parts, and heard as one sound."""

from datetime import UTC, datetime

import pytest

from service.errors import SynthesisError
from service.making.script import write_script
from service.model import Override, SpeechRules
from service.tending.verification import verify_episode
from service.text.division import MOST_SPOKEN
from tests.stage import TEXT, CountingEngine, Stage, make, publish, take

LONG = "Câu thứ ba ở đoạn sau, cũng là câu cuối cùng của bản tin ngắn này."
WORDS = "đại hội đảng bộ thành phố, " * 100


def override(stage: Stage, article_id: str, spoken: str) -> None:
    article = stage.library.article(article_id)
    assert article is not None
    segment = write_script(article, stage.library, SpeechRules()).segments[-1]
    made = datetime(2026, 1, 2, tzinfo=UTC)
    stage.library.set_override(
        Override(article_id, segment.id, segment.text, spoken, "biên tập", made)
    )


def test_words_beyond_the_ceiling_are_asked_for_in_parts_and_heard_whole(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = take(stage, TEXT)
    override(stage, article_id, WORDS.strip(" ,"))
    make(article_id, stage)
    asked = [text for text in engine.spoken if "đảng" in text]
    assert len(asked) > 1
    assert max(map(len, engine.spoken)) <= MOST_SPOKEN
    assert sum(text.count("đảng") for text in asked) == 100
    episode = stage.library.episode(article_id)
    assert episode is not None
    last = episode.edition.passages[-1]
    assert last.span is not None
    assert (last.span.end - last.span.begin) / 24_000 == pytest.approx(len(WORDS) / 14, rel=0.02)
    assert verify_episode(article_id, stage.library, stage.assembler).is_reproduced


def test_a_part_that_fails_names_its_sentence(stage: Stage, engine: CountingEngine) -> None:
    article_id = take(stage, TEXT)
    override(stage, article_id, WORDS + "hỏng")
    engine.failure = lambda text: (
        SynthesisError("hỏng", "broken", transient=False) if "hỏng" in text else None
    )
    with pytest.raises(SynthesisError, match="Câu thứ ba"):
        make(article_id, stage)


def test_a_sentence_without_words_is_printed_and_asked_of_no_engine(
    stage: Stage, engine: CountingEngine
) -> None:
    publish(stage, TEXT.replace(LONG, "A " + "- " * 2_000 + "\n\n" + LONG))
    assert all(any(map(str.isalnum, text)) for text in engine.spoken)
