"""Addresses that open a feed in a podcast app, each as its maker documents it."""

from dataclasses import dataclass
from urllib.parse import quote

from service.outputs.addresses import ascii_url


@dataclass(frozen=True, slots=True)
class AppLink:
    """``address`` opens the feed in the app called ``name``, which runs on ``systems``."""

    name: str
    systems: str
    address: str


def app_links(feed_url: str) -> tuple[AppLink, ...]:
    """The apps that the feed at ``feed_url`` can be opened in.

    Raises :class:`OutputError` for an address that is not absolute.
    """
    url = ascii_url(feed_url)
    bare, quoted = url.partition("://")[2], quote(url, safe="")
    return (
        AppLink("Apple Podcasts", "iPhone, iPad, Mac", f"podcast://{bare}"),
        AppLink("AntennaPod", "Android", f"https://antennapod.org/deeplink/subscribe?url={quoted}"),
        AppLink("Overcast", "iPhone, iPad", f"overcast://x-callback-url/add?url={quoted}"),
        AppLink("Pocket Casts", "iPhone, Android", f"pktc://subscribe/{bare}"),
    )
