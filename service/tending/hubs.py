"""Tells hubs that feeds have changed (WebSub, section 6), so that apps need not ask.

Whoever publishes knows nothing of it: what lies in the media folder is looked at, by its
digest, and a hub is called about bytes that everybody can fetch by then. What each hub knows
is a note that all programs of an installation share.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from service.codec import from_plain, to_plain
from service.errors import FetchError
from service.fingerprint import fingerprint
from service.model.published_names import FEED_FILE, channel_feed_name
from service.outputs.addresses import CHANNEL_FEED, FEED
from service.plan.hubs import (
    Known,
    claim_call,
    follow_feed,
    is_due,
    note_failure,
    note_success,
)
from service.sources.fetch import Fetcher, Limits, Message
from service.store.library import Library
from service.store.media import Media
from service.store.shared.base import Notes
from service.tending.webhooks import CLAIM, LIMITS

WORTH_TELLING = 3
"""A hub that misses one or two calls is restarting."""

FAR_LOOK = timedelta(seconds=10)
"""How old what was seen of feeds in a bucket may be."""

_KINDS = (".xml", ".json")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Topic:
    """A feed that may be subscribed to: its address, and its name below the media root."""

    url: str
    file: str


def topics_of(library: Library, base_url: str) -> tuple[Topic, ...]:
    """The feeds of the channels that there are now, but for those that nobody is told of."""
    feeds = [(base_url + FEED.path(), FEED_FILE)]
    feeds += [
        (base_url + CHANNEL_FEED.path(slug=each.slug), channel_feed_name(each.slug))
        for each in library.subchannels()
        if not each.is_private
    ]
    # What each is as JSON follows from the same bytes, and names the same hubs.
    return tuple(
        Topic(url.removesuffix(".xml") + kind, file) for url, file in feeds for kind in _KINDS
    )


class HubCalls:
    """What is to be told to each of the ``hubs``, known by its place among them.

    ``topics`` are all feeds there are now. May be used from any thread.
    """

    def __init__(
        self,
        hubs: Sequence[str],
        topics: Callable[[], Sequence[Topic]],
        media: Media,
        notes: Notes,
        fetcher: Fetcher,
        now: Callable[[], datetime],
        limits: Limits = LIMITS,
    ) -> None:
        self._hubs = hubs
        self._topics = topics
        self._media = media
        self._notes = notes
        self._fetcher = fetcher
        self._now = now
        self._limits = limits
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[str, str]] = {}
        self._looked: tuple[datetime, Mapping[str, str]] | None = None

    @property
    def count(self) -> int:
        """How many hubs there are."""
        return len(self._hubs)

    def unreached(self) -> tuple[str, ...]:
        """The hubs that have not taken a call for some tries. Raises StoreError."""
        return tuple(
            hub
            for hub in self._hubs
            if any(
                known.failures >= WORTH_TELLING
                for known in _read(self._notes.read(_note(hub))).values()
            )
        )

    def due(self) -> tuple[int, ...]:
        """The hubs to whom something is to be told now. Raises StoreError."""
        now, digests = self._now(), self._digests()
        return tuple(
            place
            for place, hub in enumerate(self._hubs)
            if any(is_due(known, now) for known in self._followed(hub, digests, now).values())
        )

    def tell_next(self, place: int) -> bool:
        """Whether one call to the hub was due and taken: the next may follow at once."""
        hub, now, digests = self._hubs[place], self._now(), self._digests()
        standing = self._followed(hub, digests, now)
        url = next((url for url, known in standing.items() if is_due(known, now)), None)
        if url is None:
            return False
        claimed = {**standing, url: claim_call(standing[url], now + CLAIM)}
        if not self._notes.swap(_note(hub), _written(standing), _written(claimed)):
            return False  # another program was first
        known = self._call(hub, url, digests[url], standing[url])
        self._keep(hub, url, known)
        return known.failures == 0

    def _call(self, hub: str, url: str, digest: str, known: Known) -> Known:
        """What the hub knows once it was called about the feed at ``url``, or was not reached."""
        content = urlencode({"hub.mode": "publish", "hub.url": url}).encode()
        try:
            self._fetcher.send(Message(hub, self._limits, content, _FORM))
        except FetchError as e:
            failed = note_failure(known, self._now(), e.retry_after)
            tell = _LOG.warning if failed.failures == 1 else _LOG.info
            tell("the hub is told of %s later: %s", url, e.en)
            return failed
        _LOG.info("hub %s was told of %s", hub, url)
        return note_success(digest)

    def _digests(self) -> Mapping[str, str]:
        """The digests of the feeds that are published, by their addresses."""
        now = self._now()
        with self._lock:
            looked = self._looked
        # A far store is not asked of each feed once a second.
        if looked and self._media.is_far and timedelta(0) <= now - looked[0] < FAR_LOOK:
            return looked[1]
        digests = self._looked_up()
        with self._lock:
            self._looked = (now, digests)
        return digests

    def _looked_up(self) -> Mapping[str, str]:
        topics = self._topics()
        files = {file: self._digest(file) for file in {each.file for each in topics}}
        return {each.url: digest for each in topics if (digest := files[each.file])}

    def _digest(self, file: str) -> str:
        """The digest of the file, "" where there is none: read only where it is another by now."""
        facts = self._media.facts(file)
        if facts is None:
            return ""
        with self._lock:
            stamp, digest = self._seen.get(file, ("", ""))
        if stamp != facts.stamp:
            digest = self._media.digest(file) or ""
            with self._lock:
                self._seen[file] = (facts.stamp, digest)
        return digest

    def _followed(self, hub: str, digests: Mapping[str, str], now: datetime) -> Mapping[str, Known]:
        """What the hub knows of each feed there is now, as the note says from now on."""
        written = self._notes.read(_note(hub))
        known = _read(written)
        standing = {
            url: follow_feed(known.get(url, Known()), digest, now)
            for url, digest in digests.items()
        }
        if _written(standing) != written and not self._notes.swap(
            _note(hub), written, _written(standing)
        ):
            return {}  # another program has just looked: next time
        return standing

    def _keep(self, hub: str, url: str, known: Known) -> None:
        """The hub knows this of the feed, whatever became of the others meanwhile."""
        while True:
            written = self._notes.read(_note(hub))
            if self._notes.swap(_note(hub), written, _written({**_read(written), url: known})):
                return


def _note(hub: str) -> str:
    return f"hub-{fingerprint('hub/1', hub)[:16]}"


def _written(standing: Mapping[str, Known]) -> object:
    return to_plain(dict(standing))


def _read(written: object) -> Mapping[str, Known]:
    """What a note says; one that cannot be read says nothing, and the hub is told once more."""
    try:
        return from_plain(dict[str, Known], written) if written is not None else {}  # type: ignore[arg-type]
    except ValueError:
        return {}
