"""The desk offers nobody what their role does not let them do."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from service.desk.permissions import permits
from service.model import Act, Article, Role, person_actor
from service.text.lexicon import build_entry
from service.web.rules import RULES
from tests.web.newsroom import SHORT, Editor, Newsroom

PAGES = [
    *("/desk/", "/desk/articles/{id}", "/desk/articles/{id}/sentences/{segment}"),
    *("/desk/articles/{id}/history", "/desk/articles/{id}/waveform", "/desk/lexicon"),
    *("/desk/lexicon/entries/{entry}", "/desk/jobs", "/desk/jobs/{job}", "/desk/dashboard"),
    *("/desk/account", "/desk/sessions", "/desk/audit"),
]


class _Offers(HTMLParser):
    """The addresses that a page's forms and buttons are sent to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post" and given.get("action"):
            self.found.add(urlsplit(str(given["action"])).path)
        if given.get("formaction"):
            self.found.add(urlsplit(str(given["formaction"])).path)


def offered(page: str, app: Flask) -> set[str]:
    """The endpoints that the page's forms lead to."""
    offers = _Offers()
    offers.feed(page)
    addresses = app.url_map.bind("")
    found = set()
    for path in offers.found:
        try:
            found.add(addresses.match(path, method="POST")[0])
        except HTTPException:
            raise AssertionError(f"{path} is no address") from None
    return found


@pytest.fixture
def addresses(newsroom: Newsroom) -> list[str]:
    """Pages of an article with a doubt, a note and a lock, of its recording, of the lexicon."""
    text = SHORT.replace("bốn làn xe", "bốn làn xe CS").replace("mới dài", "mới theo OFR dài")
    first = newsroom.record("chao/1", text.replace("Giai đoạn hai", "Giai đoạn ba"))
    article = newsroom.take_in("chao/1", text)
    newsroom.finish(article.id)
    assert first.id == article.id
    admin = Editor(newsroom)
    entry = build_entry({"id": "ofr", "grapheme": "OFR", "alias": "ô ép e"}, datetime.now(UTC))
    newsroom.service.library.put_lexicon_entries([entry], author="An")
    segment = _doubtful(newsroom, article)
    of_sentence = f"/desk/articles/{article.id}/sentences/{segment}"
    admin.post(f"{of_sentence}/note", segment=segment, note="Chị xem giúp.")
    job = newsroom.service.jobs.current(article.id)
    assert job is not None
    names = {"id": article.id, "job": job.id, "segment": segment, "entry": entry.id}
    return [each.format(**names) for each in PAGES]


def _doubtful(newsroom: Newsroom, article: Article) -> str:
    page = Editor(newsroom).get(f"/desk/articles/{article.id}?show=doubtful").text
    return page.split('data-sentence="')[1].split('"')[0].rsplit("/", 1)[1]


@pytest.mark.parametrize("role", Role)
def test_no_page_offers_a_role_what_it_may_not_do(
    newsroom: Newsroom, addresses: list[str], role: Role
) -> None:
    person = newsroom.person(role)
    editor, actor = Editor(newsroom, person), person_actor(person)
    refused = set()
    for address in addresses:
        answer = editor.get(address)
        assert answer.status == 200, address
        for endpoint in offered(answer.text, newsroom.app):
            rule = RULES[endpoint]
            if isinstance(rule, Act) and not permits(actor, rule):
                refused.add(f"{address.split('/')[2]}: {endpoint}")
    assert refused == set()
