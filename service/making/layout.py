"""What an edition's file is built of, and what lies where in it."""

from dataclasses import dataclass
from typing import Self

from service.audio.timeline import Pauses, edition_length
from service.model import ClipSpec, Edition, Passage, Revision, Samples, Span, Voice
from service.model.edition import heard_voices, in_order_of_time


@dataclass(frozen=True, slots=True)
class Layout:
    """The ``passages`` of ``revision`` in their places; ``spec`` is the narrator's.

    ``notice`` is heard beside them; ``tagging`` digests what the station tells in the tag
    ("" of Loa 1.0).
    """

    revision: Revision
    passages: tuple[Passage, ...]
    spec: ClipSpec
    tagging: str
    notice: Passage | None = None

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """What the file of ``edition`` was built of, which must be the first that has it."""
        return cls(
            edition.revision, edition.passages, edition.spec, edition.tagging, edition.notice
        )

    @property
    def played(self) -> tuple[Passage, ...]:
        """The passages, and the notice before or after all of them."""
        return in_order_of_time(self.passages, self.notice)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices that are heard, each once, the one heard most often first."""
        return heard_voices(self.passages, self.spec)

    @property
    def placed(self) -> list[tuple[str, Span]]:
        """The clips that are heard, by their keys, and where each lies, in order of time."""
        heard = ((each.clip_key, each.clip_span) for each in self.played)
        return [(key, span) for key, span in heard if key and span]

    def length(self, pauses: Pauses) -> Samples:
        """How long all of it is, with the silence after the last clip."""
        return edition_length([span for _, span in self.placed], pauses, self.spec.format)
