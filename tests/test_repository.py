"""What is committed: no machine's paths, no registry's address, documents that are true."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bench.mutate.rooms import ROOMS, files_of
from service.cli import loa
from service.settings import setting_names

ROOT = Path(__file__).parent.parent
MADE_BY_RUNNING = {"node_modules", "__pycache__", "data", "dist", "build"}
SOUND = {".mp3", ".wav", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".clip", ".frames"}

# Written in pieces, so that this file does not find itself.
MACHINES = re.compile(r"(?<![\w.])/(?:" + "|".join(("work", "root", "home/" + "[a-z]+")) + r")\b")
REGISTRIES = re.compile(
    "|".join(("index" + "-url=?[ =]http", "pypi\\.org" + "/simple", "files\\.python" + "hosted"))
)
RELEASE = re.compile(r"## \[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)\]?")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def _committed() -> list[Path]:
    """The files that git knows; those of a tree without git, less what running makes."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = list(ROOT.rglob("*"))
    return [path for path in found if path.is_file() and not _is_made(path.relative_to(ROOT))]


def _is_made(path: Path) -> bool:
    hidden = path.parts[0].startswith(".") and path.parts[0] not in (".ci", ".gitignore")
    return hidden or bool(MADE_BY_RUNNING & set(path.parts[:-1]))


FILES = _committed()
DOCUMENTS = [path for path in FILES if path.suffix == ".md"]
REQUIREMENTS = [path for path in FILES if path.parent.name == "requirements"]


def _texts() -> Iterator[tuple[str, str]]:
    """Each committed text with its name; pictures and the like are passed over."""
    for path in FILES:
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def _names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_nothing_names_a_path_of_one_machine() -> None:
    assert not [
        f"{name}: {found[0]}" for name, text in _texts() for found in MACHINES.finditer(text)
    ]


def test_nothing_names_a_package_registry() -> None:
    assert not [
        f"{name}: {found[0]}" for name, text in _texts() for found in REGISTRIES.finditer(text)
    ]


def test_no_sound_that_loa_made_is_committed() -> None:
    assert not [path for path in FILES if path.suffix in SOUND]
    assert [path.name for path in FILES if path.parent.name == "audio_cache"] == ["README.md"]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=_names(REQUIREMENTS))
def test_every_pin_is_exact_and_has_hashes_and_no_address(path: Path) -> None:
    pins = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9._-]+==[^ ;]+( ;[^-]+?)?( +--hash=sha256:[0-9a-f]{64})+$", pin), (
            pin
        )
        assert "://" not in pin


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["offline"],
        *project["dependency-groups"]["build"],
    ]
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", _read("requirements/run.txt"), re.MULTILINE))
    assert {_package(each) for each in wanted} <= pinned
    pinned_too = set(re.findall(r"^([a-z0-9._-]+)==", _read("requirements/dev.txt"), re.MULTILINE))
    assert {_package(each) for each in project["dependency-groups"]["dev"]} <= pinned_too


def test_both_requirements_files_pin_the_same_versions() -> None:
    pin = re.compile(r"^([a-z0-9._-]+)==([^ \\]+)", re.MULTILINE)
    run, dev = (dict(pin.findall(_read(f"requirements/{name}.txt"))) for name in ("run", "dev"))
    assert {name: dev.get(name) for name in run} == run


def test_the_contribution_page_is_under_eighty_lines() -> None:
    assert len(_read("CONTRIBUTING.md").splitlines()) < 80


@pytest.mark.parametrize("path", DOCUMENTS, ids=_names(DOCUMENTS))
def test_every_link_of_a_document_resolves(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]+`", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        other = path.parent / name if name else path
        assert other.exists(), f"{target} leads nowhere"
        if anchor and other.suffix == ".md":
            assert anchor in _anchors(other), f"{other.name} has no section {anchor}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=_names(DOCUMENTS))
def test_every_loa_command_of_a_document_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    written = re.findall(
        r"(?:^|`|\$\(|bin/)loa ([a-z][a-z-]*)(?: ([a-z]+(?:-[a-z]+)*)\b)?", text, re.MULTILINE
    )
    for name, second in written:
        command = loa.get_command(click.Context(loa), name)
        assert command is not None, f"there is no loa {name}"
        if isinstance(command, click.Group) and second:
            assert second in command.commands, f"there is no loa {name} {second}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=_names(DOCUMENTS))
def test_every_make_target_of_a_document_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    written = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    assert written <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=_names(DOCUMENTS))
def test_every_setting_of_a_document_exists(path: Path) -> None:
    written = set(re.findall(r"\bLOA_[A-Z][A-Z_]*[A-Z]\b", path.read_text("utf-8")))
    assert written <= set(setting_names())


@pytest.mark.parametrize("path", DOCUMENTS, ids=_names(DOCUMENTS))
def test_every_file_that_a_document_names_is_there(path: Path) -> None:
    folders = "service|tests|bench|docs|templates|static|requirements|deploy|\\.ci"
    for name in re.findall(rf"`((?:{folders})/[\w./-]+)`", path.read_text("utf-8")):
        if not name.startswith(("bench/.cache", ".ci/node")):
            assert (ROOT / name.rstrip("/")).exists(), f"there is no {name}"


def test_the_mutation_tester_names_modules_and_tests_that_are_there() -> None:
    lost = []
    for room in ROOMS.values():
        modules = [Path(each) for each in files_of(room, ROOT)]
        known = {each.stem for each in modules} | {each.parent.name for each in modules}
        lost += [name for name in room.answering if name not in known]
        tests = {each.name for each in (ROOT / room.tests).rglob("test_*.py")}
        asked = {*room.whole, *(each for named in room.answering.values() for each in named)}
        lost += sorted(asked - tests)
    assert lost == []


def test_the_changelog_keeps_to_its_form() -> None:
    text = _read("CHANGELOG.md")
    assert text.startswith("# Changelog\n")
    assert "keepachangelog.com" in text
    heads = re.findall(r"^## .*$", text, re.MULTILINE)
    assert heads[0] == "## [Unreleased]"
    assert not [head for head in heads if not RELEASE.fullmatch(head)]
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= KINDS


def test_the_version_is_told_alike_by_project_changelog_and_command() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]
    released = re.findall(r"^## \[(\d[^]]*)\]", _read("CHANGELOG.md"), re.MULTILINE)
    assert released[0] == version
    assert CliRunner().invoke(loa, ["--version"]).output == f"loa {version}\n"


def test_each_readme_names_the_other_and_both_show_the_same_commands() -> None:
    english, vietnamese = _read("README.md"), _read("README.vi.md")
    assert "](README.vi.md)" in english
    assert "](README.md)" in vietnamese
    commands = re.compile(r"^(?:loa|make|export|curl|TOKEN=)\S* ?[^#\n]*", re.MULTILINE)
    assert _words(commands.findall(english)) == _words(commands.findall(vietnamese))
    linked = re.compile(r"\]\((docs/[^)]+|[A-Z]+\.md)\)")
    assert set(linked.findall(english)) == set(linked.findall(vietnamese)) - {"README.md"}


def _words(commands: list[str]) -> list[str]:
    return [each.strip() for each in commands]


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _package(wish: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", wish)
    assert found
    return found[0].lower().replace("_", "-").replace(".", "-")


def _anchors(document: Path) -> set[str]:
    """The sections of a document as GitHub names them."""
    heads = re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).strip().replace(" ", "-") for head in heads}
