"""Several newsrooms served on one port, as ``loa serve`` does it; their engine is silent."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from service.compose import Service, open_service
from service.compose.newsrooms.roster import Newsroom, read_roster
from service.compose.newsrooms.watched import WatchedRoster
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.model import Article, JobState, Role, shell_actor
from service.web.newsrooms import NewsroomsApp
from service.web.server import Door, open_server
from tests.ports import free_port
from tests.web.newsroom import Answer

NOTHING: Mapping[str, str] = MappingProxyType({})


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Operator:
    """The folder of an operator, whose newsrooms are at ``NAME.example``."""

    folder: Path
    database_url: str = ""

    @property
    def environ(self) -> dict[str, str]:
        """What is set for all of them."""
        return {
            "LOA_NEWSROOMS": str(self.folder / "newsrooms"),
            "LOA_DATA": str(self.folder / "data"),
            "LOA_CACHE": str(self.folder / "clips"),
            "LOA_ENGINE": "silence",
            "LOA_FREE_SPACE_MB": "0",
            "LOA_RELEASE": "automatic",
            "LOA_FETCH_PICTURES": "no",
            "LOA_DATABASE_URL": self.database_url,
        }

    def write(self, name: str, *lines: str) -> None:
        """The file of a newsroom."""
        folder = self.folder / "newsrooms"
        folder.mkdir(exist_ok=True)
        own = (f'base_url = "http://{name}.example"', f'title = "Tin {name}"')
        (folder / f"{name}.toml").write_text("\n".join((*own, *lines)), "utf-8")

    def newsroom(self, name: str) -> Newsroom:
        return read_roster(self.environ).require(name)

    @contextmanager
    def opened(self, name: str, *, worker: bool = False) -> Iterator[Service]:
        """The newsroom as a command of the shell opens it."""
        with open_service(self.newsroom(name).settings, now=now, worker=worker) as service:
            yield service

    def take_in(self, name: str, source_id: str, text: str) -> Article:
        """An article of the newsroom's, wished for."""
        with self.opened(name) as service:
            desk = Desk(shell_actor("test"), service.library, now())
            return service.take_in(text.encode(), Hints(source_id), desk).article

    def record(self, name: str, source_id: str, text: str, section: str | None = None) -> str:
        """The id of an article that is recorded and released."""
        with self.opened(name, worker=True) as service:
            desk = Desk(shell_actor("test"), service.library, now())
            taken = service.take_in(text.encode(), Hints(source_id, section=section), desk)
            job = service.update(taken)
            assert job is not None
            assert service.jobs.wait(job.id, timeout=60).state is JobState.DONE
            return taken.article.id

    def sign_in_secret(self, name: str) -> str:
        """The secret of a link for an admin of the newsroom."""
        with self.opened(name) as service:
            library = service.library
            who = library.person_called("Chủ") or library.add_person("Chủ", Role.ADMIN, (), now())
            return library.make_sign_in(now(), now() + timedelta(hours=1), who.id)


@dataclass(frozen=True)
class Served:
    """Where they are served."""

    port: int
    app: NewsroomsApp

    def ask(
        self,
        name: str,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING,
    ) -> Answer:
        """One request of the newsroom of this name, on a connection of its own."""
        return self.ask_host(f"{name}.example", path, method, body, headers)

    def ask_host(
        self,
        host: str,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING,
    ) -> Answer:
        """The same, by the name of a host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request(method, path, body, {"Host": host, **headers})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())


@contextmanager
def serving(operator: Operator, *, most: int = 8) -> Iterator[Served]:
    """The operator's newsrooms, served without a worker."""
    port = free_port()
    roster = WatchedRoster(operator.environ, time.monotonic)
    app = NewsroomsApp(roster, most=most, now=now)
    with app.running():
        server = open_server(app, Door(host="127.0.0.1", port=port, threads=8), app.body_limit)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield Served(port, app)
        finally:
            server.close()
            thread.join()
