"""The lexicon at the desk: previewed, kept, taken out, and carried in files."""

import html
import re
import unicodedata
from urllib.parse import unquote

import pytest

from service.making.script import write_script
from service.model import SpeechRules
from service.text.lexicon import LARGEST_FILE
from service.text.lexicon.checks import MOST_ENTRIES
from service.web.bodies import FORM_OVERHEAD, largest_body
from tests.text.lexicons import entry
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom

TEXT = SHORT.replace("mới</h1>", "bằng thép WXYZ</h1>")
ENTRY = {"grapheme": "WXYZ", "alias": "vê kép ích i dét", "whole_word": "on"}


@pytest.fixture(autouse=True)
def empty_lexicon(newsroom: Newsroom) -> None:
    for each in newsroom.service.library.lexicon_entries():
        newsroom.service.library.remove_lexicon_entry(each.id)


def upload(newsroom: Newsroom, editor: Editor, content: bytes) -> Answer:
    head = (
        f'--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{editor.form_token}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="tu-dien"\r\n\r\n'
    )
    body = head.encode() + content + b"\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": editor.cookie}
    return newsroom.ask("/desk/lexicon/import", "POST", body, headers)


def test_the_desk_takes_every_file_that_the_shell_takes_and_names_the_limit_of_others(
    newsroom: Newsroom, editor: Editor
) -> None:
    heading = "grapheme,alias\n"
    large = (heading + "WXYZ,vê kép\n" + " ,\n" * 100_000).encode()
    assert len(large) > largest_body(newsroom.service.settings)
    assert upload(newsroom, editor, large).status == 303
    assert [each.grapheme for each in newsroom.service.library.lexicon_entries()] == ["WXYZ"]
    many = upload(newsroom, editor, (heading + "a,b\n" * (MOST_ENTRIES + 1)).encode())
    assert (many.status, f"nhiều nhất {MOST_ENTRIES} mục" in many.text) == (422, True)
    larger = upload(newsroom, editor, b"a" * (LARGEST_FILE + 1))
    assert (larger.status, f"nhiều nhất {LARGEST_FILE}" in larger.text) == (422, True)
    beyond = upload(newsroom, editor, b"a" * (LARGEST_FILE + FORM_OVERHEAD))
    assert (beyond.status, f"Nhiều nhất {LARGEST_FILE + FORM_OVERHEAD} byte" in beyond.text) == (
        413,
        True,
    )


def test_a_preview_shows_what_would_change_and_keeps_nothing(
    newsroom: Newsroom, editor: Editor
) -> None:
    newsroom.take_in("tu-dien/xem", TEXT)
    page = html.unescape(editor.post("/desk/lexicon/preview", **ENTRY).text)
    assert "Thành phố khởi công cây cầu bằng thép vê kép ích i dét" in page
    assert newsroom.service.library.lexicon_entries() == ()


