"""Editors' recordings, with their sound, while they stand and after they were taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import NotFoundError
from service.model import Recording
from service.store.library import Library
from tests.store.kinds import DatabaseKind
from tests.store.shelf import NOW, make_revision

LATER = NOW + timedelta(days=1)


@pytest.fixture
def recording(library: Library) -> Recording:
    article, _ = library.take_in(make_revision(), b"", NOW)
    return Recording(article.id, "s1", "Câu một.", "ab" * 32, "câu.mp3", "biên tập", NOW)


def test_a_recording_stands_with_its_sound(library: Library, recording: Recording) -> None:
    library.set_recording(recording, b"sound")
    assert library.recordings(recording.article_id) == (recording,)
    assert library.recorded_sound(recording.digest) == b"sound"
    assert library.removed_recordings(recording.article_id) == ()


def test_of_one_sentence_the_last_recording_stands(library: Library, recording: Recording) -> None:
    second = replace(recording, digest="cd" * 32, created=LATER)
    library.set_recording(recording, b"one")
    library.set_recording(second, b"two")
    assert library.recordings(recording.article_id) == (second,)
    assert library.removed_recordings(recording.article_id) == (recording,)


def test_a_recording_that_was_taken_back_keeps_its_sound(
    library: Library, recording: Recording
) -> None:
    library.set_recording(recording, b"sound")
    assert library.remove_recording(recording.article_id, "s1", LATER) == recording
    assert library.remove_recording(recording.article_id, "s1", LATER) is None
    assert library.recordings(recording.article_id) == ()
    assert library.recorded_sound(recording.digest) == b"sound"


def test_a_sound_that_there_is_not_is_told(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.recorded_sound("ef" * 32)


def test_a_recording_that_is_brought_back_is_not_kept_twice(
    library: Library, recording: Recording, database_kind: DatabaseKind
) -> None:
    for moment in (NOW, LATER):
        library.set_recording(replace(recording, created=moment), b"sound")
        library.remove_recording(recording.article_id, "s1", moment)
    assert len(library.removed_recordings(recording.article_id)) == 2
    kept = database_kind.ask("SELECT digest, content FROM sounds")
    assert kept == [(recording.digest, b"sound")]
