"""Admins make, word and remove channels, and give out secret addresses that can be revoked."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree
from PIL import Image

from service.covers.uploading import MOST_BYTES
from service.desk.channels import ChannelWords, add_selection
from service.desk.desk import Desk
from service.model import Episode, shell_actor
from service.model.channel import ArchiveRange
from service.model.published_names import channel_feed_name
from tests.covers.seen import opened
from tests.sources.pictures.drawing import encoded, photo
from tests.web.newsroom import Editor, Newsroom

ADDRESS = re.compile(r"/private/([\w-]{43})/([\w-]+)\.xml")
GUIDS = "channel/item/guid"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture(scope="module")
def news(newsroom: Newsroom) -> Episode:
    article = newsroom.take_in("kenh/pho-phuong", section="Phố phường")
    newsroom.finish(article.id)
    episode = newsroom.service.library.episode(article.id)
    assert episode is not None
    return episode


@pytest.fixture
def selection(newsroom: Newsroom, editor: Editor, news: Episode) -> Iterator[str]:
    """The slug of a selection; it is removed afterwards."""
    answer = editor.post("/desk/channels", title="Bản tin sáng", sections="pho phuong, Chợ búa")
    assert answer.status == 303, answer.text
    slug = answer.headers["Location"].rpartition("/")[2]
    yield slug
    editor.post(f"/desk/channels/{slug}/remove", sure="yes")


def offered(newsroom: Newsroom, path: str) -> list[str | None]:
    answer = newsroom.ask(path)
    assert answer.status == 200, answer.text
    return [each.text for each in etree.fromstring(answer.body).iterfind(GUIDS)]


def private_path(editor: Editor, channel: str, name: str = "Đài phường") -> str:
    page = editor.post("/desk/private-feeds", channel=channel, name=name)
    assert page.status == 200, page.text
    found = ADDRESS.search(page.text)
    assert found is not None
    return found[0]


def test_a_selection_has_a_feed_of_what_it_names_at_once(
    newsroom: Newsroom, selection: str, news: Episode
) -> None:
    assert selection.startswith("ban-tin-sang")
    assert offered(newsroom, f"/feeds/{selection}.xml") == [news.guid]
    assert f"/feeds/{selection}.xml" in newsroom.ask("/subscribe").text


def test_what_is_typed_for_a_channel_is_in_its_feed(
    newsroom: Newsroom, editor: Editor, selection: str
) -> None:
    words = {"title": "Năm phút", "description": "Tin <b> & ]]>", "category": "chính trị"}
    answer = editor.post(f"/desk/channels/{selection}", sections="Phố phường", **words)
    assert answer.status == 303, answer.text
    channel = etree.fromstring(newsroom.ask(f"/feeds/{selection}.xml").body).find("channel")
    assert channel is not None
    assert channel.findtext("title") == "Năm phút"
    assert channel.findtext("description") == "Tin <b> & ]]>"
    category = channel.find(f"{ITUNES}category/{ITUNES}category")
    assert category is not None
    assert category.get("text") == "Politics"
    page = html.unescape(editor.get(f"/desk/channels/{selection}").text)
    assert "News > Politics" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "", "sections": "Phố phường"}, "Hãy đặt tên"),
        ({"title": "Không gì cả"}, "Hãy nêu ít nhất"),
        ({"title": "A", "sections": "B", "category": "Chính chị"}, "Gần nhất"),
        ({"title": "A", "tags": ",".join(map(str, range(99)))}, "Nhiều nhất 50"),
    ],
)
def test_what_is_no_channel_is_refused_with_what_was_typed(
    newsroom: Newsroom, editor: Editor, typed: dict[str, str], said: str
) -> None:
    before = newsroom.service.library.subchannels(removed=True)
    answer = editor.post("/desk/channels", **typed)
    assert answer.status == 422
    page = html.unescape(answer.text)
    assert said in page
    assert all(each in page for each in typed.values())
    assert newsroom.service.library.subchannels(removed=True) == before


def test_names_that_are_left_as_shown_stay_whole_though_one_has_a_comma(
    newsroom: Newsroom, editor: Editor
) -> None:
    library = newsroom.service.library
    words = ChannelWords(title="Tiền", sections=("Kinh tế, tài chính", "Thế giới"))
    made = add_selection(words, Desk(shell_actor("test"), library, datetime.now(UTC)))
    page = html.unescape(editor.get(f"/desk/channels/{made.slug}").text)
    (shown,) = re.findall(r'name="sections" rows="2">(.*?)</textarea>', page)
    typed = {"title": "Tiền bạc", "sections": shown, "tags": "vàng, bạc"}
    assert editor.post(f"/desk/channels/{made.slug}", **typed).status == 303
    kept = library.subchannel(made.slug)
    assert kept is not None
    assert kept.membership.sections == made.membership.sections
    assert len(kept.membership.tags) == 2
    editor.post(f"/desk/channels/{made.slug}/remove", sure="yes")


def test_a_refused_change_shows_what_was_ticked(editor: Editor, selection: str) -> None:
    path = f"/desk/channels/{selection}"
    assert 'name="private" value="yes">' in editor.get(path).text
    refused = editor.post(path, title="A", sections="B", category="Chính chị", private="yes")
    assert refused.status == 422
    assert 'name="private" value="yes" checked>' in refused.text


def test_a_removed_channel_is_gone_and_comes_back_as_it_was(
    newsroom: Newsroom, editor: Editor, selection: str, news: Episode
) -> None:
    path = f"/feeds/{selection}.xml"
    before = newsroom.ask(path).body
    assert editor.post(f"/desk/channels/{selection}/remove").status == 422
    assert newsroom.ask(path).status == 200
    editor.post(f"/desk/channels/{selection}/remove", sure="yes")
    assert newsroom.ask(path).status == 410
    assert not newsroom.service.media.exists(channel_feed_name(selection))
    editor.post(f"/desk/channels/{selection}/restore")
    assert newsroom.ask(path).body == before


def test_a_cover_that_is_none_is_refused_and_the_channel_stays(
    newsroom: Newsroom, editor: Editor, selection: str
) -> None:
    answer = editor.upload(f"/desk/channels/{selection}/cover", "cover", "a.png", b"GIF89a")
    assert answer.status == 422
    assert "PNG hoặc JPEG" in answer.text


def test_a_cover_that_was_sent_is_the_channels_until_it_is_dropped(
    newsroom: Newsroom, editor: Editor, selection: str
) -> None:
    image = f"channel/{ITUNES}image"

    def cover() -> str:
        found = etree.fromstring(newsroom.ask(f"/feeds/{selection}.xml").body).find(image)
        assert found is not None
        return str(found.get("href")).removeprefix(newsroom.service.settings.base_url)

    before, content = cover(), encoded(photo(1500, 1500))
    path = f"/desk/channels/{selection}/cover"
    assert editor.upload(path, "cover", "bia.jpg", content).status == 303
    assert cover() != before
    assert opened(newsroom.ask(cover()).body).size == (1500, 1500)
    assert f'src="{cover()}"' in newsroom.ask("/subscribe").text
    assert editor.post(path, drop="yes").status == 303
    assert cover() == before


def test_a_cover_that_is_not_square_is_cut_where_that_is_wished_and_refused_else(
    newsroom: Newsroom, editor: Editor, selection: str
) -> None:
    path, wide = f"/desk/channels/{selection}/cover", encoded(photo(2400, 1500))
    refused = editor.upload(path, "cover", "bia.jpg", wide)
    assert refused.status == 422
    assert "2400 × 1500" in refused.text
    assert 'name="crop" value="yes" checked' in refused.text
    assert editor.upload(path, "cover", "bia.jpg", wide, crop="yes").status == 303
    kept = newsroom.service.library.subchannel(selection)
    assert kept is not None
    assert kept.cover is not None
    assert opened(newsroom.service.media.read(kept.cover)).size == (1500, 1500)
    editor.post(path, drop="yes")


def test_a_cover_of_many_megabytes_gets_through_and_one_beyond_is_told(
    editor: Editor, selection: str
) -> None:
    path = f"/desk/channels/{selection}/cover"
    noise = encoded(Image.effect_noise((2600, 2600), 90), "PNG")
    assert 3_000_000 < len(noise) < MOST_BYTES
    assert editor.upload(path, "cover", "bia.png", noise).status == 303
    assert editor.upload(path, "cover", "bia.png", noise + bytes(2 * MOST_BYTES)).status == 413
    editor.post(path, drop="yes")


def test_a_secret_address_opens_the_feed_and_is_kept_nowhere_between(
    newsroom: Newsroom, editor: Editor, news: Episode
) -> None:
    path = private_path(editor, "main")
    answer = newsroom.ask(path)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    channel = etree.fromstring(answer.body).find("channel")
    assert channel is not None
    links = [
        (each.get("rel"), each.get("href"))
        for each in channel.iterfind("{http://www.w3.org/2005/Atom}link")
    ]
    own = newsroom.service.settings.base_url + path.removesuffix(".xml")
    assert ("self", f"{own}.xml") in links
    assert {rel: str(href).startswith(own) for rel, href in links if rel != "self"} in (
        {},
        {"prev-archive": True},
    )
    assert channel.findtext(f"{ITUNES}block") == "Yes"
    assert [each.text for each in channel.iterfind("item/guid")] == offered(newsroom, "/feed.xml")
    known = newsroom.ask(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert known.status == 304


def test_a_revoked_address_opens_nothing_and_others_go_on(
    newsroom: Newsroom, editor: Editor
) -> None:
    first, second = private_path(editor, "main", "Bà Sáu"), private_path(editor, "main", "Cô Ba")
    (bearer,) = [x for x in newsroom.service.library.private_feeds() if x.name == "Bà Sáu"]
    assert newsroom.ask(first).status == 200
    editor.post(f"/desk/private-feeds/{bearer.id}/revoke")
    gone = newsroom.ask(first)
    assert gone.status == 404
    assert first.split("/")[2] not in gone.text
    assert newsroom.ask(second).status == 200


def test_a_private_channel_is_heard_by_its_own_addresses_alone(
    newsroom: Newsroom, editor: Editor, selection: str, news: Episode
) -> None:
    path, other = private_path(editor, selection), private_path(editor, "main")
    answer = editor.post(
        f"/desk/channels/{selection}", title="Riêng", sections="Phố phường", private="yes"
    )
    assert answer.status == 303
    assert newsroom.ask(f"/feeds/{selection}.xml").status == 404
    assert selection not in newsroom.ask("/subscribe").text
    assert offered(newsroom, path) == [news.guid]
    assert newsroom.ask(other.replace("/main.xml", f"/{selection}.xml")).status == 404


def test_the_archive_of_a_private_channel_is_read_at_its_secret_address_alone(
    newsroom: Newsroom, editor: Editor, selection: str, news: Episode
) -> None:
    path = private_path(editor, selection)
    editor.post(f"/desk/channels/{selection}", title="Riêng", sections="Phố phường", private="yes")
    released = newsroom.service.library.publication(news.id).sequence
    assert released is not None
    newsroom.service.library.freeze_ranges(selection, [ArchiveRange(1, released, released)])
    page = newsroom.ask(path.replace(".xml", "/1.xml"))
    assert page.status == 200, page.text
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert [each.text for each in etree.fromstring(page.body).iterfind(GUIDS)] == [news.guid]
    assert f"/feeds/{selection}" not in page.text
    assert newsroom.ask(path.replace(".xml", "/2.xml")).status == 404
    assert newsroom.ask(f"/feeds/{selection}/1.xml").status == 404


def test_the_secret_is_shown_once_and_stands_in_no_row(newsroom: Newsroom, editor: Editor) -> None:
    token = private_path(editor, "main", "Chú Tư").split("/")[2]
    assert token not in editor.get("/desk/channels").text
    newest = newsroom.service.library.audit(limit=1)[0]
    assert newest.action == "private-feed"
    assert token not in newest.detail + newest.subject
    (bearer,) = [x for x in newsroom.service.library.private_feeds() if x.name == "Chú Tư"]
    assert bearer.last_used is None
    newsroom.ask(f"/private/{token}/main.xml")
    (bearer,) = [x for x in newsroom.service.library.private_feeds() if x.name == "Chú Tư"]
    assert bearer.last_used is not None


def test_a_secret_address_needs_a_bearer_and_a_channel(newsroom: Newsroom, editor: Editor) -> None:
    assert editor.post("/desk/private-feeds", channel="main", name=" ").status == 422
    assert editor.post("/desk/private-feeds", channel="khong-co", name="An").status == 404
