"""A whole Loa served on loopback: real database, jobs, clips and sockets; a silent engine."""

import http.client
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from service.compose import Service, open_service
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.jobs import STEADY, Rhythm
from service.model import Article, Episode, JobState, Person, Role, shell_actor
from service.settings import Settings
from service.sources.fetch import Fetcher
from service.web import create_app
from service.web.attempts import SignInAttempts
from service.web.bodies import BodyLimits
from service.web.server import Door, open_server
from service.web.site import EXTENSION, Site, traffic_of
from tests.ports import free_port

SAMPLE = Path(__file__).parents[2] / "service" / "samples" / "dang-bo-song-cong.txt"
SHORT = """<article><h1>Thành phố khởi công cây cầu mới</h1>
<p>Sáng 2/7, thành phố khởi công cây cầu mới dài 1,5 km qua sông. Cầu có bốn làn xe.</p>
<h2>Tiến độ của dự án</h2>
<p>Cầu sẽ xong vào cuối năm sau. Kinh phí là 120 tỷ đồng.</p>
<ul><li>Giai đoạn một làm mố cầu.</li><li>Giai đoạn hai làm mặt cầu.</li></ul></article>"""


@dataclass(frozen=True)
class Answer:
    """What came back over the socket."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Newsroom:
    """The service and the address it is served at."""

    service: Service
    port: int
    app: Flask

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request on a connection of its own; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def forget_attempts(self) -> None:
        """Nobody has tried to sign in yet."""
        around: Site = self.app.extensions[EXTENSION]
        fresh = replace(around, attempts=SignInAttempts())
        self.app.extensions[EXTENSION] = fresh

    def take_in(
        self,
        source_id: str,
        text: str = SHORT,
        link: str | None = "https://bao.example/bai",
        section: str | None = None,
        *,
        wished: bool = False,
    ) -> Article:
        """An article of this id, not yet recorded.

        Unless it is ``wished`` for, as all are that come in, no worker records it by itself at
        some later moment, beside another test of the newsroom that all of them share.
        """
        kind = "text/html" if "<" in text else "text/plain"
        hints = Hints(source_id, media_type=kind, link=link, section=section)
        desk = Desk(shell_actor("test"), self.service.library, datetime.now(UTC))
        with self.service.library.together():
            article = self.service.take_in(text.encode(), hints, desk).article
            if not wished:
                self.service.library.drop_wish(article.id)
        return article

    def record(
        self, source_id: str, text: str = SHORT, link: str | None = "https://bao.example/bai"
    ) -> Episode:
        """The article of this id, recorded."""
        article = self.take_in(source_id, text, link)
        self.finish(article.id)
        episode = self.service.library.episode(article.id)
        assert episode is not None
        return episode

    def finish(self, article_id: str) -> None:
        """Records the article and waits for it."""
        job = self.service.regenerate(article_id)
        if job is not None:
            done = self.service.jobs.wait(job.id, timeout=60)
            assert done.state is JobState.DONE, done.message

    def person(self, role: Role = Role.ADMIN, sections: tuple[str, ...] = ()) -> Person:
        """Somebody of this role, for these sections; always the same one."""
        library, name = self.service.library, " ".join((role.value, *sections))
        found = library.person_called(name)
        return found or library.add_person(name, role, sections, datetime.now(UTC))

    def sign_in_secret(self, person: Person | None = None) -> str:
        """The secret of a fresh sign-in link, for an admin unless for somebody else."""
        now = datetime.now(UTC)
        somebody = person or self.person()
        return self.service.library.make_sign_in(now, now + timedelta(hours=1), somebody.id)


class Editor:
    """Someone with a session at the desk, who fills in forms."""

    def __init__(self, newsroom: Newsroom, person: Person | None = None) -> None:
        self._newsroom = newsroom
        answer = self.post("/desk/sign-in", token=newsroom.sign_in_secret(person))
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        page = self.get("/desk/")
        self.form_token = page.text.split('name="form_token" value="')[1].split('"')[0]

    cookie = ""
    form_token = ""

    def get(self, path: str) -> Answer:
        return self._newsroom.ask(path, headers={"Cookie": self.cookie})

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode({"form_token": self.form_token, **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        return self._newsroom.ask(path, "POST", body, headers)

    def upload(self, path: str, field: str, name: str, content: bytes, **fields: str) -> Answer:
        """A form with a file, as a browser sends it (RFC 7578)."""
        given = {"form_token": self.form_token, **fields}
        kind, body = form_of(given, [(field, name, content)])
        headers = {"Content-Type": kind, "Cookie": self.cookie}
        return self._newsroom.ask(path, "POST", body, headers)


def form_of(
    fields: Mapping[str, str], files: Iterable[tuple[str, str, bytes]]
) -> tuple[str, bytes]:
    """Content type and body of a form; of each file its field, its name and its content."""
    edge = b"--ranh-gioi-cua-bieu-mau"
    parts = [
        f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
        for key, value in fields.items()
    ]
    for field, name, content in files:
        head = f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content)
    body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    return f"multipart/form-data; boundary={edge[2:].decode()}", body


@contextmanager
def open_newsroom(
    folder: Path,
    *,
    worker: bool = True,
    reads_on: bool = False,
    rhythm: Rhythm = STEADY,
    fetcher: Fetcher | None = None,
    article_limit_bytes: int = 20_000,
    article_hours: float = Settings().article_hours,
    release_rules: Mapping[str, str] = MappingProxyType({}),
    database_url: str = "",
    media_url: str = "",
    media_delivery: str = "own",
    cache_url: str = "",
    requests_per_minute: int = 0,
    hubs: str = "",
    opus: str = "",
) -> Iterator[Newsroom]:
    """A newsroom whose state lives in ``folder``, served until the end.

    Without a ``worker`` its jobs wait. With ``reads_on`` it opens whatever is wrong. Without a
    ``fetcher`` it asks no other site. ``release_rules`` are as in the settings. Its database is
    on the server of ``database_url``, if any; what it publishes in the bucket of ``media_url``.
    Who has come in sends as many requests as he likes, unless ``requests_per_minute`` are said.
    The ``hubs`` are told of changed feeds. ``opus`` is the program that makes it.
    """

    def now() -> datetime:
        return datetime.now(UTC)

    port = free_port()
    settings = Settings(
        data=folder / "data",
        database_url=database_url,
        media_url=media_url,
        media_delivery=media_delivery,
        cache_url=cache_url,
        cache=folder / "clips",
        port=port,
        engine="silence",
        title="Tin Sông Công",
        free_space_mb=0,
        article_limit_bytes=article_limit_bytes,
        article_hours=article_hours,
        fetch_pictures=fetcher is not None,
        release="automatic",
        release_rules=release_rules,
        requests_per_minute=requests_per_minute,
        hubs=hubs,
        opus=opus,
    )
    with open_service(
        settings, now=now, worker=worker, rhythm=rhythm, reads_on=reads_on, fetcher=fetcher
    ) as service:
        service.publish_channel(now())
        app = create_app(service, now=now)
        door = Door(host="127.0.0.1", port=port, threads=8)
        server = open_server(app, door, BodyLimits(app, settings).of)
        traffic_of(app).count_connections = partial(len, server.connections)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield Newsroom(service, port, app)
        finally:
            server.close()
            thread.join()
