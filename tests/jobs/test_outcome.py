"""What runs leave behind, as this and earlier Loas wrote it."""

import json

import pytest
from dbos import WorkflowStatus

from service.errors import StoreError, SynthesisError
from service.fingerprint import Plain
from service.jobs.outcome import Ending, breakdown, failure, read_ending, success
from service.model import JobState


def ended_with(outcome: Plain, status: str = "SUCCESS") -> Ending:
    found = WorkflowStatus()
    found.status = status  # type: ignore[assignment] # dbos lists the words it knows
    found.output = json.loads(json.dumps(outcome))
    return read_ending(found)


def test_a_failure_comes_back_with_its_class_and_both_languages() -> None:
    outcome = failure(StoreError("Đĩa đầy.", "The disk is full."))
    assert ended_with(outcome) == Ending(
        JobState.FAILED, "Đĩa đầy.", "StoreError", "The disk is full."
    )


def test_a_sentence_that_could_not_be_spoken_is_named() -> None:
    error = SynthesisError("Hỏng.", "Broken.", transient=False).for_segment("s1", "Câu một.")
    ending = ended_with(failure(error))
    assert ending.segment_id == "s1"
    assert ending.message == "Câu “Câu một.” (mã s1): Hỏng."


def test_a_success_has_a_message_and_no_error() -> None:
    assert ended_with(success("Xong.")) == Ending(JobState.DONE, "Xong.")


def test_a_breakdown_says_in_both_languages_where_to_look() -> None:
    ending = ended_with(breakdown())
    assert (ending.state, ending.error) == (JobState.FAILED, None)
    assert "nhật ký" in (ending.message or "")
    assert "log" in (ending.message_en or "")
    assert ended_with(None, "ERROR") == ending


@pytest.mark.parametrize(
    ("failed", "state"), [(True, JobState.FAILED), (False, JobState.DONE)], ids=["failed", "done"]
)
def test_an_outcome_that_an_older_loa_recorded_is_still_read(failed: bool, state: JobState) -> None:
    assert ended_with({"message": "Hết.", "failed": failed}) == Ending(state, "Hết.")
