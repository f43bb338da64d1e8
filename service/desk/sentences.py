"""The sentence of an article that somebody speaks of."""

from service.errors import NotFoundError
from service.making.script import Script
from service.model import Segment


def find_segment(script: Script, segment_id: str) -> Segment:
    """The sentence of this id. Raises NotFoundError."""
    found = next((each for each in script.segments if each.id == segment_id), None)
    if found is None:
        raise NotFoundError(
            "Bài không còn câu này; có lẽ bài vừa được sửa.",
            "The article has no such sentence now.",
        )
    return found
