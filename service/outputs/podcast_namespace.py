"""The tags that RSS lacks: iTunes, Dublin Core and the podcast namespace (Podcasting 2.0)."""

from collections.abc import Iterator

from service.model import Alternate, Channel
from service.outputs.addresses import ascii_url
from service.outputs.directory_tags import directory_tags
from service.outputs.podcast_tag import Tag

NAME_LENGTH = 128
"""Characters of the namespace's names of people and places, beyond which clients cut them."""


def channel_tags(channel: Channel) -> Iterator[Tag]:
    """The tags of the podcast as a whole."""
    yield Tag("itunes:author", channel.author)
    yield Tag("itunes:type", "episodic")
    yield Tag("itunes:explicit", "false")
    if channel.category:
        yield _category(channel.category)
    if channel.image_url:
        yield from cover_tags(channel.image_url, channel.title)
    if channel.email:
        owner = (Tag("itunes:name", channel.author), Tag("itunes:email", channel.email))
        yield Tag("itunes:owner", children=owner)
    for hub in channel.hubs:
        yield Tag("atom:link", attributes={"rel": "hub", "href": ascii_url(hub)})
    yield from directory_tags(channel.entry)
    yield Tag("dc:publisher", channel.author)
    yield Tag("podcast:guid", channel.guid)
    yield _locked(channel)
    yield Tag("podcast:medium", "podcast")
    # Some voice of a podcast of articles is synthetic, always.
    yield ai_tag(is_synthetic=True)


def cover_tags(url: str, title: str) -> Iterator[Tag]:
    """The square picture of a channel or an episode, which shows its ``title``."""
    href = ascii_url(url)
    yield Tag("itunes:image", attributes={"href": href})
    told = {"href": href, "alt": title, "aspect-ratio": "1/1", "purpose": "artwork"}
    yield Tag("podcast:image", attributes=told)


def ai_tag(is_synthetic: bool) -> Tag:
    """Whether a machine speaks, as the namespace says it of a channel and of an episode."""
    return Tag("podcast:txt", "true" if is_synthetic else "false", {"purpose": "ai-content"})


def alternate_tag(alternate: Alternate, url: str, language: str) -> Tag:
    """Another form of the episode's sound, with what tells whether it came whole."""
    file = alternate.file
    attributes = {
        "type": file.type,
        "codecs": alternate.codecs,
        "length": str(file.length),
        "bitrate": str(alternate.bitrate),
        "lang": language,
        "title": f"{alternate.codecs.capitalize()}, {alternate.bitrate / 1000:.0f} kbit/s",
    }
    integrity = Tag("podcast:integrity", attributes={"type": "sri", "value": alternate.sri})
    source = Tag("podcast:source", attributes={"uri": url})
    return Tag("podcast:alternateEnclosure", attributes=attributes, children=(source, integrity))


def transcript_tag(url: str, media_type: str, language: str) -> Tag:
    """A link to a transcript of the episode."""
    attributes = {"url": url, "type": media_type, "language": language}
    return Tag("podcast:transcript", attributes=attributes)


def chapters_tag(url: str) -> Tag:
    """A link to the episode's JSON chapters."""
    attributes = {"url": url, "type": "application/json+chapters"}
    return Tag("podcast:chapters", attributes=attributes)


def _category(category: str) -> Tag:
    """Apple's category; "News > Politics" is a category with its subcategory."""
    names = [name.strip() for name in category.split(" > ", 1)]
    children = tuple(Tag("itunes:category", attributes={"text": name}) for name in names[1:])
    return Tag("itunes:category", attributes={"text": names[0]}, children=children)


def _locked(channel: Channel) -> Tag:
    """No other host may import the feed, while there is an address to ask for leave."""
    if channel.email:
        return Tag("podcast:locked", "yes", {"owner": channel.email})
    return Tag("podcast:locked", "no")
