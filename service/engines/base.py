"""The Engine: what every speech engine promises."""

from typing import Protocol

from service.model import Speech, Voice


class Engine(Protocol):
    """Speaks text. Safe to use from several threads at once.

    An engine promises:

    - ``speak`` answers the whole text or raises :class:`~service.errors.SynthesisError`,
      never a part of it and never silence in place of words;
    - every part of the answer is a complete audio file that decodes;
    - the same text, voice, rate, pitch and ``version`` sound the same;
    - text in NFD and NFC is the same text;
    - a rate or pitch that it cannot give is a lasting error, never ignored, and one that its
      ``abilities`` name is heard;
    - text without a letter or digit raises a lasting (not transient) error.
    """

    @property
    def name(self) -> str:
        """The engine's short name, as settings spell it."""
        ...

    @property
    def version(self) -> str:
        """Changes when the same text may sound different.

        Raises SynthesisError when the engine is not there to be asked.
        """
        ...

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices on offer, the default one first; never empty."""
        ...

    @property
    def abilities(self) -> frozenset[str]:
        """What it can change of a voice: names of :class:`~service.engines.abilities.Ability`."""
        ...

    def speak(self, text: str, voice: Voice, *, rate: float = 1.0, pitch: float = 1.0) -> Speech:
        """The speech of ``text``; ``rate`` and ``pitch`` are factors of the voice's own.

        Raises SynthesisError, with ``transient`` telling whether to try again.
        """
        ...

    def count_requests(self, text: str) -> int:
        """How many requests (or process starts) ``speak(text)`` will make."""
        ...

    @property
    def seconds_a_request(self) -> float:
        """Roughly how long one request takes, with the wait for its turn; for estimates only."""
        ...

    def probe(self) -> None:
        """Nothing, when the engine can speak now; else raises SynthesisError saying why not."""
        ...
