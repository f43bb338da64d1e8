"""Which files were published is told without reading whole editions."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from service.model.release import PendingRelease, Publicity
from service.store.files import PublishedFile
from service.store.library import Library, open_library
from service.store.released import FileTold
from tests.store.shelf import NOW, make_edition, make_revision
from tests.store.test_upgrade import first_database


def publish(library: Library, name: str) -> PublishedFile:
    article, _ = library.take_in(make_revision(source_id=name), b"", NOW)
    edition = make_edition(article.id, article.revision)
    library.publish_edition(edition, NOW, ())
    told = edition.enclosure
    return PublishedFile(article.id, told.name, told.length, told.sha256)


def test_the_files_of_current_editions_are_listed_newest_first_and_by_id(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "loa.db")) as library:
        files = {publish(library, name) for name in "abc"}
        in_order = tuple(sorted(files, key=lambda file: file.episode_id))
        assert set(library.newest_files(9)) == files
        assert len(library.newest_files(2)) == 2
        assert library.files_after("", 9) == in_order
        assert library.files_after(in_order[0].episode_id, 1) == in_order[1:2]
        assert library.ids_after("", 2) == tuple(file.episode_id for file in in_order[:2])
        assert library.ids_after(in_order[1].episode_id, 2) == (in_order[2].episode_id,)
        assert library.current_file(in_order[0].episode_id) == in_order[0]
        assert library.file(in_order[0].name) in files
        assert library.file("none") is None


def test_files_of_an_older_database_are_known(tmp_path: Path) -> None:
    first_database(tmp_path / "loa.db", reasons=[None])
    with closing(open_library(tmp_path / "loa.db")) as library:
        (file,) = library.newest_files(9)
        episode = library.episode("a0")
        assert episode is not None
        told = episode.edition.enclosure
        assert (file.name, file.length, file.sha256) == (told.name, told.length, told.sha256)


def test_a_fact_is_remembered_until_it_is_replaced(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "loa.db")) as library:
        assert library.fact("place") is None
        library.keep_fact("place", "a")
        library.keep_fact("place", "b")
    with closing(open_library(tmp_path / "loa.db")) as library:
        assert library.fact("place") == "b"


def test_a_file_tells_of_which_episode_it_is_and_as_which_of_its_recordings(
    library: Library,
) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    revision = article.revision
    first, second = (make_edition(article.id, revision, number) for number in (1, 2))
    draft = make_edition(article.id, revision, 3)
    again = replace(make_edition(article.id, revision, 4), enclosure=first.enclosure)
    for number, edition in enumerate((first, second)):
        library.publish_edition(edition, NOW + timedelta(hours=number), ())
    library.keep_edition(draft, PendingRelease(article.id, 3, (), NOW), ())
    told = [library.file_told(each.enclosure.name) for each in (first, second)]
    about = (Publicity.PUBLISHED, revision.title, revision.published)
    assert told == [FileTold(*about, 1), FileTold(*about, 2)]
    assert library.file_told(draft.enclosure.name) == FileTold(Publicity.UNRELEASED)
    assert library.file_told("none") is None
    library.publish_edition(again, NOW + timedelta(hours=5), ())
    assert library.file_told(first.enclosure.name) == FileTold(*about, 1), "it was the first"
