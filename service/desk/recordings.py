"""An editor's own recording of a sentence: checked before it is kept, and brought back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from service.audio.conversion import convert_recording
from service.audio.splice import MOST_RECORDING_SECONDS, check_recording
from service.errors import ArticleError, AudioError
from service.model import Recording, Segment
from service.store.library import Library

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class HeardSound:
    """A sound file that was heard to be fit, under the name that lists show."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """What it is known by."""
        return hashlib.sha256(self.content).hexdigest()


def hear_recording(sound: bytes, name: str) -> HeardSound:
    """``sound`` as it is kept, which may take long: before anything is written.

    It is an MP3, WAV, FLAC or Ogg Vorbis file, or what a phone records, which
    ffmpeg must make readable. Raises ArticleError for one that cannot be heard, is
    silent or too long.
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
    return HeardSound(" ".join(name.split())[:NAME_LENGTH], sound)


def keep_recording(
    article_id: str,
    segment: Segment,
    sound: HeardSound,
    *,
    author: str,
    library: Library,
    now: datetime,
) -> Recording:
    """The recording that is heard for ``segment`` from the next edition on."""
    recording = Recording(
        article_id, segment.id, segment.text, sound.digest, sound.name, author, now
    )
    library.set_recording(recording, sound.content)
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
    sound = HeardSound(recording.name, library.recorded_sound(recording.digest))
    keep_recording(
        recording.article_id,
        segment,
        sound,
        author=author,
        library=library,
        now=now,
    )
    if was_parked:
        library.remove_recording(recording.article_id, recording.segment_id, now)
