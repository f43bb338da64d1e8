"""How Loa itself does: what is wrong, what was, and what its monitors see, for people."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from flask import render_template

from service.compose import Service
from service.errors import LoaError
from service.model import Ms
from service.model.alert import Alert, AlertKind
from service.outputs.addresses import DESK_STATUS
from service.tending.alerts import read_alerts
from service.tending.certificate import seen_certificate
from service.web.desk.entrance import desk
from service.web.language import _, is_english, translated
from service.web.language.measures import duration_words, size_words
from service.web.site import site

KIND_WORDS: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.VOICE: "Giọng đọc",
        AlertKind.QUEUE: "Hàng đợi",
        AlertKind.DISK: "Đĩa",
        AlertKind.MEDIA: "Những gì đã phát",
        AlertKind.CERTIFICATE: "Chứng chỉ của trang",
    }
)
VITAL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "database": "Cơ sở dữ liệu trả lời",
        "worker": "Có chương trình thu đang sống",
        "queue": "Hàng đợi không đứng",
        "disk": "Đĩa còn chỗ, ghi được",
        "cache": "Kho đoạn tiếng ghi được",
        "media": "Feed, ảnh bìa và các bản thu mới nhất còn nguyên",
        "writing": "Không có gì cản việc ghi",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """An alert in the reader's language."""

    kind: str
    words: str
    alert: Alert


@desk.get(DESK_STATUS.rule.removeprefix("/desk"))
def status() -> str:
    """What is wrong and what was, each thing that monitors ask for, and a few numbers."""
    around, service = site(), site().service
    now = around.now()
    vitals = around.vitals.of(service, now)
    book = read_alerts(service.library)
    return render_template(
        "desk/status.html",
        standing=[_told(each) for each in book.told],
        past=[_told(each) for each in book.past],
        vitals=[(translated(VITAL_WORDS[name]), well) for name, well in vitals.items()],
        well=all(vitals.values()) and not book.told and not service.told_troubles,
        numbers=[*_numbers(service, now)],
    )


@desk.app_context_processor
def alerts() -> dict[str, Any]:
    """What every page of the desk says of what is wrong; pages for listeners never ask."""
    return {"alerts_told": lambda: [_told(each) for each in _standing()]}


def _standing() -> tuple[Alert, ...]:
    try:
        return read_alerts(site().service.library).told
    except LoaError:  # what keeps the database from answering is told already
        return ()


def _told(alert: Alert) -> Told:
    condition = alert.condition
    words = condition.en if is_english() else condition.vi
    return Told(translated(KIND_WORDS[condition.kind]), words, alert)


def _numbers(service: Service, now: datetime) -> Iterator[tuple[str, str]]:
    lists = service.jobs.lists
    yield _("Việc đang chờ"), str(lists.count_waiting())
    oldest = lists.oldest_waiting()
    yield _("Việc chờ lâu nhất"), _length(now - oldest) if oldest else _("không có")
    yield _("Chương trình thu đang sống"), str(service.jobs.living_workers())
    yield _("Tập đã phát"), str(service.library.count_episodes())
    settings = service.settings
    for name, folder in (("LOA_DATA", settings.data), ("LOA_CACHE", settings.cache)):
        free = size_words(shutil.disk_usage(folder).free)
        yield _("Chỗ trống của %(folder)s", folder=name), free
    for each in service.circuits():
        yield _("Bộ đọc %(engine)s", engine=each.engine), _circuit(each.seconds_shut)
    seen = seen_certificate(service.library, settings.base_url)
    if seen is not None and seen.certificate is not None and seen.certificate.ends is not None:
        left = max(timedelta(0), seen.certificate.ends - now)
        yield _("Chứng chỉ còn hạn"), _("%(days)s ngày", days=left.days)


def _circuit(seconds: float) -> str:
    if not seconds:
        return _("hỏi được")
    return _("đang từ chối, hỏi lại sau %(time)s", time=_length(timedelta(seconds=seconds)))


def _length(length: timedelta) -> str:
    return duration_words(Ms(round(length.total_seconds() * 1000)))
