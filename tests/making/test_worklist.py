"""What a job records of its plan: another form of it is another version."""

import json

from service.codec import to_json
from service.making.steps import RECORD_VERSION
from tests.stage import TEXT, Stage, take


def test_a_recorded_plan_has_the_form_that_its_version_counts(stage: Stage) -> None:
    """A job that was begun goes on after an update only where both read the same form."""
    worklist = stage.make_worklist(take(stage, TEXT))
    told = json.loads(to_json(worklist))
    assert RECORD_VERSION == "6"
    assert told.keys() == {"plan", "missing", "fallback_reason"}
    assert told["plan"].keys() == {
        "revision",
        "spec",
        "lines",
        "recipe",
        "pictures",
        "older_surroundings",
        "notice",
    }
    assert told["missing"][0].keys() == {
        "segment",
        "utterance",
        "clip_key",
        "spec",
        "opening",
        "closing",
    }
