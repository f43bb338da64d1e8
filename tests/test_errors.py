"""The one tree of errors."""

import pytest

from service.cli.failures import EXIT_CODES
from service.errors import JobError, LoaError, recorded_error


@pytest.mark.parametrize("name", [each.__name__ for each in EXIT_CODES])
def test_an_error_comes_back_from_its_record_in_its_class_and_both_languages(name: str) -> None:
    error = recorded_error(name, "Hỏng rồi.", "It broke.")
    assert (type(error).__name__, error.vi, error.en) == (name, "Hỏng rồi.", "It broke.")


@pytest.mark.parametrize("name", [None, "", "ZeroDivisionError", LoaError.__name__])
def test_a_record_of_no_known_class_is_a_job_error(name: str | None) -> None:
    assert type(recorded_error(name, "Hỏng rồi.", "It broke.")) is JobError
