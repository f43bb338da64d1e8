"""Opens the database, the folders and the job queue, and closes them again."""

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from service.compose.chores import list_chores
from service.compose.databases import Databases, find_databases
from service.compose.ground import Ground, open_ground
from service.compose.ground_troubles import queue_trouble
from service.compose.media import open_media
from service.compose.pacing import opened_shared
from service.compose.rights import prepare_folders
from service.compose.secret import LEAST_BYTES, session_key, shared_session_key
from service.compose.service import Service
from service.compose.watching import watching
from service.compose.wiring import make_fetcher, wire
from service.engines.gains import NAME as LEVELS
from service.engines.stop import Stop
from service.errors import StoreError
from service.jobs import STEADY, ClosedJobs, Jobs, Lanes, Poller, Rhythm
from service.making.pools import open_pools
from service.making.steps import RECORD_VERSION, Report, StepRunner
from service.model import MOST_WEBHOOKS, Trouble
from service.releasing.production import Production
from service.releasing.story import produce_edition
from service.settings import Settings
from service.sources.fetch import Fetcher
from service.store.shared.base import Notes
from service.store.shared.opening import Shared, share_files
from service.tending.hubs import HubCalls, topics_of
from service.tending.releases import release_at_their_time
from service.tending.webhooks import Courier
from service.tending.wishes import due_articles, note_failure


@contextmanager
def open_service(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    name: str = "loa",
    worker: bool = False,
    rhythm: Rhythm = STEADY,
    reads_on: bool = False,
    fetcher: Fetcher | None = None,
) -> Iterator[Service]:
    """A Service whose database, folders and job queue are open, and are closed at the end.

    With ``worker`` this program runs jobs too, at the ``rhythm``'s pace; ``name`` tells
    its log from others'. Raises SettingsError or StoreError before anything is served.
    With ``reads_on`` what keeps it from writing is no error but one of its troubles. Other
    sites are asked by ``fetcher``, else as the settings say.
    """
    data = prepare_folders(settings.data, settings.cache)
    databases, media = find_databases(settings, data), open_media(settings, data)
    stop = Stop()
    with (
        open_pools(settings.speakers) as pools,
        open_ground(data, databases.library, media, reads_on=reads_on) as ground,
        opened_shared(settings, data, databases.library) as shared,
    ):
        fetcher = fetcher or make_fetcher(settings)
        production = wire(settings, data, pools, now, stop, shared, ground.library, fetcher)
        tellers = _tellers(settings, production, shared.notes, fetcher)
        jobs = _queue(settings, data, databases, production, name, stop, rhythm, now)
        try:
            queue, troubles = _started(jobs, ground, databases, worker=worker, reads_on=reads_on)
            key = _session_key(data, databases, shared, troubles)
            _bring_levels(data, databases, shared, troubles)
            service = Service(settings, production, queue, *tellers, key, troubles)
            with _working(service, rhythm, worker=worker and not troubles):
                yield service
        finally:
            jobs.stop()
            stop.call()
            pools.speaking.shutdown(cancel_futures=True)


def _queue(
    settings: Settings,
    data: Path,
    databases: Databases,
    production: Production,
    name: str,
    stop: Stop,
    rhythm: Rhythm,
    now: Callable[[], datetime],
) -> Jobs:
    """The queue of this program, not open yet, with what its worker would do."""
    return Jobs(
        databases.queue,
        folder=data,
        executor_id=f"{name}-{socket.gethostname()}-{os.getpid()}",
        application_version=RECORD_VERSION,
        work=partial(_work, production),
        chores=list_chores(production, settings, upkeep=rhythm.upkeep),
        wanted=lambda: due_articles(production.library, now()),
        on_failure=lambda name, failure: note_failure(name, failure, production.library, now()),
        on_stop=stop.call,
        free_space_floor=settings.free_space_mb * 2**20,
        databases=databases.files,
        rhythm=rhythm,
    )


def _started(
    jobs: Jobs, ground: Ground, databases: Databases, *, worker: bool, reads_on: bool
) -> tuple[Jobs, tuple[Trouble, ...]]:
    """The queue, open if it can be, and all troubles."""
    if ground.troubles:
        return ClosedJobs(ground.troubles[0].as_error()), ground.troubles
    try:
        jobs.start(worker=worker)
    except StoreError as e:
        if not reads_on:
            raise
        jobs.stop()
        trouble = queue_trouble(e, databases.queue)
        return ClosedJobs(trouble.as_error()), (trouble,)
    return jobs, ()


@contextmanager
def _working(service: Service, rhythm: Rhythm, *, worker: bool) -> Iterator[None]:
    """While this lasts, a program that works sees to what waits for its time, or for people."""
    with (
        _telling(service.courier, rhythm, worker=worker),
        _telling_hubs(service.hubs, rhythm, worker=worker),
        _releasing(service.production, rhythm, worker=worker),
        watching(service, rhythm.alert, stays=worker),
    ):
        yield


@contextmanager
def _telling(courier: Courier, rhythm: Rhythm, *, worker: bool) -> Iterator[None]:
    """While this lasts, a program that works tells other systems what they are to be told."""
    if not worker:
        yield
        return
    lanes = Lanes("loa-courier", courier.due, courier.send_next, MOST_WEBHOOKS)
    lanes.start(rhythm.tell)
    try:
        yield
    finally:
        lanes.stop()


def _tellers(
    settings: Settings, production: Production, notes: Notes, fetcher: Fetcher
) -> tuple[Courier, HubCalls]:
    """What tells webhooks of events, and what tells hubs of changed feeds."""
    library, media, now = production.library, production.media, production.now
    topics = partial(topics_of, library, settings.base_url)
    return (
        Courier(library, fetcher, settings.base_url, now),
        HubCalls(settings.hub_addresses, topics, media, notes, fetcher, now),
    )


@contextmanager
def _telling_hubs(hubs: HubCalls, rhythm: Rhythm, *, worker: bool) -> Iterator[None]:
    """While this lasts, a program that works tells hubs of changed feeds."""
    if not worker or not hubs.count:
        yield
        return
    lanes = Lanes("loa-hubs", hubs.due, hubs.tell_next, hubs.count)
    lanes.start(rhythm.tell)
    try:
        yield
    finally:
        lanes.stop()


@contextmanager
def _releasing(production: Production, rhythm: Rhythm, *, worker: bool) -> Iterator[None]:
    """While this lasts, a program that works releases what is due at its time."""
    if not worker:
        yield
        return
    poller = Poller(
        "loa-releaser", "what is to be released", lambda: release_at_their_time(production)
    )
    poller.start(rhythm.release)
    try:
        yield
    finally:
        poller.stop()


def _work(production: Production, episode_id: str, run_step: StepRunner, report: Report) -> str:
    return produce_edition(episode_id, production, run_step, report)


def _session_key(
    data: Path, databases: Databases, shared: Shared, troubles: tuple[Trouble, ...]
) -> bytes:
    """The key that signs sessions; with ``troubles``, where none can be had, a passing one."""
    try:
        if databases.are_files:
            return session_key(data)
        return shared_session_key(data, shared.notes)
    except StoreError:
        if not troubles:
            raise
        return secrets.token_bytes(LEAST_BYTES)


def _bring_levels(
    data: Path, databases: Databases, shared: Shared, troubles: tuple[Trouble, ...]
) -> None:
    """What was measured on this machine while it was alone is known to all from now on.

    A level is a part of every clip's key: another would have everything spoken again.
    """
    own = None if databases.are_files or troubles else share_files(data).notes.read(LEVELS)
    if own is not None:
        shared.notes.swap(LEVELS, None, own)
