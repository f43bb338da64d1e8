"""What a setting may be, where that is a list or a range, and how it is said that one is not."""

from collections.abc import Mapping

from service.errors import SettingsError
from service.model import (
    BITRATES_KBPS,
    SAMPLE_RATES,
    DeletedReading,
    PictureReading,
    TableReading,
)
from service.model.listening import ListeningCount
from service.model.notice import NoticePlace
from service.model.release import Policy
from service.telemetry.log import LogKind

PREFIX = "LOA_"

ALLOWED: Mapping[str, tuple[object, ...]] = {
    "sample_rate": tuple(SAMPLE_RATES),
    "bitrate_kbps": tuple(BITRATES_KBPS),
    "read_tables": tuple(TableReading),
    "read_pictures": tuple(PictureReading),
    "read_deleted": tuple(DeletedReading),
    "notice": (*NoticePlace, "off"),
    "c2pa_algorithm": ("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"),
    "release": tuple(Policy),
    "fallback": ("release", "hold"),
    "log": tuple(LogKind),
    "count_listening": tuple(ListeningCount),
}

RANGES: Mapping[str, tuple[float, float]] = {
    "cache_limit_mb": (0, 1_000_000),
    "cache_url_limit_mb": (0, 1_000_000_000),
    "media_shelf_mb": (0, 10_000_000),
    "newsrooms_awake": (1, 1_000),
    "newsroom_workers": (1, 64),
    "port": (1, 65_535),
    "threads": (1, 256),
    "connections": (16, 30_000),
    "connections_per_address": (0, 30_000),
    "requests_per_minute": (0, 1_000_000),
    "rate": (0.5, 2.0),
    "pitch": (0.5, 2.0),
    "speakers": (1, 16),
    "google_per_minute": (1, 6000),
    "pause_comma_ms": (0, 2_000),
    "pause_sentence_ms": (50, 10_000),
    "pause_line_ms": (50, 10_000),
    "pause_item_ms": (50, 10_000),
    "pause_paragraph_ms": (50, 10_000),
    "pause_subheading_ms": (50, 10_000),
    "pause_subsection_ms": (50, 10_000),
    "pause_heading_ms": (50, 10_000),
    "pause_section_ms": (50, 10_000),
    "table_rows": (0, 10_000),
    "table_columns": (0, 1_000),
    "jingle_overlap_ms": (0, 60_000),
    "jingle_fade_ms": (0, 60_000),
    "jingle_ducking_db": (0.0, 60.0),
    "article_limit_bytes": (1_000, 100_000_000),
    "article_hours": (0.01, 24.0),
    "voice_patience_hours": (0.0, 168.0),
    "picture_limit_bytes": (10_000, 100_000_000),
    "recording_limit_bytes": (100_000, 100_000_000),
    "free_space_mb": (0, 1_000_000),
    "keep_superseded_days": (30, 36_500),
    "backup_hour": (0, 23),
    "backup_keep": (1, 10_000),
}


def complaint(name: str, vi: str, en: str) -> SettingsError:
    """The error that what was set under this name cannot be used."""
    variable = PREFIX + name.upper()
    return SettingsError(f"Thiết đặt {variable}: {vi}.", f"Setting {variable}: {en}.")
