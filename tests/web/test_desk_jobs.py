"""The list of recordings at the desk: what runs, waits, failed, and what to do about it."""

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from service.engines.google import GoogleEngine
from service.model import Override, Role
from service.model.job import Asker, Priority
from tests.web.newsroom import SHORT, Editor, Newsroom, open_newsroom
from tests.web.test_desk_sentences import words_of


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One without a worker: its jobs stand still."""
    with open_newsroom(tmp_path_factory.mktemp("jobs"), worker=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def queued(newsroom: Newsroom) -> list[str]:
    """More articles than a page holds, each with a recording that waits."""
    found = []
    for number in range(23):
        title = f"Bài số {number} của hàng"
        text = SHORT.replace("Thành phố khởi công cây cầu mới</h1>", f"{title}</h1>")
        article = newsroom.take_in(f"hang/{number}", text)
        newsroom.service.regenerate(article.id)
        found.append(article.id)
    return found


def titles(text: str) -> list[str]:
    return re.findall(r"<h2><a [^>]+>(?:<span[^>]*>)?(Bài số \d+ của hàng)", html.unescape(text))


def test_what_waits_is_told_in_its_order_with_its_place_a_page_at_a_time(
    editor: Editor, queued: list[str]
) -> None:
    first = editor.get("/desk/jobs?trang-thai=dang-cho")
    assert "23 việc đang chờ." in words_of(first)
    assert "Thứ 1 trong hàng đợi." in words_of(first)
    assert titles(first.text) == [f"Bài số {number} của hàng" for number in range(20)]
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following is not None
    second = editor.get(html.unescape(following[1]))
    assert titles(second.text) == [f"Bài số {number} của hàng" for number in range(20, 23)]
    assert "Thứ 23 trong hàng đợi." in words_of(second)
    assert 'rel="next"' not in second.text


def test_the_page_of_a_job_that_waits_tells_its_place(
    newsroom: Newsroom, editor: Editor, queued: list[str]
) -> None:
    job = newsroom.service.jobs.current(queued[4])
    assert job is not None
    assert "thứ 5 trong hàng đợi" in words_of(editor.get(f"/desk/jobs/{job.id}"))


def test_the_list_is_narrowed_to_an_article_by_its_id_or_words_of_its_title(
    editor: Editor, queued: list[str]
) -> None:
    for named in ("hang/7", "so 7 cua", queued[7]):
        page = editor.get(f"/desk/jobs?bai={quote(named)}")
        assert titles(page.text) == ["Bài số 7 của hàng"], named
    unknown = editor.get("/desk/jobs?bai=zzzz")
    assert "Không tìm thấy bài nào" in words_of(unknown)
    assert titles(unknown.text) == []


def test_a_job_is_cancelled_and_tried_again_from_its_line(
    newsroom: Newsroom, editor: Editor, queued: list[str]
) -> None:
    job = newsroom.service.jobs.current(queued[22])
    assert job is not None
    assert f'action="/desk/jobs/{job.id}/cancel"' in editor.get("/desk/jobs?bai=hang/22").text
    editor.post(f"/desk/jobs/{job.id}/cancel")
    page = editor.get("/desk/jobs?trang-thai=da-huy")
    assert titles(page.text) == ["Bài số 22 của hàng"]
    assert f'action="/desk/jobs/{job.id}/retry"' in page.text
    viewer = Editor(newsroom, newsroom.person(Role.VIEWER))
    assert "/retry" not in viewer.get("/desk/jobs?trang-thai=da-huy").text
    editor.post(f"/desk/jobs/{job.id}/retry")


def test_what_lost_its_sentence_is_told_with_the_job(
    newsroom: Newsroom, editor: Editor, queued: list[str]
) -> None:
    library = newsroom.service.library
    article = library.article(queued[1])
    assert article is not None
    now = article.revision.published
    gone = Override(queued[1], "s00000000000", "Câu đã mất.", "Câu khác.", "An", now)
    library.set_override(gone)
    page = editor.get("/desk/jobs?bai=hang/1&trang-thai=dang-cho")
    assert "1 cách đọc hoặc bản thu đang đợi câu mới" in words_of(page)


@pytest.mark.parametrize(
    "query",
    ["?trang=0", "?trang=-3", f"?trang={10**30}", "?trang=x", "?trang-thai=%00", "?loai=dinh-ky"],
)
def test_an_address_that_makes_no_sense_shows_a_list(editor: Editor, query: str) -> None:
    assert editor.get(f"/desk/jobs{query}").status == 200


def test_the_list_tells_who_asked_and_puts_people_before_systems(
    newsroom: Newsroom, editor: Editor, queued: list[str]
) -> None:
    article = newsroom.take_in("hang/gap", SHORT.replace("cây cầu mới", "con đường mới"))
    system = Asker("Hệ thống toà soạn", Priority.IMPORT)
    behind = newsroom.service.regenerate(article.id, by=system)
    assert behind is not None
    page = editor.get(f"/desk/jobs/{behind.id}")
    assert "Bài do hệ thống gửi. Người yêu cầu: Hệ thống toà soạn." in words_of(page)
    assert newsroom.service.jobs.lists.place_of(behind) == len(queued)
    before = newsroom.service.regenerate(article.id, by=Asker("Lan", Priority.EDITOR))
    assert before is not None
    assert "Có người đang đợi. Người yêu cầu: Lan." in words_of(
        editor.get(f"/desk/jobs/{before.id}")
    )
    newsroom.service.cancel(before.id)


def test_the_list_tells_of_an_engine_that_nobody_asks(newsroom: Newsroom, editor: Editor) -> None:
    assert "không ai hỏi thêm" not in words_of(editor.get("/desk/jobs"))
    google = newsroom.service.production.voices.engines["google"]
    assert isinstance(google, GoogleEngine)
    google.limiter.refused(3600)
    assert "google đã từ chối nên không ai hỏi thêm cho đến" in words_of(editor.get("/desk/jobs"))
    google.limiter.answered()
