"""Scripts are remembered, and what is remembered of them is bounded."""

from service.making.current import find_article
from service.making.script import Remembered, ask_for
from service.model import SpeechRules
from tests.stage import TEXT, Stage, take


def test_a_script_asked_for_again_is_not_written_again(stage: Stage) -> None:
    asked = ask_for(find_article(take(stage, TEXT), stage.library), stage.library, SpeechRules())
    remembered = Remembered(most_sentences=10)
    assert remembered.get(asked) is remembered.get(asked)


def test_no_more_sentences_are_remembered_than_are_let(stage: Stage) -> None:
    remembered = Remembered(most_sentences=10)
    first, second, third = (
        ask_for(
            find_article(take(stage, TEXT, f"bai/{number}"), stage.library),
            stage.library,
            SpeechRules(),
        )
        for number in range(3)
    )
    one, two = remembered.get(first), remembered.get(second)
    assert remembered.get(first) is one
    remembered.get(third)
    assert remembered.sentences <= 10
    assert remembered.get(first) is one
    assert remembered.get(second) is not two


def test_a_script_longer_than_all_that_is_let_is_written_and_not_kept(stage: Stage) -> None:
    asked = ask_for(find_article(take(stage, TEXT), stage.library), stage.library, SpeechRules())
    remembered = Remembered(most_sentences=3)
    assert len(remembered.get(asked).segments) == 4
    assert remembered.sentences == 0
