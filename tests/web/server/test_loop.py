"""No exception ends the loop, and none of one connection meets another."""

import socket
from contextlib import closing

import pytest
from waitress import wasyncore

from service.web.server.loop import Loop, Sockets


class Listening(wasyncore.dispatcher):
    """One end of a pair; it raises ``failing`` where it is told to."""

    def __init__(self, sock: socket.socket, sockets: Sockets, failing: str = "") -> None:
        super().__init__(sock, map=sockets)
        self.connected = True
        self.failing = failing
        self.heard = 0

    def _maybe_fail(self, place: str) -> None:
        if self.failing == place:
            raise RuntimeError(place)

    def readable(self) -> bool:
        self._maybe_fail("readable")
        return True

    def writable(self) -> bool:
        return False

    def handle_read(self) -> None:
        self._maybe_fail("read")
        self.heard += len(self.recv(10))

    def handle_close(self) -> None:
        self._maybe_fail("close")
        if self.failing == "read":
            self.failing = ""
        self.close()


@pytest.mark.parametrize("place", ["readable", "read"])
def test_a_connection_that_raises_is_closed_and_the_others_are_heard(place: str) -> None:
    sockets = Sockets()
    loop = Loop(sockets)
    bad_near, bad_far = socket.socketpair()
    near, far = socket.socketpair()
    with closing(bad_far), closing(far), closing(near):
        bad = Listening(bad_near, sockets, place)
        good = Listening(near, sockets)
        bad_far.send(b"x")
        far.send(b"yes")
        loop.turn(1.0)
        assert bad.socket is None
        assert list(sockets.values()) == [good]
        assert good.heard == 3


def test_one_that_cannot_even_be_closed_is_forgotten() -> None:
    sockets = Sockets()
    loop = Loop(sockets)
    near, far = socket.socketpair()
    with closing(near):
        Listening(near, sockets, "close")
        far.close()  # heard as hanging up: handle_close, which raises
        for _ in range(2):
            loop.turn(1.0)
        assert not sockets


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_only_who_stops_the_program_ends_the_loop(stop: type[BaseException]) -> None:
    class Stopping(Listening):
        def handle_read(self) -> None:
            raise stop

    sockets = Sockets()
    loop = Loop(sockets)
    near, far = socket.socketpair()
    with closing(far), closing(near):
        Stopping(near, sockets)
        far.send(b"x")
        with pytest.raises(stop):
            loop.run(1.0)
