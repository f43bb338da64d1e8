"""What every view may ask for: the service, the clock, the static files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from flask import Flask, current_app

from service.compose import Service
from service.desk.audition import Turns
from service.tending.listening_queue import ListeningQueue
from service.web.assets import Assets
from service.web.attempts import SignInAttempts
from service.web.glances import Glances
from service.web.lately import Lately
from service.web.packing import PackedForms
from service.web.rate_limits import RateLimits
from service.web.ready import ReadyFiles
from service.web.recordings import Recordings
from service.web.traffic import Traffic
from service.web.vitals import Vitals

EXTENSION = "loa"

MARKS_A_MINUTE = 120
"""What pages may tell from one address of how far they were listened to: a school hears at once,
and who makes figures up moves them little."""


@dataclass(frozen=True, slots=True)
class Site:
    """The application's surroundings. ``now`` is the one clock of the web."""

    service: Service
    now: Callable[[], datetime]
    assets: Assets
    ready: ReadyFiles
    recordings: Recordings
    limits: RateLimits
    listening: ListeningQueue | None = None
    marks: RateLimits = field(default_factory=lambda: RateLimits(MARKS_A_MINUTE))
    glances: Glances = field(default_factory=Glances)
    lately: Lately = field(default_factory=Lately)
    attempts: SignInAttempts = field(default_factory=SignInAttempts)
    packed: PackedForms = field(default_factory=PackedForms)
    turns: Turns = field(default_factory=Turns)
    vitals: Vitals = field(default_factory=Vitals)
    traffic: Traffic = field(default_factory=Traffic)


def site() -> Site:
    """The surroundings of the application that answers this request."""
    return cast(Site, current_app.extensions[EXTENSION])


def traffic_of(app: Flask) -> Traffic:
    """What the application has answered since its start."""
    return cast(Site, app.extensions[EXTENSION]).traffic


def close_site(app: Flask) -> None:
    """What the application still has to count is counted; it answers nobody any more."""
    queue = cast(Site, app.extensions[EXTENSION]).listening
    if queue is not None:
        queue.close()
