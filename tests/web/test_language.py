"""The desk in Vietnamese and in English: what is said, who chose it, what stays as it is."""

import ast
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.web import create_app
from service.web.language.catalogue import CATALOGUE, translations
from tests.translations import TABLES, as_file, kept, pairs, renewed, shown, untranslated
from tests.web.newsroom import Newsroom
from tests.web.outside import outside_of_module, outside_of_script, outside_of_template

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.joinpath("templates").rglob("*.html"))
MODULES = [
    ROOT / "service/web/problems.py",
    *sorted(ROOT.joinpath("service/web/desk").glob("*.py")),
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")
OURS = re.compile("[ăđơưạảấầẩậắằẳặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỷỹ]", re.IGNORECASE)


@pytest.fixture
def browser(newsroom: Newsroom) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return create_app(newsroom.service, now=newsroom.service.production.now).test_client()


def test_every_sentence_that_is_shown_has_its_english_and_none_is_kept_that_is_not_shown() -> None:
    assert {each for each, _ in pairs(kept())} == {each for each, _ in pairs(shown())}
    assert untranslated(kept()) == []
    assert not [each.id for each in kept() if each.id and each.fuzzy]
    assert not kept().obsolete


def test_the_file_of_the_catalogue_is_as_the_command_writes_it() -> None:
    assert CATALOGUE.read_bytes() == as_file(renewed()), "run python -m tests.translations"


def test_the_english_names_what_the_sentence_names_and_is_no_vietnamese() -> None:
    wrong = []
    for sentence, english in pairs(kept()):
        wanted = set(PLACEHOLDER.findall(sentence))
        spared = {"num"} if len(english) > 1 else set()  # «one sentence» says it in words
        for each in english:
            named = set(PLACEHOLDER.findall(each))
            if not wanted - spared <= named <= wanted or OURS.search(each):
                wrong.append(each)
    assert wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=[each.stem for each in TEMPLATES])
def test_a_template_says_nothing_past_the_translations(path: Path) -> None:
    assert list(outside_of_template(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["desk.js", "desk-article.js"])
def test_a_script_of_the_desk_says_nothing_past_the_translations(name: str) -> None:
    assert list(outside_of_script((ROOT / "static" / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=[each.stem for each in MODULES])
def test_a_module_of_the_desk_says_nothing_past_the_translations(path: Path) -> None:
    words = {each for tables in TABLES.values() for table in tables for each in table.values()}
    tree = ast.parse(path.read_text("utf-8"))
    assert list(outside_of_module(tree, frozenset(words))) == []


def test_a_sentence_past_the_translations_is_noticed() -> None:
    past = '<p aria-label="Nghe">{{ _("Đã lưu") }} Trang nghe</p>{{ x or "không đọc" }}'
    assert list(outside_of_template(past)) == ['"không đọc"', "Nghe", "Trang nghe"]
    assert list(outside_of_script("tell(`Câu ${n}`); tell(_('Đã lưu'))")) == ["`Câu ${n}`"]
    module = ast.parse("told('Đã lưu'); _('Đã xoá'); AccessError('Đã', 'It')")
    assert list(outside_of_module(module, frozenset())) == ["1: Đã lưu"]


def test_vietnamese_is_what_stands_in_the_templates() -> None:
    assert translations("vi").gettext("Bàn biên tập") == "Bàn biên tập"
    assert translations("en").gettext("Bàn biên tập") == "Desk"


def test_the_desk_is_vietnamese_whatever_the_browser_prefers(browser: FlaskClient) -> None:
    page = browser.get("/desk/sign-in", headers={"Accept-Language": "en"}).text
    assert '<html lang="vi">' in page
    assert "Vào bàn biên tập" in page
    assert '<button name="language" value="en" lang="en">English</button>' in page


def test_the_button_keeps_the_page_and_the_choice(browser: FlaskClient) -> None:
    page = "/desk/sign-in?token=abc"
    assert f'name="page" value="{page}"' in browser.get(page).text
    answer = browser.post("/desk/language", data={"language": "en", "page": page})
    assert (answer.status_code, answer.location) == (303, page)
    kept_as = answer.headers["Set-Cookie"]
    assert "Path=/desk" in kept_as
    assert "HttpOnly" in kept_as
    english = browser.get(page).text
    assert '<html lang="en">' in english
    assert "Sign in to the desk" in english
    assert '<button name="language" value="vi" lang="vi">Tiếng Việt</button>' in english
    browser.post("/desk/language", data={"language": "vi", "page": page})
    assert '<html lang="vi">' in browser.get(page).text


@pytest.mark.parametrize("page", ["https://xa.example/", "//xa.example/", "/", "", "/desk/\n", "x"])
def test_the_button_leads_nowhere_but_to_the_desk(browser: FlaskClient, page: str) -> None:
    answer = browser.post("/desk/language", data={"language": "en", "page": page})
    assert answer.location == "/desk/"


def test_a_language_that_there_is_not_is_refused(browser: FlaskClient) -> None:
    assert browser.post("/desk/language", data={"language": "fr"}).status_code == 400
    browser.set_cookie("loa_language", "fr", path="/desk")
    assert '<html lang="vi">' in browser.get("/desk/sign-in").text


def test_another_site_does_not_choose_the_language(browser: FlaskClient) -> None:
    strange = {"Origin": "https://xa.example"}
    answer = browser.post("/desk/language", data={"language": "en"}, headers=strange)
    assert answer.status_code == 403


def test_a_public_page_is_the_same_for_everybody(browser: FlaskClient) -> None:
    before = browser.get("/").data
    browser.post("/desk/language", data={"language": "en"})
    assert browser.get("/").data == before


def test_an_error_page_of_the_desk_speaks_the_chosen_language(browser: FlaskClient) -> None:
    browser.post("/desk/language", data={"language": "en"})
    page = browser.post("/desk/sign-in", data={"token": "nobody's"})
    assert page.status_code == 401
    assert "<h1>Please sign in</h1>" in page.text
    assert "This link has been used or has expired" in page.text
    nowhere = browser.get("/desk/nowhere").text
    assert "<h1>Not found</h1>" in nowhere
