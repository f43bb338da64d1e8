"""Channels and private feeds over the API, as the document tells."""

from typing import Any

import pytest

from service.model import Scope
from tests.web.newsroom import Newsroom
from tests.web.test_api_webhooks import Admin
from tests.web.test_openapi import require_as_told

ONE = "/channels/{slug}"


@pytest.fixture
def admin(newsroom: Newsroom) -> Admin:
    return Admin(newsroom, Scope.READ, Scope.ADMIN)


def test_a_selection_is_made_told_changed_removed_and_restored(
    newsroom: Newsroom, admin: Admin
) -> None:
    new = admin.ask("channels", "POST", title="Vàng", sections=["Kinh tế"], tags=["vàng"])
    assert new.status == 201, new.text
    require_as_told("POST", "/channels", new)
    path = new.headers["Location"].removeprefix("/api/v1/")
    slug = path.rpartition("/")[2]
    assert new.json["channel"]["feed"].endswith(f"/feeds/{slug}.xml")
    assert newsroom.ask(f"/feeds/{slug}.xml").status == 200
    one = admin.ask(path)
    require_as_told("GET", ONE, one)
    assert one.json["channel"]["sections"] == ["kinh te"]
    require_as_told("GET", "/channels", admin.ask("channels"))
    changed = admin.ask(path, "PATCH", description="Giá vàng.", private=True)
    require_as_told("PATCH", ONE, changed)
    told = changed.json["channel"]
    assert (told["title"], told["description"], told["private"]) == ("Vàng", "Giá vàng.", True)
    assert told["tags"] == ["vang"]
    assert told["feed"] is None
    assert admin.ask(path, "PATCH", private=False).json["channel"]["private"] is False
    assert admin.ask(path, "DELETE").status == 204
    assert newsroom.ask(f"/feeds/{slug}.xml").status == 410
    gone = admin.ask(path, "DELETE")
    assert gone.status == 404
    require_as_told("DELETE", ONE, gone)
    back = admin.ask(f"{path}/restore", "POST")
    require_as_told("POST", f"{ONE}/restore", back)
    assert newsroom.ask(f"/feeds/{slug}.xml").status == 200
    admin.ask(path, "DELETE")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"title": "A"},
        {"title": 7, "sections": ["A"]},
        {"title": "A", "sections": "B"},
        {"title": "A", "sections": [1]},
        {"title": "A", "sections": ["B"], "category": "Chính chị"},
        {"title": "A" * 201, "sections": ["B"]},
        {"title": "A", "sections": ["B"], "color": "red"},
        {"title": "A", "sections": ["B"], "private": "yes"},
    ],
)
def test_what_is_no_channel_is_refused_in_words(
    newsroom: Newsroom, admin: Admin, sent: dict[str, Any]
) -> None:
    before = newsroom.service.library.subchannels(removed=True)
    answer = admin.ask("channels", "POST", **sent)
    assert answer.status == 422, answer.text
    require_as_told("POST", "/channels", answer)
    assert newsroom.service.library.subchannels(removed=True) == before


def test_a_private_feed_is_told_once_and_revoked(newsroom: Newsroom, admin: Admin) -> None:
    newsroom.record("kenh/rieng-api")
    new = admin.ask("private-feeds", "POST", channel="main", name="Cô Năm")
    assert new.status == 201, new.text
    require_as_told("POST", "/private-feeds", new)
    path = new.json["address"].removeprefix(newsroom.service.settings.base_url)
    assert newsroom.ask(path).status == 200
    listed = admin.ask("private-feeds")
    require_as_told("GET", "/private-feeds", listed)
    assert path.split("/")[2] not in listed.text
    own = f"private-feeds/{new.json['private_feed']['id']}"
    assert admin.ask(own, "DELETE").status == 204
    assert newsroom.ask(path).status == 404
    assert admin.ask(own, "DELETE").status == 404
    assert admin.ask("private-feeds/x", "DELETE").status == 404
    assert admin.ask("private-feeds", "POST", channel="khong-co", name="An").status == 404