def test_a_kept_entry_changes_how_articles_are_read(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("tu-dien/doc", TEXT)
    assert editor.post("/desk/lexicon", **ENTRY).status == 303
    spoken = [
        utterance.spoken
        for utterance in write_script(article, newsroom.service.library, SpeechRules()).utterances
    ]
    assert "vê kép ích i dét" in spoken[0]


def test_articles_that_change_are_recorded_again_where_the_editor_wants_that(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("tu-dien/thu-lai", TEXT)
    editor.post("/desk/lexicon", again="on", **ENTRY)
    job = newsroom.service.jobs.current(episode.id)
    assert job is not None
    newsroom.service.jobs.wait(job.id, timeout=60)
    again = newsroom.service.library.episode(episode.id)
    assert again is not None
    assert again.edition.number == episode.edition.number + 1


def test_an_entry_of_another_scope_touches_nothing(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.take_in("tu-dien/pham-vi", TEXT)
    other = newsroom.take_in("tu-dien/bai-khac").id
    for scope, value in (("section", "Thể thao"), ("article", other)):
        fields = {**ENTRY, "scope": scope, "scope_value": value}
        assert "Không câu nào" in editor.post("/desk/lexicon/preview", **fields).text


def test_saving_again_replaces_and_removing_takes_out(newsroom: Newsroom, editor: Editor) -> None:
    for alias in ("một", "hai"):
        editor.post("/desk/lexicon", **{**ENTRY, "alias": alias})
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "hai"
    page = editor.get("/desk/lexicon").text
    (listed,) = re.findall(r'name="entry" value="(\w+)"', page)
    editor.post("/desk/lexicon/remove", entry=listed)
    assert newsroom.service.library.lexicon_entries() == ()


def test_words_typed_in_decomposed_letters_are_the_same_entry(
    newsroom: Newsroom, editor: Editor
) -> None:
    for form in ("NFC", "NFD"):
        words = {"grapheme": "cầu thép", "alias": "cầu sắt"}
        typed = {name: unicodedata.normalize(form, text) for name, text in words.items()}
        assert editor.post("/desk/lexicon", **typed).status == 303
    (entry,) = newsroom.service.library.lexicon_entries()
    assert (entry.grapheme, entry.alias) == ("cầu thép", "cầu sắt")


def test_entries_that_clash_or_are_never_used_are_marked(
    newsroom: Newsroom, editor: Editor
) -> None:
    editor.post("/desk/lexicon", **{**ENTRY, "grapheme": "QQVV"})
    editor.post("/desk/lexicon", **{**ENTRY, "grapheme": "qqvv", "alias": "khác"})
    page = html.unescape(editor.get("/desk/lexicon").text)
    assert "có hai cách đọc" in page
    assert "chưa gặp trong các bài gần đây" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"grapheme": ""},
        {"alias": ""},
        {"grapheme": "(", "is_pattern": "on"},
        {"grapheme": "(a|a)+b", "is_pattern": "on"},
        {"scope": "section"},
        {"scope_value": "Thể thao"},
        {"scope": "khác"},
    ],
)
def test_an_entry_that_cannot_be_used_comes_back_with_the_reason(
    editor: Editor, fields: dict[str, str]
) -> None:
    answer = editor.post("/desk/lexicon/preview", **{**ENTRY, **fields})
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert editor.post("/desk/lexicon", **{**ENTRY, **fields}).status == 422


@pytest.mark.parametrize("name", ["lexicon.csv", "lexicon.pls"])
def test_a_file_taken_out_can_be_taken_in_again(
    newsroom: Newsroom, editor: Editor, name: str
) -> None:
    editor.post("/desk/lexicon", **ENTRY)
    (before,) = newsroom.service.library.lexicon_entries()
    file = editor.get(f"/desk/{name}")
    assert "attachment" in file.headers["Content-Disposition"]
    newsroom.service.library.remove_lexicon_entry(before.id)
    assert upload(newsroom, editor, file.body).status == 303
    (after,) = newsroom.service.library.lexicon_entries()
    assert (after.grapheme, after.alias) == (before.grapheme, before.alias)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"<x>", b"grapheme\nWXYZ"])
def test_a_file_that_is_no_lexicon_adds_nothing(
    newsroom: Newsroom, editor: Editor, content: bytes
) -> None:
    answer = upload(newsroom, editor, content)
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert newsroom.service.library.lexicon_entries() == ()


def test_a_long_lexicon_comes_in_pages_and_can_be_searched(
    newsroom: Newsroom, editor: Editor
) -> None:
    rows = "".join(f"Tên{number:04},cách đọc {number}\n" for number in range(1000))
    assert upload(newsroom, editor, f"grapheme,alias\n{rows}".encode()).status == 303

    first = html.unescape(editor.get("/desk/lexicon").text)
    last = html.unescape(editor.get("/desk/lexicon?trang=50").text)
    assert "Các mục (1000)" in first
    assert first.count('name="entry"') == last.count('name="entry"') == 20
    assert "Bỏ mục Tên0999" in last
    assert len(first) < 30_000
    assert editor.get("/desk/lexicon?trang=51").status == 404

    found = html.unescape(editor.get("/desk/lexicon?tim=T%C3%8AN09").text)
    assert "Tìm thấy 100 mục" in found
    assert "trang=2&tim=TÊN09" in unquote(found)
    assert "Không mục nào" in editor.get("/desk/lexicon?tim=khongco").text


def test_an_entry_that_is_left_out_of_every_reading_is_marked_with_what_is_wrong(
    newsroom: Newsroom, editor: Editor
) -> None:
    newsroom.service.library.put_lexicon_entries([entry("(?:bài){e}", "x", is_pattern=True)])
    page = html.unescape(editor.get("/desk/lexicon").text)
    assert "Bị bỏ qua khi đọc" in page
    assert "là số lần lặp" in page
