"""The one tree of errors."""

from pathlib import Path

import pytest

from service.cli.failures import EXIT_CODES
from service.disk import store_errors
from service.errors import (
    JobError,
    LoaError,
    StoreError,
    public_words,
    recorded_error,
)
from service.jobs.outcome import failure


@pytest.mark.parametrize("name", [each.__name__ for each in EXIT_CODES])
def test_an_error_comes_back_from_its_record_in_its_class_and_both_languages(name: str) -> None:
    error = recorded_error(name, "Hỏng rồi.", "It broke.")
    assert (type(error).__name__, error.vi, error.en) == (name, "Hỏng rồi.", "It broke.")


@pytest.mark.parametrize("name", [None, "", "ZeroDivisionError", LoaError.__name__])
def test_a_record_of_no_known_class_is_a_job_error(name: str | None) -> None:
    assert type(recorded_error(name, "Hỏng rồi.", "It broke.")) is JobError


def test_what_the_public_is_told_names_a_file_and_not_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "clips").write_bytes(b"")
    with pytest.raises(StoreError) as caught, store_errors(tmp_path / "clips"):
        (tmp_path / "clips").mkdir()
    assert str(tmp_path) in caught.value.vi  # the operator's words
    for said in (*public_words(caught.value), *map(str, failure(caught.value).values())):
        assert str(tmp_path) not in said
    assert "clips" in public_words(caught.value)[0]
