"""What is handed to an inspector: all of it, the same bytes, and a way to check them."""

import csv
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from service.audio.opus import OpusEncoder
from service.errors import StoreError
from service.model import Act, Actor, ActorKind, Article, Override, Role
from service.tending.evidence import Archive, write_evidence
from tests.media_paths import path_of
from tests.releasing.test_same_sound import publish
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, Stage, make
from tests.standins.opusenc import write_opusenc

PERSON = Actor(ActorKind.PERSON, 7, "Nguyễn Bình", Role.ADMIN)


def article_of(article_id: str, stage: Stage) -> Article:
    article = stage.library.article(article_id)
    assert article is not None
    return article


def two_editions(stage: Stage) -> str:
    """The id of an article with a correction, an editor's words, and acts in the audit."""
    article_id = publish(stage, author="=HYPERLINK(1)")
    segment = current(article_id, stage).passages[1].segment
    words = Override(article_id, segment.id, segment.text, "=Khác.", "Bình", NOW)
    stage.library.set_override(words)
    stage.library.record(Act.RELEASE, article_id, PERSON, NOW, "1")
    stage.library.record(Act.SIGN_IN, "Bình", PERSON, NOW)
    publish(stage, CORRECTED)
    return article_id


def write(article_id: str, target: Path, stage: Stage) -> Archive:
    return write_evidence(article_of(article_id, stage), target, stage.library, stage.media)


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))


def test_the_archive_holds_sources_texts_readings_acts_clips_and_sound(
    stage: Stage, tmp_path: Path
) -> None:
    article_id = two_editions(stage)
    target = tmp_path / "ho-so.zip"
    made = write(article_id, target, stage)
    editions = stage.library.editions(article_id)
    with zipfile.ZipFile(target) as archive:
        assert set(archive.namelist()) == set(made.names)
        for edition, text in zip(editions, (TEXT, CORRECTED), strict=True):
            assert archive.read(f"nguon/{edition.revision.id}").decode() == text
            told = json.loads(archive.read(f"van-ban/{edition.revision.id}.json"))
            assert told["title"] == edition.revision.title
            manifest = json.loads(archive.read(f"ban-ke/edition-{edition.number}.json"))
            assert manifest["file"]["sha256"] == edition.enclosure.sha256
            sound = f"am-thanh/{edition.enclosure.name.partition('/')[2]}"
            assert archive.read(sound) == stage.media.read(edition.enclosure.name)
        said = [row for row in rows(archive, "cach-doc.csv") if row["overridden"] == "yes"]
        assert said[0]["spoken"] == "'=Khác."
        clips = rows(archive, "doan-thu.csv")
        heard = [each for edition in editions for each in edition.passages]
        assert [row["frames_sha256"] for row in clips] == [each.frames_sha256 for each in heard]
        acts = rows(archive, "nhat-ky.csv")
        assert ("release", "Nguyễn Bình") in {(row["act"], row["who"]) for row in acts}
        assert {row["subject"] for row in acts} == {article_id}
        readme = archive.read("DOC-TRUOC.txt").decode()
    assert "sha256sum -c SHA256SUMS" in readme
    assert "DỮ LIỆU CÁ NHÂN" in readme


def test_the_same_library_gives_the_same_bytes_and_the_list_checks_them(
    stage: Stage, tmp_path: Path
) -> None:
    article_id = two_editions(stage)
    one, two = (write(article_id, tmp_path / name, stage) for name in ("a.zip", "b.zip"))
    assert one.sha256 == two.sha256
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    folder = tmp_path / "mo"
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(folder)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 0
    listed = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line.split("  ", 1)[1] for line in listed} == set(one.names) - {"SHA256SUMS"}
    (folder / "nhat-ky.csv").write_text("x", "utf-8")
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1


def test_a_recording_that_is_gone_is_named_and_everything_else_is_there(
    stage: Stage, tmp_path: Path
) -> None:
    article_id = two_editions(stage)
    old = stage.library.editions(article_id)[0].enclosure.name
    path = path_of(stage.media, old)
    assert path is not None
    path.unlink()
    made = write(article_id, tmp_path / "a.zip", stage)
    assert made.lacking == (old,)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert old.partition("/")[2] in archive.read("DOC-TRUOC.txt").decode()
        assert "ban-ke/edition-1.json" in archive.namelist()


def test_the_other_forms_of_a_recording_are_packed_and_checked_too(
    stage: Stage, tmp_path: Path
) -> None:
    packing = replace(stage, opus=OpusEncoder(write_opusenc(tmp_path / "bin"), "opusenc"))
    article_id = publish(packing)
    (other,) = current(article_id, packing).alternates
    made = write(article_id, tmp_path / "a.zip", packing)
    name = f"am-thanh/{other.file.name.partition('/')[2]}"
    assert name in made.names
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read(name) == packing.media.read(other.file.name)
        assert f"{other.file.sha256}  {name}" in archive.read("SHA256SUMS").decode()
        assert name in archive.read("DOC-TRUOC.txt").decode()
    path = path_of(packing.media, other.file.name)
    assert path is not None
    path.unlink()
    assert write(article_id, tmp_path / "b.zip", packing).lacking == (other.file.name,)


def test_an_archive_that_cannot_be_written_leaves_nothing_behind(
    stage: Stage, tmp_path: Path
) -> None:
    article_id = publish(stage)
    with pytest.raises(StoreError):
        write(article_id, tmp_path / "khong-co" / "a.zip", stage)
    assert not list(tmp_path.rglob("*.part"))


def test_an_article_that_was_never_recorded_has_its_source_and_its_acts(
    stage: Stage, tmp_path: Path
) -> None:
    from tests.stage import take

    article_id = take(stage, TEXT)
    made = write(article_id, tmp_path / "a.zip", stage)
    assert f"nguon/{article_of(article_id, stage).revision.id}" in made.names
    make(article_id, stage)
    assert len(write(article_id, tmp_path / "b.zip", stage).names) > len(made.names)
