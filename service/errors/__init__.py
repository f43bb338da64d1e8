"""The one tree of errors.

Every error that Loa raises on purpose says what happened twice: in Vietnamese,
for the person at the desk or the shell, and in English. Only ``web`` and
``cli`` turn a class into a status code; nobody parses the text.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from service.errors.system_words import SHORTAGES
from service.errors.system_words import reason_of as reason_of
from service.excerpt import excerpt

_THREADS = "can't start new thread"


class LoaError(Exception):
    """A failure with a message for people: Vietnamese first, English second."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en

    def __str__(self) -> str:
        return f"{self.vi} ({self.en})"


class SettingsError(LoaError):
    """A setting is missing, malformed or contradicts another."""


class ArticleError(LoaError):
    """What came in cannot be taken as an article."""


class NotFoundError(LoaError):
    """No article, episode, job or file has this name."""


def no_article(name: str) -> NotFoundError:
    """The error that no article goes by ``name``."""
    return NotFoundError(f"Không có bài nào mang mã “{name}”.", f"There is no article “{name}”.")


class GoneError(LoaError):
    """What stood under this name was withdrawn from the public, or deleted for good."""


class AccessError(LoaError):
    """A token or session cannot be made as it was asked for."""


class NotAllowedError(LoaError):
    """Who asks may not do this; the words say who may."""


class LexiconError(LoaError):
    """A lexicon entry or file cannot be used."""


class SynthesisError(LoaError):
    """One segment could not be spoken.

    ``transient`` tells whether trying again later may help; ``retry_after`` is
    the engine's own wish in seconds, where it gave one. ``lost`` are the seconds that an
    engine had been waited for, turns not counted.
    """

    def __init__(
        self,
        vi: str,
        en: str,
        *,
        segment_id: str | None = None,
        transient: bool,
        retry_after: float | None = None,
        lost: float = 0.0,
    ) -> None:
        super().__init__(vi, en)
        self.lost = lost
        self.segment_id = segment_id
        self.transient = transient
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[Callable[[], "SynthesisError"], tuple[()]]:
        """The error whole: a job's record of it must come back as it was raised."""
        rebuild = partial(
            SynthesisError,
            self.vi,
            self.en,
            segment_id=self.segment_id,
            transient=self.transient,
            retry_after=self.retry_after,
            lost=self.lost,
        )
        return rebuild, ()

    def for_segment(self, segment_id: str, printed: str) -> "SynthesisError":
        """The same failure, named after the segment that could not be spoken, as printed."""
        quoted = excerpt(printed)
        return SynthesisError(
            f"Câu “{quoted}” (mã {segment_id}): {self.vi}",
            f"Sentence “{quoted}” (id {segment_id}): {self.en}",
            segment_id=segment_id,
            transient=self.transient,
            retry_after=self.retry_after,
            lost=self.lost,
        )


class FetchError(LoaError):
    """Something could not be had from another site. ``reason`` says why in half a sentence each.

    ``transient`` tells whether trying again may help, where the site wishes so after
    ``retry_after`` seconds; ``status`` is its own answer, ``unreachable`` when nobody answered.
    """

    def __init__(
        self,
        vi: str,
        en: str,
        *,
        reason: tuple[str, str] | None = None,
        transient: bool = True,
        retry_after: float | None = None,
        status: int | None = None,
        unreachable: bool = False,
    ) -> None:
        super().__init__(vi, en)
        self.reason = reason or (vi, en)
        self.transient = transient
        self.retry_after = retry_after
        self.status = status
        self.unreachable = unreachable


class PictureError(LoaError):
    """Bytes that are no picture that can be shown."""


def public_words(error: LoaError) -> tuple[str, str]:
    """What ``error`` says in both languages, naming a file and not where it lies here.

    For what the web answers, and for what is kept to be told there.
    """
    if not isinstance(error, StoreError) or error.place is None:
        return error.vi, error.en
    place, name = str(error.place), Path(error.place).name
    return error.vi.replace(place, name), error.en.replace(place, name)


def is_passing(error: LoaError) -> bool:
    """Whether the same may succeed later, with nothing about the article changed.

    A disk that is full or read-only, a database that is busy, a voice that is away: each
    passes, or is mended by somebody who should not have to think of every article then. A
    text that is damaged does not: it is sent again.
    """
    if isinstance(error, SynthesisError | FetchError):
        return error.transient
    return isinstance(error, StoreError) and not isinstance(error, ArticleDamagedError)


class AudioError(LoaError):
    """Sound that cannot be decoded, mastered, joined or checked."""


class StoreError(LoaError):
    """The database, the clip cache or the media folder cannot do its work.

    ``place`` is the path or server that the words name, for the operator at shell and log.
    """

    def __init__(self, vi: str, en: str, *, place: Path | str | None = None) -> None:
        super().__init__(vi, en)
        self.place = place


class EpisodeDamagedError(StoreError):
    """The row of one edition cannot be read, and nothing else tells what it was."""


class ArticleDamagedError(StoreError):
    """The row of an article's newest text cannot be read, and nothing else tells what it was."""


class ClipLostError(StoreError):
    """A clip is not in the cache, or broken and therefore removed: it has to be made again."""


class JobError(LoaError):
    """A job cannot be queued, watched or finished."""


class OutputError(LoaError):
    """A feed, page or caption file cannot be made from an episode."""


def shortage_of(error: BaseException) -> StoreError | None:
    """The error that the machine lacks what ``error`` asked it for, or None where it is a defect.

    Python has no class of its own for a thread that the system refuses.
    """
    if isinstance(error, MemoryError):
        lacking = "Máy không đủ bộ nhớ", "The machine is short of memory"
    elif isinstance(error, RuntimeError) and _THREADS in str(error):
        lacking = "Máy không cho mở thêm luồng", "The machine allows no further thread"
    elif isinstance(error, OSError) and error.errno in SHORTAGES:
        lacking = f"Máy từ chối: {reason_of(error)}", f"The machine refuses: {error.strerror}"
    else:
        return None
    return StoreError(*(f"{each}." for each in lacking))


_RECORDED: Mapping[str, Callable[[str, str], LoaError]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            SettingsError,
            ArticleError,
            NotFoundError,
            GoneError,
            AccessError,
            NotAllowedError,
            LexiconError,
            AudioError,
            StoreError,
            EpisodeDamagedError,
            ArticleDamagedError,
            ClipLostError,
            JobError,
            OutputError,
            FetchError,
            PictureError,
        )
    }
    | {SynthesisError.__name__: partial(SynthesisError, transient=True)}
)


def recorded_error(name: str | None, vi: str, en: str) -> LoaError:
    """The error whose class's name and messages were recorded; of no known class, a JobError.

    Of a SynthesisError only that is known; trying again later may always help.
    """
    return _RECORDED.get(name or "", JobError)(vi, en)
