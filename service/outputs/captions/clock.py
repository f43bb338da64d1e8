"""Times as caption files write them."""

from service.model import Ms


def timestamp(at: Ms, point: str) -> str:
    """``at`` as hours, minutes, seconds, then ``point`` and milliseconds: «01:02:03.004»."""
    seconds, ms = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
