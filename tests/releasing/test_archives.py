"""A client that follows the archive has every episode, whatever was done to them, and when."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import event

from service.fingerprint import fingerprint
from service.model import Enclosure, Ms
from service.model.channel import EVERYTHING, FeedPlace, Membership
from service.model.release import Withdrawal
from service.outputs.published_feed import read_feed
from service.plan.archives import FRAME_BYTES, PageLimits
from service.releasing.archives import archive_page
from service.releasing.heads import write_head
from service.releasing.outlet import Outlet
from service.store.library import Library, open_library
from service.store.media import MediaFolder
from service.store.shared.files import FileLocks
from tests.outputs.episodes import CHANNEL
from tests.store.shelf import NOW, make_edition, make_revision

ATOM = "{http://www.w3.org/2005/Atom}link"
SECTIONS = ("Thế giới", "Kinh tế")
LIMITS = PageLimits(page_episodes=3, page_bytes=9_000, head_episodes=5)
DAYS = st.integers(1, 28)
ACTS = st.one_of(
    st.tuples(st.just("publish"), DAYS, st.sampled_from(SECTIONS), st.integers(1, 120)),
    st.tuples(st.just("correct"), st.integers(0, 30), st.sampled_from(SECTIONS), st.just(3)),
    st.tuples(st.just("withdraw"), st.integers(0, 30), st.just(""), st.just(0)),
    st.tuples(st.just("restore"), st.integers(0, 30), st.just(""), st.just(0)),
    st.tuples(st.just("delete"), st.integers(0, 30), st.just(""), st.just(0)),
)
Act = tuple[str, int, str, int]


class Newsroom:
    """A library, its folder and three feeds: everything, and a section each."""

    def __init__(self, folder: Path, library: Library, limits: PageLimits = LIMITS) -> None:
        self.library, self.media = library, MediaFolder(folder / "media")
        self.ids: list[str] = []
        self.moment = NOW
        base = "https://loa.example"
        sections = [
            FeedPlace(
                name,
                f"feeds/{name}.xml",
                replace(CHANNEL, feed_url=f"{base}/feeds/{name}.xml"),
                Membership(sections=frozenset({section})),
            )
            for name, section in zip(("the-gioi", "kinh-te"), SECTIONS, strict=True)
        ]
        self.outlet = Outlet(
            library, self.media, FileLocks(folder / "locks"), lambda: CHANNEL, base, lambda: NOW,
            others=lambda wanted: [each for each in sections if wanted(each.membership)],
            limits=limits,
        )  # fmt: skip

    @property
    def places(self) -> list[FeedPlace]:
        return [self.outlet.main, *self.outlet.others(lambda _each: True)]

    def publish(self, day: int, section: str, words: int, source_id: str | None = None) -> str:
        """The id of an article whose newest text is public now, with its file."""
        self.moment += timedelta(minutes=1)
        name = source_id or f"bai-{len(self.ids)}"
        revision = replace(
            make_revision("từ " * words + self.moment.isoformat(), name), section=section,
            published=datetime(2026, 1, day, tzinfo=UTC),
        )  # fmt: skip
        article, _ = self.library.take_in(revision, b"", self.moment)
        number = self.library.current_number(article.id) + 1
        edition = make_edition(article.id, revision, number)
        content = f"{article.id} {number}".encode()
        file = f"{article.id}/{fingerprint('file', article.id, number)[:12]}.mp3"
        enclosure = Enclosure(file, len(content), "audio/mpeg", Ms(1_000), "0" * 64)
        self.media.write(file, content)
        self.library.publish_edition(replace(edition, enclosure=enclosure), self.moment, ())
        if article.id not in self.ids:
            self.ids.append(article.id)
        return article.id

    def do(self, act: Act) -> None:
        what, number, section, words = act
        if what == "publish":
            self.publish(number, section, words)
        elif self.ids:
            article_id = self.ids[number % len(self.ids)]
            article, card = self.library.article(article_id), self.library.card(article_id)
            if what == "correct" and article is not None and card is not None:
                day = article.revision.published.day
                self.publish(day, section, words, article.source_id)
            elif what == "withdraw":
                self.library.withdraw_episode(Withdrawal(article_id, self.moment, "An"))
            elif what == "restore":
                self.library.restore_withdrawn(article_id, self.moment)
            elif what == "delete":
                gone = Withdrawal(article_id, self.moment, "An", is_deleted=True)
                self.library.delete_article(gone)

    def write_heads(self) -> None:
        for place in self.places:
            write_head(place, self.outlet)

    def public(self, place: FeedPlace) -> set[tuple[str, str]]:
        """Guid and file of what the public has of a channel."""
        found = self.library.offers(999, place.membership)
        cards = self.library.cards_of([each.episode_id for each in found])
        return {(each.guid, each.enclosure.name) for each in cards.values()}

    def followed(self, place: FeedPlace) -> Iterator[bytes]:
        """The head, and each page that a client comes to from it."""
        content = self.media.read(place.file)
        yield content
        while (url := link(content, "prev-archive")) is not None:
            stem, _, file = url.rpartition("/")
            assert f"{stem}.xml" == place.channel.feed_url
            page = archive_page(place, int(file.removesuffix(".xml")), self.outlet)
            assert page is not None
            following, content = content, page
            assert link(content, "current") == place.channel.feed_url
            assert link(content, "self") == url
            expected = None if link(following, "current") is None else link(following, "self")
            assert link(content, "next-archive") == expected
            yield content


def link(content: bytes, relation: str) -> str | None:
    links = etree.fromstring(content).findall(f"channel/{ATOM}")
    return next((each.get("href") for each in links if each.get("rel") == relation), None)


def items(content: bytes) -> list[tuple[str, str]]:
    """Guid and file of each item, all of which have their articles."""
    found = etree.fromstring(content).findall("channel/item")
    for each in found:
        assert each.find("{http://purl.org/rss/1.0/modules/content/}encoded") is not None
    guids = [each.findtext("guid") or "" for each in found]
    return list(zip(guids, read_feed(content).files, strict=True))


@contextmanager
def open_room(limits: PageLimits = LIMITS) -> Iterator[Newsroom]:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_library(Path(folder) / "loa.db")) as library,
    ):
        yield Newsroom(Path(folder), library, limits)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(ACTS, max_size=6), min_size=1, max_size=8))
def test_head_and_archive_together_have_what_the_public_has_and_nothing_else(
    bursts: list[list[Act]],
) -> None:
    with open_room() as room:
        for burst in bursts:
            for act in burst:
                room.do(act)
            room.write_heads()
        for place in room.places:
            head, *pages = room.followed(place)
            assert {each for content in (head, *pages) for each in items(content)} == room.public(
                place
            )
            archived = [each for content in pages for each in items(content)]
            assert len(archived) == len(set(archived)), "each in one page of the archive at most"
            assert len(items(head)) <= LIMITS.head_episodes


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with open_room() as made:
        yield made


def page(room: Newsroom, number: int) -> bytes:
    found = archive_page(room.outlet.main, number, room.outlet)
    assert found is not None
    return found


def pages(room: Newsroom, place: FeedPlace) -> list[bytes]:
    """All pages of a channel's archive, the oldest first."""
    count = room.library.last_range(place.channel_id).number
    found = [archive_page(place, number, room.outlet) for number in range(1, count + 1)]
    return [each for each in found if each is not None]


