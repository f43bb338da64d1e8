"""What the desk refuses leads back to where it was asked, with what was written for the public."""

import pytest

from tests.web.newsroom import Editor, Newsroom


@pytest.fixture
def editor(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)


def test_what_is_refused_at_the_desk_leads_back_to_the_article(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("loi-ve/1")
    answer = editor.post(f"/desk/articles/{article.id}/schedule", at="2020-01-01T07:00")
    assert answer.status == 422
    assert f'href="/desk/articles/{article.id}">Về bài</a>' in answer.text
    assert 'href="/desk/">Về các bài</a>' in answer.text
    assert "Ra khỏi bàn biên tập" in answer.text


def test_a_note_for_the_public_that_was_refused_is_shown_again(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("loi-ve/2")
    notice = "Bài nhầm số liệu, toà soạn xin lỗi."
    answer = editor.post(f"/desk/articles/{article.id}/withdraw", notice=notice)
    assert answer.status == 404
    assert f"<blockquote>{notice}</blockquote>" in answer.text


def test_who_is_not_at_the_desk_is_led_to_the_public_home(newsroom: Newsroom) -> None:
    answer = newsroom.ask("/episodes/khong-co")
    assert 'href="/">Về trang đầu</a>' in answer.text
    assert "/desk/" not in answer.text


def test_an_article_that_is_gone_does_not_lead_to_itself(editor: Editor) -> None:
    answer = editor.get("/desk/articles/khong-co")
    assert answer.status == 404
    assert "Về bài</a>" not in answer.text
    assert "Về các bài</a>" in answer.text
