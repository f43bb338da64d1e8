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
    undone = html.unescape(editor.post("/desk/bulk/undo", job=jobs[0]).text)
    assert "Đã huỷ." in undone or "Việc đã xong từ trước." in undone
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


def waiting(newsroom: Newsroom, *names: str) -> list[str]:
    """Articles whose editions are made and wait."""
    service = newsroom.service
    found: list[str] = []
    for name in names:
        text = SHORT.replace("120 tỷ", f"{len(name)}{len(found)}7 tỷ")
        article = newsroom.take_in(name, text)
        job = service.regenerate(article.id, hold=True)
        assert job is not None
        service.jobs.wait(job.id, timeout=60)
        found.append(article.id)
    return found


def test_what_waits_is_released_together_and_taken_back_together(
    newsroom: Newsroom, editor: Editor
) -> None:
    library = newsroom.service.library
    replaced = newsroom.record("cung/thay").id
    first, second, _ = waiting(newsroom, "cung/mot", "cung/hai", "cung/thay")
    public = newsroom.record("cung/xong").id
    ids = (first, second, replaced, public)
    chosen = "&".join(f"article={each}" for each in ids)
    fields = {"act": "release", "which": "chosen"}
    page = html.unescape(post_many(newsroom, editor, "/desk/bulk", chosen, **fields))
    assert "3 trên 4 bài" in page
    assert "không có bản thu nào đang đợi phát hành" in page
    assert "Sẽ phát hành bản 2, thay lặng lẽ bản đang phát." in page
    seen = "&".join(f"article={each}&seen-{each}=1" for each in (first, second))
    seen += f"&article={replaced}&seen-{replaced}=2"
    done = post_many(newsroom, editor, "/desk/bulk/do", seen, **fields)
    assert [bool(library.card(each)) for each in ids] == [True] * 4
    # The one that took another's place has its own way back.
    numbers = re.findall(r'name="number" value="(\d+)"', done)
    assert len(numbers) == 2
    # One was withdrawn by a colleague meanwhile: that is told of it, and keeps no other.
    editor.post(f"/desk/articles/{second}/withdraw")
    body = "&".join(f"number={each}" for each in numbers)
    undone = html.unescape(post_many(newsroom, editor, "/desk/bulk/undo", body))
    assert "Đã hoàn tác." in undone
    assert "có người đã đổi tiếp sau đó" in undone
    assert [bool(library.card(each)) for each in ids] == [False, False, True, True]


def test_public_articles_are_withdrawn_with_one_notice_and_restored(
    newsroom: Newsroom, editor: Editor
) -> None:
    library = newsroom.service.library
    ids = [newsroom.record(f"go-cung/{at}").id for at in range(2)]
    draft = newsroom.take_in("go-cung/nhap").id
    fields = {"act": "withdraw", "which": "chosen"}
    chosen = "&".join(f"article={each}" for each in (*ids, draft))
    page = html.unescape(post_many(newsroom, editor, "/desk/bulk", chosen, **fields))
    assert "2 trên 3 bài" in page
    assert 'name="notice"' in page
    body = "&".join(f"article={each}&seen-{each}=1" for each in ids)
    stale = body.replace("=1", "=9")
    assert "đã đổi trong lúc bạn xem" in post_many(
        newsroom, editor, "/desk/bulk/do", stale, **fields
    )
    done = post_many(newsroom, editor, "/desk/bulk/do", body, notice="Tin+sai.", **fields)
    for each in ids:
        withdrawal = library.withdrawal(each)
        assert withdrawal is not None
        assert withdrawal.notice == "Tin sai."
    numbers = "&".join(
        f"number={each}" for each in re.findall(r'name="number" value="(\d+)"', done)
    )
    post_many(newsroom, editor, "/desk/bulk/undo", numbers)
    assert all(library.card(each) for each in ids)


def test_articles_are_given_to_somebody_together_and_back_to_whom_they_were(
    newsroom: Newsroom, editor: Editor
) -> None:
    library = newsroom.service.library
    library.add_person("Lê Thị Ổi", Role.EDITOR, (), datetime.now(UTC))
    one, two = (newsroom.take_in(f"giao-cung/{at}").id for at in range(2))
    editor.post(f"/desk/articles/{one}/assign", person="admin")
    fields = {"act": "assign", "which": "chosen"}
    page = html.unescape(
        post_many(newsroom, editor, "/desk/bulk", f"article={one}&article={two}", **fields)
    )
    assert "Hiện giao cho admin." in page
    assert "<option>Lê Thị Ổi</option>" in page
    body = f"article={one}&seen-{one}=admin&article={two}&seen-{two}="
    person = quote("Lê Thị Ổi")
    done = post_many(newsroom, editor, "/desk/bulk/do", body, person=person, **fields)
    assert [assigned(newsroom, each) for each in (one, two)] == ["Lê Thị Ổi"] * 2
    numbers = "&".join(
        f"number={each}" for each in re.findall(r'name="number" value="(\d+)"', done)
    )
    post_many(newsroom, editor, "/desk/bulk/undo", numbers)
    assert [assigned(newsroom, each) for each in (one, two)] == ["admin", None]


def assigned(newsroom: Newsroom, article_id: str) -> str | None:
    found = newsroom.service.library.assignment(article_id)
    return found.person if found else None


def test_a_bulk_act_asks_for_each_article_whether_one_may(newsroom: Newsroom) -> None:
    own = newsroom.take_in("rieng/cua-minh", section="Y tế").id
    others = newsroom.take_in("rieng/cua-nguoi", section="Thể thao").id
    editor = Editor(newsroom, newsroom.person(Role.EDITOR, ("Y tế",)))
    fields = {"act": "assign", "which": "chosen"}
    page = html.unescape(
        post_many(newsroom, editor, "/desk/bulk", f"article={own}&article={others}", **fields)
    )
    assert "1 trên 2 bài" in page
    assert "Bạn chỉ làm việc với chuyên mục Y tế" in page
    body = f"article={own}&seen-{own}=&article={others}&seen-{others}=&person=admin"
    done = html.unescape(post_many(newsroom, editor, "/desk/bulk/do", body, **fields))
    assert "Bạn chỉ làm việc với chuyên mục Y tế" in done
    assert [assigned(newsroom, each) for each in (own, others)] == ["admin", None]
    page = html.unescape(
        post_many(newsroom, editor, "/desk/bulk", f"article={own}", act="release", which="chosen")
    )
    assert "cần vai trò người phát hành" in page


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
