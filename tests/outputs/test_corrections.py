"""What the public is told of a correction is what changed."""

from dataclasses import replace
from datetime import UTC, datetime

from service.model.release import PublicCorrection
from service.outputs.corrections import tell_correction
from tests.outputs.episodes import edition

AT = datetime(2026, 11, 29, tzinfo=UTC)
NOTE = PublicCorrection("songcong", 2, "Tác giả là Nguyễn An.", AT, is_told=True)


def test_a_correction_of_the_author_shows_no_words_that_changed() -> None:
    before = edition()
    after = replace(before, revision=replace(before.revision, author="Nguyễn An"))
    told = tell_correction(NOTE, before, after, after)
    assert (told.moments, told.lines) == ((), ())
