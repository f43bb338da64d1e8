"""What an editor saw of a sentence when he began to write, against what stands there now."""

from datetime import datetime

from service.fingerprint import fingerprint
from service.making.script import Script
from service.model import Override, Recording, Segment
from service.store.library import Library


def seen_words(override: Override | None) -> str:
    """What a form carries of the words that stand: others have others."""
    if override is None:
        return "-"
    return _mark(override.spoken, override.author, override.created)


def seen_sound(recording: Recording | None) -> str:
    """What a form carries of the recording that stands."""
    if recording is None:
        return "-"
    return _mark(recording.digest, recording.author, recording.created)


def standing_override(article_id: str, segment: Segment, library: Library) -> Override | None:
    """The words that an editor wrote for the sentence, or None."""
    return next(
        (
            each
            for each in library.overrides(article_id)
            if (each.segment_id, each.printed) == (segment.id, segment.text)
        ),
        None,
    )


def standing_recording(script: Script, segment: Segment) -> Recording | None:
    """The recording that is heard for the sentence, or None."""
    return script.recordings.get(segment.id)


def _mark(what: str, author: str, created: datetime) -> str:
    return fingerprint("seen/1", what, author, created.isoformat())
