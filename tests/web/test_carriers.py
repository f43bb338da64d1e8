"""Word files and mails over HTTP: the article comes with its pictures in one file."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from random import Random

import pytest

from service.sources.formats import Format
from tests.sources.docx.writing import docx, paragraph, picture
from tests.sources.pictures.drawing import encoded, photo
from tests.web.newsroom import Answer, Editor, Newsroom

FIRST = "Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa."
SECOND = "Bà con tiểu thương được miễn phí thuê chỗ trong ba tháng đầu."


def put(newsroom: Newsroom, source_id: str, body: bytes, kind: str) -> Answer:
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    return newsroom.ask(f"/api/v1/articles/{source_id}", "PUT", body, headers)


def shown(newsroom: Newsroom, answer: Answer) -> list[str]:
    """The stored names of the pictures of the episode that was made of it."""
    newsroom.service.jobs.wait(answer.json["job"]["id"], timeout=60)
    episode = newsroom.service.library.episode(answer.json["article"]["id"])
    assert episode is not None
    return [each.name for taken in episode.edition.pictures for each in taken.stored[:1]]


def test_a_word_file_with_a_picture_becomes_an_episode_with_it(newsroom: Newsroom) -> None:
    raw = docx(
        paragraph("Chợ quê mở lại", style="Title")
        + paragraph(FIRST)
        + paragraph(picture("p1", "Cổng chợ mới"))
        + paragraph(SECOND),
        parts={"word/media/image1.jpg": encoded(photo())},
        relations={"p1": ("image", "media/image1.jpg")},
    )
    answer = put(newsroom, "cho-docx", raw, Format.DOCX)
    assert (answer.status, answer.json["article"]["title"]) == (201, "Chợ quê mở lại")
    assert len(shown(newsroom, answer)) == 1


def test_a_mail_with_a_photo_becomes_an_episode_with_it(newsroom: Newsroom) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Nguyễn Thu Lan <lan@xa.example>", "Chợ quê mở lại"
    message["Date"] = "Wed, 14 Oct 2026 08:00:00 +0700"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    message.add_attachment(encoded(photo()), "image", "jpeg", filename="chợ.jpg")
    answer = put(newsroom, "cho-eml", message.as_bytes(policy=SMTP), Format.MAIL)
    article = answer.json["article"]
    assert (answer.status, article["title"]) == (201, "Chợ quê mở lại")
    assert article["author"] == "Nguyễn Thu Lan"
    assert datetime.fromisoformat(article["published"]) == datetime(2026, 10, 14, 1, tzinfo=UTC)
    assert len(shown(newsroom, answer)) == 1


def test_a_word_file_that_is_uploaded_at_the_desk_keeps_its_picture_and_its_format(
    newsroom: Newsroom, editor: Editor
) -> None:
    raw = docx(
        paragraph("Chợ quê họp phiên đầu", style="Title")
        + paragraph(FIRST)
        + paragraph(picture("p1", "Cổng chợ mới"))
        + paragraph(SECOND),
        parts={"word/media/image1.jpg": encoded(photo())},
        relations={"p1": ("image", "media/image1.jpg")},
    )
    page = editor.upload("/desk/new", "file", "chợ.docx", raw, source_id="cho-ban").text
    assert "Xem trước: Chợ quê họp phiên đầu" in page
    kept = re.search(r'name="raw" value="([^"]+)"', page)
    assert kept is not None
    editor.post("/desk/new/keep", raw=kept[1], source_id="cho-ban", file_name="chợ.docx")
    article = newsroom.service.library.article_by_source("cho-ban")
    assert article is not None
    assert len(newsroom.service.library.pictures(article.id)) == 1


def test_markdown_that_is_uploaded_at_the_desk_is_read_by_its_name_when_it_is_kept(
    newsroom: Newsroom, editor: Editor
) -> None:
    text = f"Chợ quê họp phiên hai\n=====\n\n{FIRST}\n\n{SECOND} Ai cũng **mừng**.\n"
    page = editor.upload("/desk/new", "file", "chợ.md", text.encode(), source_id="cho-md").text
    assert "Xem trước: Chợ quê họp phiên hai" in page
    assert 'name="file_name" value="chợ.md"' in page
    kept = re.search(r'name="raw" value="([^"]+)"', page)
    assert kept is not None
    editor.post("/desk/new/keep", raw=kept[1], source_id="cho-md", file_name="chợ.md")
    article = newsroom.service.library.article_by_source("cho-md")
    assert article is not None
    assert "**" not in "".join(block.text for block in article.revision.blocks)


def test_a_word_file_may_be_larger_than_an_article_and_its_text_may_not(newsroom: Newsroom) -> None:
    limit = newsroom.service.settings.article_limit_bytes
    noise = encoded(photo()) + Random(1).randbytes(2 * limit)
    raw = docx(paragraph(FIRST) + paragraph(SECOND), parts={"word/media/a.jpg": noise})
    assert len(raw) > 2 * limit
    assert put(newsroom, "cho-to", raw, Format.DOCX).status == 201
    long = docx(paragraph("Chợ mở lại. " * limit))
    assert put(newsroom, "cho-dai", long, Format.DOCX).status == 422


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04abc", Format.DOCX),
        (b"abc", Format.DOCX),
        (docx(""), Format.DOCX),
        (b"Content-Type: image/png\n\nabc", Format.MAIL),
    ],
)
def test_a_damaged_or_empty_one_is_refused_in_two_languages(
    newsroom: Newsroom, raw: bytes, kind: str
) -> None:
    answer = put(newsroom, "cho-hong", raw, kind)
    assert answer.status == 422
    assert answer.json["detail"]
    assert answer.json["detail_en"]
