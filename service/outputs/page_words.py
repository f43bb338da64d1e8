"""Dates, lengths of time and sizes as Vietnamese readers write them."""

from datetime import datetime, tzinfo

from service.model import TARGET_LUFS, TOLERANCE_LU, Edition, Ms

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def date_words(when: datetime, zone: tzinfo) -> str:
    """``when`` in ``zone`` with its weekday: "thứ Sáu, 2/7/2021, 07:49"."""
    local = when.astimezone(zone)
    weekday = _WEEKDAYS[local.weekday()]
    return f"{weekday}, {local.day}/{local.month}/{local.year}, {local:%H:%M}"


def duration_words(length: Ms) -> str:
    """``length`` in words, rounded to seconds: "6 phút 12 giây"."""
    parts = zip(duration_parts(length), ("giờ", "phút", "giây"), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


def duration_parts(length: Ms) -> tuple[int, int, int]:
    """``length`` in hours, minutes and seconds, rounded to seconds; never nothing at all."""
    seconds = max(1, (length + 500) // 1000)
    return seconds // 3600, seconds % 3600 // 60, seconds % 60


def clock(at: Ms) -> str:
    """``at`` as a player shows it, rounded down: "6:12", "1:00:05"."""
    return _clock(at // 1000)


def length_clock(length: Ms) -> str:
    """``length`` as a player shows it, rounded as :func:`duration_words` does: "6:13"."""
    return _clock(max(1, (length + 500) // 1000))


def _clock(seconds: int) -> str:
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size_words(length: int) -> str:
    """``length`` bytes in decimal units with a decimal comma: "2,9 MB"."""
    if length < 1_000_000:
        return f"{max(1, round(length / 1000))} kB"
    unit, name = (1_000_000_000, "GB") if length >= 999_950_000 else (1_000_000, "MB")
    return f"{length / unit:.1f}".replace(".", ",") + f" {name}"


def level_words(edition: Edition) -> str:
    """How loud ``edition`` is, for editors, and whether that is what it should be."""
    loudness, peak = map(decibels, (edition.loudness_lufs, edition.true_peak_dbtp))
    words = f"độ to {loudness} LUFS, đỉnh {peak} dBTP"
    error = level_error(edition)
    if not error:
        return words
    side = "to" if error > 0 else "nhỏ"
    return f"{words}: {side} hơn mức {decibels(TARGET_LUFS)} LUFS là {decibels(abs(error))} LU"


def level_error(edition: Edition) -> float:
    """By how many LU ``edition`` is louder than it should be; 0 for what nobody hears."""
    error = edition.loudness_lufs - TARGET_LUFS
    return 0.0 if abs(error) <= TOLERANCE_LU else error


def decibels(value: float) -> str:
    """``value`` to one place, with a decimal comma and a minus: "−16,0"."""
    return f"{value:.1f}".replace(".", ",").replace("-", "−")
