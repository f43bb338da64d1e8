"""The floors and doors of docs/architecture.md, held by reading every import."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SERVICE = ROOT / "service"

FLOORS = {
    "excerpt": 1,
    "errors": 1,
    "model": 1,
    "fingerprint": 1,
    "formulas": 1,
    "codec": 1,
    "disk": 1,
    "bucket": 1,
    "locks": 1,
    "mpeg": 1,
    "legal_text": 1,
    "web_address": 1,
    "mail_server": 1,
    "containers": 1,
    "tables": 1,
    "pixels": 1,
    "podcast_categories": 1,
    "telemetry": 1,
    "vietnamese": 1,
    "wav": 1,
    "yes_no": 1,
    "articles": 2,
    "text": 2,
    "audio": 2,
    "engines": 2,
    "listening": 2,
    "outputs": 2,
    "covers": 2,
    "sources": 2,
    "store": 2,
    "settings": 2,
    "shipped": 2,
    "plan": 3,
    "making": 4,
    "releasing": 4,
    "tending": 4,
    "jobs": 5,
    "desk": 6,
    "compose": 7,
    "web": 8,
    "cli": 8,
}
ORDER = [
    "excerpt",
    "errors",
    "legal_text",
    "vietnamese",
    "model",
    "fingerprint",
    "codec",
    "disk",
    "locks",
    "mpeg",
    "web_address",
    "mail_server",
    "tables",
    "podcast_categories",
    "bucket",
    "making",
    "releasing",
    "tending",
]
"""On the ground floor a module may import the ones it is built on; an edition is made, then
released, then tended, and no room looks back."""

DOORS: dict[str, str | tuple[str, ...]] = {
    "argon2": "desk/passwords",
    "babel": "web/language",
    "brotli": "web/packing",
    "alembic": ("store/migrations", "store/upgrade"),
    "c2pa": "audio/signing",
    "click": "cli",
    "dbos": "jobs",
    "espeakng_loader": "engines/espeak_worker",
    "feedgen": "outputs",
    "flask": "web",
    "flask_babel": "web/language",
    "gtts": "engines/google",
    "lameenc": "audio/encoding",
    "lxml": ("articles", "outputs", "sources", "text/lexicon/pls"),  # HTML; feeds; XML; PLS files
    "mammoth": "sources/docx",
    "markdown_it": "sources/markdown",
    "mdit_py_plugins": "sources/markdown",
    "markupsafe": ("web/language", "web/squares"),
    "miniaudio": "audio/decoding",
    "msgspec": "codec",
    "numpy": "audio",
    "obstore": "bucket",
    "pydub": "audio/splice",
    "segno": "web/squares",
    "regex": "text/lexicon/patterns",
    "PIL": ("covers", "pixels", "sources/pictures"),  # drawn; as they are shown; read
    "requests": ("engines/google", "sources/fetch"),  # there for its certificates alone
    "sqlalchemy": ("store", "jobs"),  # the queue keeps its ledger in dbos's own file
    "urllib3": ("engines/google", "sources/fetch"),  # connections that are pinned and cut
    "waitress": "web/server",
    "werkzeug": "web",
}
"""Every outside package, and the only places that may import it. One that is not listed may
enter nowhere, also not because another brought it along (jinja2, itsdangerous).
"""

DISTRIBUTIONS = {
    "c2pa": "c2pa_python",
    "argon2": "argon2_cffi",
    "PIL": "pillow",
    "markdown_it": "markdown_it_py",
}
"""Packages that are installed under another name than they are imported by."""

PURE = [
    "excerpt",
    "errors",
    "model",
    "fingerprint",
    "formulas",
    "codec",
    "mpeg",
    "legal_text",
    "web_address",
    "mail_server",
    "pixels",
    "podcast_categories",
    "containers",
    "vietnamese",
    "wav",
    "yes_no",
    "plan",
    "articles",
    "text",
    "covers",
    "outputs",
    "listening",
]
WORLDLY = {
    *("os", "socket", "subprocess", "time", "sqlite3", "shutil", "tempfile", "glob", "mmap"),
    *("importlib", "pkgutil", "random", "secrets", "requests", "urllib3", "http", "ssl"),
}
READING = {"read_text", "read_bytes", "write_text", "write_bytes", "urlopen"}
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 250, 40
"""The plan's own limits; what outgrows them is divided at its second idea."""

CLOCKS = {"now", "utcnow", "today"}


MODULES = {
    path.relative_to(SERVICE).with_suffix("").as_posix().removesuffix("/__init__"): path
    for path in sorted(SERVICE.rglob("*.py"))
}


def _tree(name: str) -> ast.Module:
    """A module, read when a test asks for it: every program that runs tests collects this file."""
    return ast.parse(MODULES[name].read_text("utf-8"))


