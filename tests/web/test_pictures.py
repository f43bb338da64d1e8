"""Pictures over HTTP: sent by address, fetched by the job, served by Loa."""

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from tests.sources.pictures.drawing import chart, decoded, encoded, photo
from tests.standins.site import Site, answer
from tests.web.newsroom import Answer, Editor, Newsroom, form_of

PAGE = """<article><h1>Phường mở lớp học bơi</h1>
<p>Sáng nay, phường mở lớp học bơi cho trẻ em. Lớp học kéo dài hai tháng.</p>
<figure><img src="anh/boi.jpg" alt="Trẻ em học bơi"></figure>
<p>Phụ huynh ghi danh tại nhà văn hoá. Lớp học không thu tiền của trẻ em nghèo.</p>
<p><img src="/bieu-do.png" alt="Số trẻ em học bơi qua các năm"></p>
<p><img src="/mat.jpg" alt="Nhà văn hoá phường"></p></article>"""


@pytest.fixture(scope="module", autouse=True)
def pages(site: Site) -> None:
    site.pages |= {
        "/tin/anh/boi.jpg": answer(encoded(photo()), kind="image/jpeg"),
        "/bieu-do.png": answer(encoded(chart(600, 400), "PNG"), kind="image/png"),
    }


@pytest.fixture(scope="module")
def pictures(newsroom: Newsroom, site: Site) -> list[dict[str, object]]:
    """What the API tells of the pictures of an article, once it is recorded."""
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"html": PAGE, "link": site.url("/tin/lop-boi.html")}).encode()
    sent = newsroom.ask("/api/v1/articles/lop-boi", "PUT", body, headers)
    assert sent.status == 201
    assert site.asked == []  # the sender waits for no picture
    newsroom.service.jobs.wait(sent.json["job"]["id"], timeout=60)
    told = newsroom.ask("/api/v1/articles/lop-boi", headers=headers).json["episode"]["pictures"]
    assert isinstance(told, list)
    return told


def test_the_api_tells_where_each_picture_is_served_or_why_it_is_not(
    pictures: list[dict[str, object]], site: Site
) -> None:
    assert [each["source"] for each in pictures] == [
        site.url("/tin/anh/boi.jpg"),
        site.url("/bieu-do.png"),
        site.url("/mat.jpg"),
    ]
    assert [each["missing"] for each in pictures] == [None, None, "Ở đó không còn gì."]


def test_a_picture_is_served_for_ever_and_as_nothing_else(
    newsroom: Newsroom, pictures: list[dict[str, object]]
) -> None:
    photo_, drawing, _ = pictures
    for told, kind in ((photo_, "image/jpeg"), (drawing, "image/png")):
        stored = told["stored"]
        assert isinstance(stored, list)
        for each in stored:
            path = each["url"].removeprefix(newsroom.base_url)
            got = newsroom.ask(path)
            assert (got.status, got.headers["Content-Type"]) == (200, kind)
            assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            assert decoded(got.body).size == (each["width"], each["height"])
            known = newsroom.ask(path, headers={"If-None-Match": got.headers["ETag"]})
            assert (known.status, known.body) == (304, b"")


def test_the_page_shows_the_pictures_and_asks_no_other_site(
    newsroom: Newsroom, pictures: list[dict[str, object]], site: Site
) -> None:
    episode = newsroom.service.library.article_by_source("lop-boi")
    assert episode is not None
    for page in ("", "/transcript.html"):
        answered = newsroom.ask(f"/episodes/{episode.id}{page}")
        told = html.document_fromstring(answered.body)
        shown = {each.get("alt"): each for each in told.iter("img")}
        assert set(shown) >= {"Trẻ em học bơi", "Số trẻ em học bơi qua các năm"}
        assert "Nhà văn hoá phường" not in shown
        assert "Nhà văn hoá phường" in answered.text
        assert "Ở đó không còn gì." in answered.text
        asked = [each.get("src", "") for each in shown.values()]
        asked += [each.split()[0] for image in shown.values() for each in _choices(image)]
        assert all(each.startswith(("/pictures/", "/static/", "/cover-")) for each in asked)
        photo_ = shown["Trẻ em học bơi"]
        assert (photo_.get("width"), photo_.get("height")) == ("1280", "800")
        assert len(_choices(photo_)) == 2


def _choices(image: html.HtmlElement) -> list[str]:
    return [each.strip() for each in (image.get("srcset") or "").split(",") if each.strip()]


SENT = """<article><h1>Phường mở thư viện</h1>
<p>Sáng nay, phường mở thư viện cho trẻ em. Thư viện mở cửa cả tuần.</p>
<p><img src="cid:bia" alt="Bìa sách"></p><p><img src="anh/doc%20s%C3%A1ch.jpg" alt="Đọc sách"></p>
<p><img src="cid:hong" alt="Ảnh hỏng"></p><p><img src="anh/mat.jpg" alt="Ảnh mất"></p>
<p>Trẻ em mượn sách về nhà được hai tuần. Thư viện không thu tiền.</p></article>"""


def put_form(
    newsroom: Newsroom, source_id: str, *files: tuple[str, str, bytes], **more: str
) -> Answer:
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    kind, body = form_of({"html": SENT, **more}, files)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    return newsroom.ask(f"/api/v1/articles/{source_id}", "PUT", body, headers)


