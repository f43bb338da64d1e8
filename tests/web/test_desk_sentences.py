"""One sentence at the desk: doubts are settled, nothing typed is lost, it is heard before kept."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from service.making.differences import SentenceWarning, open_warnings, unconfirmed
from service.making.script import Script, write_script
from service.model import Article, Role, SpeechRules
from tests.audio.sounds import syllables, wav
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom, open_newsroom
from tests.web.test_desk import segment_ids

DOUBTFUL = SHORT.replace("bốn làn xe", "bốn làn xe CS")
"""CS has several meanings, and nothing near tells which."""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One of its own: a lexicon entry of another test would change what is doubted here."""
    with open_newsroom(tmp_path_factory.mktemp("sentences"), worker=False) as opened:
        yield opened


@pytest.fixture
def other(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)


def words_of(answer: Answer) -> str:
    """A page as it is read."""
    return " ".join(re.sub("<[^>]+>", " ", html.unescape(answer.text)).split())


def hidden(answer: Answer, name: str) -> str:
    """What the form for words carries."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text.split("data-words")[1])
    assert found is not None
    return html.unescape(found[1])


def fields_of(answer: Answer) -> dict[str, str]:
    return {name: hidden(answer, name) for name in ("segment", "number", "seen", "printed")}


def open_sentence(newsroom: Newsroom, editor: Editor, source_id: str, number: int) -> Answer:
    """The page of a sentence of an article of this id."""
    article = newsroom.take_in(source_id)
    address = f"/desk/articles/{article.id}"
    segment = segment_ids(editor.get(address))[number - 1]
    return editor.get(f"{address}/sentences/{segment}")


def address_of(newsroom: Newsroom, source_id: str) -> str:
    article = newsroom.service.library.article_by_source(source_id)
    assert article is not None
    return f"/desk/articles/{article.id}"


def script_of(article: Article, newsroom: Newsroom) -> Script:
    return write_script(article, newsroom.service.library, SpeechRules())


def still_warned(article: Article, newsroom: Newsroom) -> tuple[SentenceWarning, ...]:
    library = newsroom.service.library
    return open_warnings(article.id, script_of(article, newsroom), library)


def differing(newsroom: Newsroom, source_id: str) -> list[str]:
    library = newsroom.service.library
    article = library.article_by_source(source_id)
    assert article is not None
    found = unconfirmed(article.id, script_of(article, newsroom), library)
    return [one.printed for each in found for one in each.differences]


def test_words_that_say_another_figure_come_back_with_the_difference_and_are_not_kept(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/khac", 2)
    address, typed = address_of(newsroom, "cau/khac"), "Sáng ba tháng bảy khởi công cầu dài 2 km."
    answer = editor.post(f"{address}/overrides", spoken=typed, **fields_of(page))
    assert answer.status == 422
    assert "In «2/7», đọc «ba»" in words_of(answer)
    assert f">{typed}</textarea>" in html.unescape(answer.text)
    assert "xác nhận: đọc như thế là đúng" in words_of(answer)
    assert newsroom.service.library.overrides(address.rpartition("/")[2]) == ()

    later = editor.post(f"{address}/overrides", spoken=typed, differs="later", **fields_of(page))
    assert later.status == 303
    assert differing(newsroom, "cau/khac") != []
    assert "chưa phát hành được trước khi có người xác nhận" in words_of(
        editor.get(later.headers["Location"])
    )


def test_a_difference_is_confirmed_by_name_for_these_words_and_taken_back_in_one_click(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/nhan", 5)
    address, segment = address_of(newsroom, "cau/nhan"), hidden(page, "segment")
    words = "Cầu sẽ xong vào cuối năm hai nghìn không trăm hai mươi tám."
    fields = fields_of(page)
    editor.post(f"{address}/overrides", spoken=words, differs="confirmed", **fields)
    assert differing(newsroom, "cau/nhan") == []
    sentence = f"{address}/sentences/{segment}"
    assert "đã xác nhận lúc" in words_of(editor.get(sentence))
    editor.post(f"{sentence}/review-removed", kind="difference", subject=words)
    assert differing(newsroom, "cau/nhan") != []
    assert editor.post(f"{sentence}/confirm", subject="khác").status == 404
    assert editor.post(f"{sentence}/confirm", subject=words).status == 303
    assert differing(newsroom, "cau/nhan") == []


def test_a_parked_reading_of_71_is_not_given_to_73_without_a_question(
    newsroom: Newsroom, editor: Editor
) -> None:
    text = SHORT.replace("Cầu có bốn làn xe.", "Cầu đã xong 71 % khối lượng.")
    article = newsroom.take_in("cau/71", text)
    address = f"/desk/articles/{article.id}"
    old = segment_ids(editor.get(address))[2]
    words = "Cầu đã xong bảy mươi mốt phần trăm khối lượng việc."
    assert editor.post(f"{address}/overrides", segment=old, spoken=words).status == 303
    newsroom.take_in("cau/71", text.replace("71 %", "73 %"))
    successor = segment_ids(editor.get(address))[2]
    answer = editor.post(f"{address}/overrides/restore", segment=old, successor=successor)
    assert answer.status == 422
    assert "In «73 %», đọc «bảy mươi mốt»" in words_of(answer)
    library = newsroom.service.library
    assert [each.segment_id for each in library.overrides(article.id)] == [old], "it waits on"
    right = words.replace("mốt", "ba")
    editor.post(f"{address}/overrides", spoken=right, gives=old, **fields_of(answer))
    kept = [(each.segment_id, each.spoken) for each in library.overrides(article.id)]
    assert kept == [(successor, right)], "what waited is given on with the words"


def test_the_second_of_two_editors_sees_both_versions_and_chooses(
    newsroom: Newsroom, editor: Editor, other: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/hai", 3)
    address = address_of(newsroom, "cau/hai")
    seen = fields_of(page)
    assert other.post(f"{address}/overrides", spoken="Cầu có đủ bốn làn.", **seen).status == 303
    mine = "Cầu có cả thảy bốn làn xe."
    answer = editor.post(f"{address}/overrides", spoken=mine, **seen)
    assert answer.status == 409
    assert "Cầu có đủ bốn làn." in words_of(answer)
    assert f">{mine}</textarea>" in html.unescape(answer.text)
    (kept,) = newsroom.service.library.overrides(address.rpartition("/")[2])
    assert kept.spoken == "Cầu có đủ bốn làn."
    again = editor.post(f"{address}/overrides", spoken=mine, **fields_of(answer))
    assert again.status == 303
    (kept,) = newsroom.service.library.overrides(address.rpartition("/")[2])
    assert kept.spoken == mine


def test_what_was_typed_for_a_sentence_that_is_gone_is_offered_to_its_successor(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/mat", 3)
    address = address_of(newsroom, "cau/mat")
    newsroom.take_in("cau/mat", SHORT.replace("bốn làn xe", "bốn làn xe cơ giới"))
    typed = "Cầu có cả thảy bốn làn xe."
    answer = editor.post(f"{address}/overrides", spoken=typed, **fields_of(page))
    assert answer.status == 409
    assert typed in html.unescape(answer.text)
    assert "Cầu có bốn làn xe cơ giới." in words_of(answer)
    carried = dict(re.findall(r'name="(segment|seen|printed)" value="([^"]*)"', answer.text))
    fields = {name: html.unescape(value) for name, value in carried.items()}
    assert editor.post(f"{address}/overrides", spoken=typed, **fields).status == 303
    (kept,) = newsroom.service.library.overrides(address.rpartition("/")[2])
    assert (kept.printed, kept.spoken) == ("Cầu có bốn làn xe cơ giới.", typed)


def test_a_recording_for_a_sentence_that_is_gone_waits_for_the_one_in_its_place(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/tiếng", 3)
    address = address_of(newsroom, "cau/tiếng")
    newsroom.take_in("cau/tiếng", SHORT.replace("bốn làn xe", "bốn làn xe cơ giới"))
    sound = wav(syllables(2.0))
    answer = editor.upload(f"{address}/recordings", "sound", "a.wav", sound, **fields_of(page))
    assert answer.headers["Location"] == f"{address}#parked"
    assert "Cách đọc và bản thu đang chờ: 1" in words_of(editor.get(address))


def test_of_two_recordings_sent_at_once_the_first_is_heard_and_the_second_kept(
    newsroom: Newsroom, editor: Editor, other: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/hai-tiếng", 3)
    address, segment = address_of(newsroom, "cau/hai-tiếng"), hidden(page, "segment")
    first, second = wav(syllables(2.0)), wav(syllables(2.5))
    fields = {"segment": segment, "printed": hidden(page, "printed"), "seen": "-"}
    other.upload(f"{address}/recordings", "sound", "một.wav", first, **fields)
    editor.upload(f"{address}/recordings", "sound", "hai.wav", second, **fields)
    library, article_id = newsroom.service.library, address.rpartition("/")[2]
    assert [each.name for each in library.recordings(article_id)] == ["một.wav"]
    assert "hai.wav" in {each.name for each in library.removed_recordings(article_id)}


def warned(newsroom: Newsroom, editor: Editor, source_id: str) -> tuple[Article, str, str]:
    """An article with one doubt: itself, its sentence's address, and what is doubted."""
    article = newsroom.take_in(source_id, DOUBTFUL)
    (found,) = still_warned(article, newsroom)
    assert found.warning.alternatives
    address = f"/desk/articles/{article.id}/sentences/{found.segment.id}"
    return article, address, found.subject


