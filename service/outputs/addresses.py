"""Every public address, once: as the router knows it, and as feeds, pages and the API print it.

An address that was published stays: podcast clients keep it for years.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from service.errors import OutputError
from service.legal_text import legal_text
from service.model.published_names import FEED_FILE, RECORDINGS, episode_of, file_of
from service.web_address import ascii_parts, split_web_address

_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """A kind of public address. ``rule`` is the router's (werkzeug's): "/audio/<episode_id>"."""

    rule: str

    def path(self, **parts: str) -> str:
        """The path for these ``parts``, all that the rule names. Raises KeyError without one."""
        return _VARIABLE.sub(lambda variable: parts[variable[1]], self.rule)


FEED = PublicAddress(f"/{FEED_FILE}")
FEED_AS_JSON = PublicAddress("/feed.json")
CHANNEL_FEED = PublicAddress("/feeds/<slug>.xml")
CHANNEL_FEED_ARCHIVE = PublicAddress("/feeds/<slug>/<int:number>.xml")
CHANNEL_FEED_AS_JSON = PublicAddress("/feeds/<slug>.json")
PRIVATE_FEED = PublicAddress("/private/<token>/<slug>.xml")
PRIVATE_ARCHIVE = PublicAddress("/private/<token>/<slug>/<int:number>.xml")
ALL_FEEDS = PublicAddress("/feeds.opml")
SUBSCRIBE = PublicAddress("/subscribe")
FEED_ARCHIVE = PublicAddress("/feed/<int:number>.xml")
COVER = PublicAddress("/cover-<digest>.<any(png, jpg):suffix>")
EPISODE_COVER = PublicAddress("/covers/<episode_id>/<file>")
RECORDING = PublicAddress(f"{RECORDINGS}<episode_id>/<file>")
PICTURE = PublicAddress("/pictures/<file>")
PAGE = PublicAddress("/episodes/<episode_id>")
CORRECTIONS = PublicAddress("/corrections")
CAPTIONS = PublicAddress(f"{PAGE.rule}/captions.vtt")
SUBRIP = PublicAddress(f"{PAGE.rule}/captions.srt")
TRANSCRIPT = PublicAddress(f"{PAGE.rule}/transcript.json")
PLAIN_PAGE = PublicAddress(f"{PAGE.rule}/transcript.html")
TRANSCRIPT_TEXT = PublicAddress(f"{PAGE.rule}/transcript.txt")
CHAPTERS = PublicAddress(f"{PAGE.rule}/chapters.json")
DESK_STATUS = PublicAddress("/desk/status")
HEARD = PublicAddress(f"{PAGE.rule}/heard/<int:quarters>")
MANIFEST = PublicAddress(f"{PAGE.rule}/manifest.json")


def recording_path(name: str) -> str:
    """The path of the recording that has this name below the media root."""
    return RECORDING.path(episode_id=episode_of(name), file=file_of(name))


def picture_path(name: str) -> str:
    """The path of the picture that has this name below the media root."""
    return PICTURE.path(file=file_of(name))


def episode_cover_path(name: str) -> str:
    """The path of the episode's cover that has this name below the media root."""
    return EPISODE_COVER.path(episode_id=episode_of(name), file=file_of(name))


def archive_url(feed_url: str, number: int) -> str:
    """Where the page of this ``number`` of the archive is, whose head is at ``feed_url``."""
    return f"{feed_url.removesuffix('.xml')}/{number}.xml"


def article_in_api(source_id: str) -> str:
    """The path at which the API tells of the article that the newsroom calls ``source_id``."""
    return f"/api/v1/articles/{quote(source_id)}"


def recording_at(url: str) -> str | None:
    """The name below the media root of the recording that is served at ``url``, or None."""
    # The base address may have changed since; the last two steps never do.
    steps = urlsplit(url).path.split("/")
    return "/".join(steps[-2:]) if len(steps) >= 2 and all(steps[-2:]) else None


def ascii_url(url: str) -> str:
    """The web address ``url`` in ASCII: the host in IDNA, the rest percent-encoded UTF-8.

    Podcast clients disagree about other characters. What is percent-encoded
    already stays as it is. Raises :class:`OutputError` for what is not an
    absolute http(s) address or has no ASCII form.
    """
    parts = split_web_address(legal_text(url).replace(" ", "%20"))
    if parts is None:
        raise _unusable(url)
    try:
        return ascii_parts(parts).geturl()
    except ValueError as e:  # a name or password with no ASCII form
        raise _unusable(url) from e


def _unusable(url: str) -> OutputError:
    return OutputError(
        f"Địa chỉ {url!r} không dùng được trong feed.", f"The feed cannot use the address {url!r}."
    )
