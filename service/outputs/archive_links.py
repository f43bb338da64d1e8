"""What makes a page of the archive of a feed, and leads from page to page (RFC 5005)."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.outputs.addresses import ascii_url
from service.outputs.podcast_tag import Tag


@dataclass(frozen=True, slots=True)
class ArchiveLinks:
    """The neighbours of a feed's page (RFC 5005, section 4), as absolute addresses.

    ``current`` is the feed's head, told by the pages of the archive alone. ``previous`` holds
    older episodes, ``following`` newer ones.
    """

    current: str | None = None
    previous: str | None = None
    following: str | None = None


NO_LINKS = ArchiveLinks()
"""The links of a feed that fits into its head."""


def archive_tags(links: ArchiveLinks) -> Iterator[Tag]:
    """The marks of a page with these ``links``."""
    if links.current:
        yield Tag("fh:archive")
    for relation, address in (
        ("current", links.current),
        ("prev-archive", links.previous),
        ("next-archive", links.following),
    ):
        if address:
            yield Tag("atom:link", attributes={"rel": relation, "href": ascii_url(address)})
