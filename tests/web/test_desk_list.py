"""The desk's list over HTTP: found, narrowed, paged by links, and acted on together."""

import html
import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from service.model import JobState, Override, Role
from tests.web.newsroom import SAMPLE, SHORT, Editor, Newsroom


def listed(editor: Editor, query: str = "") -> list[str]:
    """The newsroom's ids on the page, in its order."""
    page = html.unescape(editor.get(f"/desk/{query}").text)
    return re.findall(r"Mã bài: (\S+)", page)


def ids_of(newsroom: Newsroom, *names: str) -> list[str]:
    found = [newsroom.service.library.article_by_source(name) for name in names]
    return [each.id for each in found if each is not None]


@pytest.fixture(scope="module", autouse=True)
def articles(newsroom: Newsroom) -> None:
    newsroom.take_in("quyt/1", SHORT.replace("mới</h1>", "Quýt Đoài</h1>"))
    newsroom.take_in("quyt/2", SHORT.replace("mới</h1>", "Quyt Doai</h1>"))


def test_articles_are_found_with_and_without_marks_by_a_plain_address(editor: Editor) -> None:
    assert listed(editor, "?tim=quyt+doai") == ["quyt/2", "quyt/1"]
    assert listed(editor, f"?tim={quote('quýt đoài')}") == ["quyt/1"]
    assert listed(editor, "?tim=quyt%2F2") == ["quyt/2"]


def test_a_search_that_finds_nothing_says_so_and_keeps_what_was_typed(editor: Editor) -> None:
    page = html.unescape(editor.get("/desk/?tim=zzz+%22%3E%3Cb%3E").text)
    assert "Không bài nào như thế." in page
    assert "<b>" not in editor.get("/desk/?tim=zzz+%22%3E%3Cb%3E").text
    assert 'value="zzz "><b>"' in page


@pytest.mark.parametrize(
    "query",
    ["?sau=x", "?sau=-1", f"?sau={10**40}", "?trang-thai=%00", "?truoc=1&sau=2", "?tim=%22"],
)
def test_an_address_that_makes_no_sense_narrows_nothing_or_finds_nothing(
    editor: Editor, query: str
) -> None:
    assert editor.get(f"/desk/{query}").status == 200


def test_pages_follow_each_other_by_links_and_keep_the_filter(
    newsroom: Newsroom, editor: Editor
) -> None:
    for number in range(45):
        article = newsroom.take_in(f"xoai-mit/{number}", SHORT.replace("mới</h1>", "Xoài Mít</h1>"))
        # One that is recorded meanwhile would change, and stand before the others.
        newsroom.service.library.drop_wish(article.id)
    query, seen = "?tim=xoai+mit", []
    while True:
        page = html.unescape(editor.get(f"/desk/{query}").text)
        seen += re.findall(r"Mã bài: (\S+)", page)
        following = re.search(r'rel="next" href="/desk/(\?[^"]+)"', page)
        if following is None:
            break
        query = following[1]
    assert seen == [f"xoai-mit/{number}" for number in reversed(range(45))]
    back = re.search(r'rel="prev" href="/desk/(\?[^"]+)"', page)
    assert back is not None
    assert listed(editor, back[1]) == [f"xoai-mit/{number}" for number in reversed(range(5, 25))]


