"""Dates, lengths of time, sizes and numbers in the language of who asks."""

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime
from markupsafe import Markup

from service.model import Ms
from service.outputs import page_words
from service.web.language import _n, is_english

_BRITISH = "en_GB"


def date_words(when: datetime, zone: tzinfo) -> str:
    """``when`` in ``zone``: "thứ Sáu, 2/7/2021, 07:49", or "Friday 2 July 2021, 07:49".

    English has the month's name, since 2/7 is in February for some who read it.
    """
    if not is_english():
        return page_words.date_words(when, zone)
    return format_datetime(when.astimezone(zone), "EEEE d MMMM y, HH:mm", locale=_BRITISH)


def day_words(day: date) -> str:
    """``day`` as a date: "2/7/2021", or "2 July 2021"."""
    if not is_english():
        return f"{day.day}/{day.month}/{day.year}"
    return format_date(day, "d MMMM y", locale=_BRITISH)


def moment(when: datetime, zone: tzinfo) -> Markup:
    """``when`` as an element of a page, to be named in a sentence."""
    at, words = when.isoformat(timespec="seconds"), date_words(when, zone)
    return Markup('<time datetime="{}">{}</time>').format(at, words)


def duration_words(length: Ms) -> str:
    """``length`` in words, rounded to seconds: "6 phút 12 giây", "6 minutes 12 seconds"."""
    if not is_english():
        return page_words.duration_words(length)
    hours, minutes, seconds = page_words.duration_parts(length)
    parts = (
        _n("%(num)s giờ", hours) if hours else "",
        _n("%(num)s phút", minutes) if minutes else "",
        _n("%(num)s giây", seconds) if seconds else "",
    )
    return " ".join(filter(None, parts))


def size_words(length: int) -> str:
    """``length`` bytes in decimal units: "2,9 MB", "2.9 MB"."""
    return decimal_point(page_words.size_words(length))


def number_words(value: float) -> str:
    """``value`` with the decimal sign of the language: "1,5", "1.5"; a whole one as such."""
    if float(value).is_integer():
        return whole_words(int(value))
    return decimal_point(f"{value:g}".replace(".", ","))


def whole_words(value: int) -> str:
    """``value`` with its thousands apart: "1.234", "1,234"."""
    grouped = f"{value:,}"
    return grouped if is_english() else grouped.replace(",", ".")


def decimal_point(words: str) -> str:
    """A number in Vietnamese words, with the decimal sign of the language."""
    return words.replace(",", ".") if is_english() else words
