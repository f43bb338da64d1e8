"""The end of the program, told to all who wait for an engine: they need not wait to the end."""

import threading

from service.errors import SynthesisError


class Stop:
    """Is called once; whoever rests is woken. Safe to use from several threads."""

    def __init__(self) -> None:
        self._called = threading.Event()

    @property
    def is_called(self) -> bool:
        """Whether the program is ending."""
        return self._called.is_set()

    def call(self) -> None:
        """The program is ending from now on."""
        self._called.set()

    def rest(self, seconds: float) -> None:
        """Comes back after ``seconds``. Raises SynthesisError, as soon as the stop is called."""
        if self._called.wait(seconds):
            raise stopping()


def stopping() -> SynthesisError:
    """Why an engine is not waited for any longer: not its fault, and not to be tried again now."""
    return SynthesisError(
        "Loa đang dừng; câu này để lần chạy sau.",
        "Loa is stopping; the sentence is left to the next run.",
        transient=False,
    )
