"""Before anybody hears an article, what differs from its print and what is doubted is known."""

import pytest

from service.desk.overrides import find_parked, give_on, keep_override
from service.desk.recordings import bring_back, hear_recording, keep_recording
from service.desk.reviewing import acknowledge_warning, confirm_differences, take_back_review
from service.errors import NotFoundError
from service.making.differences import open_warnings, unconfirmed
from service.making.script import Script, write_script
from service.model import Article, DifferenceKind, Recording, ReviewKind, SpeechRules
from service.store.library import Library
from tests.audio.sounds import syllables, wav
from tests.stage import NOW, Stage, take

TEXT = "Tin\n\nThu ngân sách tăng 71 % trong năm. Đội XYZK thắng. Trời đẹp."
CHANGED = TEXT.replace("71 %", "73 %")


def article_of(article_id: str, library: Library) -> Article:
    article = library.article(article_id)
    assert article is not None
    return article


def script_of(article_id: str, library: Library) -> Script:
    return write_script(article_of(article_id, library), library, SpeechRules())


def differing(article_id: str, library: Library) -> list[tuple[str, str, str]]:
    found = unconfirmed(article_id, script_of(article_id, library), library)
    return [(one.kind.value, one.printed, one.said) for each in found for one in each.differences]


def keep(article_id: str, library: Library, spoken: str) -> Script:
    segment = script_of(article_id, library).segments[1]
    keep_override(article_id, segment, spoken, author="An", library=library, now=NOW)
    return script_of(article_id, library)


def test_a_parked_reading_given_to_a_sentence_of_another_figure_differs_until_confirmed(
    stage: Stage,
) -> None:
    article_id, library = take(stage, TEXT), stage.library
    keep(article_id, library, "Thu ngân sách tăng bảy mươi mốt phần trăm trong năm nay.")
    assert differing(article_id, library) == []
    take(stage, CHANGED)
    assert differing(article_id, library) == []
    script = script_of(article_id, library)
    parked, segment = find_parked(script, script.parked[0].segment_id), script.segments[1]
    given = give_on(parked, segment, author="Bình", library=library, now=NOW)
    assert differing(article_id, library) == [("figure", "73 %", "bảy mươi mốt")]
    script = script_of(article_id, library)
    confirm = {"author": "Chi", "library": library, "now": NOW}
    with pytest.raises(NotFoundError, match="no longer read as you saw it"):
        confirm_differences(article_id, script, segment, "khác", **confirm)  # type: ignore[arg-type]
    confirm_differences(article_id, script, segment, given.spoken, **confirm)  # type: ignore[arg-type]
    assert differing(article_id, library) == []
    kept = library.reviews(article_id)
    assert [(each.author, each.created, each.subject) for each in kept] == [
        ("Chi", NOW, given.spoken)
    ]
    other = "Thu ngân sách tăng bảy mươi hai phần trăm."
    keep(article_id, library, other)
    assert differing(article_id, library) == [("figure", "73 %", "bảy mươi hai")], (
        "of other words nothing was said"
    )


def test_a_recording_of_a_sentence_that_was_printed_otherwise_asks_always(stage: Stage) -> None:
    article_id, library = take(stage, TEXT), stage.library
    sound = hear_recording(wav(syllables(2.0)), "a.wav")
    segment = script_of(article_id, library).segments[1]
    keep_recording(article_id, segment, sound, author="An", library=library, now=NOW)
    assert differing(article_id, library) == []
    take(stage, CHANGED)
    script = script_of(article_id, library)
    (parked,) = script.parked
    assert isinstance(parked, Recording)
    bring_back(parked, script.segments[1], was_parked=True, author="An", library=library, now=NOW)
    (found,) = unconfirmed(article_id, script_of(article_id, library), library)
    assert [each.kind for each in found.differences] == [DifferenceKind.SOUND]
    assert (found.differences[0].printed, found.differences[0].said) == (
        script.segments[1].text,
        segment.text,
    )
    confirm_differences(
        article_id,
        script_of(article_id, library),
        script.segments[1],
        found.subject,
        author="Bình",
        library=library,
        now=NOW,
    )
    assert differing(article_id, library) == []


def test_a_warning_found_right_is_open_no_more_until_that_is_taken_back(stage: Stage) -> None:
    article_id, library = take(stage, TEXT), stage.library
    script = script_of(article_id, library)
    (open_one,) = open_warnings(article_id, script, library)
    segment, subject = open_one.segment, open_one.subject
    by = {"author": "An", "library": library, "now": NOW}
    with pytest.raises(NotFoundError, match="no such warning"):
        acknowledge_warning(article_id, script, segment, "khác", **by)  # type: ignore[arg-type]
    acknowledge_warning(article_id, script, segment, subject, **by)  # type: ignore[arg-type]
    assert open_warnings(article_id, script, library) == ()
    take_back_review(article_id, segment, ReviewKind.WARNING, subject, **by)  # type: ignore[arg-type]
    assert open_warnings(article_id, script, library) == (open_one,)
