"""Jobs, as other systems watch over them: the same acts that the desk has."""

from flask import Response, request

from service.errors import NotFoundError
from service.fingerprint import Plain
from service.model import Act, Job, JobState
from service.model.job import JobFilter, asker_of
from service.web.api.descriptions import describe_hold, describe_job, describe_wish
from service.web.api.paging import asked_limit
from service.web.api.routes import api, found_article, json_answer, the_desk
from service.web.problems import BadRequestError
from service.web.site import site


@api.get("/jobs")
def jobs() -> Response:
    """The newest jobs; of those that wait, the ones whose turn comes first."""
    service, limit = site().service, asked_limit()
    page = service.jobs.lists.jobs(_wanted(), limit)
    base_url = service.settings.base_url
    body: dict[str, Plain] = {
        "jobs": [describe_job(each, base_url) for each in page.jobs],
        "waiting": service.jobs.lists.count_waiting(),
    }
    return json_answer(body, 200)


@api.get("/jobs/<job_id>")
def get_job(job_id: str) -> Response:
    """How far a job is."""
    return _answer(_found(job_id), 200)


@api.post("/jobs/<job_id>/cancel")
def cancel_job(job_id: str) -> Response:
    """The job begins no further step: 200, also where it had ended before."""
    with the_desk().acting(Act.CANCEL, _found(job_id).episode_id, job_id):
        job = site().service.cancel(job_id)
    return _answer(job, 200)


@api.post("/jobs/<job_id>/retry")
def retry_job(job_id: str) -> Response:
    """The job that makes the episode now: 202. While the queue takes nothing, the one asked for."""
    found = _found(job_id)
    with the_desk().acting(Act.RETRY, found.episode_id, job_id):
        pass  # what is done again is queued once it is written down who wished it
    again = site().service.retry(job_id, asker_of(the_desk().actor))
    return _answer(again or found, 202)


def _answer(job: Job, status: int) -> Response:
    """The job, and what else is true of its article."""
    service = site().service
    wish, hold = service.library.wish(job.episode_id), service.library.hold(job.episode_id)
    held = service.library.held_revision(hold) if hold else None
    told: dict[str, Plain] = {
        "wish": describe_wish(wish) if wish else None,
        "hold": describe_hold(hold, held) if hold and held else None,
    }
    return json_answer({**describe_job(job, service.settings.base_url), **told}, status)


def _found(job_id: str) -> Job:
    job = site().service.jobs.job(job_id)
    if job is None:
        raise NotFoundError("Không có việc này.", "There is no such job.")
    return job


def _wanted() -> JobFilter:
    """What is asked for. Raises BadRequestError and NotFoundError for what there is not."""
    state, source_id = request.args.get("state", ""), request.args.get("article", "")
    if state and state not in set(JobState):
        known = ", ".join(JobState)
        raise BadRequestError(
            f"Không có trạng thái “{state[:100]}”. Các trạng thái: {known}.",
            f"There is no state “{state[:100]}”. The states: {known}.",
        )
    article_id = found_article(source_id).id if source_id else ""
    return JobFilter(JobState(state) if state else None, article_id)