def test_a_correction_reaches_the_page_of_its_episode_and_no_other(room: Newsroom) -> None:
    for number in range(13):
        room.publish(1 + number, "Thế giới", 3)
    room.write_heads()
    before = pages(room, room.outlet.main)
    assert len(before) == 4
    old = page(room, 2)
    article = room.library.article(room.ids[4])
    assert article is not None
    room.publish(5, "Thế giới", 4, article.source_id)
    room.write_heads()
    after = pages(room, room.outlet.main)
    assert [number for number in range(4) if before[number] != after[number]] == [1]
    assert page(room, 2) != old
    assert [guid for guid, _ in items(page(room, 2))] == [guid for guid, _ in items(old)]


def test_what_is_withdrawn_leaves_its_page_and_comes_back_to_it(room: Newsroom) -> None:
    for number in range(7):
        room.publish(1 + number, "Thế giới", 3)
    room.write_heads()
    whole = items(page(room, 1))
    room.library.withdraw_episode(Withdrawal(room.ids[1], NOW, "An"))
    assert items(page(room, 1)) == [each for each in whole if room.ids[1] not in each[1]]
    room.library.restore_withdrawn(room.ids[1], NOW)
    assert items(page(room, 1)) == whole


def test_a_backfilled_episode_is_in_the_head_and_then_in_the_page_of_its_release(
    room: Newsroom,
) -> None:
    for _ in range(9):
        room.publish(20, "Thế giới", 3)
    old = room.publish(1, "Thế giới", 3)
    room.write_heads()
    head = items(room.media.read("feed.xml"))
    assert old in head[-1][1], "the oldest of what is in the head"
    room.publish(21, "Thế giới", 3)
    room.publish(22, "Thế giới", 3)
    room.write_heads()
    assert not any(old in file for _, file in items(room.media.read("feed.xml")))
    assert any(old in file for _, file in items(page(room, 4)))


