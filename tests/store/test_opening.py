"""A library is opened whole, for reading or in memory, or is told of and left as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import StoreError
from service.model import Act
from service.store.library import Library, open_library, passing_library, read_library
from tests.store.shelf import AN, NOW, make_revision


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a library with one article, which nobody has open."""
    file = tmp_path / "loa.db"
    with closing(open_library(file)) as library:
        library.take_in(make_revision(), b"raw", NOW)
    return file


def opened(path: Path) -> list[str]:
    """The library's files that this program has open."""
    links = [each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    return [each.name for each in links if each.parent == path.parent]


def of_another_loa(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def test_who_reads_a_library_reads_all_of_it_and_writes_nothing(path: Path) -> None:
    with closing(read_library(path)) as library:
        assert [each.source_id for each in library.articles()] == ["bai-1"]
        with pytest.raises(StoreError, match="read-only"):
            library.record(Act.TAKE_IN, "bai-1", AN, NOW)
        assert not library.is_passing


def test_who_reads_sees_what_others_write(path: Path) -> None:
    with closing(open_library(path)) as writer, closing(read_library(path)) as reader:
        assert reader.count_articles() == 1
        writer.take_in(make_revision(source_id="bai-2"), b"", NOW)
        assert reader.count_articles() == 2


def test_a_library_is_read_where_nothing_can_be_written_beside_it(path: Path) -> None:
    path.with_name("loa.db-shm").mkdir()
    with closing(read_library(path)) as library:
        assert library.count_articles() == 1


@pytest.mark.parametrize("open_file", [open_library, read_library])
def test_a_library_of_another_loa_is_refused_and_closed(
    path: Path, open_file: Callable[[Path], Library]
) -> None:
    of_another_loa(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="9999") as refused:
        open_file(path)
    assert opened(path) == []
    assert path.read_bytes() == before
    assert refused.value.place == str(path)


def test_who_reads_makes_no_library(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        read_library(tmp_path / "loa.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE news (title TEXT)")
    with pytest.raises(StoreError, match="None"):
        read_library(tmp_path / "other.db")
    assert [each.name for each in tmp_path.iterdir()] == ["other.db"]


def test_a_passing_library_is_whole_says_so_and_is_gone_when_it_is_closed() -> None:
    library = passing_library()
    assert library.is_passing
    article, _ = library.take_in(make_revision(), b"raw", NOW)
    assert library.article(article.id) == article
    library.close()
    with closing(passing_library()) as another:
        assert another.count_articles() == 0
