"""What is shipped for running Loa: files that parse, name settings that are there, and are shut.

No container can be built or run where the tests run; what is said of one is read from its file.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import Settings, load_settings, setting_names

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text("utf-8")
USER = "10001"


def compose() -> Mapping[str, Any]:
    told: Mapping[str, Any] = yaml.safe_load(
        (DEPLOY / "container" / "compose.yaml").read_text("utf-8")
    )
    return told


def manifests() -> list[Any]:
    text = (DEPLOY / "kubernetes" / "loa.yaml").read_text("utf-8")
    return list(yaml.safe_load_all(text))


def pods() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for each in manifests():
        if each["kind"] == "Deployment":
            yield each["metadata"]["name"], each["spec"]["template"]["spec"]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_setting_of_a_file_is_there(path: Path) -> None:
    named = set(re.findall(r"\bLOA_[A-Z][A-Z_]*[A-Z]\b", path.read_text("utf-8")))
    assert named <= set(setting_names())


def test_every_file_names_this_version() -> None:
    for path in FILES:
        told = re.findall(r"\bloa[:-](\d+\.\d+\.\d+)", path.read_text("utf-8"))
        assert set(told) <= {VERSION}, path.name


def test_the_container_is_nobodys_with_a_health_check_and_hashes_and_without_tools_to_build() -> (
    None
):
    stages = CONTAINERFILE.split("\nFROM ")
    assert len(stages) == 3, "what builds stays behind"
    last = stages[-1]
    assert f"USER {USER}:{USER}" in last
    assert "HEALTHCHECK" in last
    assert "/readyz" in last
    assert "pip install" not in last
    assert "--require-hashes" in CONTAINERFILE
    assert last.index("USER") > last.index("useradd")


def test_the_container_gets_only_what_it_needs() -> None:
    """What COPY names is let in by .dockerignore, and no data, key or history of the checkout."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert ignored[0] == "*"
    let_in = {each.removeprefix("!") for each in ignored if each.startswith("!")}
    copied = set()
    for line in re.findall(r"^COPY (?!--from)(.*)$", CONTAINERFILE, re.MULTILINE):
        copied |= set(line.split()[:-1])
    assert copied == let_in
    assert all((ROOT / each).exists() for each in let_in)


def test_what_the_container_gets_is_enough_to_build_the_wheel(tmp_path: Path) -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for name in (each.removeprefix("!") for each in ignored if each.startswith("!")):
        target = tmp_path / "src" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), "src"]
    subprocess.run([sys.executable, *build], cwd=tmp_path, check=True, capture_output=True)
    assert [each.name for each in tmp_path.glob("*.whl")] == [f"loa-{VERSION}-py3-none-any.whl"]


def test_settings_of_the_container_can_be_read(tmp_path: Path) -> None:
    told = dict(re.findall(r"\b(LOA_[A-Z]+)=(\S+)", CONTAINERFILE))
    assert load_settings(told).host == "0.0.0.0"  # noqa: S104 - within the container


@pytest.mark.parametrize("name", ["web", "worker"])
def test_services_have_a_read_only_root_and_no_rights(name: str) -> None:
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert any(each.startswith("/tmp:") for each in service["tmpfs"])  # noqa: S108


def test_the_parts_are_a_web_program_two_workers_a_database_a_store_and_nginx() -> None:
    services = compose()["services"]
    assert set(services) == {"web", "worker", "database", "store", "bucket", "nginx"}
    assert services["worker"]["deploy"]["replicas"] == 2
    assert services["web"]["command"] == ["serve", "--no-worker"]
    assert [name for name, each in services.items() if "ports" in each] == ["nginx"]
    for name, each in services.items():
        assert re.search(r":[\w.-]*\d", each["image"]), f"{name} names no version"


def test_the_database_is_not_newer_than_what_backs_it_up() -> None:
    """pg_dump refuses a server that is newer than itself; Debian tells which one it brings."""
    client = {"bookworm": 15, "trixie": 17}
    debian = re.findall(r"python:[\d.]+-slim-(\w+)", CONTAINERFILE)
    server = re.search(r"postgres:(\d+)", compose()["services"]["database"]["image"])
    assert server
    assert len(set(debian)) == 1
    assert int(server[1]) <= client[debian[0]]


def test_settings_of_compose_can_be_read_once_they_are_filled_in() -> None:
    given = {"LOA_BASE_URL": "https://nghe.example.vn", "LOA_METRICS_TOKEN": "0123456789abcdef"}
    for name in ("web", "worker"):
        told = {
            key: re.sub(r"\$\{(\w+)[^}]*\}", lambda found: given.get(found[1], "x1"), value)
            for key, value in compose()["services"][name]["environment"].items()
        }
        settings = load_settings({key: each for key, each in told.items() if key[:4] == "LOA_"})
        assert settings.base_url == given["LOA_BASE_URL"]
        assert settings.database_url


def test_what_the_example_leaves_open_is_what_compose_asks_for() -> None:
    text = (DEPLOY / "container" / "compose.yaml").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+)", text))
    example = (DEPLOY / "container" / "env.example").read_text("utf-8")
    offered = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert asked == set(offered)
    for name, value in offered.items():
        if re.search("PASSWORD|SECRET|TOKEN", name):
            assert value == "", "no password that somebody would leave as it is"


def test_pods_have_a_read_only_root_and_no_rights() -> None:
    names = set()
    for name, pod in pods():
        names.add(name)
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert str(pod["securityContext"]["runAsUser"]) == USER
        assert pod["automountServiceAccountToken"] is False
        (container,) = pod["containers"]
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"] is True
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        mounted = {each["name"] for each in container["volumeMounts"]}
        assert mounted == {each["name"] for each in pod["volumes"]}
    assert names == {"loa-web", "loa-worker"}


def test_a_pod_that_cannot_answer_gets_no_listeners_and_none_is_ended_for_a_full_disk() -> None:
    (container,) = dict(pods())["loa-web"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert "httpGet" not in container["livenessProbe"]


def test_what_is_secret_stands_in_no_manifest() -> None:
    (settings,) = (each for each in manifests() if each["kind"] == "ConfigMap")
    assert not [
        name for name in settings["data"] if re.search("SECRET|TOKEN|PASSWORD|DATABASE", name)
    ]
    load_settings(settings["data"])


def test_a_unit_keeps_its_state_where_its_settings_look_for_it() -> None:
    for path in (DEPLOY / "systemd").glob("*.service"):
        text = path.read_text("utf-8")
        told = dict(re.findall(r"(LOA_[A-Z]+)=(\S+)", text))
        settings: Settings = load_settings(told)
        assert (settings.data, settings.cache) == (Path("/var/lib/loa"), Path("/var/cache/loa"))
        assert "StateDirectory=loa\n" in text
        assert "CacheDirectory=loa\n" in text
        assert "User=loa\n" in text
