"""The pictures of an article, from the newspaper's site to the edition that shows them."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from service.desk.hints import Hints
from service.engines.stop import Stop
from service.errors import StoreError, SynthesisError
from service.making.current import follows_article
from service.making.pictures import Gallery, keep_attached
from service.model import Edition, TakenPicture
from service.model.content import Picture, pictures_of
from service.model.pictures import picture_sources
from service.outputs.manifest_reading import read_manifest
from service.releasing.belonging import read_testimony
from service.releasing.pictures import ask_again, lacks_pictures
from service.sources.fetch import Fetcher, Limits
from service.store.library import open_library
from service.tending.picture_inspection import inspect_pictures
from service.tending.pictures import UNSHOWN, articles_to_complete, sweep_pictures
from service.tending.rebuilding import rebuild
from tests.media_paths import path_of
from tests.sources.fetch.conftest import Names, without_bytes
from tests.sources.pictures.drawing import decoded, encoded, photo, png_that_claims
from tests.stage import NOW, Stage, make, take_in_at
from tests.standins.site import Site, answer, open_site

PHOTO = encoded(photo(800, 500))
WORDS = "<p>Sáng nay, phường mở lớp học bơi cho trẻ em. Lớp học kéo dài hai tháng.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def stage(stage: Stage, site: Site) -> Stage:
    fetcher = Fetcher(
        "Loa/test", resolver=Names({"bao.example": [["127.0.0.1"]]}), permitted={site.place}
    )
    return replace(stage, gallery=Gallery(fetcher, Limits(1_000_000, total=5.0), most=3))


def take_in(stage: Stage, site: Site, *pictures: str, words: str = WORDS) -> str:
    """The id of an article of ``site`` with these pictures."""
    shown = "".join(
        f"<figure><img src='{each}' alt='Ảnh {number}'></figure>"
        for number, each in enumerate(pictures, 1)
    )
    page = f"<article><h1>Phường mở lớp học bơi</h1>{words}{shown}{words}</article>"
    hints = Hints("lop-boi", media_type="text/html", link=site.url("/tin/lop-boi.html"))
    return take_in_at(NOW, page, hints, stage.library).article.id


def at(moment: datetime, stage: Stage) -> Stage:
    """The station at another time."""
    return replace(stage, now=lambda: moment)


def current(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def shown_sources(article_id: str, stage: Stage) -> tuple[str, ...]:
    article = stage.library.article(article_id)
    assert article is not None
    return picture_sources(article.revision)


def shown(article_id: str, stage: Stage) -> list[Picture]:
    return list(pictures_of(current(article_id, stage).shown.content.nodes))


def test_the_pictures_of_an_article_are_shown_by_loa_itself(stage: Stage, site: Site) -> None:
    site.pages["/tin/anh/boi.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "anh/boi.jpg")
    make(article_id, stage)
    (picture,) = shown(article_id, stage)
    assert (picture.alt, picture.missing) == ("Ảnh 1", "")
    assert [(each.width, each.height) for each in picture.stored] == [(640, 400), (800, 500)]
    for each in picture.stored:
        assert decoded(stage.media.read(each.name)).size == (each.width, each.height)


def test_a_picture_is_asked_for_once_however_often_its_article_is_recorded(
    stage: Stage, site: Site
) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg", "/a.jpg")
    make(article_id, stage)
    take_in(stage, site, "/a.jpg", words=WORDS.replace("hai tháng", "ba tháng"))
    make(article_id, stage)
    assert current(article_id, stage).number == 2
    assert site.paths() == ["/a.jpg"]
    assert len(shown(article_id, stage)[0].stored) == 2


@pytest.mark.parametrize(
    ("said", "why", "tried_again"),
    [
        (answer(status="404 Not Found"), "Ở đó không còn gì.", False),
        (answer(status="503 Busy"), "Trang trả lời 503.", True),
        (answer(b"<html>", kind="text/html"), "text/html", False),
        (answer(b"<svg/>", kind="image/svg+xml"), "Đây không phải ảnh", False),
        (answer(png_that_claims(30_000, 30_000), kind="image/png"), "Ảnh quá lớn", False),
        (answer(bytes(1_000_001), kind="image/png"), "Lớn quá 1 MB.", False),
    ],
    ids=without_bytes,
)
def test_a_picture_that_cannot_be_had_says_why_and_holds_nothing_up(
    said: bytes, why: str, tried_again: bool, stage: Stage, site: Site
) -> None:
    site.pages["/a.jpg"] = said
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    (picture,) = shown(article_id, stage)
    assert picture.stored == ()
    assert why in picture.missing
    due = stage.library.articles_lacking_pictures(NOW + timedelta(days=1), 9)
    assert due == ((article_id,) if tried_again else ())


def test_a_picture_that_comes_later_makes_an_edition_and_no_new_recording(
    stage: Stage, site: Site
) -> None:
    site.pages["/a.jpg"] = answer(status="503 Busy")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    before = current(article_id, stage)
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    make(article_id, stage)  # it is not due yet
    assert len(site.asked) == 1
    later = at(NOW + timedelta(minutes=5), stage)
    assert lacks_pictures(article_id, later.production)
    make(article_id, later)
    after = current(article_id, stage)
    assert (after.number, after.enclosure) == (before.number + 1, before.enclosure)
    assert shown(article_id, stage)[0].stored
    assert stage.library.articles_lacking_pictures(NOW + timedelta(days=9), 9) == ()


def test_a_site_that_stays_away_is_given_up_and_asked_again_when_a_person_wishes_it(
    stage: Stage, site: Site
) -> None:
    site.pages["/a.jpg"] = answer(b"", "Retry-After: 60", status="503 Busy")
    article_id = take_in(stage, site, "/a.jpg")
    moment = NOW
    while lacks_pictures(article_id, at(moment, stage).production):
        make(article_id, at(moment, stage))
        moment += timedelta(days=3)
    assert len(site.asked) == 6
    ask_again(article_id, stage.production)
    assert lacks_pictures(article_id, stage.production)


def test_of_an_article_so_many_pictures_are_taken_and_the_others_are_told(
    stage: Stage, site: Site
) -> None:
    names = [f"/{number}.jpg" for number in range(5)]
    site.pages |= dict.fromkeys(names, answer(PHOTO, kind="image/jpeg"))
    article_id = take_in(stage, site, *names)
    make(article_id, stage)
    assert [bool(each.stored) for each in shown(article_id, stage)] == [True] * 3 + [False] * 2
    assert {each.missing for each in shown(article_id, stage)[3:]} == {"Bài có hơn 3 ảnh."}
    assert sorted(site.paths()) == names[:3]


def test_where_fetching_is_off_nothing_is_asked_for_and_nothing_is_lacking(
    stage: Stage, site: Site
) -> None:
    off = replace(stage, gallery=Gallery(None, Limits(1)))
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, off)
    assert shown(article_id, stage) == [Picture(site.url("/a.jpg"), "Ảnh 1")]
    assert site.asked == []
    assert not lacks_pictures(article_id, off.production)
    assert lacks_pictures(article_id, stage.production)  # and it can be switched on


def test_a_host_that_is_not_there_is_looked_for_once_and_not_for_each_picture(
    stage: Stage, site: Site
) -> None:
    asked = []

    def unknown(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        raise OSError

    gallery = Gallery(Fetcher("Loa/test", resolver=unknown), Limits(1_000_000))
    article_id = take_in(stage, site, *(f"https://mat.example/{n}.jpg" for n in range(40)))
    make(article_id, replace(stage, gallery=gallery))
    assert len(asked) <= 4  # those that were under way at once
    assert {each.missing for each in shown(article_id, stage)} == {
        "Không tìm thấy máy chủ mat.example."
    }


def test_a_program_that_ends_asks_for_no_further_picture(stage: Stage, site: Site) -> None:
    stop = Stop()

    def end(line: socket.socket) -> None:
        stop.call()
        line.sendall(answer(PHOTO, kind="image/jpeg"))

    names = [f"/{number}.jpg" for number in range(30)]
    site.pages |= dict.fromkeys(names, end)
    gallery = replace(stage.gallery, most=30, rest=stop.rest)
    article_id = take_in(stage, site, *names)
    with pytest.raises(SynthesisError, match="đang dừng"):
        make(article_id, replace(stage, gallery=gallery))
    assert len(site.asked) <= 4


def test_a_picture_of_the_inside_is_not_asked_for(stage: Stage, site: Site) -> None:
    with open_site() as inside:
        inside.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
        article_id = take_in(stage, site, f"http://127.0.0.1:{inside.port}/a.jpg")
        make(article_id, stage)
        assert inside.asked == []
    assert shown(article_id, stage)[0].missing


def test_an_article_with_pictures_that_are_there_is_up_to_date(stage: Stage, site: Site) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    article = stage.library.article(article_id)
    assert article is not None
    assert follows_article(article, stage.library, stage.studio, stage.media)


def test_a_picture_whose_file_was_lost_is_asked_for_again(stage: Stage, site: Site) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    name = shown(article_id, stage)[0].stored[0].name
    stage.media.remove(name)
    told = list(inspect_pictures(stage.library, stage.media, lambda *_: None))
    assert [name in each.vi for each in told] == [True]
    assert articles_to_complete(stage.production) == (article_id,)
    make(article_id, stage)
    assert stage.media.exists(name)
    assert articles_to_complete(stage.production) == ()
    assert list(inspect_pictures(stage.library, stage.media, lambda *_: None)) == []
    assert current(article_id, stage).number == 1


def test_a_damaged_picture_is_told_by_a_deep_look(stage: Stage, site: Site) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    name = shown(article_id, stage)[0].stored[1].name
    stage.media.write(name, PHOTO[:100])
    (told,) = inspect_pictures(stage.library, stage.media, lambda *_: None)
    assert name in told.vi
    assert "hỏng" in told.vi


def test_a_picture_that_no_site_has_is_lost_for_good_and_wakes_nobody(
    stage: Stage, site: Site
) -> None:
    article_id = take_in(stage, site, "anh-kem.jpg")
    sources = shown_sources(article_id, stage)
    keep_attached(article_id, sources, PHOTO, stage.library, stage.media, stage.locks, NOW)
    make(article_id, replace(stage, gallery=Gallery(None, Limits(1))))
    for each in shown(article_id, stage)[0].stored:
        stage.media.remove(each.name)
    assert articles_to_complete(replace(stage, gallery=Gallery(None, Limits(1))).production) == ()


def test_a_picture_that_came_with_the_article_needs_no_site(stage: Stage, site: Site) -> None:
    article_id = take_in(stage, site, "/a.jpg", "/b.jpg")
    for source, content in ((site.url("/a.jpg"), PHOTO), (site.url("/b.jpg"), b"none")):
        keep_attached(article_id, [source], content, stage.library, stage.media, stage.locks, NOW)
    make(article_id, stage)
    had, none = shown(article_id, stage)
    assert had.stored
    assert "Đây không phải ảnh" in none.missing
    assert site.asked == []


def test_the_manifest_tells_of_the_pictures_and_a_library_made_anew_knows_them(
    stage: Stage, site: Site, tmp_path: Path
) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg", "/mat.jpg")
    make(article_id, stage)
    edition = current(article_id, stage)
    assert read_manifest(stage.media.read(edition.manifest_name)) == edition
    with closing(open_library(tmp_path / "new.db")) as library:
        told = list(rebuild(read_testimony(stage.media), stage.media, library))
        assert [each.lacking for each in told] == [()]
        made = library.episode(article_id)
        assert made is not None
        assert made.edition == edition
        assert set(library.pictures(article_id)) == set(stage.library.pictures(article_id))
        assert sweep_pictures(library, stage.media, stage.locks, NOW + timedelta(days=9)) == 0


def test_files_that_no_article_shows_are_swept_after_a_day(stage: Stage, site: Site) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    kept = [each.name for each in shown(article_id, stage)[0].stored]
    names = {"old": f"pictures/{'0' * 32}.jpg", "young": f"pictures/{'f' * 32}.jpg"}
    for age, name in names.items():
        stage.media.write(name, PHOTO)
        path = path_of(stage.media, name)
        assert path is not None
        written = (NOW - (UNSHOWN * 2 if age == "old" else UNSHOWN / 2)).timestamp()
        os.utime(path, (written, written))
    for name in kept:
        path = path_of(stage.media, name)
        assert path is not None
        os.utime(path, (0, 0))
    assert sweep_pictures(stage.library, stage.media, stage.locks, NOW) == 1
    assert not stage.media.exists(names["old"])
    assert all(stage.media.exists(name) for name in (*kept, names["young"]))


def test_a_run_that_was_killed_between_file_and_row_finds_its_file_again(
    stage: Stage, site: Site
) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    make(article_id, stage)
    other = take_in_at(
        NOW,
        f"<article><h1>Bài khác</h1>{WORDS}<img src='/a.jpg' alt='Bơi'>{WORDS}</article>",
        Hints("khac", media_type="text/html", link=site.url("/khac")),
        stage.library,
    ).article.id
    make(other, stage)
    assert shown(other, stage)[0].stored == shown(article_id, stage)[0].stored


def test_no_picture_is_put_into_a_folder_that_is_not_the_stations(
    stage: Stage, site: Site, tmp_path: Path
) -> None:
    site.pages["/a.jpg"] = answer(PHOTO, kind="image/jpeg")
    article_id = take_in(stage, site, "/a.jpg")
    stage.library.claim_installation("one")
    stage.media.write("installation", b"one\n")
    make(article_id, stage)
    stage.media.write("installation", b"another\n")
    take_in(stage, site, "/b.jpg")
    with pytest.raises(StoreError):
        make(article_id, stage)
    assert "/b.jpg" not in site.paths()


def test_what_became_of_a_picture_is_there_or_told_why_not() -> None:
    with pytest.raises(ValueError, match="told why not"):
        TakenPicture("a.jpg")