def test_a_warning_that_was_looked_at_asks_no_more_until_it_is_undone(
    newsroom: Newsroom, editor: Editor
) -> None:
    article, address, subject = warned(newsroom, editor, "cau/thay")
    assert "Cần xem lại (1)" in words_of(editor.get(f"/desk/articles/{article.id}"))
    assert editor.post(f"{address}/acknowledge", subject=subject).status == 303
    assert "đọc như thế là đúng" in words_of(editor.get(address))
    assert still_warned(article, newsroom) == ()
    listed = words_of(editor.get(f"/desk/articles/{article.id}"))
    assert "Cần xem lại (0)" in listed
    editor.post(f"{address}/review-removed", kind="warning", subject=subject)
    assert len(still_warned(article, newsroom)) == 1


def test_another_way_to_say_it_is_one_click_and_everywhere_one_more(
    newsroom: Newsroom, editor: Editor
) -> None:
    article, address, _ = warned(newsroom, editor, "cau/cach-khac")
    page = html.unescape(editor.get(address).text)
    way = re.search(
        r'name="seen" value="([^"]*)">\s*<input type="hidden" name="printed" value="([^"]*)">\s*'
        r'<input type="hidden" name="spoken" value="([^"]*)">\s*<input type="hidden" name="way"',
        page,
    )
    assert way is not None
    segment = address.rpartition("/")[2]
    answer = editor.post(
        f"/desk/articles/{article.id}/overrides",
        segment=segment,
        seen=way[1],
        printed=way[2],
        spoken=way[3],
        way="1",
    )
    assert answer.status == 303
    (kept,) = newsroom.service.library.overrides(article.id)
    assert kept.spoken == way[3]
    everywhere = re.search(
        r'name="grapheme" value="CS">\s*<input[^>]*name="alias" value="([^"]+)"', page
    )
    assert everywhere is not None
    preview = editor.post(
        "/desk/lexicon/preview",
        grapheme="CS",
        alias=everywhere[1],
        say_as="alias",
        scope="global",
        whole_word="on",
        case_sensitive="on",
    )
    assert preview.status == 200
    assert "Xem trước: CS" in words_of(preview)


