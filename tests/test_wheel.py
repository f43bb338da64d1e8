"""The wheel is whole: installed where there is no checkout, it does the demo's main job."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import miniaudio
import pytest
from lxml import etree

ROOT = Path(__file__).parent.parent
SECONDS = 120.0
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the tools that are installed."""
    folder = tmp_path_factory.mktemp("dist")
    _run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."],
        ROOT,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which Loa is the wheel, and all else what is installed here.

    A folder named in a .pth file lends its packages, but its own .pth files are not
    read: so the checkout, which is installed here by one, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("place")
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = str(folder / "bin" / "python")
    install = ["install", "--no-index", "--no-deps", "--ignore-installed", "-q", str(wheel)]
    _run([sys.executable, "-m", "pip", "--python", python, *install], folder)
    return folder


@pytest.fixture(scope="module")
def newsroom(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was empty before ``loa demo`` was run in it."""
    folder = tmp_path_factory.mktemp("newsroom")
    settings = {"LOA_ENGINE": "silence", "LOA_FREE_SPACE_MB": "0"}
    _run([str(place / "bin" / "loa"), "demo", "--no-serve"], folder, **settings)
    return folder


def test_the_wheel_carries_every_file_of_the_package_and_what_its_pages_are_made_of(
    wheel: Path,
) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    own = {f"service/{name}" for name in _files("service")}
    shared = {
        f"service/_shared/{folder}/{name}"
        for folder in ("templates", "static")
        for name in _files(folder)
    }
    assert not (own | shared) - carried
    kinds = ("py.typed", "samples/*.txt", "store/migrations/versions/*.py", "tables/*.tsv")
    for kind in (*kinds, "web/translations/en/LC_MESSAGES/*.po"):
        assert any(Path(name).match(f"service/{kind}") for name in carried), kind


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"service"}


def test_what_runs_is_the_wheel_and_not_the_checkout(place: Path) -> None:
    finding = (
        "from service import shipped; print(shipped.__file__, shipped.shipped_folder('static'))"
    )
    found = _run([str(place / "bin" / "python"), "-c", finding], place).split()
    assert len(found) == 2
    assert all(Path(each).is_relative_to(place) for each in found)


def test_the_demo_publishes_an_mp3_that_plays_as_long_as_the_feed_says(newsroom: Path) -> None:
    feed = etree.parse(newsroom / "data" / "media" / "feed.xml")
    (item,) = feed.iterfind(".//item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    recording = newsroom / "data" / "media" / enclosure.get("url", "").partition("/audio/")[2]
    assert recording.stat().st_size == int(enclosure.get("length", ""))
    sound = miniaudio.decode_file(str(recording))
    told = item.findtext(f"{ITUNES}duration") or ""
    assert sound.num_frames / sound.sample_rate == pytest.approx(_seconds(told), abs=1.0)
    assert sound.num_frames / sound.sample_rate > 60


def test_the_title_in_the_feed_is_the_articles(newsroom: Path) -> None:
    feed = etree.parse(newsroom / "data" / "media" / "feed.xml")
    assert [title.text for title in feed.iterfind(".//item/title")] == [
        "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết đại hội vào cuộc sống"
    ]


def _files(folder: str) -> set[str]:
    """The files below ``folder`` of the checkout that are not made by running it."""
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _seconds(told: str) -> int:
    seconds = 0
    for part in told.split(":"):
        seconds = 60 * seconds + int(part)
    return seconds


def _run(command: list[str], folder: Path, **settings: str) -> str:
    """What the command printed, run in ``folder`` without this shell's Python and settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "PYTHON"))
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=kept | settings,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout
