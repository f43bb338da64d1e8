"""One request to Google: asked when it may be, its answer judged, and all workers told."""

from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

from gtts import gTTS

from service.engines.google.batchexecute import NoSoundError, is_refusal, read_sound
from service.engines.google.kept import KeptParts
from service.engines.google.sending import Answer, Sender
from service.engines.rate_limiter import RateLimiter
from service.engines.reasons import NoAnswerError
from service.errors import SynthesisError

LOOK_AGAIN_SECONDS = 1.0
"""While a colleague tries if a refusal is over; its time is limited by the rate limiter."""


class Exchange:
    """Sends requests through ``sender`` at the rate of ``limiter``, which all workers share.

    The sound of an answer goes into ``kept``. ``clock`` is the wall clock, ``sleep`` waits
    for a turn.
    """

    def __init__(
        self,
        sender: Sender,
        limiter: RateLimiter,
        kept: KeptParts,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
    ) -> None:
        self._sender = sender
        self._limiter = limiter
        self._kept = kept
        self._clock = clock
        self._sleep = sleep

    def wait_for_turn(self) -> None:
        """Comes back when a request may be sent. Raises SynthesisError while none may."""
        while (permit := self._limiter.acquire()) is None:
            self._sleep(LOOK_AGAIN_SECONDS)
        if permit.wait:
            self._sleep(permit.wait)
            if not permit.is_trial:
                self._limiter.require_open()  # a colleague may have been refused meanwhile

    def fetch(self, body: str) -> bytes:
        """The sound that answers request ``body``. Raises SynthesisError."""
        try:
            answer = self._sender.post(body, gTTS.GOOGLE_TTS_HEADERS)
        except NoAnswerError as e:
            self._limiter.missed()
            raise failure(f"Google không trả lời: {e.vi}.", f"Google: {e.en}.") from e
        self._check_status(answer)
        try:
            sound = read_sound(answer.body, gTTS.GOOGLE_TTS_RPC)
        except NoSoundError as e:
            self._limiter.missed()
            raise failure(
                f"Google trả lời mà không có tiếng: {e.vi}.", f"Google answers with {e.en}."
            ) from e
        self._kept.put(body, sound)
        self._limiter.answered()
        return sound

    def _check_status(self, answer: Answer) -> None:
        """Nothing for a 200 that is not a refusal; else notes it and raises."""
        asked = _seconds(answer.retry_after, self._clock())
        refused = answer.status in (403, 429) or "/sorry/" in answer.location
        if refused or is_refusal(answer.body):
            wait = self._limiter.refused(asked)
            raise failure(
                f"Google từ chối vì có quá nhiều yêu cầu (mã {answer.status}).",
                f"Google turns us away for too many requests (status {answer.status}).",
                retry_after=wait,
            )
        if answer.status != 200:
            is_busy = answer.status >= 500 and asked is not None
            if is_busy:  # what it asks of one, it asks of all
                asked = self._limiter.refused(asked)
            else:
                self._limiter.missed()
            raise failure(
                f"Google báo lỗi {answer.status}.",
                f"Google answers with status {answer.status}.",
                transient=answer.status >= 500,
                retry_after=asked,
            )


def _seconds(retry_after: str, now: float) -> float | None:
    """What a Retry-After field asks for: seconds or an HTTP date (RFC 9110, section 10.2.3)."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        date = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, date.replace(tzinfo=date.tzinfo or UTC).timestamp() - now)


def failure(
    vi: str,
    en: str,
    *,
    transient: bool = True,
    retry_after: float | None = None,
    lost: float = 0.0,
) -> SynthesisError:
    """The error of speech that Google is the reason of."""
    return SynthesisError(vi, en, transient=transient, retry_after=retry_after, lost=lost)
