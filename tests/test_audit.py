"""What ``make audit`` makes of a report: no answer is never taken for a good one."""

import json

import pytest

from tests.audit import NOBODY_ASKED, NONE, SOME, code_of, read_report

SOUND = {"name": "flask", "version": "3.1.0", "vulns": []}
HOLED = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (json.dumps({"dependencies": [SOUND]}), NONE),
        (json.dumps({"dependencies": [SOUND, HOLED]}), SOME),
        (json.dumps({"dependencies": [SOUND, {"name": "y", "skip_reason": "not found"}]}), 3),
        (json.dumps({"dependencies": []}), NOBODY_ASKED),
        ("", NOBODY_ASKED),
        ("[]", NOBODY_ASKED),
    ],
)
def test_only_a_whole_report_without_holes_is_good(told: str, code: int) -> None:
    assert code_of(read_report(told)) == code


def test_a_hole_is_told_with_the_version_that_mends_it() -> None:
    assert read_report(json.dumps({"dependencies": [HOLED]})) == ["x 1: PYSEC-1, mended in 2"]
