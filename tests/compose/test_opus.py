"""Beside a recording its Opus: offered, served and withdrawn with it, and never in its way."""

import base64
import hashlib
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from service.compose.checkup import check_up
from service.desk.desk import Desk
from service.desk.releases import withdraw
from service.making.alternates import alternate_names
from service.making.edition import restore_manifest
from service.model import Episode, shell_actor
from service.outputs.manifest_reading import read_manifest
from service.tending.upkeep import retire_files
from tests.media_paths import path_of
from tests.standins.opusenc import write_opusenc
from tests.web.newsroom import SHORT, Newsroom, open_newsroom

PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture(scope="module")
def packing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom whose recordings are there as Opus, too."""
    folder: Path = tmp_path_factory.mktemp("opus")
    with open_newsroom(folder, opus=write_opusenc(folder / "bin")) as opened:
        yield opened


@pytest.fixture(scope="module")
def episode(packing: Newsroom) -> Episode:
    return packing.record("opus/chung")


def opus(episode: Episode) -> str:
    (other,) = episode.edition.alternates
    return f"/audio/{other.file.name}"


def offered(newsroom: Newsroom, episode: Episode) -> list[etree._Element]:
    feed = etree.fromstring(newsroom.ask("/feed.xml").body)
    (item,) = (each for each in feed.iter("item") if each.findtext("guid") == episode.guid)
    return item.findall(f"{PODCAST}alternateEnclosure")


def test_the_feed_offers_it_with_what_tells_whether_it_came_whole(
    packing: Newsroom, episode: Episode
) -> None:
    (tag,) = offered(packing, episode)
    source, integrity = tag.find(f"{PODCAST}source"), tag.find(f"{PODCAST}integrity")
    assert source is not None
    assert integrity is not None
    assert source.get("uri") == packing.base_url + opus(episode)
    content = packing.ask(opus(episode)).body
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    assert (integrity.get("type"), integrity.get("value")) == ("sri", f"sha384-{digest}")
    assert (tag.get("type"), tag.get("codecs")) == ("audio/ogg", "opus")
    assert tag.get("length") == str(len(content))
    seconds = episode.edition.enclosure.duration / 1000
    assert int(tag.get("bitrate") or 0) == round(len(content) * 8 / seconds)


def test_it_is_served_for_ever_as_what_it_is_whole_or_in_part(
    packing: Newsroom, episode: Episode
) -> None:
    (other,) = episode.edition.alternates
    answer = packing.ask(opus(episode))
    assert (answer.status, len(answer.body)) == (200, other.file.length)
    assert hashlib.sha256(answer.body).hexdigest() == other.file.sha256
    assert answer.headers["Content-Type"] == "audio/ogg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert '.opus"' in answer.headers["Content-Disposition"]
    part = packing.ask(opus(episode), headers={"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, answer.body[10:20])
    again = packing.ask(opus(episode), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    assert answer.headers["ETag"] != packing.ask(recorded(episode)).headers["ETag"]


def recorded(episode: Episode) -> str:
    return f"/audio/{episode.edition.enclosure.name}"


def test_the_manifest_brings_it_back(packing: Newsroom, episode: Episode) -> None:
    edition, media = episode.edition, packing.service.media
    assert read_manifest(media.read(edition.manifest_name)) == edition
    media.remove(edition.manifest_name)
    restore_manifest(edition, media)
    assert read_manifest(media.read(edition.manifest_name)).alternates == edition.alternates


def test_a_correction_that_nobody_hears_keeps_it(packing: Newsroom) -> None:
    old = packing.record("opus/tac-gia", SHORT)
    new = packing.record("opus/tac-gia", SHORT, link="https://bao.example/khac")
    assert new.edition.number > old.edition.number
    assert new.edition.alternates == old.edition.alternates


def test_it_is_lost_to_nobody_who_can_have_the_recording(packing: Newsroom) -> None:
    episode = packing.record("opus/mat")
    media, (other,) = packing.service.media, episode.edition.alternates
    assert packing.service.verify(episode.id).lost_forms == ()
    lost = path_of(media, other.file.name)
    assert lost is not None
    lost.write_bytes(b"OggS, and then no more")
    assert packing.service.verify(episode.id).lost_forms == (other.file.name,)
    for _ in range(2):
        answer = packing.ask(opus(episode))
        assert (answer.status, answer.headers["Location"]) == (302, recorded(episode))
        lost.unlink(missing_ok=True)


def test_it_goes_with_the_recording_that_is_superseded_and_leads_to_the_newest(
    packing: Newsroom,
) -> None:
    old = packing.record("opus/cu")
    new = packing.record("opus/cu", SHORT.replace("bốn làn", "năm làn"))
    assert opus(old) != opus(new)
    assert packing.ask(opus(old)).status == 200, "for thirty days"
    service, later = packing.service, datetime.now(UTC) + timedelta(days=31)
    retire_files(service.library, service.media, service.production.locks, later)
    assert alternate_names(old.edition.enclosure.name, service.media) == ()
    answer = packing.ask(opus(old))
    assert (answer.status, answer.headers["Location"]) == (301, recorded(new))
    assert packing.ask(opus(new)).status == 200


def test_what_is_withdrawn_is_gone_in_each_form_at_once(packing: Newsroom) -> None:
    episode = packing.record("opus/go")
    assert packing.ask(opus(episode)).status == 200
    service = packing.service
    desk = Desk(shell_actor("test"), service.library, datetime.now(UTC))
    withdraw(episode.id, desk, service.production)
    assert packing.ask(opus(episode)).status == packing.ask(recorded(episode)).status == 410


@pytest.mark.parametrize(
    "file", ["0123456789ab-0123456789ab.opus", "0123456789ab.opus", "a-b.opus"]
)
def test_an_unknown_one_is_not_found(packing: Newsroom, episode: Episode, file: str) -> None:
    assert packing.ask(f"/audio/{episode.id}/{file}").status == 404


def test_a_program_that_fails_holds_up_no_publication_and_the_doctor_tells_it(
    packing: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = packing.service.production.assembler.opus
    assert encoder is not None
    program = Path(encoder.program)
    try:
        write_opusenc(program.parent, "sys.exit(9)")
        with caplog.at_level(logging.ERROR):
            episode = packing.record("opus/hong")
        found = [each.en for each in check_up(packing.service, lambda *_: None, deep=False)]
    finally:
        write_opusenc(program.parent)
    assert episode.edition.alternates == ()
    assert offered(packing, episode) == []
    assert packing.ask(recorded(episode)).status == 200
    assert any("published without Opus" in each.getMessage() for each in caplog.records)
    assert [each for each in found if "LOA_OPUS" in each and "code 9" in each]


def test_where_no_program_is_there_the_start_and_the_doctor_tell_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    missing = str(tmp_path / "bin" / "opusenc")
    with (
        caplog.at_level(logging.WARNING),
        open_newsroom(tmp_path / "room", opus=missing, worker=False) as newsroom,
    ):
        found = [each.en for each in check_up(newsroom.service, lambda *_: None, deep=False)]
    assert any("LOA_OPUS" in each.getMessage() for each in caplog.records)
    assert [each for each in found if "neither opusenc nor ffmpeg" in each]
