"""Which newsrooms there are, and that what is wrong with one is told and takes no other down."""

import logging
from pathlib import Path

import pytest

from service.compose.newsrooms.roster import Roster, read_roster
from service.compose.newsrooms.watched import WatchedRoster
from service.errors import NotFoundError, SettingsError


class Operator:
    """The folder of an operator's newsrooms, and what is set for all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "newsrooms"
        self.folder.mkdir()
        self.environ = {
            "LOA_NEWSROOMS": str(self.folder),
            "LOA_DATA": str(folder / "data"),
            "LOA_CACHE": str(folder / "clips"),
        }

    def write(self, name: str, *lines: str, host: str = "") -> None:
        """The file of the newsroom, at an address of its own."""
        own = f'base_url = "https://{host or f"{name}.example.vn"}"'
        (self.folder / f"{name}.toml").write_text("\n".join([own, *lines]), "utf-8")

    def read(self, before: Roster | None = None) -> Roster:
        return read_roster(self.environ, before)


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_each_newsroom_has_places_of_its_own_below_the_operators(
    operator: Operator, tmp_path: Path
) -> None:
    operator.environ |= {"LOA_TITLE": "Chung", "LOA_BASE_URL": "https://operator.example.vn"}
    operator.environ["LOA_DATABASE_URL"] = "postgresql://loa:kín@host/loa?schema=tin&sslmode=allow"
    operator.write("song-cong", 'title = "Tin Sông Công"')
    operator.write("pho-yen")
    newsrooms = operator.read().newsrooms
    one, other = newsrooms["song-cong"].settings, newsrooms["pho-yen"].settings
    assert (one.title, other.title) == ("Tin Sông Công", "Chung")
    assert one.base_url == "https://song-cong.example.vn"
    assert (one.data, one.cache) == (tmp_path / "data/song-cong", tmp_path / "clips/song-cong")
    assert newsrooms["song-cong"].places.schemas == (
        "host:5432/loa (tin_song_cong)",
        "host:5432/loa (tin_song_cong_jobs)",
        "host:5432/loa (tin_song_cong_new)",
    )
    assert "k%C3%ADn" in one.database_url
    assert "sslmode=allow" in one.database_url
    assert one.newsrooms == "", "a newsroom knows of no other"


def test_each_newsroom_has_its_own_folder_in_the_operators_bucket_and_at_its_cdn(
    operator: Operator,
) -> None:
    operator.environ["LOA_MEDIA_URL"] = "s3://bucket/loa/?endpoint=https://s3.example"
    operator.environ["LOA_MEDIA_DELIVERY"] = "https://cdn.example/"
    operator.write("a")
    operator.write("b")
    of_a, of_b = (each.settings for each in operator.read().newsrooms.values())
    assert of_a.media_url == "s3://bucket/loa/a?endpoint=https://s3.example"
    assert (of_a.media_delivery, of_b.media_delivery) == (
        "https://cdn.example/a",
        "https://cdn.example/b",
    )


def test_newsrooms_share_the_pace_of_their_operator_unless_they_ask_another_server(
    operator: Operator, tmp_path: Path
) -> None:
    operator.write("a")
    operator.write("b", 'google_url = "https://own.example"')
    newsrooms = operator.read().newsrooms
    assert newsrooms["a"].settings.pace == str(tmp_path / "data")
    assert newsrooms["b"].settings.pace == ""


def test_a_host_name_leads_to_the_newsroom_that_goes_by_it(operator: Operator) -> None:
    operator.write("a", 'hosts = "Nghe.A.vn, báo.vn"')
    operator.write("b")
    hosts = operator.read().by_host()
    assert {host: each.name for host, each in hosts.items()} == {
        "a.example.vn": "a",
        "nghe.a.vn": "a",
        "xn--bo-mia.vn": "a",
        "b.example.vn": "b",
    }


@pytest.mark.parametrize(
    "lines",
    [
        ("title = ",),
        ('titel = "Sai tên"',),
        ("port = 9000",),
        ('newsrooms = "khac"',),
        ('database_url = "mysql://host/loa"',),
        ('timezone = "Sao/Hoả"',),
    ],
)
def test_a_newsroom_whose_file_is_wrong_is_told_and_the_others_are_served(
    operator: Operator, lines: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    operator.write("hong", *lines)
    operator.write("tot")
    with caplog.at_level(logging.ERROR):
        roster = operator.read()
        assert not caplog.records, "who reads it tells it"
        WatchedRoster(operator.environ, lambda: 0.0)
    assert list(roster.newsrooms) == ["tot"]
    assert "hong" in str(roster.refused["hong"])
    assert [each.levelname for each in caplog.records] == ["ERROR"]
    with pytest.raises(SettingsError):
        roster.require("hong")


def test_a_newsroom_without_an_address_of_its_own_is_refused(operator: Operator) -> None:
    operator.environ["LOA_BASE_URL"] = "https://operator.example.vn"
    (operator.folder / "a.toml").write_text('title = "A"', "utf-8")
    assert "LOA_BASE_URL" in str(operator.read().refused["a"])


@pytest.mark.parametrize("name", ["media", "state", "jobs", "A", "1a", "a_b", "a" * 32])
def test_what_cannot_be_a_newsrooms_name_is_refused(operator: Operator, name: str) -> None:
    operator.write(name, host="x.example.vn")
    roster = operator.read()
    assert not roster.newsrooms
    assert list(roster.refused) == [name]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ('hosts = "chung.vn"', 'hosts = "CHUNG.vn."'),
        ('data = "chung"', 'data = "./chung"'),
        ('data = "chung"', 'data = "chung/trong"'),
        ('data = "chung"', 'cache = "chung/media"'),
        ('cache = "chung"', 'cache = "khac/../chung"'),
        ('media_url = "s3://b/chung"', 'media_url = "s3://b/chung/?region=x"'),
        ('media_url = "s3://b/chung"', 'media_url = "s3://b/chung/trong"'),
        ('database_url = "postgresql://a@h/d?schema=x"', 'database_url = "postgres://b@h/d?schema=x"'),
        (
            'database_url = "postgresql://h/d?schema=x"',
            'database_url = "postgresql://h/d?schema=x_jobs"',
        ),
    ],
)  # fmt: skip
def test_of_two_that_would_share_a_place_neither_is_let_in(
    operator: Operator, one: str, two: str
) -> None:
    operator.write("a", one)
    operator.write("b", two)
    operator.write("c")
    roster = operator.read()
    assert list(roster.newsrooms) == ["c"]
    assert "b" in str(roster.refused["a"])
    assert "a" in str(roster.refused["b"])


def test_who_is_served_already_stays_when_another_comes_to_its_place(operator: Operator) -> None:
    operator.write("a")
    operator.write("b")
    before = operator.read()
    operator.write("copy", 'title = "Chép mà chưa sửa"', host="a.example.vn")
    operator.write("b", 'title = "Mới"', host="a.example.vn")
    roster = operator.read(before)
    assert roster.newsrooms == before.newsrooms
    assert set(roster.refused) == {"b", "copy"}


def test_a_file_that_is_spoilt_leaves_its_newsroom_as_it_was(operator: Operator) -> None:
    operator.write("a", 'title = "Tốt"')
    before = operator.read()
    operator.write("a", "title = ")
    roster = operator.read(before)
    assert roster.newsrooms["a"].settings.title == "Tốt"
    assert "a" in roster.refused
    operator.write("b")
    assert "a" in operator.read(roster).refused, "told as long as it is so"
    operator.write("a", 'title = "Đã sửa"')
    mended = operator.read(roster)
    assert mended.newsrooms["a"].settings.title == "Đã sửa"
    assert not mended.refused


def test_nothing_is_read_again_while_no_file_changes(operator: Operator) -> None:
    operator.write("a")
    operator.write("hong", "title = ")
    roster = operator.read()
    assert operator.read(roster) is roster


def test_a_newsroom_whose_file_is_gone_is_gone(operator: Operator) -> None:
    operator.write("a")
    operator.write("b")
    before = operator.read()
    (operator.folder / "a.toml").unlink()
    with pytest.raises(NotFoundError):
        operator.read(before).require("a")


def test_without_a_folder_of_newsrooms_there_is_a_single_one(operator: Operator) -> None:
    del operator.environ["LOA_NEWSROOMS"]
    with pytest.raises(SettingsError, match="LOA_NEWSROOMS"):
        operator.read()
    operator.environ["LOA_NEWSROOMS"] = str(operator.folder / "không có")
    with pytest.raises(SettingsError, match="LOA_NEWSROOMS"):
        operator.read()
