"""Who is let in, who gives way, who has kept us waiting too long."""

import pytest

from service.web.server.admission import (
    CROWD,
    Standing,
    connections_within,
    is_overdue,
    who_gives_way,
)
from service.web.server.connections import Connections


@pytest.mark.parametrize(
    ("descriptors", "connections"), [(32, 4), (64, 12), (256, 96), (1024, 384), (65_536, 32_640)]
)
def test_each_connection_has_two_descriptors_and_the_work_beside_keeps_its_own(
    descriptors: int, connections: int
) -> None:
    assert connections_within(descriptors) == connections
    assert descriptors <= 64 or 2 * connections <= descriptors - 64


def silent(address: str, waited_s: float) -> Standing:
    return Standing(address, waiting=True, waited_s=waited_s)


def test_the_longest_silent_of_the_address_where_most_are_silent_gives_way() -> None:
    crowd = [silent("a", n / 10) for n in range(CROWD)]
    standings = [silent("b", 50.0), *crowd, Standing("a", waiting=False, waited_s=99.0)]
    assert who_gives_way(standings) == CROWD


def test_a_newcomer_is_not_pushed_out_before_it_could_ask() -> None:
    assert who_gives_way([silent("a", 0.2), silent("b", 0.9)]) is None
    assert who_gives_way([silent("a", 0.2)] * 100) is None


def test_who_is_being_answered_never_gives_way() -> None:
    assert who_gives_way([Standing("a", waiting=False, waited_s=1000.0)] * 20) is None


@pytest.mark.parametrize(
    ("standing", "overdue"),
    [
        (silent("a", 59), False),
        (silent("a", 61), True),
        (Standing("a", waiting=True, waited_s=19, begun=True), False),
        (Standing("a", waiting=True, waited_s=21, begun=True), True),
        (Standing("a", waiting=True, waited_s=60, begun=True, body_bytes=1_000_000), False),
        (Standing("a", waiting=True, waited_s=60, begun=True, body_bytes=1_000), True),
        (Standing("a", waiting=False, waited_s=9999), False),
        (Standing("a", waiting=False, waited_s=0, stalled_s=119), False),
        (Standing("a", waiting=False, waited_s=0, stalled_s=121), True),
    ],
)
def test_silence_has_an_end_and_a_body_a_pace(standing: Standing, overdue: bool) -> None:
    assert is_overdue(standing) is overdue


class Silent:
    """A connection that opened long ago and has said nothing; it counts who asks for it."""

    client = "192.0.2.1"

    def __init__(
        self, among: Connections, descriptor: int, asked: list[int], waiting: bool = True
    ) -> None:
        self._waiting = waiting
        self._among, self._descriptor, self._asked = among, descriptor, asked
        self.socket: object | None = self
        among[descriptor] = self

    def standing(self, now: float) -> Standing:
        self._asked.append(self._descriptor)
        return Standing(self.client, waiting=self._waiting, waited_s=10.0)

    def has_unread(self) -> bool:
        return False

    def handle_close(self) -> None:
        self.socket = None
        del self._among[self._descriptor]


@pytest.mark.parametrize("share", [1_000, 500])
def test_a_newcomer_does_not_cost_a_look_at_everybody_inside(share: int) -> None:
    asked: list[int] = []
    among = Connections(1_000, share, frozenset())
    for descriptor in range(share):
        Silent(among, descriptor, asked)
    for descriptor in range(share, share + 200):
        assert among.make_room(Silent.client)
        Silent(among, descriptor, asked)
    assert len(among) == share
    assert len(asked) < 20 * share


def test_when_nobody_may_go_that_is_not_found_out_anew_for_each_newcomer() -> None:
    asked: list[int] = []
    among = Connections(100, 100, frozenset())
    for descriptor in range(100):
        Silent(among, descriptor, asked, waiting=False)
    assert not any(among.make_room("192.0.2.2") for _ in range(50))
    assert len(asked) < 25 * 100
