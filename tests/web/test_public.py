"""The public pages over HTTP: whole without JavaScript, without cookies, in Vietnamese."""

import html
import re

import pytest

from service.model import Episode
from tests.web.newsroom import SAMPLE, SHORT, Newsroom


def shown_text(page: str) -> str:
    """The text of the article's title and body, without tags."""
    title = page.split("<h1>")[1].split("</h1>")[0]
    body = page.split('<div class="text">')[1].split("</div>")[0]
    return html.unescape(re.sub(r"<[^>]+>", "", f"{title}\n{body}"))


def test_the_page_prints_every_block_as_it_was_published(newsroom: Newsroom) -> None:
    episode = newsroom.record("bai/mau", SAMPLE.read_text("utf-8"))
    page = newsroom.ask(f"/episodes/{episode.id}").text
    printed = [line for line in shown_text(page).split("\n") if line]
    assert printed == [block.text for block in episode.edition.revision.blocks]


def test_the_page_plays_without_javascript(newsroom: Newsroom, episode: Episode) -> None:
    page = newsroom.ask(f"/episodes/{episode.id}").text
    audio = f"/audio/{episode.edition.enclosure.name}"
    assert re.search(rf'<audio controls[^>]* src="{audio}"', page)
    assert re.search(rf'<a [^>]*href="{audio}" download', page)
    assert re.search(r'<div class="controls"[^>]* hidden>', page)
    assert "autoplay" not in page


def test_sentences_carry_nothing_that_a_screen_reader_would_stumble_over(
    newsroom: Newsroom, episode: Episode
) -> None:
    page = newsroom.ask(f"/episodes/{episode.id}").text
    heard = [each for each in episode.edition.passages if each.span]
    assert page.count('<span class="sentence">') == len(heard)
    assert page.count('<span class="sentence"') == len(heard)
    assert len(page.split('data-times="')[1].split('"')[0].split(" ")) == len(heard)


def test_the_page_says_who_spoke_where_it_was_published_and_what_was_left_out(
    newsroom: Newsroom,
) -> None:
    episode = newsroom.record("bai/trang", SAMPLE.read_text("utf-8"))
    page = html.unescape(newsroom.ask(f"/episodes/{episode.id}").text)
    assert "Giọng tổng hợp do máy tạo ra: " + episode.edition.spec.voice.label in page
    assert '<a href="https://bao.example/bai">' in page
    for each in episode.edition.revision.left_out:
        assert each.text in page


def test_a_published_link_of_another_scheme_is_never_printed(newsroom: Newsroom) -> None:
    head = '<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>'
    episode = newsroom.record("bai/lien-ket-la", f"{head}{SHORT}</body></html>", link=None)
    assert "javascript:" not in newsroom.ask(f"/episodes/{episode.id}").text


def test_the_home_page_lists_the_newest_first_and_links_to_the_feed(newsroom: Newsroom) -> None:
    for number in (1, 2):
        newsroom.record(f"bai/thu-tu-{number}", SHORT.replace("mới</h1>", f"thứ {number}</h1>"))
    page = newsroom.ask("/").text
    assert page.index("cầu thứ 2</a>") < page.index("cầu thứ 1</a>")
    assert "/feed.xml" in page


@pytest.mark.parametrize("number", ["0", "999", "-1"])
def test_a_page_beyond_the_list_is_not_found(newsroom: Newsroom, number: str) -> None:
    assert newsroom.ask(f"/?trang={number}").status == 404


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("captions.vtt", "text/vtt; charset=utf-8"),
        ("captions.srt", "application/x-subrip; charset=utf-8"),
        ("transcript.json", "application/json"),
        ("transcript.txt", "text/plain; charset=utf-8"),
        ("chapters.json", "application/json+chapters"),
        ("manifest.json", "application/json"),
    ],
)
def test_each_companion_file_has_its_type(
    newsroom: Newsroom, episode: Episode, file: str, kind: str
) -> None:
    answer = newsroom.ask(f"/episodes/{episode.id}/{file}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_the_manifest_is_the_published_one_of_the_current_edition(newsroom: Newsroom) -> None:
    newsroom.record("bai/ban-ke")
    episode = newsroom.record("bai/ban-ke", SHORT.replace("bốn làn", "sáu làn"))
    address = f"/episodes/{episode.id}/manifest.json"
    assert f'href="{address}"' in newsroom.ask(f"/episodes/{episode.id}").text
    manifest = newsroom.ask(address).json
    assert (manifest["episode"], manifest["edition"]) == (episode.id, 2)
    printed = [passage.segment.text for passage in episode.edition.passages]
    assert [each["printed"] for each in manifest["sentences"]] == printed

    newsroom.service.media.remove(episode.edition.manifest_name)
    assert newsroom.ask(address).status == 404


def test_chapters_name_the_headings(newsroom: Newsroom, episode: Episode) -> None:
    chapters = newsroom.ask(f"/episodes/{episode.id}/chapters.json").json["chapters"]
    assert [each["title"] for each in chapters][1:] == ["Tiến độ của dự án"]


def test_an_article_without_headings_has_no_chapters_anywhere(newsroom: Newsroom) -> None:
    plain = newsroom.record("bai/khong-muc", re.sub("<h2>.*</h2>", "", SHORT))
    address = f"/episodes/{plain.id}/chapters.json"
    answer = newsroom.ask(address)
    assert answer.status == 404
    assert "Bài này không chia chương." in answer.text
    assert address not in newsroom.ask("/feed.xml").text
    assert 'class="chapters"' not in newsroom.ask(f"/episodes/{plain.id}").text


@pytest.mark.parametrize("path", ["/nothing", "/episodes/nothing", "/episodes/a/captions.vtt"])
def test_what_is_not_there_is_said_in_vietnamese_on_a_whole_page(
    newsroom: Newsroom, path: str
) -> None:
    answer = newsroom.ask(path)
    assert answer.status == 404
    assert "<h1>Không tìm thấy</h1>" in answer.text
    assert '<html lang="vi">' in answer.text


def test_no_public_answer_sets_a_cookie_or_lets_in_foreign_scripts(
    newsroom: Newsroom, episode: Episode
) -> None:
    for path in ("/", f"/episodes/{episode.id}", "/robots.txt", "/healthz", "/nothing"):
        answer = newsroom.ask(path)
        assert "Set-Cookie" not in answer.headers, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(newsroom: Newsroom, episode: Episode) -> None:
    page = newsroom.ask(f"/episodes/{episode.id}").text
    page = page.replace('<script type="application/ld+json">', "")  # data: nothing runs it
    assert not re.search(r"<script(?![^>]* src=)|<style|\bstyle=|\bon\w+=", page)


def test_a_static_file_is_kept_for_ever_under_the_address_of_its_bytes(newsroom: Newsroom) -> None:
    address = re.search(r'href="(/static/loa\.css\?v=\w+)"', newsroom.ask("/").text)
    assert address is not None
    assert "immutable" in newsroom.ask(address.group(1)).headers["Cache-Control"]
    assert "immutable" not in newsroom.ask("/static/loa.css").headers["Cache-Control"]


def test_search_engines_are_kept_from_the_desk(newsroom: Newsroom) -> None:
    assert "Disallow: /desk" in newsroom.ask("/robots.txt").text
