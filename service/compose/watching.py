"""Looks whether anything is wrong that somebody must hear of, and sees to it that they do."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from service.compose.service import Service
from service.engines.policy import candidates
from service.errors import FetchError, LoaError
from service.jobs import Poller
from service.mail_server import parse_mail_server
from service.model.alert import AlertKind, Condition
from service.outputs.alert_letter import alert_letter
from service.plan.counting import FAILED, MADE
from service.settings import Settings
from service.sources.mail_sending import send_letter, write_letter
from service.tending.alerts import claim_letters, drop_letter, note_conditions
from service.tending.certificate import certificate_conditions, seen_certificate

QUEUE_STANDS_AFTER = timedelta(minutes=10)
"""A job that waits so long while no job gets on: no worker lives, or it is frozen."""

_FAILURES, _WITHIN = 3, timedelta(hours=1)
_LOG = logging.getLogger(__name__)


@contextmanager
def watching(service: Service, every: float, *, stays: bool) -> Iterator[None]:
    """While this lasts, a program that stays looks every so many seconds."""
    if not stays or service.troubles:
        yield
        return
    poller = Poller("loa-alerts", "what is wrong", lambda: watch(service))
    poller.start(every)
    try:
        yield
    finally:
        poller.stop()


def watch(service: Service) -> None:
    """What is wrong now is told to whom it is not told yet. Raises StoreError."""
    now, settings = service.production.now(), service.settings
    found = tuple(list_conditions(service, now))
    note_conditions(found, service.library, now, by_mail=bool(settings.alert_mail))
    if settings.alert_mail:
        _send_letters(service, now)


def list_conditions(service: Service, now: datetime) -> Iterator[Condition]:
    """Everything that is wrong now; what cannot be looked at says nothing."""
    looks: tuple[Callable[[], Iterator[Condition]], ...] = (
        lambda: _queue(service),
        lambda: _disk(service.settings),
        lambda: _media(service),
        lambda: _voices(service, now),
        lambda: certificate_conditions(
            seen_certificate(service.library, service.settings.base_url), now
        ),
    )
    for look in looks:
        try:
            found = tuple(look())
        except (LoaError, OSError):
            continue
        yield from found


def _queue(service: Service) -> Iterator[Condition]:
    if service.jobs.stands_still(QUEUE_STANDS_AFTER):
        count = service.jobs.living_workers()
        yield Condition(
            AlertKind.QUEUE,
            "",
            f"Hàng đợi đứng yên: có việc chờ quá mười phút ({count} chương trình thu đang sống).",
            f"The queue stands: a job has waited ten minutes ({count} workers live).",
        )


def _disk(settings: Settings) -> Iterator[Condition]:
    """Soon: below the floor nothing new is recorded, and then it is late."""
    floor = settings.free_space_mb
    folders: dict[str, Path] = {"LOA_DATA": settings.data, "LOA_CACHE": settings.cache}
    for name, folder in folders.items():
        free = shutil.disk_usage(folder).free // 2**20
        if free < 2 * floor:
            yield Condition(
                AlertKind.DISK,
                name,
                f"{name} chỉ còn trống {free} MB; dưới {floor} MB thì Loa thôi thu bài mới.",
                f"{name} has {free} MB left; below {floor} MB nothing new is recorded.",
            )


def _media(service: Service) -> Iterator[Condition]:
    if not service.media_is_whole():
        yield Condition(
            AlertKind.MEDIA,
            "",
            "Feed, ảnh bìa hoặc bản thu đã phát bị mất hay bị cụt. Chạy loa doctor để xem.",
            "Feed, cover or published recordings are lost or cut. Run loa doctor.",
        )


def _voices(service: Service, now: datetime) -> Iterator[Condition]:
    voices = service.production.voices
    wished = (candidates(each, voices.offers)[:1] for each in voices.preferred.all)
    first = {name for names in wished for name in names}
    for each in service.circuits():
        if each.is_shut and each.engine in first:
            minutes = ceil(each.seconds_shut / 60)
            yield Condition(
                AlertKind.VOICE,
                each.engine,
                f"Bộ đọc {each.engine} từ chối; hỏi lại sau {minutes} phút.",
                f"The engine {each.engine} refuses; it is asked again in {minutes} minutes.",
            )
    counts = service.library.counts_since(now - _WITHIN)
    failed = sum(count for _, name, count in counts if name == f"{FAILED}SynthesisError")
    made = sum(count for _, name, count in counts if name == MADE)
    if failed >= _FAILURES and not made:
        yield Condition(
            AlertKind.VOICE,
            "",
            f"Trong một giờ qua {failed} lần thu không thành vì giọng đọc, chưa bài nào xong.",
            f"In the last hour {failed} recordings failed for want of a voice, and none was made.",
        )


def _send_letters(service: Service, now: datetime) -> None:
    settings = service.settings
    server, to = parse_mail_server(settings.smtp_url), settings.alert_addresses
    if server is None:
        return
    for letter in claim_letters(service.library, now):
        subject, text = alert_letter(letter.alert, settings.base_url, settings.zone)
        try:
            send_letter(write_letter(settings.email or to[0], to, subject, text), server)
        except FetchError as e:
            _LOG.warning("an alert is mailed later: %s", e.en)
        else:
            drop_letter(letter, service.library)
