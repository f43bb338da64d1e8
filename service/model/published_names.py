"""What the files of the media folder are called, and whose they are: names below its root."""

import re

RECORDINGS = "/audio/"
"""Where the recordings stand, below the public address: logs tell of them, too."""

FEED_FILE = "feed.xml"
"""The main channel's feed."""

MANIFEST_FILE = re.compile(r"edition-(\d+)\.json")
"""The file that ties each sentence of an edition to its sound, with the edition's number."""

RELEASE_FILE = "release.json"
"""The file beside an episode's manifests that says which of its editions are public."""

PICTURES = "pictures"
"""The folder of the pictures that articles show."""

_LONGEST_ID = 64
"""What is longer was never made here, and names no file: file systems take 255 bytes."""

_PICTURE_FILE = re.compile(r"[0-9a-f]{32}\.(?:jpg|png|webp)")
_COVER_FILE = re.compile(r"cover-[0-9a-f]{1,64}\.(?:jpg|png)")
_EPISODE_COVER_FILE = re.compile(r"[0-9a-f]{12}\.jpg")
_RECORDING_FILE = re.compile(r"[0-9a-f]{12}\.mp3")
_ALTERNATE_FILE = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}\.opus")


def channel_feed_name(slug: str) -> str:
    """The name of the feed of the channel with this slug: a file beside the main feed."""
    return f"feed-{slug}.xml"


def recording_name(episode_id: str, sha256: str) -> str:
    """The name of the recording with this digest: other bytes have another name."""
    return f"{episode_id}/{sha256[:12]}.mp3"


def alternate_name(recording: str, sha256: str) -> str:
    """The name of another form of a ``recording``, with this digest: it stands beside it."""
    return f"{alternate_beginning(recording)}{sha256[:12]}.opus"


def alternate_beginning(recording: str) -> str:
    """How the names of all other forms of a ``recording`` begin, and no other name does."""
    return f"{recording.removesuffix('.mp3')}-"


def recording_of(name: str) -> str:
    """The name of the recording that ``name`` is another form of; of a recording, its own."""
    episode_id, _, file = name.partition("/")
    return f"{episode_id}/{file.partition('-')[0]}.mp3" if is_alternate(name) else name


def is_alternate(name: str) -> bool:
    """Whether ``name`` can be that of another form of a recording."""
    episode_id, _, file = name.partition("/")
    return is_article_id(episode_id) and _ALTERNATE_FILE.fullmatch(file) is not None


def manifest_name(episode_id: str, number: int) -> str:
    """The name of the manifest of an episode's edition."""
    return f"{episode_id}/edition-{number}.json"


def release_name(episode_id: str) -> str:
    """The name of the file that says what of an episode is public."""
    return f"{episode_id}/{RELEASE_FILE}"


def picture_name(sha256: str, suffix: str) -> str:
    """The name of the picture with this digest: other bytes have another name."""
    return f"{PICTURES}/{sha256[:32]}.{suffix}"


def is_picture(file: str) -> bool:
    """Whether ``file`` can be the last step of a picture's name, and nothing beside the folder."""
    return _PICTURE_FILE.fullmatch(file) is not None


def is_cover(file: str) -> bool:
    """Whether ``file`` can be the name of a cover."""
    return _COVER_FILE.fullmatch(file) is not None


def cover_name(episode_id: str, sha256: str) -> str:
    """The name of the episode's cover with this digest: other bytes have another name."""
    return f"{episode_id}/{sha256[:12]}.jpg"


def is_episode_cover(episode_id: str, file: str) -> bool:
    """Whether these two steps can be the name of an episode's cover."""
    return is_article_id(episode_id) and _EPISODE_COVER_FILE.fullmatch(file) is not None


def is_recording(episode_id: str, file: str) -> bool:
    """Whether these two steps can be a recording's name, and nothing beside the folder."""
    return is_article_id(episode_id) and _RECORDING_FILE.fullmatch(file) is not None


def is_article_id(written: str) -> bool:
    """Whether ``written`` can be the id of an article, which its episode has too."""
    return written.isascii() and written.isalnum() and len(written) <= _LONGEST_ID


def episode_of(name: str) -> str:
    """The id of the episode that the recording or manifest of this name belongs to."""
    return name.partition("/")[0]


def file_of(name: str) -> str:
    """The last step of the name of a recording or manifest."""
    return name.partition("/")[2]
