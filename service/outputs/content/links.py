"""Where the links of an article may lead."""

from urllib.parse import urlsplit

from service.web_address import is_web_address

_TO_PEOPLE = ("mailto", "tel")
"""Schemes of a person's mail and telephone (RFC 6068, RFC 3966)."""


def safe_link(link: str | None) -> str | None:
    """``link`` where it leads to a page, a file or a person; None for anything else.

    A second wall behind the one of intake: what was kept long ago, or came by a backup, has
    met no other.
    """
    if link is None or is_web_address(link):
        return link
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    printable = link.isprintable() and " " not in parts.path
    return link if parts.scheme in _TO_PEOPLE and parts.path and printable else None
