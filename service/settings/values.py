"""Every setting with its type, its default and what it may be: one row each.

``docs/settings.md`` describes every one; a test holds that none is missing.
"""

import ipaddress
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from service.settings.bounds import ALLOWED, RANGES, complaint
from service.settings.delivery import check_delivery
from service.settings.hubs import read_hubs
from service.settings.notice import check_notice
from service.settings.podcast import read_category, read_opus
from service.settings.public_address import check_base_url
from service.settings.signing import SigningSettings
from service.settings.watching import check_mail, check_telemetry
from service.telemetry.log import LogKind
from service.web_address import fold_host, fold_web_address, is_web_address


@dataclass(frozen=True, slots=True)
class Settings(SigningSettings):
    """Every setting with its default. Paths are relative to the working folder."""

    # where things stand
    data: Path = Path("data")
    database_url: str = ""
    cache: Path = Path("audio_cache")
    cache_limit_mb: int = 2048
    cache_url: str = ""
    cache_url_limit_mb: int = 0
    media_url: str = ""
    media_delivery: str = "own"
    media_shelf_mb: int = 1024
    count_listening: str = "own"

    # several newsrooms of one operator
    pace: str = ""
    newsrooms: str = ""
    newsrooms_awake: int = 24
    newsroom_workers: int = 2

    # how it is served
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    hosts: str = ""
    log: str = LogKind.TROUBLES
    metrics_token: str = ""
    otlp_url: str = ""
    threads: int = 16
    connections: int = 5_000
    connections_per_address: int = 0
    requests_per_minute: int = 600
    trusted_proxy: str = ""

    # the podcast
    title: str = "Loa"
    description: str = "Bài báo tiếng Việt, đọc thành tiếng."
    author: str = "Loa"
    email: str = ""
    category: str = "News"
    hubs: str = ""
    copyright: str = ""
    cover: str = ""
    author_channels: bool = False
    episode_covers: bool = True
    timezone: str = "Asia/Ho_Chi_Minh"

    # the voice
    engines: str = "auto"
    engine: str = "auto"
    voice: str = ""
    heading_voice: str = ""
    section_voices: Mapping[str, str] = field(default_factory=dict)
    mix_voices: bool = False
    redo_fallbacks: bool = True
    rate: float = 1.0
    pitch: float = 1.0
    speakers: int = 2
    google_tld: str = "com"
    google_url: str = ""
    google_per_minute: int = 60
    espeak: str = ""
    piper: str = "piper"
    piper_voice: str = ""
    prices: Mapping[str, str] = field(default_factory=dict)

    # what goes to the public
    release: str = "unless-warned"
    release_rules: Mapping[str, str] = field(default_factory=dict)
    fallback: str = "release"
    voice_patience_hours: float = 2.0

    # what is read
    read_tables: str = "rows"
    table_rows: int = 12
    table_columns: int = 8
    read_pictures: str = "captions"
    read_deleted: str = "announce"
    read_notes: bool = False
    notice: str = "start"
    notice_words: str = "Bài được đọc bằng giọng máy."

    # the sound
    sample_rate: int = 24_000
    bitrate_kbps: int = 64
    opus: str = ""
    pause_comma_ms: int = 120
    pause_sentence_ms: int = 350
    pause_line_ms: int = 450
    pause_item_ms: int = 550
    pause_paragraph_ms: int = 700
    pause_heading_ms: int = 900
    pause_subheading_ms: int = 800
    pause_subsection_ms: int = 1000
    pause_section_ms: int = 1200
    intro: str = ""
    section_jingle: str = ""
    outro: str = ""
    jingle_overlap_ms: int = 1500
    jingle_fade_ms: int = 800
    jingle_ducking_db: float = 14.0

    # limits
    article_limit_bytes: int = 1_000_000
    article_hours: float = 5.0
    fetch_pictures: bool = True
    picture_limit_bytes: int = 12_000_000
    recording_limit_bytes: int = 10_000_000
    free_space_mb: int = 200
    keep_superseded_days: int = 30
    alert_mail: str = ""
    smtp_url: str = ""
    backup_recipient: str = ""
    backup_folder: str = ""
    backup_hour: int = 2
    backup_keep: int = 30

    def __post_init__(self) -> None:
        base_url = self.base_url.rstrip("/") or self._own_url()
        object.__setattr__(self, "base_url", fold_web_address(base_url))
        for name, (least, most) in RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise complaint(
                    name, f"phải từ {least} đến {most}", f"must be from {least} to {most}"
                )
        self._check_values()

    def _own_url(self) -> str:
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def _check_values(self) -> None:
        for name in ("title", "description", "author", "category", "engine"):
            if not getattr(self, name).strip():
                raise complaint(name, "không được để trống", "must not be empty")
        object.__setattr__(self, "category", read_category(self.category))
        self._check_engines()
        check_notice(self.notice_words)
        check_mail(self.alert_addresses, self.smtp_url)
        check_telemetry(self.otlp_url, self.metrics_token)
        check_delivery(self.media_delivery, has_bucket=bool(self.media_url))
        check_base_url(self.base_url)
        read_hubs(self.hubs)
        object.__setattr__(self, "opus", read_opus(self.opus))
        self._check_directories()
        if not all(re.fullmatch(r"[\w.-]+|\[[\da-f:.]+\]", name) for name in self.other_hosts):
            raise complaint(
                "hosts",
                "phải là các tên miền cách nhau bằng dấu phẩy, không có http:// và cổng",
                "must be host names with commas between, without http:// and port",
            )
        if self.google_url and not is_web_address(self.google_url):
            raise complaint(
                "google_url", "phải là địa chỉ http(s)://…", "must be an http(s):// address"
            )
        if not re.fullmatch(r"[a-z]{2,3}(\.[a-z]{2})?", self.google_tld):
            raise complaint(
                "google_tld", "phải như com hoặc com.vn", "must look like com or com.vn"
            )
        for name, allowed in ALLOWED.items():
            if getattr(self, name) not in allowed:
                listed = ", ".join(map(str, allowed))
                raise complaint(name, f"phải là một trong {listed}", f"must be one of {listed}")
        if self.trusted_proxy and not _is_address(self.trusted_proxy):
            raise complaint("trusted_proxy", "phải là một địa chỉ IP", "must be an IP address")
        try:
            zoneinfo.ZoneInfo(self.timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as e:
            raise complaint("timezone", "không có múi giờ này", "no such time zone") from e

    def _check_engines(self) -> None:
        if not all(self.engine_order):
            raise complaint("engines", "phải như google, espeak", "must be like google, espeak")
        if self.engine != "auto" and self.engine_order not in (("auto",), (self.engine,)):
            raise complaint(
                "engine",
                f"“{self.engine}” trái với LOA_ENGINES “{self.engines}”; hãy chỉ đặt một",
                f"“{self.engine}” contradicts LOA_ENGINES “{self.engines}”; set one of them",
            )

    @property
    def engine_order(self) -> tuple[str, ...]:
        """The names in :attr:`engines`, the first choice first; ``auto`` is one of them."""
        return tuple(name.strip() for name in self.engines.split(","))

    @property
    def other_hosts(self) -> tuple[str, ...]:
        """The names of :attr:`hosts`, that the site goes by besides its public address."""
        return tuple(name.strip().lower() for name in self.hosts.split(",") if name.strip())

    @property
    def host_names(self) -> frozenset[str]:
        """Every name that the site is set to go by, folded as browsers send it."""
        listed = (self.base_url, *(f"//{name}" for name in self.other_hosts))
        return frozenset(fold_host(urlsplit(each).hostname or "") for each in listed)

    @property
    def hub_addresses(self) -> tuple[str, ...]:
        """Who is told of changed feeds."""
        return read_hubs(self.hubs)

    @property
    def alert_addresses(self) -> tuple[str, ...]:
        """Who is written to of alerts."""
        return tuple(each.strip() for each in self.alert_mail.split(",") if each.strip())

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The newsroom's time zone."""
        return zoneinfo.ZoneInfo(self.timezone)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
