"""Peak memory of the longest article that is taken: its job's whole way, and its pages.

A case of `bench.memory`, which limits the process that this runs in. The article has as many
sentences as the hours that the settings allow.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.resident import peak_mb
from service.compose import Service, open_service
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.model import HOUSE, JobState
from service.settings import Settings
from service.web import create_app

ARTICLES = {"hours": 3_000, "tiny": 20_000}
"""Articles of the longest, by their sentences: common ones, each another, or of one syllable."""

WAYS = ("recorded", "served")
CASES = tuple(f"{article}-{way}" for article in ARTICLES for way in WAYS)

_ID = "bao/dai"
_WAIT_SECONDS = 1_500


def measure_hours(case: str) -> tuple[str, float]:
    """What came of it, and the peak in megabytes above idle, in this very process."""
    article, _, way = case.partition("-")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if way == "recorded":
            return record(folder, article, ARTICLES[article])
        child = [sys.executable, "-W", "ignore", "-m", "bench.hours", name, article]
        subprocess.run(child, check=True, capture_output=True)
        return serve(folder)


def record(folder: Path, article: str, sentences: int) -> tuple[str, float]:
    """The article taken in, recorded by a job and published in ``folder``."""
    with _service(folder / "long", worker=True) as service:
        _make(service, "bao/ngan", _text("hours", 3))
        idle = peak_mb()
        return _make(service, _ID, _text(article, sentences)), peak_mb() - idle


def serve(folder: Path) -> tuple[str, float]:
    """What of the article recorded in ``folder`` the public, the desk and the API ask for.

    Above what the same answers about a short article take, in a service of its own.
    """
    with _service(folder / "short", worker=True) as service:
        _make(service, _ID, _text("hours", 3))
        _ask(service)
    idle = peak_mb()
    with _service(folder / "long", worker=False) as service:
        return f"{_ask(service) / 2**20:.1f} MB answered", peak_mb() - idle


def _ask(service: Service) -> int:
    """The bytes of all answers about the article. Raises AssertionError for an error page."""
    article = service.library.article_by_source(_ID)
    assert article is not None
    client = create_app(service, now=_now).test_client()
    secret = service.library.make_sign_in(_now(), _now() + timedelta(hours=1))
    client.post("/desk/sign-in", data={"token": secret}, follow_redirects=True)
    token = {"Authorization": f"Bearer {service.library.make_token('bench', _now())}"}
    page = f"/episodes/{article.id}"
    files = ("captions.vtt", "transcript.json", "transcript.txt", "captions.srt", "manifest.json")
    paths = [page, *(f"{page}/{file}" for file in files), f"/desk/articles/{article.id}"]
    paths += [f"/api/v1/articles/{_ID}", "/", "/desk/", "/feed.xml"]
    size = 0
    for path in paths:
        answer = client.get(path, headers=token)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        size += len(answer.data)
    return size


def _make(service: Service, source_id: str, text: str) -> str:
    taken = service.take_in(text.encode(), Hints(source_id), Desk(HOUSE, service.library, _now()))
    job = service.update(taken)
    assert job is not None
    done = service.jobs.wait(job.id, timeout=_WAIT_SECONDS)
    assert done.state is JobState.DONE, done.message
    episode = service.library.episode(taken.article.id)
    assert episode is not None
    return f"{episode.edition.enclosure.duration / 1000:.0f} s heard"


def _text(article: str, sentences: int) -> str:
    if article == "tiny":
        body = " ".join(["Có."] * sentences)
    else:
        body = "\n\n".join(f"Câu số {at} nói về việc chung của phường." for at in range(sentences))
    return f"Tin thử nghiệm dài của phường\n\n02-01-2026 08:00\n\n{body}"


@contextmanager
def _service(folder: Path, *, worker: bool) -> Iterator[Service]:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    settings = Settings(
        release="automatic",
        data=folder / "data",
        cache=folder / "clips",
        engine="silence",
        free_space_mb=0,
    )
    with open_service(settings, now=_now, worker=worker) as service:
        service.publish_channel(_now())
        yield service


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    print(*record(Path(sys.argv[1]), sys.argv[2], ARTICLES[sys.argv[2]]))