def test_a_locked_sentence_is_changed_by_nobody_else_and_by_no_new_entry(
    newsroom: Newsroom, editor: Editor, other: Editor
) -> None:
    article, address, _ = warned(newsroom, editor, "cau/khoa")
    segment, library = address.rpartition("/")[2], newsroom.service.library
    assert editor.post(f"{address}/lock").status == 303
    (kept,) = library.overrides(article.id)
    assert "đã khoá câu này" in words_of(editor.get(address))
    (lock,) = library.locks(article.id)
    library.put_lock(
        type(lock)(
            lock.article_id,
            lock.segment_id,
            lock.printed,
            lock.keeps_words,
            "Người khác",
            lock.created,
        )
    )
    typed = "Cầu có bốn làn xe cơ sở."
    answer = editor.post(f"/desk/articles/{article.id}/overrides", segment=segment, spoken=typed)
    assert answer.status == 409
    assert "Người khác đã khoá" in words_of(answer)
    assert typed in html.unescape(answer.text)
    remove = f"/desk/articles/{article.id}/overrides/remove"
    assert editor.post(remove, segment=segment).status == 409
    assert library.overrides(article.id) == (kept,)
    assert editor.post(f"{address}/unlock").status == 303
    assert library.locks(article.id) == ()
    assert library.overrides(article.id) == (), "the rules say it again"


