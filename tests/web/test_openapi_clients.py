"""Requests that a program makes up from the document, good ones and bad ones (schemathesis)."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.clients

EXAMPLES = 30
CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance", "ignored_auth"),
    *("use_after_free", "missing_required_header"),
)
"""Not those that expect each invalid value to be refused: an article may be any text. Nor that
another method is: PUT at «…/approve» sends an article whose id ends so.
"""


def test_no_request_breaks_the_api_and_every_answer_is_as_the_document_says(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    token = newsroom.service.library.make_token("schemathesis", datetime.now(UTC))
    newsroom.record("bai/mau")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run"),
            f"{newsroom.base_url}/api/v1/openapi.json",
            *("--header", f"Authorization: Bearer {token}"),
            *("--checks", ",".join(CHECKS)),
            *("--max-examples", str(EXAMPLES), "--seed", "1"),
            *("--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-shrink"),
            *("--suppress-health-check", "all", "--request-timeout", "20"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
