"""What of an episode is public, as the file beside its manifests tells it.

A manifest tells what was made, also of a draft. Where the library is lost, this file keeps what
was never released, or was withdrawn, from coming back to the public.
"""

from service.codec import from_json, to_json
from service.errors import OutputError
from service.model.release import Publication

_FORMAT = "loa-release/1"
_FIRST, _REST = "{", f'{{"format":"{_FORMAT}",'


def render_publication(told: Publication) -> bytes:
    """``told`` as JSON, the same bytes each time."""
    return (to_json(told).replace(_FIRST, _REST, 1) + "\n").encode()


def read_publication(content: bytes) -> Publication:
    """What ``content`` tells. Raises OutputError for what is none, or of a newer Loa."""
    try:
        text = content.decode()
        if not text.startswith(_REST):
            raise ValueError("another format")
        return from_json(Publication, text.replace(_REST, _FIRST, 1))
    except (ValueError, TypeError) as e:
        raise OutputError(
            "Không đọc được tệp release.json: nó hỏng hoặc của bản Loa mới hơn.",
            "The release.json cannot be read: it is damaged, or a newer Loa's.",
        ) from e