def test_a_filter_leaves_what_it_says(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.finish(newsroom.take_in("loc/1", SHORT.replace("mới</h1>", "Ổi Đào</h1>")).id)
    assert listed(editor, f"?tim={quote('ổi đào')}&trang-thai=public") == ["loc/1"]
    assert listed(editor, f"?tim={quote('ổi đào')}&trang-thai=failed") == []
    assert listed(editor, f"?tim={quote('ổi đào')}&nguon=bao.example") == ["loc/1"]


def test_who_acted_last_is_told_and_can_be_asked_for(newsroom: Newsroom) -> None:
    library = newsroom.service.library
    person = library.add_person("Đào Thị Quýt", Role.EDITOR, (), datetime.now(UTC))
    editor = Editor(newsroom, person)
    (article_id,) = ids_of(newsroom, "quyt/1")
    editor.post(f"/desk/articles/{article_id}/regenerate")
    newsroom.finish(article_id)
    assert "Đào Thị Quýt đang làm việc" in editor.get("/desk/").text
    assert listed(editor, f"?nguoi={quote('Đào Thị Quýt')}") == ["quyt/1"]


def test_warned_sentences_are_counted_when_an_article_is_made(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("dem/1", SAMPLE.read_text("utf-8"))
    warned = sum(bool(each.utterance.warnings) for each in episode.edition.passages)
    assert warned
    page = editor.get("/desk/?can-xem=1&tim=dem").text
    assert f"{warned} câu cần xem lại" in page


def test_a_bulk_act_is_foreseen_done_and_undone(newsroom: Newsroom, editor: Editor) -> None:
    texts = [SHORT.replace("120 tỷ", f"{number}31 tỷ") for number in (5, 6)]
    new = [newsroom.record(f"nhieu/{at}", text).id for at, text in enumerate(texts)]
    before = [newsroom.service.jobs.current(each) for each in new]
    for each in new:
        edition = newsroom.service.library.kept_edition(each, 1)
        first = edition.passages[0].segment
        said = Override(each, first.id, first.text, "Câu khác.", "An", edition.created)
        newsroom.service.library.set_override(said)
    made = newsroom.record("nhieu/xong").id
    fields = {"act": "regenerate", "which": "chosen"}
    body = "&".join(f"article={each}" for each in (*new, made))
    page = html.unescape(post_many(newsroom, editor, "/desk/bulk", body, **fields))
    assert "2 trên 3 bài" in page
    assert "Bản đọc đã là mới nhất; không thu gì." in page
    assert [newsroom.service.jobs.current(each) for each in new] == before, "nothing is done yet"
    done = html.unescape(
        post_many(newsroom, editor, "/desk/bulk/do", f"article={new[0]}&article={new[1]}", **fields)
    )
    jobs = re.findall(r'name="job" value="([^"]+)"', done)
    assert len(jobs) == 2
    undone = editor.post("/desk/bulk/undo", job=jobs[0])
    assert undone.status == 303
    for job in jobs:
        ended = newsroom.service.jobs.wait(job, timeout=60)
        assert ended.state in (JobState.DONE, JobState.CANCELLED)


def test_what_waits_is_approved_together_as_it_was_shown(
    newsroom: Newsroom, editor: Editor
) -> None:
    sentences = [f"Câu thứ {at} của bài kể về việc chung của phường." for at in range(9)]
    for count in (9, 1):
        body = "".join(f"<p>{each}</p>" for each in sentences[:count])
        held = newsroom.take_in("nhieu/doi", f"<h1>Việc chung của phường ta</h1>{body}").id
    fields = {"act": "approve", "which": "shown"}
    page = post_many(newsroom, editor, "/desk/bulk", f"shown={held}", **fields)
    seen = re.search(rf'name="seen-{held}" value="(\w+)"', page)
    assert seen is not None
    stale = post_many(newsroom, editor, "/desk/bulk/do", f"article={held}&seen-{held}=x", **fields)
    assert "đã đổi trong lúc bạn xem" in stale
    assert newsroom.service.library.hold(held) is not None
    body = f"article={held}&seen-{held}={seen[1]}"
    assert "Đã duyệt." in post_many(newsroom, editor, "/desk/bulk/do", body, **fields)
    assert newsroom.service.library.hold(held) is None


@pytest.mark.parametrize("act", ["", "delete", "regenerate"])
def test_a_bulk_act_without_articles_or_an_unknown_one_does_nothing(
    editor: Editor, act: str
) -> None:
    for path in ("/desk/bulk", "/desk/bulk/do"):
        assert editor.post(path, act=act).status == (303 if act == "regenerate" else 404)


def test_the_way_back_to_the_list_keeps_its_filter_and_leads_nowhere_else(editor: Editor) -> None:
    answer = editor.post("/desk/bulk", act="regenerate", back="tim=cau&sau=7&next=//evil.example")
    assert answer.headers["Location"] == "/desk/?tim=cau&sau=7"


def post_many(newsroom: Newsroom, editor: Editor, path: str, body: str, **fields: str) -> str:
    """A form with a field that comes several times."""
    told = "&".join(f"{key}={value}" for key, value in fields.items())
    content = f"form_token={editor.form_token}&{told}&{body}".encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": editor.cookie}
    answer = newsroom.ask(path, "POST", content, headers)
    assert answer.status == 200, answer.text
    return answer.text
