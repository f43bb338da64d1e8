"""One entry of the lexicon at the desk: edited in place, heard, undone; and files seen first."""

import html
import re

import pytest

from service.model import Act
from tests.web.newsroom import SHORT, Editor, Newsroom

TEXT = SHORT.replace("mới</h1>", "bằng thép WXYZ</h1>")
ENTRY = {"grapheme": "WXYZ", "alias": "vê kép ích", "whole_word": "on", "case_sensitive": "on"}


@pytest.fixture(autouse=True)
def empty_lexicon(newsroom: Newsroom) -> None:
    for each in newsroom.service.library.lexicon_entries():
        newsroom.service.library.remove_lexicon_entry(each.id)


def kept(newsroom: Newsroom, editor: Editor) -> str:
    """The id of the entry, kept."""
    assert editor.post("/desk/lexicon", **ENTRY).status == 303
    (entry,) = newsroom.service.library.lexicon_entries()
    return entry.id


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found[1])


def test_an_entry_is_edited_in_its_own_form(newsroom: Newsroom, editor: Editor) -> None:
    entry_id = kept(newsroom, editor)
    page = editor.get(f"/desk/lexicon/entries/{entry_id}").text
    fields = {**ENTRY, "id": hidden(page, "id"), "seen": hidden(page, "seen")}
    assert editor.post("/desk/lexicon", **{**fields, "grapheme": "QXYZ"}).status == 303
    (entry,) = newsroom.service.library.lexicon_entries()
    assert (entry.id, entry.grapheme) == (entry_id, "QXYZ")


def test_the_second_to_save_an_entry_sees_both(newsroom: Newsroom, editor: Editor) -> None:
    entry_id = kept(newsroom, editor)
    page = editor.get(f"/desk/lexicon/entries/{entry_id}").text
    fields = {**ENTRY, "id": entry_id, "seen": hidden(page, "seen")}
    assert editor.post("/desk/lexicon", **{**fields, "alias": "của đồng nghiệp"}).status == 303
    answer = editor.post("/desk/lexicon", **{**fields, "alias": "của tôi"})
    assert answer.status == 409
    told = html.unescape(answer.text)
    assert "của đồng nghiệp" in told
    assert 'value="của tôi"' in told, "what was typed is kept"
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "của đồng nghiệp"
    seen = hidden(answer.text, "seen")
    again = editor.post("/desk/lexicon", **{**fields, "alias": "của tôi", "seen": seen})
    assert again.status == 303
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "của tôi"


def test_a_change_and_a_removal_are_told_and_undone(newsroom: Newsroom, editor: Editor) -> None:
    entry_id = kept(newsroom, editor)
    editor.post("/desk/lexicon", **{**ENTRY, "alias": "khác"})
    editor.post("/desk/lexicon/remove", entry=entry_id)
    address = f"/desk/lexicon/entries/{entry_id}"

    def undo() -> None:
        page = editor.get(address).text
        editor.post("/desk/lexicon/undo", version=hidden(page, "version"))

    page = html.unescape(editor.get(address).text)
    assert "trước «WXYZ» đọc “vê kép ích”; sau «WXYZ» đọc “khác”" in page
    assert "đã được bỏ khỏi từ điển" in page
    undo()
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "khác"
    acts = [each.action for each in newsroom.service.library.audit(3)]
    assert Act.LEXICON_RESTORED in acts
    oldest = newsroom.service.library.lexicon_versions(entry_id)[-1].number
    editor.post("/desk/lexicon/undo", version=str(oldest))
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "khác", "what was changed again since is not undone"


def test_what_would_be_said_without_an_entry_is_shown_before_it_is_taken_out(
    newsroom: Newsroom, editor: Editor
) -> None:
    newsroom.take_in("muc/bo", TEXT)
    entry_id = kept(newsroom, editor)
    page = html.unescape(editor.get(f"/desk/lexicon/entries/{entry_id}").text)
    before, after = page.split("<dt>Đang đọc</dt>")[1].split("<dt>Sẽ đọc</dt>")[:2]
    assert before.split("</dd>")[0].endswith("thép vê kép ích")
    assert not after.split("</dd>")[0].endswith("thép vê kép ích")


def test_an_entry_is_heard_before_it_is_kept(newsroom: Newsroom, editor: Editor) -> None:
    answer = editor.post("/desk/lexicon/hear", **ENTRY)
    assert answer.status == 200
    assert "đọc “vê kép ích”" in html.unescape(answer.text)
    clip = re.search(r'href="(/desk/clips/\w+\.mp3)"', answer.text)
    assert clip is not None
    assert editor.get(clip[1]).status == 200
    assert newsroom.service.library.lexicon_entries() == ()
    assert newsroom.service.library.audit(limit=1)[0].action == "lexicon-audition"