def test_pictures_may_come_with_the_article_by_their_fields_and_their_files_names(
    newsroom: Newsroom, site: Site
) -> None:
    before = len(site.asked)
    sent = put_form(
        newsroom,
        "thu-vien",
        ("bia", "khac.png", encoded(chart(600, 400), "PNG")),
        ("anh2", "doc sách.jpg", encoded(photo())),
        ("hong", "hong.jpg", b"none"),
        ("thua", "thua.jpg", encoded(photo())),
        title="Phường mở thư viện",
    )
    assert sent.status == 201
    assert "Tệp kèm theo “thua.jpg” không có chỗ trong bài." in sent.json["notes"]
    newsroom.service.jobs.wait(sent.json["job"]["id"], timeout=60)
    episode = newsroom.service.library.episode(sent.json["article"]["id"])
    assert episode is not None
    told = {each.source: each for each in episode.edition.pictures}
    assert told["cid:bia"].stored[0].name.endswith(".png")
    assert [each.width for each in told["anh/doc%20s%C3%A1ch.jpg"].stored] == [640, 1280]
    assert "Đây không phải ảnh" in told["cid:hong"].missing
    assert len(site.asked) == before


def test_the_same_article_with_a_new_picture_is_a_new_edition(newsroom: Newsroom) -> None:
    first = put_form(newsroom, "thu-vien-2", ("bia", "bia.jpg", encoded(photo())))
    newsroom.service.jobs.wait(first.json["job"]["id"], timeout=60)
    same = put_form(newsroom, "thu-vien-2", ("bia", "bia.jpg", encoded(photo())))
    assert (same.status, same.json["job"]) == (200, None)
    other = put_form(newsroom, "thu-vien-2", ("bia", "bia.jpg", encoded(chart(), "PNG")))
    assert other.status == 202
    newsroom.service.jobs.wait(other.json["job"]["id"], timeout=60)
    episode = newsroom.service.library.episode(first.json["article"]["id"])
    assert episode is not None
    assert episode.edition.number == 2
    assert episode.edition.enclosure.sha256 == same.json["episode"]["sha256"]


def test_a_picture_is_public_while_an_article_of_it_is(newsroom: Newsroom) -> None:
    sent = put_form(
        newsroom, "thu-vien-go", ("bia", "bia.png", encoded(chart(333, 222), "PNG")), hold="true"
    )
    newsroom.service.jobs.wait(sent.json["job"]["id"], timeout=60)
    article_id, editor = sent.json["article"]["id"], Editor(newsroom)
    made = newsroom.service.library.made_edition(article_id)
    assert made is not None
    path = f"/{made.pictures[0].stored[0].name}"
    address = f"/desk/articles/{article_id}"
    assert newsroom.ask(path).status == 404, "nobody has released it"
    editor.post(f"{address}/release", edition="1")
    assert newsroom.ask(path).status == 200
    editor.post(f"{address}/withdraw", notice="Ảnh không phải của toà soạn.")
    assert newsroom.ask(path).status == 410
    editor.post(f"{address}/restore")
    assert newsroom.ask(path).status == 200


def test_a_form_that_says_too_much_is_refused(newsroom: Newsroom) -> None:
    assert put_form(newsroom, "hai-lan", text="Một bài khác").status == 422
    assert put_form(newsroom, "la", mau="đỏ").status == 422
    many = [(f"anh{number}", f"{number}.jpg", b"x") for number in range(101)]
    assert put_form(newsroom, "nhieu", *many).status == 400


def put_files(
    newsroom: Newsroom, source_id: str, *files: tuple[str, str, bytes], **fields: str
) -> Answer:
    token = newsroom.service.library.make_token(None, datetime.now(UTC))
    kind, body = form_of(fields, files)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    return newsroom.ask(f"/api/v1/articles/{source_id}", "PUT", body, headers)


def test_the_text_may_come_as_a_file_as_curl_sends_one(newsroom: Newsroom) -> None:
    text, picture = SENT.encode(), ("bia", "bia.jpg", encoded(photo()))
    sent = put_files(newsroom, "bang-tep", ("html", "bai.html", text), picture)
    assert (sent.status, sent.json["article"]["title"]) == (201, "Phường mở thư viện")
    assert put_files(newsroom, "bang-tep", ("html", "a.html", text), html=SENT).status == 400
    twice = [("html", name, text) for name in ("a.html", "b.html")]
    assert put_files(newsroom, "bang-tep", *twice).status == 400
    both = [("html", "a.html", text), ("text", "a.txt", b"xin")]
    assert put_files(newsroom, "bang-tep", *both).status == 422


@pytest.mark.parametrize(
    "path",
    [
        f"/pictures/{'0' * 32}.jpg",
        "/pictures/",
        "/pictures/feed.xml",
        "/pictures/..%2ffeed.xml",
        f"/pictures/{'0' * 32}.svg",
        f"/pictures/{'0' * 32}.jpg.damaged",
    ],
)
def test_nothing_but_pictures_is_served_there(newsroom: Newsroom, path: str) -> None:
    assert newsroom.ask(path).status == 404
