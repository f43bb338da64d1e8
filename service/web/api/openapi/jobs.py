"""Jobs, as they are asked for and answered."""

from typing import Any

from service.model import JobState
from service.model.job import Priority
from service.web.api.openapi.headers import ACTING
from service.web.api.openapi.problems import problems
from service.web.api.openapi.words import (
    Schema,
    address,
    listing,
    moment,
    or_null,
    record,
    ref,
    text,
    whole,
    words,
)

_JOB: dict[str, Schema] = {
    "id": text(),
    "episode": text("The article's id."),
    "state": words("Where it stands.", *JobState),
    "done": whole("Sentences."),
    "total": whole("Sentences."),
    "stage": text("What happens now, in Vietnamese."),
    "priority": words("Whose turn comes first.", *(each.name.lower() for each in Priority)),
    "asked_by": or_null(text("Who wanted it; null for Loa itself.")),
    "message": or_null(text("How it ended, in Vietnamese.")),
    "message_en": or_null(text("Why it failed, in English.")),
    "error": or_null(text("The kind of failure.")),
    "segment": or_null(text("The sentence that could not be spoken.")),
    "created": moment(),
    "updated": moment(),
    "url": address("Where to ask how far it is."),
}
_ANSWER = record(
    "How far a job is, and what else is true of its article.",
    {**_JOB, "wish": or_null(ref("Wish")), "hold": or_null(ref("Hold"))},
)
_LIST = record(
    "The newest jobs; of those that wait, the ones whose turn comes first.",
    {"jobs": listing(ref("Job")), "waiting": whole("How many wait for a worker, up to 1,000.")},
)

SCHEMAS: dict[str, Schema] = {
    "Job": record("A run that makes an edition.", _JOB),
    "JobAnswer": _ANSWER,
    "Jobs": _LIST,
}

_JOB_ID: Schema = {"name": "job_id", "in": "path", "required": True, "schema": text(minLength=1)}


def job_operations(limit: Schema) -> dict[str, dict[str, Any]]:
    """The operations by address and method; ``limit`` is how a list is asked for."""
    one = {"parameters": [_JOB_ID]}
    narrowing = [
        _narrowed("state", "Where they stand.", text(enum=list(JobState))),
        _narrowed("article", "The newsroom's id of the article.", text()),
        limit,
    ]
    listed = _operation("jobs", "Jobs", 200, "Jobs", 404)
    return {
        "/jobs": {"get": {**listed, "parameters": narrowing}},
        "/jobs/{job_id}": {**one, "get": _operation("get_job", "A job", 200, "JobAnswer", 404)},
        "/jobs/{job_id}/cancel": {**one, "post": _act("cancel_job", "Stop a job", 200)},
        "/jobs/{job_id}/retry": {**one, "post": _act("retry_job", "Do a job again", 202)},
    }


def _narrowed(name: str, about: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _act(name: str, summary: str, status: int) -> Schema:
    asked = _operation(name, summary, status, "JobAnswer", 404, 409, 412, 422)
    return {**asked, "parameters": ACTING}


def _operation(name: str, summary: str, status: int, schema: str, *wrong: int) -> Schema:
    content = {"application/json": {"schema": ref(schema)}}
    told = {str(status): {"description": "The job now.", "content": content}}
    return {"operationId": name, "summary": summary, "responses": {**told, **problems(*wrong)}}