def test_an_article_is_named_by_its_own_id_the_newsrooms_or_its_title(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("muc/mot-bai", TEXT.replace("cây cầu", "chợ Măng Cụt"))
    for named in (article.id, "muc/mot-bai", "măng cụt"):
        answer = editor.post("/desk/lexicon", **{**ENTRY, "scope": "article", "scope_value": named})
        assert answer.status == 303, named
        (entry,) = newsroom.service.library.lexicon_entries()
        assert entry.scope_value == article.id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"scope": "article", "scope_value": "không bài nào"}, "Không tìm thấy bài nào"),
        ({"scope": "section"}, "“Chuyên mục hoặc bài”"),
        ({"scope": "khác"}, "Ô “Dùng cho”"),
        ({"note": "a" * 1001}, "Ô “Ghi chú”"),
    ],
)
def test_what_is_to_be_mended_is_called_as_the_form_calls_it(
    editor: Editor, fields: dict[str, str], words: str
) -> None:
    answer = editor.post("/desk/lexicon/preview", **{**ENTRY, **fields})
    assert answer.status == 422
    told = html.unescape(answer.text)
    assert words in told
    assert "Cột " not in told


def test_a_file_is_seen_before_it_is_taken_in(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.take_in("muc/tep", TEXT)
    kept(newsroom, editor)
    file = "grapheme,alias\nWXYZ,cách đọc mới\nABCQ,a bê cê\n".encode()
    answer = editor.upload("/desk/lexicon/import/preview", "file", "a.csv", file)
    assert answer.status == 200
    page = html.unescape(answer.text)
    assert "1 mục mới, 1 mục thay mục đã có, 0 mục như cũ" in page
    assert "đang đọc “vê kép ích”, sẽ đọc “cách đọc mới”" in page
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.alias == "vê kép ích", "nothing is kept yet"
    carried = hidden(answer.text, "carried")
    assert editor.post("/desk/lexicon/import", carried=carried).status == 303
    assert len(newsroom.service.library.lexicon_entries()) == 2
    wrong = editor.upload("/desk/lexicon/import/preview", "file", "a.csv", b"\xff\xfe")
    assert wrong.status == 422


def test_an_entry_that_never_was_is_not_found(editor: Editor) -> None:
    assert editor.get("/desk/lexicon/entries/khongco").status == 404
    assert editor.post("/desk/lexicon/undo", version="x").status == 303


def test_of_several_articles_that_fit_one_is_chosen_by_its_title(
    newsroom: Newsroom, editor: Editor
) -> None:
    ids = [
        newsroom.take_in(f"muc/chon-{at}", TEXT.replace("cây cầu", f"chợ Sầu Riêng {at}")).id
        for at in ("một", "hai")
    ]
    fields = {**ENTRY, "scope": "article", "scope_value": "chợ sầu riêng"}
    answer = editor.post("/desk/lexicon/preview", **fields)
    assert answer.status == 422
    page = html.unescape(answer.text)
    assert "Có nhiều bài theo «chợ sầu riêng»" in page
    assert set(re.findall(r'name="chosen" value="(\w+)" required', page)) == set(ids)
    seen = editor.post("/desk/lexicon/preview", **fields, chosen=ids[1])
    assert seen.status == 200
    assert "Đang chọn bài “" in html.unescape(re.sub("<[^>]+>", "", seen.text))
    assert 'name="scope_value" value="muc/chon-hai"' in seen.text
    assert editor.post("/desk/lexicon", **fields, chosen=ids[1]).status == 303
    (entry,) = newsroom.service.library.lexicon_entries()
    assert entry.scope_value == ids[1]
    listed = html.unescape(editor.get("/desk/lexicon").text)
    assert "chợ Sầu Riêng hai" in listed
    assert f"Bài {ids[1]}" not in listed


def test_the_form_offers_sections_and_articles_by_their_titles(
    newsroom: Newsroom, editor: Editor
) -> None:
    newsroom.take_in("muc/danh-sach", TEXT.replace("cây cầu", "chợ Vú Sữa"), section="Y tế")
    page = html.unescape(editor.get("/desk/lexicon").text)
    offered = page.split('<datalist id="known-scopes">')[1].split("</datalist>")[0]
    assert '<option value="Y tế">' in offered
    assert re.search(r'<option value="muc/danh-sach">[^<]*chợ Vú Sữa', offered)
