"""The newsroom that is attacked: real database and folders, and nobody else's."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.model import Person, Scope
from service.releasing.story import produce_edition
from service.web import create_app
from tests.stage import Memory, ignore
from tests.web.attacks.routes import Route, routes
from tests.web.newsroom import Newsroom

_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@dataclass
class Besieged:
    """An application over a newsroom, with an article, an episode, and what opens its doors."""

    newsroom: Newsroom
    known: dict[str, str]
    now: Callable[[], datetime] = field(default=partial(datetime.now, UTC))

    def application(self) -> Flask:
        """A new one, which nobody has tried to sign in at."""
        return create_app(self.newsroom.service, now=lambda: self.now())

    def routes(self) -> Iterator[Route]:
        """All that can be asked for."""
        yield from routes(self.newsroom.app)

    def bearer(self) -> dict[str, str]:
        """The header of a token that lets everything."""
        now, library = datetime.now(UTC), self.newsroom.service.library
        name = f"mã {now.timestamp()}"
        secret = library.make_token(name, now, now + timedelta(days=2), scopes=list(Scope))
        return {"Authorization": f"Bearer {secret}"}

    def secrets(self) -> dict[str, str]:
        """What no answer may tell."""
        service = self.newsroom.service
        return {"a path of the server": str(service.settings.data), "code": "service/web"}


class Seat:
    """A browser at the desk with a session of its own; where it was ended, with another."""

    def __init__(self, besieged: Besieged, app: Flask, person: Person | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self._besieged, self._person = besieged, person
        self.form_token = ""
        self.take()

    def take(self) -> None:
        """Signs in."""
        secret = self._besieged.newsroom.sign_in_secret(self._person)
        answer = self.client.post("/desk/sign-in", data={"token": secret})
        assert answer.status_code == 303, answer.text
        found = _TOKEN.search(self.client.get("/desk/").text)
        assert found is not None
        self.form_token = found[1]

    @property
    def cookie(self) -> str:
        """What the browser sends of the session, for a client that keeps no cookies."""
        held = self.client.get_cookie("loa_desk", path="/desk")
        assert held is not None
        return f"loa_desk={held.value}"

    def send(self, route: Route, path: str, fields: Mapping[str, Any], **more: Any) -> TestResponse:
        """The answer to a form with the session's own token, or to a query."""
        if route.method == "GET":
            return self.client.get(path, query_string=dict(fields), buffered=True, **more)
        given = {"form_token": self.form_token, **fields}
        return self.client.open(path, method=route.method, data=given, **more)


def lay(newsroom: Newsroom) -> Besieged:
    """An article, its episode and a webhook are there."""
    article = newsroom.take_in("tan-cong/1")
    produce_edition(article.id, newsroom.service.production, Memory().run_step, ignore)
    episode = newsroom.service.library.episode(article.id)
    assert episode is not None
    folder, _, file = episode.edition.enclosure.name.partition("/")
    known = {
        "article_id": article.id,
        "episode_id": folder,
        "file": file,
        "source_id": "tan-cong/1",
        "segment_id": episode.edition.passages[0].segment.id,
        "filename": "loa.css",
    }
    return Besieged(newsroom, known)
