"""The one table of status codes."""

from service.errors import LoaError, NotFoundError, SynthesisError
from service.web.problems import STATUS, status_of


def _descendants(kind: type[LoaError]) -> set[type[LoaError]]:
    return {kind}.union(*(_descendants(each) for each in kind.__subclasses__()))


def test_every_error_of_the_package_has_its_own_row() -> None:
    known = {kind for kind in _descendants(LoaError) if kind.__module__.startswith("service.")}
    assert known == set(STATUS)


def test_an_error_is_answered_as_its_nearest_class_says() -> None:
    class LostError(NotFoundError):
        """A class that the table does not know."""

    assert status_of(LostError("mất", "lost")) == 404
    assert status_of(SynthesisError("im", "mute", transient=True)) == 503
