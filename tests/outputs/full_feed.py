"""A feed that has every tag that there is, from articles whose words are hostile, too."""

import dataclasses
from typing import Any

from service.model import Block, BlockKind, Channel, DirectoryEntry, Frequency, Location
from service.outputs.feed_items import FeedItem, feed_item
from tests.outputs.episodes import BASE, BLOCKS, CHANNEL, edition, episode
from tests.outputs.hostile import HOSTILE

FULL_CHANNEL: Channel = dataclasses.replace(
    CHANNEL,
    hubs=("https://hub.example/",),
    entry=DirectoryEntry(
        is_listed=False,
        new_feed_url="https://moi.example/feed.xml",
        frequency=Frequency.WEEKDAYS,
        location=Location("Sông Công", geo="geo:21.47,105.85", osm="R1234567", country="VN"),
    ),
)


def full_item(name: str = "songcong") -> FeedItem:
    """An item of which everything is told."""
    told = dataclasses.replace(
        edition(author="An Nhiên, Bình Minh").revision,
        link="https://báo.example/tin?a=1&b=2",
        section="Thời sự",
        tags=("giá xăng", "đường"),
    )
    numbered = dataclasses.replace(episode(edition(name, revision=told)), sequence=12)
    return feed_item(numbered, base_url=BASE, cover_url=f"{BASE}/covers/{name}.jpg")


def hostile_items() -> list[FeedItem]:
    """An item for each hostile text, which stands in every place of its article."""
    return [_hostile(f"e{number}", f"Tin {text} nóng") for number, text in enumerate(HOSTILE)]


def _hostile(name: str, line: str) -> FeedItem:
    everywhere: dict[str, Any] = dict.fromkeys(("author", "section", "link", "summary"), line)
    blocks = (BLOCKS[0], Block(BlockKind.PARAGRAPH, line), Block(BlockKind.HEADING, line))
    written = edition(blocks=blocks, title=line).revision
    told = dataclasses.replace(written, tags=(line, line[::-1]), **everywhere)
    return feed_item(episode(edition(name, revision=told)), base_url=BASE)
