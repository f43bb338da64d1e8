"""The databases of an installation before its first article: made once, copied for each test.

Taking a new one through every migration costs a tenth of a second, and more with each
migration to come; hundreds of tests begin with one. The making itself has its own tests.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.store.library import open_library
from service.store.places import LIBRARY, QUEUE
from tests.jobs.program import Diary, open_jobs


def lay_library(path: Path) -> Path:
    """The file ``path`` is an empty library of this Loa."""
    path.write_bytes(_library())
    return path


def lay_queue(path: Path) -> Path:
    """The file ``path`` is an empty queue of this Loa."""
    path.write_bytes(_queue())
    return path


def lay_databases(data: Path) -> None:
    """The folder ``data`` has both."""
    data.mkdir(parents=True, exist_ok=True)
    lay_library(data / LIBRARY)
    lay_queue(data / QUEUE)


@cache
def _library() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / LIBRARY
        open_library(path).close()
        return path.read_bytes()


@cache
def _queue() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / QUEUE
        open_jobs(path, Diary(Path(folder) / "diary"), worker=False).stop()
        return path.read_bytes()