def test_a_note_is_told_to_colleagues_seen_to_and_opened_again(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/ghi", 2)
    address = f"{address_of(newsroom, 'cau/ghi')}/sentences/{hidden(page, 'segment')}"
    assert editor.post(f"{address}/notes", note="Tên cầu <b>đúng</b> chưa?").status == 303
    assert "Tên cầu <b>đúng</b> chưa?" in html.unescape(editor.get(address).text)
    (note,) = newsroom.service.library.notes(address.split("/")[3])
    assert "1" in words_of(editor.get(f"{address_of(newsroom, 'cau/ghi')}?show=doubtful"))
    editor.post(f"{address}/notes/{note.id}")
    assert not newsroom.service.library.notes(note.article_id)[0].is_open
    editor.post(f"{address}/notes/{note.id}", state="open")
    assert newsroom.service.library.notes(note.article_id)[0].is_open
    assert editor.post(f"{address}/notes/999999").status == 404


@pytest.mark.parametrize("text", ["", " \n", "a" * 2001])
def test_a_note_that_is_empty_or_too_long_comes_back(
    newsroom: Newsroom, editor: Editor, text: str
) -> None:
    page = open_sentence(newsroom, editor, "cau/ghi-dai", 2)
    address = f"{address_of(newsroom, 'cau/ghi-dai')}/sentences/{hidden(page, 'segment')}"
    answer = editor.post(f"{address}/notes", note=text)
    assert answer.status == 422
    assert text.strip() in html.unescape(answer.text)
    assert newsroom.service.library.notes(address.split("/")[3]) == ()


def test_a_note_of_a_megabyte_is_refused(newsroom: Newsroom, editor: Editor) -> None:
    page = open_sentence(newsroom, editor, "cau/ghi-mb", 2)
    address = f"{address_of(newsroom, 'cau/ghi-mb')}/sentences/{hidden(page, 'segment')}"
    assert editor.post(f"{address}/notes", note="a" * 1_000_000).status in (413, 422)


def test_an_article_is_given_to_a_person_of_the_desk(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("cau/giao")
    address, library = f"/desk/articles/{article.id}", newsroom.service.library
    name = library.people()[0].name
    assert editor.post(f"{address}/assign", person=name).status == 303
    assignment = library.assignment(article.id)
    assert assignment is not None
    assert assignment.person == name
    assert f"hiện là {name}" in words_of(editor.get(address))
    assert editor.post(f"{address}/assign", person="Không ai").status == 422
    editor.post(f"{address}/assign", person="")
    assert library.assignment(article.id) is None


def test_a_sentence_is_heard_as_it_is_said_or_typed_and_nothing_is_kept(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/nghe", 3)
    address, segment = address_of(newsroom, "cau/nghe"), hidden(page, "segment")
    hear = f"{address}/sentences/{segment}/audition"
    words = f"Cầu có bốn làn xe, nghe thử lúc {datetime.now(UTC):%f}."
    first = editor.post(hear, spoken=words)
    assert first.status == 200
    assert "mới làm" in words_of(first)
    (clip,) = set(re.findall(r"/desk/clips/\w+\.mp3", first.text))
    heard = editor.get(clip)
    assert (heard.status, heard.headers["Content-Type"]) == (200, "audio/mpeg")
    assert "đã có sẵn" in words_of(editor.post(hear, spoken=words))
    assert editor.post(hear).status == 200, "as it is said now"
    assert editor.post(hear, spoken="...").status == 422
    assert editor.post(hear, spoken="a" * 3001).status == 422
    assert editor.post(hear, voice="khong/co").status == 404
    library, article_id = newsroom.service.library, address.rpartition("/")[2]
    assert library.overrides(article_id) == ()
    assert library.episode(article_id) is None


def test_nothing_is_spoken_for_whom_the_article_is_none_of_the_business_of(
    newsroom: Newsroom, editor: Editor
) -> None:
    page = open_sentence(newsroom, editor, "cau/nghe-nho", 3)
    address, segment = address_of(newsroom, "cau/nghe-nho"), hidden(page, "segment")
    hear, words = f"{address}/sentences/{segment}/audition", f"Nghe nhờ {datetime.now(UTC):%f}."
    stranger = Editor(newsroom, newsroom.person(Role.EDITOR, ("Thể thao",)))
    assert stranger.post(hear, spoken=words).status == 403
    assert "mới làm" in words_of(editor.post(hear, spoken=words)), "no clip was there"


def test_the_page_shows_what_is_asked_for_and_stays_where_the_editor_was(
    newsroom: Newsroom, editor: Editor
) -> None:
    many = "".join(f"<p>Câu chuyện thứ {at} của phường ta.</p>" for at in range(1, 251))
    article = newsroom.take_in("cau/dai", f"<article><h1>Chuyện dài</h1>{many}</article>")
    address = f"/desk/articles/{article.id}"
    segments = segment_ids(editor.get(f"{address}?trang=2"))
    assert len(segment_ids(editor.get(address))) == len(segments) == 100
    assert len(segment_ids(editor.get(f"{address}?trang=3"))) == 51
    assert editor.get(f"{address}?trang=4").status == 404
    answer = editor.post(
        f"{address}/overrides",
        segment=segments[9],
        spoken="Chuyện thứ một trăm linh chín.",
        number="110",
        show="all",
        list="1",
    )
    assert answer.headers["Location"] == f"{address}?at=110#cau-110"
    assert 'id="cau-110"' in editor.get(f"{address}?at=110").text
    mine = editor.get(f"{address}?show=mine")
    assert segment_ids(mine) == [segments[9]]
    assert "Không có câu nào như thế." in words_of(editor.get(f"{address}?show=doubtful"))
    gone = editor.get(f"{address}?show=mine&at=50")
    assert '<span id="cau-50"></span>' in gone.text, "the next one that is shown stands in"
    number = editor.get(f"{address}/sentences?cau=110")
    assert number.headers["Location"].endswith(segments[9])
    assert editor.get(f"{address}/sentences?cau=252").status == 404


def test_what_asks_for_a_decision_comes_before_the_sentences(
    newsroom: Newsroom, editor: Editor
) -> None:
    article, _, _ = warned(newsroom, editor, "cau/truoc")
    page = words_of(editor.get(f"/desk/articles/{article.id}"))
    decisions = page.index("Cần bạn quyết định")
    assert decisions < page.index("Cầu có bốn làn xe CS.") < page.index("Từng câu: in và đọc")


FACTS = "base|file_name|source_id|title|published|link"


def form_of_edit(answer: Answer) -> dict[str, str]:
    """What the form for the article's text says as it stands."""
    page = html.unescape(answer.text)
    text = re.search(r'<textarea id="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert text is not None
    fields = dict(re.findall(rf'name="({FACTS})"[^>]*value="([^"]*)"', page))
    return {**fields, "text": text[1]}


def carried(preview: Answer) -> dict[str, str]:
    page = html.unescape(preview.text)
    return dict(re.findall(rf'name="(raw|{FACTS})"[^>]*value="([^"]*)"', page))


def test_the_text_of_an_article_is_changed_through_the_preview(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("chu/1")
    address = f"/desk/articles/{article.id}/edit"
    fields = form_of_edit(editor.get(address))
    assert fields["source_id"] == "chu/1"
    assert "## Tiến độ của dự án" in fields["text"]
    fields["text"] = fields["text"].replace("120 tỷ đồng", "125 tỷ đồng")
    preview = editor.post("/desk/new", **fields)
    assert "125 tỷ đồng" in words_of(preview)
    again = editor.post(address, **carried(preview))
    assert "125 tỷ đồng" in form_of_edit(again)["text"], "back to the text with what was typed"
    assert editor.post("/desk/new/keep", **carried(preview)).status == 303
    changed = newsroom.service.library.article(article.id)
    assert changed is not None
    assert "125 tỷ đồng" in " ".join(leaf.text for leaf in changed.revision.leaves)
    lost = article.revision.published - changed.revision.published
    assert timedelta(0) <= lost < timedelta(milliseconds=1), "a form tells no microseconds"
    assert changed.revision.link == article.revision.link


def test_a_text_that_its_source_changed_meanwhile_is_replaced_only_when_that_was_told(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("chu/2")
    fields = form_of_edit(editor.get(f"/desk/articles/{article.id}/edit"))
    fields["text"] = fields["text"].replace("120 tỷ đồng", "125 tỷ đồng")
    preview = editor.post("/desk/new", **fields)
    newsroom.take_in("chu/2", SHORT.replace("bốn làn xe", "sáu làn xe"))
    answer = editor.post("/desk/new/keep", **carried(preview))
    assert answer.status == 409
    assert "Bài đã đổi trong lúc bạn sửa." in words_of(answer)
    assert "125 tỷ đồng" in words_of(answer)
    library = newsroom.service.library

    def text() -> str:
        found = library.article(article.id)
        assert found is not None
        return " ".join(leaf.text for leaf in found.revision.leaves)

    assert "sáu làn xe" in text()
    assert editor.post("/desk/new/keep", **carried(answer)).status == 303
    assert "125 tỷ đồng" in text()