def test_an_episode_whose_file_is_lost_is_left_out_of_its_page(room: Newsroom) -> None:
    for number in range(4):
        room.publish(1 + number, "Thế giới", 3)
    room.write_heads()
    card = room.library.card(room.ids[0])
    assert card is not None
    before = archive_page(room.outlet.main, 1, room.outlet)
    room.media.remove(card.enclosure.name)
    after = archive_page(room.outlet.main, 1, room.outlet)
    assert before is not None
    assert after is not None
    assert len(items(after)) == len(items(before)) - 1 == 2


@pytest.mark.parametrize("number", [0, 2, 10**9, 10**30])
def test_a_page_that_is_not_there_is_none(room: Newsroom, number: int) -> None:
    for day in range(4):
        room.publish(1 + day, "Thế giới", 3)
    room.write_heads()
    assert archive_page(room.outlet.main, number, room.outlet) is None


def test_a_library_of_years_is_paged_at_once_and_makes_no_more_items_than_its_head_has(
    room: Newsroom,
) -> None:
    for number in range(40):
        room.publish(1 + number % 28, SECTIONS[number % 2], 3)
    room.write_heads()
    assert room.library.last_range("main").number == 13
    assert room.library.last_range("the-gioi").number == 6
    assert len(room.library.item_sizes(room.ids)) < 20
    assert len(list(room.followed(room.outlet.main))) == 14
    assert len(room.library.item_sizes(room.ids)) == 40


class Asked:
    """What was asked of the database and written into the folder, counted."""

    def __init__(self, room: Newsroom) -> None:
        self.questions = self.changed = 0
        self._engine = room.library._database.engine

    def _note(self, *about: Any) -> None:
        self.questions += 1
        self.changed += not about[2].lstrip().upper().startswith(("SELECT", "PRAGMA"))

    def while_(self, act: Callable[[], object]) -> tuple[int, int]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        act()
        event.remove(self._engine, "before_cursor_execute", self._note)
        return self.questions, self.changed


def costs(room: Newsroom, count: int) -> tuple[int, int]:
    """Questions and changes of a publication among ``count``."""
    while len(room.ids) < count:
        room.publish(1 + len(room.ids) % 28, SECTIONS[len(room.ids) % 2], 3)
    room.write_heads()

    def publish() -> None:
        since = room.library.changes()
        room.publish(28, SECTIONS[0], 3)
        touched = room.library.names_changed(since)
        for place in room.places:
            if place.membership == EVERYTHING or place.membership.includes(touched):
                write_head(place, room.outlet)

    return Asked(room).while_(publish)


def test_a_publication_asks_and_writes_as_much_among_many_as_among_few() -> None:
    with open_room() as few, open_room() as many:
        asked = costs(few, 13)
        assert asked == costs(many, 121)
        assert all(asked)


def test_heads_stay_within_their_bytes_however_long_the_articles() -> None:
    limits = PageLimits(page_bytes=30_000, head_bytes=FRAME_BYTES + 60_000)
    with open_room(limits) as room:
        for number in range(12):
            room.publish(1 + number, "Thế giới", 900)
        room.write_heads()
        head = room.media.read("feed.xml")
        assert len(head) <= limits.head_bytes
        assert 1 < len(items(head)) < 12
        assert {each for content in room.followed(room.outlet.main) for each in items(content)} == (
            room.public(room.outlet.main)
        )
