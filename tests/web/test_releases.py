"""Release, schedule, withdraw, restore, delete, roll back: at the desk, by the API, in public."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from service.model import HOUSE, Article, AuditQuery, Episode, Role
from service.outputs.addresses import recording_path
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom
from tests.web.test_api import System

ADMIN = Role.ADMIN.value
COMPANIONS = (
    "",
    "/captions.vtt",
    "/captions.srt",
    "/transcript.json",
    "/transcript.html",
    "/transcript.txt",
)


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def waiting(newsroom: Newsroom, source_id: str, text: str = SHORT) -> Article:
    """An article whose edition is made and waits."""
    article = newsroom.take_in(source_id, text)
    job = newsroom.service.regenerate(article.id, hold=True)
    assert job is not None
    newsroom.service.jobs.wait(job.id, timeout=60)
    assert newsroom.service.library.pending(article.id) is not None
    return article


def statuses(newsroom: Newsroom, episode_id: str, file: str) -> set[int]:
    page = f"/episodes/{episode_id}"
    addresses = [f"{page}{each}" for each in (*COMPANIONS, "/chapters.json", "/manifest.json")]
    return {newsroom.ask(each).status for each in (*addresses, recording_path(file))}


def in_feed(newsroom: Newsroom, episode_id: str) -> bool:
    return episode_id in newsroom.ask("/feed.xml").text


def file_of(newsroom: Newsroom, article_id: str) -> str:
    made = newsroom.service.library.made_edition(article_id)
    assert made is not None
    return made.enclosure.name


def act(system: System, method: str, source: str, step: str, **sent: object) -> Answer:
    address = f"articles/{source}/{step}" if step else f"articles/{source}"
    return system.ask(address, method, json.dumps(sent).encode() if sent else b"")


def test_what_waits_is_heard_at_the_desk_and_is_nobody_elses(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = waiting(newsroom, "phat/cho")
    file = file_of(newsroom, article.id)
    assert statuses(newsroom, article.id, file) == {404}
    assert not in_feed(newsroom, article.id)
    page = editor.get(f"/desk/articles/{article.id}").text
    assert "Phát hành: đã thu, chưa phát hành" in page
    assert "Người nghe chưa nghe được bài này." in page
    assert "Chưa có bản đọc" not in page
    sound = editor.get(f"/desk/articles/{article.id}/editions/1/audio")
    assert (sound.status, sound.headers["Content-Type"]) == (200, "audio/mpeg")
    assert newsroom.ask(f"/desk/articles/{article.id}/editions/1/audio").status != 200


def test_a_press_releases_what_was_heard(newsroom: Newsroom, editor: Editor) -> None:
    article = waiting(newsroom, "phat/ngay")
    editor.post(f"/desk/articles/{article.id}/release", edition="1")
    assert statuses(newsroom, article.id, file_of(newsroom, article.id)) == {200}
    assert in_feed(newsroom, article.id)
    again = editor.post(f"/desk/articles/{article.id}/release", edition="1")
    assert again.status == 404, "nothing waits any more"


def test_what_is_withdrawn_is_gone_with_its_notice_and_comes_back(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("phat/go")
    address, file = f"/desk/articles/{episode.id}", episode.edition.enclosure.name
    assert statuses(newsroom, episode.id, file) == {200}
    editor.post(f"{address}/withdraw", notice="Bài có sai sót nặng.")
    assert statuses(newsroom, episode.id, file) == {410}
    assert "Bài có sai sót nặng." in newsroom.ask(f"/episodes/{episode.id}").text
    assert not in_feed(newsroom, episode.id)
    assert episode.id not in newsroom.ask("/").text
    assert "Khôi phục bài" in editor.get(address).text
    editor.post(f"{address}/restore")
    assert statuses(newsroom, episode.id, file) == {200}
    assert in_feed(newsroom, episode.id)


def test_what_is_withdrawn_comes_back_corrected_and_nobody_gets_what_was_taken_back(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("phat/go-sua")
    address, old = f"/desk/articles/{episode.id}", episode.edition.enclosure.name
    editor.post(f"{address}/withdraw", notice="Số liệu sai.")
    sent = newsroom.take_in("phat/go-sua", f"{SHORT} Câu đã sửa lại.")
    newsroom.finish(sent.id)
    pending = newsroom.service.library.pending(episode.id)
    assert pending is not None
    assert pending.number == 2
    assert "Khôi phục bài bằng bản 2" in editor.get(address).text
    assert editor.post(f"{address}/release", edition="2").status == 409, "it is withdrawn"
    editor.post(f"{address}/restore", edition="1")
    assert statuses(newsroom, episode.id, old) == {410}, "another edition waits than was meant"
    editor.post(f"{address}/restore", edition="2", note="Đã sửa số liệu.")
    assert newsroom.service.library.withdrawal(episode.id) is None
    assert newsroom.service.library.pending(episode.id) is None
    assert newsroom.ask(f"/episodes/{episode.id}").status == 200
    assert "Đã sửa số liệu." in newsroom.ask("/corrections").text
    assert in_feed(newsroom, episode.id)
    acts = [each.action for each in newsroom.service.library.audit(5)]
    assert acts[0] == "restore"


def test_without_a_notice_nothing_is_told_but_that_it_is_gone(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("phat/lang-le")
    editor.post(f"/desk/articles/{episode.id}/withdraw", notice="  ")
    page = newsroom.ask(f"/episodes/{episode.id}")
    assert (page.status, episode.edition.revision.title in page.text) == (410, False)
    assert "không còn được phát ở đây" in page.text


def test_what_is_deleted_is_gone_for_good_and_its_id_too(
    newsroom: Newsroom, editor: Editor, system: System
) -> None:
    episode = newsroom.record("phat/xoa")
    address, file = f"/desk/articles/{episode.id}", episode.edition.enclosure.name
    assert editor.post(f"{address}/delete", title="Không phải").status == 422
    assert statuses(newsroom, episode.id, file) == {200}
    editor.post(f"{address}/delete", title=f" {episode.edition.revision.title.upper()} ")
    assert statuses(newsroom, episode.id, file) == {410}
    library, media = newsroom.service.library, newsroom.service.media
    assert library.article(episode.id) is None
    assert episode.id not in media.folders()
    assert not [each for each in media.names_after("", "originals", 999) if episode.id in each]
    assert any(each.subject == episode.id for each in library.audit(50))
    assert act(system, "PUT", "phat/xoa", "", text="Tin mới.\n\nCâu một.").status == 410
    assert act(system, "GET", "phat/xoa", "").status == 410
    assert not in_feed(newsroom, episode.id)


def test_the_api_holds_schedules_and_releases(newsroom: Newsroom, system: System) -> None:
    sent = {"title": "Tin giữ lại", "text": "Câu một của tin. Câu hai của tin.", "hold": True}
    answer = act(system, "PUT", "phat/api", "", **sent)
    newsroom.service.jobs.wait(answer.json["job"]["id"], timeout=60)
    told = act(system, "GET", "phat/api", "").json
    assert (told["episode"], told["pending"]["edition"]) == (None, 1)
    assert [each["code"] for each in told["pending"]["reasons"]] == ["asked"]
    for moment in ("2020-01-01T00:00:00+07:00", "9999-01-01T00:00:00+07:00"):
        assert act(system, "POST", "phat/api", "schedule", at=moment).status == 422
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    planned = act(system, "POST", "phat/api", "schedule", at=later).json["pending"]
    assert planned["by_itself"] is True
    held = act(system, "POST", "phat/api", "hold").json["pending"]
    assert (held["by_itself"], held["release_at"]) == (False, None)
    assert act(system, "POST", "phat/api", "accept", edition=2).status == 409
    assert act(system, "POST", "phat/api", "accept", edition=1).json["pending"]["approved_by"]
    done = act(system, "POST", "phat/api", "release", edition=1)
    assert (done.status, done.json["pending"], done.json["episode"]["edition"]) == (200, None, 1)
    assert act(system, "POST", "phat/api", "release").status == 404
    gone = act(system, "POST", "phat/api", "withdraw", notice="Tin sai.").json
    assert (gone["episode"], gone["withdrawn"]["notice"]) == (None, "Tin sai.")
    assert act(system, "POST", "phat/api", "restore").json["withdrawn"] is None


@pytest.mark.parametrize("hold", ["maybe", 3, []])
def test_a_hold_that_says_neither_yes_nor_no_is_refused(system: System, hold: object) -> None:
    assert act(system, "PUT", "phat/khong", "", text="Tin.\n\nCâu.", hold=hold).status == 422


def test_an_embargo_is_kept_until_its_moment(newsroom: Newsroom, system: System) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=4)).isoformat()
    sent = {"title": "Tin cấm phát", "text": "Câu một của tin. Câu hai.", "published": soon}
    answer = act(system, "PUT", "phat/hen", "", **sent)
    newsroom.service.jobs.wait(answer.json["job"]["id"], timeout=60)
    article_id = answer.json["article"]["id"]
    library = newsroom.service.library
    moment = datetime.fromisoformat(soon)
    while library.episode(article_id) is None:
        assert datetime.now(UTC) < moment + timedelta(seconds=30), "it never went"
        time.sleep(0.05)
    released = library.publication(article_id).releases[-1].at
    assert released >= moment


def test_an_earlier_edition_comes_back_as_a_new_one_and_nothing_is_spoken(
    newsroom: Newsroom, editor: Editor
) -> None:
    first = newsroom.record("phat/lui")
    second = newsroom.record("phat/lui", SHORT.replace("bốn làn xe", "sáu làn xe"))
    address = f"/desk/articles/{first.id}"
    assert second.edition.number == 2
    editor.post(f"{address}/roll-back", edition="1")
    made = newsroom.service.library.made_edition(first.id)
    assert made is not None
    assert (made.number, made.enclosure) == (3, first.edition.enclosure)
    assert made.revision == first.edition.revision
    assert public(newsroom, first.id).edition.number == 2, "it waits to be heard"
    editor.post(f"{address}/release", edition="3", tell="yes", note="Cầu có bốn làn xe.")
    assert public(newsroom, first.id).edition.number == 3
    assert editor.post(f"{address}/roll-back", edition="9").status == 404


def test_the_public_is_told_of_the_readings_that_it_had_and_of_no_drafts(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = waiting(newsroom, "phat/lan-thu")
    waiting(newsroom, "phat/lan-thu", SHORT.replace("bốn làn xe", "sáu làn xe"))
    editor.post(f"/desk/articles/{article.id}/release", edition="2")
    page = f"/episodes/{article.id}"
    assert "Bản đọc lần thứ" not in newsroom.ask(page).text
    waiting(newsroom, "phat/lan-thu", SHORT.replace("bốn làn xe", "tám làn xe"))
    editor.post(f"/desk/articles/{article.id}/release", edition="3")
    assert "Bản đọc lần thứ 2" in newsroom.ask(page).text


def test_an_edition_whose_sound_is_gone_gives_its_text_back_to_be_recorded(
    newsroom: Newsroom, editor: Editor
) -> None:
    first = newsroom.record("phat/mat")
    newsroom.record("phat/mat", SHORT.replace("bốn làn xe", "năm làn xe"))
    newsroom.service.media.remove(first.edition.enclosure.name)
    for each in first.edition.passages:
        for path in newsroom.service.settings.cache.rglob(f"{each.clip_key}.*"):
            path.unlink()
    answer = editor.post(f"/desk/articles/{first.id}/roll-back", edition="1")
    job = answer.headers["Location"].rpartition("/")[2]
    newsroom.service.jobs.wait(job, timeout=60)
    made = newsroom.service.library.made_edition(first.id)
    assert made is not None
    assert (made.number, made.revision) == (3, first.edition.revision)
    assert newsroom.service.library.pending(first.id) is not None


def public(newsroom: Newsroom, article_id: str) -> Episode:
    episode = newsroom.service.library.episode(article_id)
    assert episode is not None
    return episode


def test_to_make_and_release_is_one_press(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("phat/mot-lan")
    answer = editor.post(f"/desk/articles/{article.id}/make-and-release")
    newsroom.service.jobs.wait(answer.headers["Location"].rpartition("/")[2], timeout=60)
    assert public(newsroom, article.id).edition.number == 1
    told = newsroom.service.library.audit(query=AuditQuery(subject=article.id, action="release"))
    assert [(each.who, each.detail) for each in told] == [(HOUSE.name, f"1, {ADMIN}")]


def corrected(newsroom: Newsroom, editor: Editor, source_id: str, **form: str) -> Episode:
    """An article whose corrected edition was heard and released with this form."""
    first = newsroom.record(source_id)
    waiting(newsroom, source_id, SHORT.replace("120 tỷ", "130 tỷ"))
    editor.post(f"/desk/articles/{first.id}/release", edition="2", **form)
    return public(newsroom, first.id)


def test_a_correction_that_was_told_stands_on_when_a_silent_edition_follows(
    newsroom: Newsroom, editor: Editor
) -> None:
    note = "Kinh phí là 130 tỷ đồng."
    episode = corrected(newsroom, editor, "phat/con-do", tell="yes", note=note)
    waiting(newsroom, "phat/con-do", SHORT.replace("120 tỷ", "130 tỷ").replace("bốn làn", "4 làn"))
    editor.post(f"/desk/articles/{episode.id}/release", edition="3")
    assert public(newsroom, episode.id).edition.number == 3
    page = newsroom.ask(f"/episodes/{episode.id}").text
    assert note in page
    assert '<ins><span class="unseen">[thêm: </span>130' in page
    assert note in newsroom.ask("/feed.xml").text


def test_a_correction_that_is_to_be_told_without_words_is_not_released_in_silence(
    newsroom: Newsroom, editor: Editor, system: System
) -> None:
    article = waiting(newsroom, "phat/khong-loi")
    address = f"/desk/articles/{article.id}/release"
    assert editor.post(address, edition="1", tell="yes", note=" ").status == 422
    assert editor.post(address, edition="1", note="Viết mà không chọn.").status == 422
    assert act(system, "POST", "phat/khong-loi", "release", note="").status == 422
    assert newsroom.service.library.episode(article.id) is None


def test_a_correction_that_is_told_stands_on_the_page_in_the_feed_and_among_all_of_them(
    newsroom: Newsroom, editor: Editor
) -> None:
    note = "Kinh phí là 130 tỷ đồng, không phải 120 tỷ <sic>."
    episode = corrected(newsroom, editor, "phat/dinh-chinh", tell="yes", note=note)
    page = newsroom.ask(f"/episodes/{episode.id}").text
    shown = "130 tỷ đồng, không phải 120 tỷ &lt;sic&gt;"
    assert shown in page
    assert '<del><span class="unseen">[bỏ: </span>120' in page
    assert '<ins><span class="unseen">[thêm: </span>130' in page
    assert 'data-seek="' in page.split('id="correction"')[1].split("</section>")[0]
    assert shown in newsroom.ask("/corrections").text
    assert "Đính chính:" in newsroom.ask("/feed.xml").text
    system = System(newsroom)
    told = act(system, "GET", "phat/dinh-chinh", "corrections").json["corrections"]
    assert [(each["edition"], each["told"]) for each in told] == [(2, True)]


def test_a_correction_that_is_silent_stands_nowhere_but_in_the_newsrooms_own_books(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = corrected(newsroom, editor, "phat/im")
    assert 'id="correction"' not in newsroom.ask(f"/episodes/{episode.id}").text
    assert episode.id not in newsroom.ask("/corrections").text
    told = act(System(newsroom), "GET", "phat/im", "corrections").json["corrections"]
    assert [(each["note"], each["told"]) for each in told] == [("", False)]


def test_a_note_without_end_is_refused_and_releases_nothing(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = waiting(newsroom, "phat/dai")
    answer = editor.post(
        f"/desk/articles/{article.id}/release", edition="1", tell="yes", note="a" * 2001
    )
    assert answer.status == 422
    assert newsroom.service.library.episode(article.id) is None
