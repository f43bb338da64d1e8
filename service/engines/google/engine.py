"""The Google engine, in the one folder that knows gTTS.

gTTS builds the requests; they are sent here, because its own sender has no
deadline, does not verify certificates and takes an answer without sound for
success. Where they go is this module's decision alone: gTTS would derive it
from ``tld`` in its private ``gtts.tts._translate_url``.
"""

import re
from collections.abc import Callable, Iterator

from gtts import gTTS

from service.engines.abilities import Ability
from service.engines.google.exchange import Exchange, failure
from service.engines.google.kept import KeptParts
from service.engines.google.packing import VERSION, pack
from service.engines.google.sending import Limits, Sender
from service.engines.quota import Rate
from service.engines.rate_limiter import RateLimiter
from service.engines.remembered import Remembered
from service.engines.retry import insist
from service.engines.speakable import require_factors, speakable
from service.errors import SettingsError, SynthesisError
from service.model import LANGUAGE, Speech, Voice
from service.web_address import is_web_address

NAME = "google"
FRESH_SECONDS = 600.0
"""An answer this young proves that the service answers; older ones are tried again."""

ANSWER_SECONDS = 0.5
"""About what Google takes for a piece of a hundred characters."""

SENTENCE_SECONDS = 25.0
"""How long the pieces of a sentence are waited for in one try; the next try goes on behind them.

With the last piece's own time and retries of 60 s a fallback speaks after 100 s at most.
"""

_PATH = "/_/TranslateWebserverUi/data/batchexecute"
_TLD = re.compile(r"[a-z]{2,3}(\.[a-z]{2})?")
_VOICE = Voice(NAME, LANGUAGE, "Google, giọng nữ")


class GoogleEngine:
    """Speaks through the service behind Google Translate.

    The request rate and refusals are ``remembered`` for all workers of the installation.
    ``tld`` comes from trusted settings only.
    ``base_url`` replaces ``https://translate.google.<tld>`` (a proxy of one's own, or a
    stand-in on loopback). ``clock`` is the wall clock shared by the workers, ``ticks`` one that
    never runs backwards. ``limiter`` is where all of them learn what the service may be asked.
    """

    def __init__(
        self,
        remembered: Remembered,
        *,
        clock: Callable[[], float],
        ticks: Callable[[], float],
        sleep: Callable[[float], object],
        tld: str = "com",
        base_url: str = "",
        per_minute: int = 60,
        limits: Limits | None = None,
    ) -> None:
        if not _TLD.fullmatch(tld):
            raise SettingsError(
                f"Tên miền Google “{tld}” không đúng; phải như com hoặc com.vn.",
                f"The Google domain “{tld}” is wrong; it must look like com or com.vn.",
            )
        base = base_url.rstrip("/") or f"https://translate.google.{tld}"
        if not is_web_address(base):
            raise SettingsError(
                f"Địa chỉ dịch vụ Google “{base}” không đúng.",
                f"The address of the Google service “{base}” is wrong.",
            )
        self._tld = tld
        self._ticks = ticks
        self._sleep = sleep
        self._per_minute = per_minute
        self.limiter = RateLimiter(remembered, NAME, Rate(per_minute), clock)
        self._kept = KeptParts()
        sender = Sender(base + _PATH, limits or Limits(), ticks)
        self._exchange = Exchange(sender, self.limiter, self._kept, clock=clock, sleep=sleep)

    @property
    def name(self) -> str:
        """``google``."""
        return NAME

    @property
    def version(self) -> str:
        """The accent (by domain) and the way sentences are cut.

        gTTS's own version is left out: it builds requests and makes no sound.
        """
        return f"translate.{self._tld}/pack.{VERSION}"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Google's one Vietnamese voice."""
        return (_VOICE,)

    @property
    def abilities(self) -> frozenset[Ability]:
        """None: the service has neither rate nor pitch."""
        return frozenset()

    def count_requests(self, text: str) -> int:
        """One request for each piece of at most 100 characters."""
        return len(pack(text))

    @property
    def seconds_a_request(self) -> float:
        """The time until the next turn, and no less than an answer takes."""
        return max(60 / self._per_minute, ANSWER_SECONDS)

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The speech of ``text``, one original MP3 file a request, each one checked.

        Parts that arrived before another failed are kept for this engine's next try,
        as long as the program runs. Raises SynthesisError; a ``rate`` or ``pitch``
        other than 1 is one, since the service has none.
        """
        require_factors(rate, pitch)
        if (rate, pitch) != (1.0, 1.0):
            raise SynthesisError(
                "Giọng Google không đổi được tốc độ và cao độ: hãy để LOA_RATE và LOA_PITCH là 1,"
                " hoặc đặt LOA_ENGINE=espeak.",
                "The Google voice cannot change rate or pitch: leave LOA_RATE and LOA_PITCH at 1,"
                " or set LOA_ENGINE=espeak.",
                transient=False,
            )
        bodies = _request_bodies(speakable(text))
        parts = tuple(self._fetch_all(bodies))
        self._kept.drop(bodies)
        return Speech(parts, "audio/mpeg")

    def _fetch_all(self, bodies: list[str]) -> Iterator[bytes]:
        """The sound of each of ``bodies``. Raises SynthesisError telling how long all took."""
        waited = 0.0
        for body in bodies:
            kept = self._kept.get(body)
            if kept is not None:
                yield kept
                continue
            if waited >= SENTENCE_SECONDS:
                raise failure("Google trả lời quá chậm.", "Google answers too slowly.", lost=waited)
            self._exchange.wait_for_turn()
            begun = self._ticks()
            try:
                sound = self._exchange.fetch(body)
            except SynthesisError as e:
                e.lost = waited + self._ticks() - begun
                raise
            waited += self._ticks() - begun
            yield sound

    def probe(self) -> None:
        """Nothing, when the service answered lately or answers one word now.

        Only sound proves that it does: a captcha comes over a good connection.
        """
        since = self.limiter.seconds_since_answer()
        if since is None or since > FRESH_SECONDS:
            insist(lambda: self.speak("Loa", _VOICE), self._sleep)


def _request_bodies(text: str) -> list[str]:
    """The bodies that gTTS would send for ``text``, cut by :func:`pack` alone."""
    speech = gTTS(text, lang=LANGUAGE, pre_processor_funcs=[], tokenizer_func=pack)
    bodies: list[str] = speech.get_bodies()
    return bodies
