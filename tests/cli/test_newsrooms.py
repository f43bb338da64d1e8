"""``loa`` for several newsrooms: which is meant, and what serves and records for all of them."""

import http.client
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress

import pytest

from tests.cli.shell import Shell
from tests.ports import free_port
from tests.programs import NOTHING, Program, run_loa

STORY = "Tin {}\n\n01-01-2026 08:00\n\nCâu thứ nhất của {}. Câu thứ hai của {}.\n"


class Operator:
    """A shell with newsrooms at ``NAME.example``."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.folder = shell.folder / "rooms"
        self.folder.mkdir()
        self.port = free_port()
        shell.settings.update(
            LOA_NEWSROOMS=str(self.folder),
            LOA_PORT=str(self.port),
            LOA_ENGINE="silence",
            LOA_RELEASE="automatic",
            LOA_FETCH_PICTURES="no",
        )

    def write(self, *names: str) -> None:
        for name in names:
            own = f'base_url = "http://{name}.example"\ntitle = "Tin {name}"\n'
            (self.folder / f"{name}.toml").write_text(own, "utf-8")

    def program(self, *words: str) -> Program:
        return Program(
            run_loa,
            *words,
            stdout=NOTHING,
            stderr=NOTHING,
            folder=self.shell.folder,
            variables=self.shell.environment({}),
        )

    def send(self, name: str, *stories: str) -> None:
        """Articles of the newsroom, which nobody waits for."""
        for story in stories:
            file = self.shell.folder / f"{story}.txt"
            file.write_text(STORY.format(story, story, story), "utf-8")
            words = ("publish", "--no-wait", str(file))
            done = self.shell.run(*words, settings={"LOA_NEWSROOM": name})
            assert done.returncode == 0, done.stderr

    def feed(self, name: str) -> str:
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            with closing(connection):
                connection.request("GET", "/feed.xml", headers={"Host": f"{name}.example"})
                return connection.getresponse().read().decode()
        return ""


@pytest.fixture
def operator(shell: Shell) -> Operator:
    return Operator(shell)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.2)


def test_a_command_says_which_newsroom_it_is_about(operator: Operator) -> None:
    operator.write("a", "b")
    shell = operator.shell
    unsaid = shell.run("editions", "x")
    assert unsaid.returncode == 78
    assert "--newsroom" in unsaid.stderr
    strange = shell.run("--newsroom", "c", "audit")
    assert strange.returncode == 66
    assert "a, b" in strange.stderr
    for words, settings in ((("--newsroom", "a"), {}), ((), {"LOA_NEWSROOM": "a"})):
        assert shell.run(*words, "audit", settings=settings).returncode == 0
    assert (shell.folder / "data" / "a" / "loa.db").exists()
    assert not (shell.folder / "data" / "b").exists()


def test_the_newsrooms_are_listed_and_what_is_wrong_with_one_is_told(operator: Operator) -> None:
    operator.write("a", "b")
    listed = operator.shell.run("newsroom", "list")
    assert listed.returncode == 0
    assert "http://a.example" in listed.stdout
    (operator.folder / "hong.toml").write_text("title = ", "utf-8")
    told = operator.shell.run("newsroom", "list", "--names")
    assert (told.returncode, told.stdout) == (1, "a\nb\n")
    assert "✗ hong" in told.stderr
    alone = operator.shell.run("newsroom", "list", settings={"LOA_NEWSROOMS": ""})
    assert alone.returncode == 78


def test_the_doctor_of_a_newsroom_tells_no_password_of_its_operators(operator: Operator) -> None:
    operator.write("a")
    database = {"LOA_DATABASE_URL": "postgresql://loa:matkhau@127.0.0.1:9/loa"}
    told = operator.shell.run("--newsroom", "a", "doctor", settings=database)
    assert "LOA_PACE = postgresql://loa:***@127.0.0.1:9/loa" in told.stdout
    assert "matkhau" not in told.stdout + told.stderr


def test_where_there_is_a_single_newsroom_none_is_named(shell: Shell) -> None:
    named = shell.run("--newsroom", "a", "audit")
    assert named.returncode == 78
    assert "LOA_NEWSROOMS" in named.stderr


def test_all_newsrooms_are_served_and_recorded_for_by_one_loa_serve(operator: Operator) -> None:
    operator.write("a", "b", "c")
    operator.send("a", "a1", "a2", "a3")
    serve = operator.program("serve")
    try:
        until(lambda: operator.feed("a").count("<item>") == 3)
        operator.send("b", "b1")
        until(lambda: operator.feed("b").count("<item>") == 1)
        assert operator.feed("c").count("<item>") == 0
        operator.write("new")
        operator.send("new", "n1")
        until(lambda: operator.feed("new").count("<item>") == 1)
    finally:
        serve.terminate()
        assert serve.wait(60) == 0


def test_what_a_killed_loa_serve_has_begun_ends_with_it_and_is_gone_on_with(
    operator: Operator,
) -> None:
    operator.write("a", "b")
    operator.send("a", *(f"a{number}" for number in range(20)))
    serve = operator.program("serve")
    until(lambda: operator.feed("a").count("<item>") >= 1)
    serve.send_signal(signal.SIGKILL)
    serve.wait(30)
    before = operator.shell.run("--newsroom", "a", "doctor")
    worker = operator.program("worker")
    again = operator.program("serve", "--no-worker")
    try:
        until(lambda: operator.feed("a").count("<item>") == 20)
    finally:
        worker.terminate()
        again.terminate()
        assert (worker.wait(60), again.wait(60)) == (0, 0)
    deep = operator.shell.run("--newsroom", "a", "doctor", "--deep")
    assert "✓ Không thấy gì hỏng." in deep.stdout, (before.stdout, deep.stdout)


def test_a_newsroom_that_cannot_be_opened_keeps_nobody_from_being_recorded(
    operator: Operator,
) -> None:
    operator.write("a", "broken", "clash")
    (operator.folder / "broken.toml").write_text("title = ", "utf-8")
    (operator.shell.folder / "data").mkdir(exist_ok=True)
    (operator.shell.folder / "data" / "clash").write_text("no folder", "utf-8")
    operator.send("a", "a1")
    worker = operator.program("worker")
    again = operator.program("serve", "--no-worker")
    try:
        until(lambda: operator.feed("a").count("<item>") == 1)
    finally:
        worker.terminate()
        again.terminate()
        assert (worker.wait(60), again.wait(60)) == (0, 0)
