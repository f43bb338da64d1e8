"""What a site's refusal means: gone, forbidden, or to be asked again later."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from service.sources.fetch.reasons import RefusalError

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_WORDS: Mapping[int, tuple[str, str]] = {
    401: ("trang đòi đăng nhập", "the site asks for a sign-in"),
    403: ("trang không cho lấy", "the site forbids it"),
    404: ("ở đó không còn gì", "nothing is there"),
    410: ("đã bị gỡ", "it was taken away"),
    429: ("trang bảo hỏi chậm lại", "the site asks for patience"),
}
_LONGEST_WAIT = 7 * 86_400.0


def refusal_of(status: int, headers: Mapping[str, str]) -> RefusalError:
    """The reason that an answer of ``status`` gives."""
    vi, en = _WORDS.get(status, (f"trang trả lời {status}", f"the site answered {status}"))
    passing = status in _PASSING
    wait = _retry_after(headers) if passing else None
    return RefusalError(vi, en, passing=passing, retry_after=wait, status=status)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the site asks to wait, in either form (RFC 9110, 10.2.3), a week at most.

    A date is measured from the answer's own, so that a wrong clock of either side harms nothing.
    """
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), _LONGEST_WAIT)
    until, now = _moment(told), _moment(headers.get("date", ""))
    if until is None or now is None:
        return None
    return min(max((until - now).total_seconds(), 0.0), _LONGEST_WAIT)


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