def _trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module, one in memory at a time."""
    return ((name, _tree(name)) for name in MODULES)


def _room(name: str) -> str:
    return name.split("/")[0]


@cache
def _imports(name: str) -> tuple[str, ...]:
    """What the module of this name imports, in its order."""
    found: list[str] = []
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            found.append(node.module)
    return tuple(found)


def _packages(name: str) -> set[str]:
    return {each.split(".")[0] for each in _imports(name)}


def _rooms_entered(name: str) -> set[str]:
    return {
        each.removeprefix("service.").split(".")[0]
        for each in _imports(name)
        if each.startswith("service.")
    }


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_its_own_room_and_from_lower_floors(name: str) -> None:
    room = _room(name)
    if name == "__init__":
        assert not _rooms_entered(name)
        return
    for entered in _rooms_entered(name) - {room}:
        if FLOORS[room] == FLOORS[entered] and room in ORDER:
            assert ORDER.index(entered) < ORDER.index(room), f"{name} looks back to {entered}"
        elif not (room == "cli" and entered == "web"):
            assert FLOORS[entered] < FLOORS[room], f"{name} reaches up or across to {entered}"


def test_an_outside_package_that_has_no_door_enters_nowhere() -> None:
    own = {*sys.stdlib_module_names, "service", "_typeshed"}  # the last is there for mypy alone
    unlisted = {
        f"{name} imports {package}"
        for name in MODULES
        for package in _packages(name) - own - set(DOORS)
    }
    assert not unlisted


def test_an_outside_package_is_a_dependency_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wished = [*project["dependencies"], *(each for extra in extras for each in extra)]
    named = {re.split(r"[^\w-]", each)[0].replace("-", "_").lower() for each in wished}
    assert {DISTRIBUTIONS.get(package, package.lower()) for package in DOORS} <= named


@pytest.mark.parametrize("package", DOORS)
def test_an_outside_package_has_one_door(package: str) -> None:
    entering = {name for name in MODULES if package in _packages(name)}
    strangers = {name for name in entering if not f"{name}/".startswith(DOORS[package])}
    assert not strangers
    assert entering, f"{package} has a door that nobody uses"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_touches_neither_disk_nor_network_nor_clock(room: str) -> None:
    for name in MODULES:
        if _room(name) != room:
            continue
        worldly = _packages(name) & WORLDLY
        assert not worldly, f"{name} imports {worldly}"
        for node in ast.walk(_tree(name)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                opens = called == "open" or called.split(".")[-1] in READING
                assert not opens, f"{name}:{node.lineno} opens a file"
                assert not (called.startswith("datetime.") and called.split(".")[-1] in CLOCKS), (
                    f"{name}:{node.lineno} reads the clock"
                )


def test_what_is_shown_to_listeners_takes_its_times_from_one_home() -> None:
    """Page, captions, transcripts and chapters agree, since none of them turns samples itself."""
    shown = [each for each in MODULES if _room(each) in ("outputs", "web", "cli")]
    turning = [
        f"{name}:{node.lineno}"
        for name in shown
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.Attribute) and node.attr in ("to_ms", "sample_rate")
    ]
    assert turning == []


def test_what_is_found_or_required_has_one_home() -> None:
    """Two functions that find or require the same thing would answer it in two ways one day."""
    homes: dict[str, list[str]] = {}
    for name, tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith(("find_", "require_")):
                homes.setdefault(node.name, []).append(name)
    assert not {each: places for each, places in homes.items() if len(places) > 1}


def test_no_module_imports_itself_through_others() -> None:
    graph = {name: set(_modules_imported(tree)) for name, tree in _trees()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in graph[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def _modules_imported(tree: ast.Module) -> Iterator[str]:
    """The service's modules that a module imports from; of a package, the parts it names."""
    names = set(MODULES)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("service."):
            source = (node.module or "").removeprefix("service.").replace(".", "/")
            parts = {f"{source}/{alias.name}" for alias in node.names}
            yield from (parts & names) or ({source} & names)


def test_every_room_stands_on_a_floor() -> None:
    rooms = {_room(name) for name in MODULES} - {"__init__"}
    assert rooms <= set(FLOORS)


def test_the_architectures_table_names_each_room_with_its_floor_and_whether_it_is_pure() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) \| ([^|]*) \|", text, re.MULTILINE)
    told = {
        (room, int(floor), bool(pure))
        for floor, rooms in rows
        for room, pure in re.findall(r"`(\w+)`( P)?", rooms)
    }
    assert told == {(room, floor, room in PURE) for room, floor in FLOORS.items()}


def test_no_module_is_named_after_what_it_might_hold() -> None:
    vague = {"utils", "helpers", "manager", "misc", "common", "handler", "handlers", "data"}
    assert not {name for name in MODULES if set(name.split("/")) & vague}


def test_a_module_holds_one_idea_and_a_function_one_step() -> None:
    long_modules, long_functions = [], []
    for name, tree in _trees():
        lines = max((getattr(node, "end_lineno", 0) or 0 for node in tree.body), default=0)
        if lines > LINES_OF_A_MODULE:
            long_modules.append(f"{name}: {lines} lines")
        long_functions += [
            f"{name}.{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
        ]
    assert not long_modules
    assert not long_functions
