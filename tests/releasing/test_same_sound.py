"""A file's address changes when what is heard changes, and never otherwise."""

from dataclasses import replace

import pytest

from service.desk.hints import Hints
from service.making.assembly import build_file
from service.making.current import follows_article
from service.making.layout import Layout
from service.model import Edition
from service.model.published_names import FEED_FILE
from service.tending.rounds import tend_files
from service.tending.verification import verify_episode
from tests.media_paths import path_of
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, CountingEngine, Stage, make, take_in_at

LATER = TEXT.replace("08:00", "09:30")


def publish(stage: Stage, text: str = TEXT, author: str | None = None) -> str:
    hints = Hints("phuong/1", author=author, link="https://báo.example.vn/tin?số=1")
    article_id = take_in_at(NOW, text, hints, stage.library).article.id
    make(article_id, stage)
    return article_id


@pytest.mark.parametrize(
    ("text", "author"), [(TEXT, "Nguyễn An"), (LATER, None)], ids=["author", "date"]
)
def test_what_only_the_tag_tells_is_corrected_under_the_same_address(
    stage: Stage, engine: CountingEngine, text: str, author: str | None
) -> None:
    article_id = publish(stage)
    first, asked = current(article_id, stage), len(engine.spoken)
    content = stage.media.read(first.enclosure.name)
    publish(stage, text, author)
    second = current(article_id, stage)
    assert second.number == 2
    assert (second.revision.author, second.enclosure) == (author, first.enclosure)
    assert stage.media.read(first.enclosure.name) == content
    assert len(engine.spoken) == asked
    name = first.enclosure.name.encode()
    assert stage.media.read(FEED_FILE).count(name) == 1
    assert stage.library.recordings_released(article_id) == 1
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.is_intact
    assert verdict.is_reproduced


def test_what_is_heard_otherwise_has_another_address_and_the_same_guid(stage: Stage) -> None:
    article_id = publish(stage)
    first = stage.library.episode(article_id)
    publish(stage, CORRECTED)
    second = stage.library.episode(article_id)
    assert first is not None
    assert second is not None
    assert first.edition.enclosure.name != second.edition.enclosure.name
    assert first.guid == second.guid


def test_another_name_of_the_station_makes_no_file_anew(stage: Stage) -> None:
    article_id = publish(stage)
    renamed = replace(stage, studio=replace(stage.studio, station="Đài khác", publisher="Khác"))
    article = stage.library.article(article_id)
    assert article is not None
    assert follows_article(article, stage.library, renamed.studio, stage.media)


def test_a_file_that_later_editions_kept_is_mended_to_the_bytes_that_it_had(stage: Stage) -> None:
    article_id = publish(stage)
    publish(stage, author="Nguyễn An")
    path = path_of(stage.media, current(article_id, stage).enclosure.name)
    assert path is not None
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"x")
    tend_files(stage.outlet, stage.assembler)
    assert path.read_bytes() == content


def tag_of(edition: Edition, stage: Stage) -> bytes:
    return stage.media.read(edition.enclosure.name).partition(b"Info")[0]


def test_the_tag_tells_publisher_page_dates_in_utc_and_the_label(stage: Stage) -> None:
    article_id = publish(stage, author="Nguyễn An")
    tag = tag_of(current(article_id, stage), stage)
    assert b"TPE1" in tag
    assert b"CTOC" not in tag  # the article has no headings
    for told in (
        "2026-01-02T01:00:00",
        "https://xn--bo-mia.example.vn/tin?s%E1%BB%91=1",
        "Giọng tổng hợp do máy tạo ra: Giọng first.",
        "ai-content\0true",
        "digitalSourceType\0http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    ):
        assert told.encode() in tag
    performer = tag[tag.index(b"TPE1") :]
    assert performer[11:].startswith(stage.studio.station.encode())


def test_a_file_of_loa_1_0_is_built_again_with_the_tag_that_it_had(stage: Stage) -> None:
    article_id = publish(stage, author="Nguyễn An")
    older = replace(Layout.of(current(article_id, stage)), tagging="")
    with stage.media.scratch() as folder:
        built = folder / "edition.mp3"
        build_file(built, older, stage.assembler)
        tag = built.read_bytes().partition(b"Info")[0]
    assert tag[tag.index(b"TPE1") + 11 :].startswith("Nguyễn An".encode())
    assert b"2026-01-02T08:00:00" in tag
    assert b"TXXX" not in tag
    assert tag.count(b"CHAP") == 1
