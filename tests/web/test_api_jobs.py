"""Jobs by the API: listed, cancelled and done again, by whose tokens may."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from service.model import Scope
from service.model.job import Asker, Priority
from tests.web.newsroom import SHORT, Answer, Newsroom, open_newsroom
from tests.web.test_api import System
from tests.web.test_openapi import require_as_told


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One without a worker: its jobs stand still."""
    with open_newsroom(tmp_path_factory.mktemp("api-jobs"), worker=False) as opened:
        yield opened


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def queue(newsroom: Newsroom, source_id: str, by: Asker) -> str:
    text = SHORT.replace("cây cầu", f"cây cầu {source_id}")
    job = newsroom.service.regenerate(newsroom.take_in(source_id, text).id, by=by)
    assert job is not None
    return job.id


def test_jobs_are_listed_by_whose_turn_comes_first_with_who_asked(
    newsroom: Newsroom, system: System
) -> None:
    behind = queue(newsroom, "viec/1", Asker("", Priority.REDO))
    before = queue(newsroom, "viec/2", Asker("Lan", Priority.EDITOR))
    told = system.ask("jobs?state=queued")
    require_as_told("GET", "/jobs", told)
    ours = [each for each in told.json["jobs"] if each["id"] in (before, behind)]
    assert [each["id"] for each in ours] == [before, behind]
    assert [each["asked_by"] for each in ours] == ["Lan", None]
    assert [each["priority"] for each in ours] == ["editor", "redo"]
    assert told.json["waiting"] >= 2
    of_one = system.ask("jobs?article=viec/1&limit=1").json["jobs"]
    assert [each["id"] for each in of_one] == [behind]


def test_a_job_is_cancelled_and_done_again_and_the_audit_tells_who_did(
    newsroom: Newsroom, system: System
) -> None:
    job_id = queue(newsroom, "viec/3", Asker("Lan", Priority.EDITOR))
    cancelled = system.ask(f"jobs/{job_id}/cancel", "POST")
    require_as_told("POST", "/jobs/{job_id}/cancel", cancelled)
    assert cancelled.json["state"] == "cancelled"
    assert cancelled.json["wish"] is None
    again = system.ask(f"jobs/{job_id}/retry", "POST")
    require_as_told("POST", "/jobs/{job_id}/retry", again)
    assert again.status == 202
    assert again.json["id"] != job_id
    assert again.json["state"] == "queued"
    assert again.json["priority"] == "import"
    acts = system.ask("audit?article=viec/3&limit=2").json["acts"]
    assert [each["act"] for each in acts] == ["retry", "cancel"]


@pytest.mark.parametrize("step", ["cancel", "retry"])
def test_a_token_that_only_reads_looks_and_changes_nothing(newsroom: Newsroom, step: str) -> None:
    job_id = queue(newsroom, f"viec/chi-doc/{step}", Asker("", Priority.IMPORT))
    token = newsroom.service.library.make_token(None, datetime.now(UTC), scopes={Scope.READ})

    def ask(path: str, method: str = "GET") -> Answer:
        headers = {"Authorization": f"Bearer {token}"}
        return newsroom.ask(f"/api/v1/{path}", method, b"", headers)

    assert ask(f"jobs/{job_id}").status == 200
    assert ask(f"jobs/{job_id}/{step}", "POST").status == 403
    assert ask(f"jobs/{job_id}").json["state"] == "queued"


@pytest.mark.parametrize(
    ("asked", "status"), [("state=lost", 400), ("article=viec/khong-co", 404), ("limit=0", 400)]
)
def test_what_there_is_not_is_told(system: System, asked: str, status: int) -> None:
    assert system.ask(f"jobs?{asked}").status == status
    assert system.ask("jobs/khong-co/cancel", "POST").status == 404
