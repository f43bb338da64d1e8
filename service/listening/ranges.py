"""How much of a recording a client has, summed over its requests."""

from service.model.listening import Received, Span

_MOST_SPANS = 64
"""Of one client a day and episode. Players ask for a few dozen; who asks for single bytes here
and there by the thousand is no player, and keeps the longest of them."""

_MINUTE_MS = 60_000


def bytes_of_a_minute(length: int, duration_ms: int) -> int:
    """Bytes that a client must have for a download: a minute, or all of a shorter recording.

    The tag counts at its share: a minute's part of the whole file of ``length`` bytes.
    """
    if duration_ms <= _MINUTE_MS:
        return length
    return -(-length * _MINUTE_MS // duration_ms)


def receive(before: Received, span: Span, length: int, wanted: int) -> Received:
    """What a client has once ``span`` came to it too, of a file of ``length`` bytes.

    The same bytes count once however often they are asked for, and what lies outside of the
    file never does. With ``wanted`` bytes it counts, and then the spans are of no use any more.
    """
    if before.is_counted:
        return before
    begin, end = max(0, span[0]), min(span[1], length)
    if begin >= end:
        return before
    spans = _united((*before.spans, (begin, end)))
    if sum(last - first for first, last in spans) >= wanted:
        return Received((), is_counted=True)
    return Received(spans)


def _united(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    united: list[Span] = []
    for begin, end in sorted(spans):
        if united and begin <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((begin, end))
    if len(united) > _MOST_SPANS:
        united = sorted(sorted(united, key=lambda each: each[0] - each[1])[:_MOST_SPANS])
    return tuple(united)
