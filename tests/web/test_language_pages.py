"""The desk's pages in English: what is still Vietnamese on them is the newsroom's, and says so."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree, html

from service.model import Role
from tests.web.newsroom import Answer, Editor, Newsroom
from tests.web.outside import VIETNAMESE
from tests.web.test_desk import segment_ids
from tests.web.test_desk_sentences import fields_of
from tests.web.test_holds import BODY, BRIDGE

DOUBTFUL = """<article><h1>Giá vàng tăng mạnh</h1>
<p>Ngày 31/2, giá vàng lên 84,% so với TTXVN đưa tin hôm 12/3. HĐQT họp lúc 8h.</p>
<p>Ông QWZ nói giá sẽ còn tăng 3-4 lần.</p>
<table><tr><th>Tháng</th><th>Giá</th></tr><tr><td>Một</td><td>70</td></tr></table></article>"""
SPARED = ("title", "textarea", "script", "datalist")


class EnglishReader(Editor):
    """Somebody who has chosen English."""

    def __init__(self, newsroom: Newsroom) -> None:
        library = newsroom.service.library
        jane = library.person_called("Jane")
        person = jane or library.add_person("Jane", Role.ADMIN, (), datetime.now(UTC))
        super().__init__(newsroom, person)
        self.cookie += "; loa_language=en"


@pytest.fixture(scope="module")
def reader(newsroom: Newsroom) -> EnglishReader:
    return EnglishReader(newsroom)


def unmarked(page: str) -> list[str]:
    """The Vietnamese of a page that is not marked: its text, and what names its elements.

    What stands in fields is the reader's own, and a page's title cannot be marked.
    """
    root = html.document_fromstring(page)
    for each in list(root.iter()):
        if each.get("lang") == "vi" or each.tag in SPARED:
            etree.strip_tags(each, "*")
            each.text = ""
    named = [each.get(name, "") for each in root.iter() for name in ("aria-label", "alt")]
    shown = [*root.itertext(), *named]
    return [str(each).strip() for each in shown if VIETNAMESE.search(str(each))]


def left_on(answer: Answer) -> list[str]:
    assert '<html lang="en">' in answer.text
    said = re.sub(r"<script.*?</script>", "", answer.text, flags=re.DOTALL)
    assert not re.search(r"%\(\w+\)|%%", said)
    return unmarked(answer.text)


def paths(newsroom: Newsroom, article_id: str) -> Iterator[str]:
    yield from ("/desk/", "/desk/?tim=gia&trang-thai=public", "/desk/?tim=khong-co-bai-nay")
    yield from (f"/desk/articles/{article_id}{rest}" for rest in ("", "/history", "/waveform"))
    yield from (f"/desk/articles/{article_id}?show={show}" for show in ("doubtful", "unread"))
    yield f"/desk/articles/{article_id}/edit"
    yield f"/desk/articles/{article_id}/compare?cu=e:1&moi=e:1&gi=doc"
    yield from (
        "/desk/new",
        "/desk/lexicon",
        "/desk/lexicon?tim=x",
        "/desk/dashboard",
        "/desk/status",
    )
    yield from ("/desk/dashboard?ngay=30", "/desk/sessions", "/desk/tokens", "/desk/webhooks")
    yield from ("/desk/people", "/desk/people/1", "/desk/account", "/desk/account/second-factor")
    yield from ("/desk/audit", "/desk/audit?act=release&since=x", "/desk/nowhere", "/desk/jobs/x")


@pytest.fixture(scope="module")
def article_id(newsroom: Newsroom) -> str:
    return newsroom.record("ngon-ngu/vang", DOUBTFUL).id


def test_every_page_is_english_but_for_what_is_the_newsrooms(
    newsroom: Newsroom, reader: EnglishReader, article_id: str
) -> None:
    left = {path: left_on(reader.get(path)) for path in paths(newsroom, article_id)}
    assert {path: words for path, words in left.items() if words} == {}


def test_every_sentence_and_its_tools_are_english_but_for_what_is_the_newsrooms(
    reader: EnglishReader, article_id: str
) -> None:
    page = reader.get(f"/desk/articles/{article_id}")
    here = f"/desk/articles/{article_id}/sentences"
    for segment in segment_ids(page):
        acts = {"notes": {"note": "Xem lại giúp"}, "lock": {}, "audition": {"spoken": "Chín"}}
        for act, fields in acts.items():
            answer = reader.post(f"{here}/{segment}/{act}", segment=segment, number="1", **fields)
            assert answer.status in (200, 303), answer.text
        page = reader.get(f"{here}/{segment}")
        assert left_on(page) == []
        fields = fields_of(page) | {"spoken": "Chín mươi chín phần trăm"}
        for seen in (fields["seen"], "of another"):
            asked = reader.post(f"/desk/articles/{article_id}/overrides", **fields | {"seen": seen})
            assert asked.status == 303 or left_on(asked) == []
    assert left_on(reader.get(f"/desk/articles/{article_id}")) == []
    assert left_on(reader.get(f"{here}/khong-co")) == []


def test_what_forms_answer_is_english_but_for_what_is_the_newsrooms(
    reader: EnglishReader, article_id: str
) -> None:
    entry = {"grapheme": "HĐQT", "alias": "hội đồng quản trị", "say_as": "alias", "scope": "global"}
    token = {"name": "May doc", "scope": "read"}
    answers = {
        "look": reader.post("/desk/new", text=DOUBTFUL),
        "empty": reader.post("/desk/new", text=""),
        "entry": reader.post("/desk/lexicon/preview", whole_word="on", **entry),
        "heard": reader.post("/desk/lexicon/hear", **entry),
        "wrong entry": reader.post("/desk/lexicon", grapheme="", alias=""),
        "bulk": reader.post("/desk/bulk", act="regenerate", article=article_id),
        "bulk done": reader.post("/desk/bulk/do", act="approve", article=article_id),
        "token": reader.post("/desk/tokens", **token),
        "own token": reader.post("/desk/account/tokens", **token),
        "same token": reader.post("/desk/tokens", **token),
        "person": reader.post("/desk/people", name="Kate", role="editor"),
        "same person": reader.post("/desk/people", name="Kate", role="editor"),
        "password": reader.post("/desk/account/password", password="a", again="b"),
        "stale": reader.post("/desk/articles/x/release"),
        "when": reader.post(f"/desk/articles/{article_id}/schedule", at="x"),
    }
    assert [name for name, answer in answers.items() if answer.status == 404] == ["stale"]
    left = {name: left_on(answer) for name, answer in answers.items() if answer.status != 303}
    assert {name: words for name, words in left.items() if words} == {}


def test_what_is_held_or_withdrawn_is_told_in_english(
    newsroom: Newsroom, reader: EnglishReader
) -> None:
    newsroom.take_in("ngon-ngu/cau", f"<h1>Xã có cầu mới</h1>{BRIDGE}")
    held = newsroom.take_in("ngon-ngu/cau", f"<h1>Xã có cầu mới</h1><p>{BODY[0]}</p>")
    assert newsroom.service.library.hold(held.id) is not None
    withdrawn = newsroom.record("ngon-ngu/go-xuong").id
    notice = "Bài có chỗ sai."
    assert reader.post(f"/desk/articles/{withdrawn}/withdraw", notice=notice).status == 303
    job = newsroom.service.jobs.current(withdrawn)
    assert job is not None
    for path in (
        *(f"/desk/articles/{held.id}", f"/desk/articles/{held.id}/held"),
        *(f"/desk/articles/{withdrawn}", f"/desk/jobs/{job.id}"),
        *("/desk/?trang-thai=needs-review", "/desk/jobs"),
    ):
        assert left_on(reader.get(path)) == [], path


def test_who_asked_for_a_recording_is_marked_as_vietnamese(
    newsroom: Newsroom, reader: EnglishReader
) -> None:
    name = "Đặng Thị Ngôn Ngữ"
    person = newsroom.service.library.add_person(name, Role.ADMIN, (), datetime.now(UTC))
    article = newsroom.take_in("ngon-ngu/ai-yeu-cau")
    asking = Editor(newsroom, person)
    assert asking.post(f"/desk/articles/{article.id}/regenerate").status == 303
    job = newsroom.service.jobs.current(article.id)
    assert job is not None
    newsroom.service.jobs.wait(job.id, timeout=60)
    page = reader.get(f"/desk/jobs/{job.id}")
    assert f"{name}</span>" in page.text, page.text.partition("byline")[2][:200]
    assert left_on(page) == []
    assert left_on(reader.get("/desk/jobs")) == []


def test_what_is_told_once_is_english_too(
    newsroom: Newsroom, reader: EnglishReader, article_id: str
) -> None:
    answer = reader.post(f"/desk/articles/{article_id}/assign", person="Jane")
    assert answer.status == 303
    told = answer.headers["Set-Cookie"].split(";")[0]
    page = newsroom.ask(answer.headers["Location"], headers={"Cookie": f"{told}; loa_language=en"})
    assert "The article is assigned to Jane." in page.text


def test_dates_lengths_and_numbers_follow_the_language(
    newsroom: Newsroom, reader: EnglishReader, article_id: str
) -> None:
    page = reader.get(f"/desk/articles/{article_id}").text
    assert re.search(r">\w+day \d+ \w+ \d{4}, \d\d:\d\d</time>", page)
    assert re.search(r"\d+ seconds?, loudness −\d+\.\d LUFS", page)


def test_a_vietnamese_page_carries_nothing_of_the_translations(
    newsroom: Newsroom, editor: Editor, article_id: str
) -> None:
    """It is as its templates stand: no marks, no words for scripts, no name of what is named."""
    for path in paths(newsroom, article_id):
        page = re.sub(r"<pre.*?</pre>", "", editor.get(path).text, flags=re.DOTALL)
        assert page.count('lang="vi"') == 1, path
        assert 'id="words"' not in page
        assert not re.search(r"%\(\w+\)|%%", page)


def test_days_have_their_months_name_in_english(newsroom: Newsroom, reader: EnglishReader) -> None:
    made = reader.post("/desk/private-feeds", channel="main", name="Jane").text
    address = re.search(r"/private/[\w-]+/main\.xml", made)
    assert address is not None
    assert newsroom.ask(address[0]).status == 200
    used = reader.get("/desk/channels").text.split("Last used")
    assert any(re.match(r"</dt><dd>\d{1,2} [A-Z]\w+ \d{4}</dd>", each) for each in used)


def test_a_channel_to_choose_says_its_language_itself(reader: EnglishReader) -> None:
    page = reader.get("/desk/channels").text
    assert '<option value="main" lang="vi">' in page
    assert not re.search(r"<option[^>]*>[^<]*<(?!/option)", page), "an option holds words alone"
