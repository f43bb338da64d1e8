"""Opens the database, the folders and the job queue, and closes them again."""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from service.compose.hiring import hire
from service.compose.rights import keep_private
from service.compose.secret import session_key
from service.compose.service import Service
from service.disk import store_errors
from service.engines.stop import Stop
from service.jobs import Jobs, Rhythm
from service.produce.doers import Doers
from service.produce.edition import produce_edition
from service.produce.rounds import tend_files
from service.produce.steps import RECORD_VERSION, Report, StepRunner
from service.produce.upkeep import (
    REMADE_AT_ONCE,
    in_turn,
    recoverable_ids,
    retire_files,
    shrink_cache,
)
from service.settings import Settings

STEADY = Rhythm()


@contextmanager
def open_service(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    name: str = "loa",
    worker: bool = False,
    rhythm: Rhythm = STEADY,
) -> Iterator[Service]:
    """A Service whose database, folders and job queue are open, and are closed at the end.

    With ``worker`` this program runs jobs too, at the ``rhythm``'s pace; ``name`` tells
    its log from others'. Raises SettingsError or StoreError before anything is served.
    """
    data = _require_folder(settings.data)
    keep_private(data, settings.cache)
    stop = Stop()
    with ThreadPoolExecutor(settings.speakers, thread_name_prefix="speaker") as pool:
        doers = hire(settings, data, pool, now, stop)
        jobs = Jobs(
            data / "jobs.db",
            executor_id=f"{name}-{socket.gethostname()}-{os.getpid()}",
            application_version=RECORD_VERSION,
            work=partial(_work, doers),
            upkeep=partial(_keep_house, doers, settings),
            on_stop=stop.call,
            free_space_floor=settings.free_space_mb * 2**20,
            rhythm=rhythm,
        )
        with closing(doers.library):
            try:
                jobs.start(worker=worker)
                yield Service(settings, doers, jobs, session_key(data))
            finally:
                jobs.stop()
                stop.call()
                pool.shutdown(cancel_futures=True)


def _work(doers: Doers, episode_id: str, run_step: StepRunner, report: Report) -> str:
    return produce_edition(episode_id, doers, run_step, report)


def _keep_house(doers: Doers, settings: Settings) -> tuple[str, ...]:
    """What is due is done; gives the episodes to be made again."""
    lost: tuple[str, ...] = ()
    try:
        lost = tend_files(doers)
    finally:  # a disk that refuses the one may need the other
        try:
            retire_files(doers, doers.now() - timedelta(days=settings.keep_superseded_days))
        finally:
            if settings.cache_limit_mb:
                shrink_cache(doers, settings.cache_limit_mb * 2**20)
    again = in_turn(lost, doers.now())[:REMADE_AT_ONCE]
    return (*again, *recoverable_ids(doers)) if settings.redo_fallbacks else again


def _require_folder(folder: Path) -> Path:
    with store_errors(folder, "tạo", "make"):
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder.resolve()
