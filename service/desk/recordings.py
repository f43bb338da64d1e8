"""An editor's own recording of a sentence: checked before it is kept, and brought back."""

import hashlib
from datetime import datetime

from service.audio.conversion import convert_recording
from service.audio.splice import MOST_RECORDING_SECONDS, check_recording
from service.errors import ArticleError, AudioError
from service.model import Recording, Segment
from service.store.library import Library

NAME_LENGTH = 200


def keep_recording(
    article_id: str,
    segment: Segment,
    sound: bytes,
    *,
    name: str,
    author: str,
    library: Library,
    now: datetime,
) -> Recording:
    """The recording that is heard for ``segment`` from the next edition on.

    ``sound`` is an MP3, WAV, FLAC or Ogg Vorbis file, or what a phone records, which
    ffmpeg must make readable. Raises ArticleError for one that cannot be heard, is
    silent or too long; nothing has changed then.
    """
    try:
        sound = convert_recording(sound)
        check_recording(sound, MOST_RECORDING_SECONDS)
    except AudioError as e:
        raise ArticleError(
            f"Không dùng được bản thu “{name}”: {e.vi} Hãy gửi tệp MP3, WAV, FLAC "
            "hoặc Ogg Vorbis có tiếng.",
            f"The recording “{name}” cannot be used: {e.en} Send an MP3, WAV, FLAC or "
            "Ogg Vorbis file with sound.",
        ) from e
    digest = hashlib.sha256(sound).hexdigest()
    shown = " ".join(name.split())[:NAME_LENGTH]
    recording = Recording(article_id, segment.id, segment.text, digest, shown, author, now)
    library.set_recording(recording, sound)
    return recording


def bring_back(
    recording: Recording,
    segment: Segment,
    *,
    was_parked: bool,
    author: str,
    library: Library,
    now: datetime,
) -> None:
    """``recording``, which was taken back or parked, is heard for ``segment`` from now on.

    A parked one no longer waits for its old sentence then.
    """
    keep_recording(
        recording.article_id,
        segment,
        library.recorded_sound(recording.digest),
        name=recording.name,
        author=author,
        library=library,
        now=now,
    )
    if was_parked:
        library.remove_recording(recording.article_id, recording.segment_id, now)
