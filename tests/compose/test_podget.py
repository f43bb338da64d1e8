"""podget and wget against a whole Loa: they save what is published, once, under its name."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.model import Episode
from tests.web.newsroom import SHORT, Newsroom, open_newsroom

pytestmark = pytest.mark.clients

OTHER = SHORT.replace("Thành phố khởi công cây cầu mới", "Giá xăng hôm nay")


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path_factory.mktemp("podget")) as opened:
        yield opened


@pytest.fixture(scope="module")
def episodes(station: Newsroom) -> list[Episode]:
    return [station.record("podget/cau"), station.record("podget/xang", OTHER)]


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def poll(home: Path, station: Newsroom, options: str = "") -> dict[str, bytes]:
    """What lies in podget's library, by its names, after one more poll of the feed."""
    config, library = home / ".podget", home / "library"
    config.mkdir(parents=True, exist_ok=True)
    (config / "serverlist").write_text(f"{station.base_url}/feed.xml {options} loa\n", "utf-8")
    subprocess.run(
        [program("podget"), "-s", "--dir_session", str(home), "-l", str(library)],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        check=False,  # it counts what it has already as failures
        capture_output=True,
        timeout=60,
    )
    found = (each for each in library.rglob("*.mp3"))
    return {each.name: each.read_bytes() for each in found}


def polled(home: Path, station: Newsroom, options: str = "") -> dict[str, bytes]:
    """The same after its first poll, which tries a new installation with one file alone."""
    poll(home, station, options)
    return poll(home, station, options)


def published(station: Newsroom, episode: Episode) -> bytes:
    return station.ask(f"/audio/{episode.edition.enclosure.name}").body


def test_podget_saves_the_published_bytes_and_the_next_poll_saves_nothing(
    station: Newsroom, episodes: list[Episode], tmp_path: Path
) -> None:
    saved = polled(tmp_path, station)
    assert set(saved.values()) == {published(station, each) for each in episodes}
    done = tmp_path / "library" / ".LOG" / "done"
    before = done.read_text("utf-8")
    assert poll(tmp_path, station) == saved
    assert done.read_text("utf-8") == before


def test_podget_saves_under_the_name_that_it_is_told(
    station: Newsroom, episodes: list[Episode], tmp_path: Path
) -> None:
    saved = polled(tmp_path, station, "OPT_CONTENT_DISPOSITION")
    ends = {name[len("2026-11-22-") :] for name in saved}
    assert ends == {"thanh-pho-khoi-cong-cay-cau-moi.mp3", "gia-xang-hom-nay.mp3"}


def test_a_correction_that_nobody_hears_is_saved_by_nobody_again(
    station: Newsroom, episodes: list[Episode], tmp_path: Path
) -> None:
    saved = polled(tmp_path, station)
    corrected = station.record("podget/xang", OTHER, link="https://bao.example/khac")
    assert corrected.edition.number > episodes[1].edition.number
    assert poll(tmp_path, station) == saved


def test_wget_saves_under_the_name_that_it_is_told(
    station: Newsroom, episodes: list[Episode], tmp_path: Path
) -> None:
    address = f"{station.base_url}/audio/{episodes[1].edition.enclosure.name}"
    subprocess.run(
        [program("wget"), "-q", "--no-config", "--content-disposition", address],
        cwd=tmp_path,
        check=True,
    )
    (saved,) = tmp_path.iterdir()
    assert saved.name.endswith("-gia-xang-hom-nay.mp3")
    assert saved.read_bytes() == published(station, episodes[1])
