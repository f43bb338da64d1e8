"""Web addresses as podcast clients can use them."""

from urllib.parse import quote, urlunsplit

from service.errors import OutputError
from service.legal_text import legal_text
from service.web_address import split_web_address

_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


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
        authority = parts.netloc.encode("idna").decode("ascii")
    except ValueError as e:  # a name or password with no ASCII form
        raise _unusable(url) from e
    rest = (quote(part, safe=_URL_SAFE) for part in parts[2:])
    return urlunsplit((parts.scheme, authority, *rest))


def _unusable(url: str) -> OutputError:
    return OutputError(
        f"Địa chỉ {url!r} không dùng được trong feed.", f"The feed cannot use the address {url!r}."
    )
