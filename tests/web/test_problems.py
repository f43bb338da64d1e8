"""The one table of status codes."""

from flask import Flask

from service.errors import LoaError, NotFoundError, SynthesisError
from service.web.problems import STATUS, install, status_of


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


def test_a_thread_that_the_system_refuses_is_a_shortage_and_no_defect() -> None:
    app = Flask(__name__)
    install(app)

    @app.get("/api/<message>")
    def fail(message: str) -> str:
        raise RuntimeError(message)

    asking = app.test_client()
    short = asking.get("/api/can't start new thread")
    assert short.status_code == 503
    assert "luồng" in short.get_json()["detail"]
    assert asking.get("/api/nobody expected this").status_code == 500
