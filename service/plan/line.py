"""One line of a plan: a segment, what is said for it, and the clip that says it."""

from dataclasses import dataclass

from service.model import ClipSpec, Segment, Utterance


@dataclass(frozen=True, slots=True)
class Line:
    """One segment with what is said for it, how, and the key of the clip that says it.

    ``clip_key`` is None when nothing is said. ``opening`` and ``closing`` are the
    digests of the jingles mixed into the clip before and after the words.
    """

    segment: Segment
    utterance: Utterance
    clip_key: str | None
    spec: ClipSpec
    opening: str | None = None
    closing: str | None = None
