"""Few newsrooms are open at once, and none is closed under who uses it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.compose.newsrooms.awake import Awake
from service.compose.newsrooms.places import list_places
from service.compose.newsrooms.roster import Newsroom
from service.errors import StoreError
from service.settings import Settings


def newsroom(name: str, title: str = "Tin") -> Newsroom:
    settings = Settings(
        data=Path("/x") / name,
        cache=Path("/y") / name,
        title=title,
        base_url=f"https://{name}.vn",
    )
    return Newsroom(name, settings, list_places(settings))


class Opened:
    """What was opened and closed, in its order, by a clock that stands unless it is moved."""

    def __init__(self, most: int = 2, idle: float = 60.0) -> None:
        self.log: list[str] = []
        self.seconds = 0.0
        self.fails = False
        self.awake = Awake(self.open_one, most=most, idle=idle, ticks=lambda: self.seconds)

    @contextmanager
    def open_one(self, wanted: Newsroom) -> Iterator[str]:
        if self.fails:
            self.log.append(f"!{wanted.name}")
            raise StoreError("Ổ đĩa không trả lời.", "The disk does not answer.")
        self.log.append(f"+{wanted.name}")
        yield wanted.settings.title
        self.log.append(f"-{wanted.name}")

    def ask(self, *names: str) -> None:
        for name in names:
            self.seconds += 1
            with self.awake.lent(newsroom(name)):
                pass


def test_a_newsroom_is_opened_when_it_is_asked_for_and_stays_open() -> None:
    opened = Opened()
    opened.ask("a", "a", "a")
    assert opened.log == ["+a"]
    opened.awake.close()
    assert opened.log == ["+a", "-a"]


def test_of_more_than_may_be_open_the_one_used_longest_ago_is_closed() -> None:
    opened = Opened(most=2)
    opened.ask("a", "b", "a", "c", "a")
    assert opened.log == ["+a", "+b", "+c", "-b"]
    assert len(opened.awake) == 2


def test_who_is_not_asked_for_is_closed_after_a_while() -> None:
    opened = Opened(idle=60.0)
    opened.ask("a", "b")
    opened.seconds = 61.5
    opened.awake.close_idle({"a", "b", "c"})
    assert opened.log == ["+a", "+b", "-a"]


def test_one_that_is_gone_from_the_roster_is_closed_at_once() -> None:
    opened = Opened()
    opened.ask("a", "b")
    opened.awake.close_idle({"b"})
    assert opened.log == ["+a", "+b", "-a"]


def test_none_is_closed_while_somebody_uses_it() -> None:
    opened = Opened(most=1, idle=1.0)
    with opened.awake.lent(newsroom("a")):
        opened.ask("b", "c")
        opened.seconds += 100
        opened.awake.close_idle({"a", "b", "c"})
        assert "-a" not in opened.log
    assert opened.log == ["+a", "+b", "-b", "+c", "-c"]


def test_with_other_settings_it_is_opened_anew_and_who_uses_the_old_one_keeps_it() -> None:
    opened = Opened()
    of_old, of_new = newsroom("a", "Cũ"), newsroom("a", "Mới")
    with opened.awake.lent(of_old) as old, opened.awake.lent(of_new) as new:
        assert (old, new) == ("Cũ", "Mới")
        assert opened.log == ["+a", "+a"]
    assert opened.log == ["+a", "+a", "-a"]
    with opened.awake.lent(newsroom("a", "Mới")) as still:
        assert still == "Mới"
    assert opened.log == ["+a", "+a", "-a"]


def test_two_who_come_at_once_open_it_once() -> None:
    opened = Opened()
    together = threading.Barrier(8)

    def ask() -> None:
        together.wait()
        with opened.awake.lent(newsroom("a")):
            pass

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert opened.log == ["+a"]


def test_one_that_cannot_be_opened_is_tried_again_only_after_some_seconds() -> None:
    opened = Opened()
    opened.fails = True
    for _ in range(3):
        with pytest.raises(StoreError), opened.awake.lent(newsroom("a")):
            pass
    assert opened.log == ["!a"]
    opened.fails = False
    for _ in range(4):
        with pytest.raises(StoreError):
            opened.ask("a")
    opened.ask("b", "a")
    assert opened.log == ["!a", "+b", "+a"]
