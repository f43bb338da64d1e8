"""Third parties' engines: made by name, and told about when they are broken."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from service.engines.registry import GROUP, installed_points, make_engines
from service.engines.silence import SilenceEngine
from service.model import Voice

THIRD_PARTY = """
from service.engines.silence import SilenceEngine
from service.model import Voice

class Hum(SilenceEngine):
    name = "hum"
    voices = (Voice("hum", "low", "Ù ù"),)

    def __init__(self, state):
        self.state = state

class Mute(Hum):
    abilities = ("rate", "loudness")

class Nameless(Hum):
    name = "other"

class Voiceless(Hum):
    name = "voiceless"
    voices = ()

def explode(state):
    raise RuntimeError("no licence key")

def leave(state):
    raise SystemExit("no model folder")

def nothing(state):
    return None
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "loa_hum_under_test.py").write_text(THIRD_PARTY)
    (tmp_path / "loa_leaving_under_test.py").write_text("import sys\nsys.exit(3)\n")
    monkeypatch.syspath_prepend(tmp_path)
    return "loa_hum_under_test"


def test_an_engine_is_made_with_a_folder_of_its_own(module: str, tmp_path: Path) -> None:
    point = EntryPoint("hum", f"{module}:Hum", GROUP)
    made = make_engines([point], state=tmp_path, taken=())
    assert made.broken == {}
    assert made.engines["hum"].voices[0].label == "Ù ù"
    hum: Any = made.engines["hum"]
    assert hum.guarded.state == tmp_path / "hum"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("gone", "no_such_module_at_all:Engine", "no_such_module_at_all"),
        ("hum", "{module}:Missing", "Missing"),
        ("hum", "{module}:explode", "no licence key"),
        ("hum", "{module}:leave", "SystemExit: no model folder"),
        ("hum", "loa_leaving_under_test:Hum", "SystemExit: 3"),
        ("hum", "{module}:nothing", "it has no name, version"),
        ("hum", "{module}:Nameless", "another name"),
        ("voiceless", "{module}:Voiceless", "no voice"),
        ("hum", "{module}:Mute", "loudness"),
        ("google", "{module}:Hum", "another engine has this name"),
    ],
)
def test_a_broken_one_is_explained_and_spoils_no_other(
    module: str, tmp_path: Path, name: str, value: str, reason: str
) -> None:
    points = [
        EntryPoint(name, value.format(module=module), GROUP),
        EntryPoint("silence2", f"{module}:nothing", GROUP),
        EntryPoint("good", "tests.engines.test_registry:make_good", GROUP),
    ]
    made = make_engines(points, state=tmp_path, taken=("google",))
    assert reason in made.broken[name].en
    assert name in made.broken[name].vi
    assert list(made.engines) == ["good"]


def test_of_two_packages_with_one_name_the_first_is_taken(module: str, tmp_path: Path) -> None:
    points = [EntryPoint("hum", f"{module}:Hum", GROUP)] * 2
    made = make_engines(points, state=tmp_path, taken=())
    assert list(made.engines) == ["hum"]
    assert list(made.broken) == ["hum"]


def test_one_that_tells_no_abilities_has_none(module: str, tmp_path: Path) -> None:
    points = [
        EntryPoint("plain", "tests.engines.test_registry:make_plain", GROUP),
        EntryPoint("hum", f"{module}:Hum", GROUP),
    ]
    made = make_engines(points, state=tmp_path, taken=())
    assert made.engines["plain"].abilities == frozenset()
    assert made.engines["hum"].abilities == {"rate", "pitch"}


def test_installed_packages_are_asked_for_the_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "loa_hum-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loa-hum\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[loa.engines]\nhum = loa_hum:Hum\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert [point.value for point in installed_points() if point.name == "hum"] == ["loa_hum:Hum"]


class Good(SilenceEngine):
    """An engine under the name ``good``."""

    @property
    def name(self) -> str:
        return "good"

    @property
    def voices(self):  # type: ignore[no-untyped-def] # written as a third party would
        voice = super().voices[0]
        return (type(voice)("good", voice.name, voice.label),)


def make_good(state: Path) -> Good:
    """The engine, without a need for its folder."""
    return Good()


class Plain:
    """An engine as it might be written before engines told what they can."""

    name = "plain"
    version = "1"
    voices = (Voice("plain", "a", "A"),)
    speak = count_requests = probe = staticmethod(lambda: None)
    seconds_a_request = 0.0


def make_plain(state: Path) -> Plain:
    """The engine, without a need for its folder."""
    return Plain()
