"""Addresses that other people wrote, before they are printed as links."""

from urllib.parse import urlsplit


def web_link(link: str | None) -> str | None:
    """``link`` when it is an http(s) address, else None: no other scheme is ever printed."""
    if link is None:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.netloc else None
