"""What listeners were sent becomes figures, and who they were is forgotten."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from service.listening.audience import app_name, name_client
from service.listening.ranges import bytes_of_a_minute, receive
from service.model import Enclosure
from service.model.listening import Figure, FigureKind, Heard, Listener, Received, Sent
from service.store.library import Library

AT_ONCE = 500
"""Answers of one transaction: whoever else writes waits for no more."""


def count_listening(library: Library, seen: Sequence[Sent | Heard], now: datetime) -> None:
    """``seen`` is counted, and what is told apart no longer is forgotten.

    Of episodes that are not public nothing is counted. Raises StoreError; then nothing of the
    batch that failed is counted, and those before it are.
    """
    for begin in range(0, len(seen), AT_ONCE):
        with library.together():
            count_batch(library, seen[begin : begin + AT_ONCE], now)
    library.forget_listeners(now)


def count_batch(library: Library, seen: Iterable[Sent | Heard], now: datetime) -> None:
    """As ``count_listening`` for a few, in the transaction that stands."""
    seen = tuple(seen)
    known = _recordings(library, {each.episode_id for each in seen})
    seen = tuple(each for each in seen if each.episode_id in known)
    figures = Counter(
        Figure(each.day, each.kind, each.episode_id) for each in seen if isinstance(each, Heard)
    )
    sent = [each for each in seen if isinstance(each, Sent)]
    salts = {day: library.listening_salt(day, now) for day in {each.day for each in sent}}
    named = [
        (Listener(each.day, _client(each, salts[each.day]), each.episode_id), each) for each in sent
    ]
    before = library.received({listener for listener, _each in named})
    after = dict(before)
    for listener, each in named:
        has = after.get(listener, Received())
        enclosure = known[each.episode_id]
        length = each.length or enclosure.length
        wanted = bytes_of_a_minute(length, enclosure.duration)
        after[listener] = receive(has, each.span, length, wanted)
        if after[listener].is_counted and not has.is_counted:
            app = app_name(each.agent)
            figures[Figure(each.day, FigureKind.DOWNLOAD, each.episode_id, app)] += 1
    changed = {each: has for each, has in after.items() if before.get(each) != has}
    library.keep_listening(changed, figures)


def _client(sent: Sent, salt: bytes) -> str:
    return name_client(salt, sent.network, sent.agent)


def _recordings(library: Library, episode_ids: Iterable[str]) -> dict[str, Enclosure]:
    """What is known of the recordings that the public has, by their episodes."""
    return {each: card.enclosure for each, card in library.cards_of(episode_ids).items()}
