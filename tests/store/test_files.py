"""Which files were published is told without reading whole editions."""

from contextlib import closing
from pathlib import Path

from service.store.files import PublishedFile
from service.store.library import Library, open_library
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
