"""``loa newsroom``: a newsroom is added, kept as one file, removed and brought back."""

import os
import shutil
import subprocess
import tarfile

import pytest

from tests.cli.shell import Shell
from tests.cli.test_newsrooms import Operator, until


@pytest.fixture
def operator(shell: Shell) -> Operator:
    return Operator(shell)


def _record(operator: Operator, name: str, story: str) -> None:
    file = operator.shell.folder / f"{story}.txt"
    file.write_text(f"Tin {story}\n\n01-01-2026 08:00\n\nCâu của {story}.\n", "utf-8")
    worker = operator.program("--newsroom", name, "worker")
    try:
        done = operator.shell.run("publish", str(file), settings={"LOA_NEWSROOM": name})
        assert done.returncode == 0, done.stderr
    finally:
        worker.terminate()
        worker.wait(60)


def _set(operator: Operator, name: str, *lines: str) -> None:
    """The newsroom's file says this, too."""
    file = operator.folder / f"{name}.toml"
    file.write_text("\n".join((file.read_text("utf-8"), *lines)), "utf-8")
    file.chmod(0o600)


def _guids(operator: Operator, name: str) -> list[str]:
    feed = (operator.shell.folder / "data" / name / "media" / "feed.xml").read_text("utf-8")
    return [each.split("</guid>")[0] for each in feed.split("<guid")[1:]]


def test_a_newsroom_that_is_removed_comes_back_from_its_export_as_it_was(
    operator: Operator,
) -> None:
    shell = operator.shell
    url = "https://nghe.example.vn"
    added = shell.run("newsroom", "add", "a", "--base-url", url, "--title", 'Tin "A"')
    assert added.returncode == 0, added.stderr
    operator.write("b")
    _record(operator, "a", "mot")
    guids = _guids(operator, "a")
    assert len(guids) == 1
    removed = shell.run("newsroom", "remove", "a", "--confirm", "a")
    assert removed.returncode == 0, removed.stderr
    (kept,) = (shell.folder / "data" / "removed").iterdir()
    assert str(kept) in removed.stdout
    assert kept.stat().st_mode & 0o077 == 0
    assert not (shell.folder / "data" / "a").exists()
    assert not (shell.folder / "clips" / "a").exists()
    assert shell.run("newsroom", "list", "--names").stdout == "b\n"

    back = shell.run("newsroom", "add", "a2", "--from", str(kept))
    assert back.returncode == 0, back.stderr
    assert _guids(operator, "a2") == guids
    listed = shell.run("newsroom", "list").stdout
    assert url in listed
    deep = shell.run("--newsroom", "a2", "doctor", "--deep")
    assert "Tin" in (operator.folder / "a2.toml").read_text("utf-8")
    assert "data/a2" in listed
    assert "✗ Tệp" not in deep.stdout


def test_an_export_becomes_an_installation_of_its_own(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    _set(operator, "a", 'copyright = "© 2026"', 'metrics_token = "mot-ma-rat-bi-mat-0"')
    _record(operator, "a", "mot")
    archive = shell.folder / "a.tar"
    exported = shell.run("newsroom", "export", "a", str(archive))
    assert exported.returncode == 0, exported.stderr
    again = shell.run("newsroom", "export", "a", str(archive))
    assert again.returncode == 74
    alone = {"LOA_NEWSROOMS": "", "LOA_DATA": str(shell.folder / "alone")}
    restored = shell.run("restore", str(archive), settings=alone)
    assert restored.returncode == 0, restored.stderr
    assert 'base_url = "http://' in restored.stdout
    assert 'copyright = "© 2026"' in restored.stdout
    assert "bi-mat" not in restored.stdout
    assert (shell.folder / "alone" / "media" / "feed.xml").exists()
    assert _guids(operator, "../alone") == _guids(operator, "a")


def test_newsrooms_come_and_go_while_the_others_are_served(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a", "b")
    operator.send("b", "b1")
    serve = operator.program("serve")
    try:
        until(lambda: operator.feed("b").count("<item>") == 1)
        assert "<item>" not in operator.feed("a")
        removed = shell.run("newsroom", "remove", "b", "--confirm", "b")
        assert removed.returncode == 0, removed.stderr
        assert "421" not in operator.feed("a")
        assert "<rss" not in operator.feed("b")
        (kept,) = (shell.folder / "data" / "removed").iterdir()
        assert shell.run("newsroom", "add", "b", "--from", str(kept)).returncode == 0
        until(lambda: operator.feed("b").count("<item>") == 1)
    finally:
        serve.terminate()
        assert serve.wait(60) == 0


def test_a_newsroom_is_removed_only_by_who_writes_its_name(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    assert shell.run("newsroom", "remove", "a", typed=b"b\n").returncode == 2
    assert shell.run("newsroom", "remove", "a", "--confirm", "A").returncode == 2
    assert shell.run("newsroom", "remove", "c", "--confirm", "c").returncode == 66
    assert shell.run("newsroom", "list", "--names").stdout == "a\n"
    assert shell.run("newsroom", "remove", "a", typed=b"a\n").returncode == 0
    assert shell.run("newsroom", "list", "--names").stdout == ""


def test_a_newsroom_stays_where_its_export_cannot_be_kept(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    _record(operator, "a", "mot")
    (shell.folder / "data" / "removed").write_text("in the way", "utf-8")
    failed = shell.run("newsroom", "remove", "a", "--confirm", "a")
    assert failed.returncode == 74
    assert shell.run("newsroom", "list", "--names").stdout == "a\n"
    assert len(_guids(operator, "a")) == 1
    gone = shell.run("newsroom", "remove", "a", "--confirm", "a", "--no-export")
    assert gone.returncode == 0, gone.stderr
    assert not (shell.folder / "data" / "a").exists()


def test_what_is_no_newsroom_is_added_nowhere(operator: Operator) -> None:
    shell, before = operator.shell, ["a.toml"]
    operator.write("a")
    (shell.folder / "no.tar").write_bytes(b"no archive" * 100)
    wrong = [
        ("newsroom", "add", "media", "--base-url", "https://x.vn"),
        ("newsroom", "add", "Á", "--base-url", "https://x.vn"),
        ("newsroom", "add", "../x", "--base-url", "https://x.vn"),
        ("newsroom", "add", "x", "--base-url", "không phải địa chỉ"),
        ("newsroom", "add", "x", "--base-url", "http://A.example"),
        ("newsroom", "add", "a", "--base-url", "https://x.vn"),
        ("newsroom", "add", "x", "--from", str(shell.folder / "no.tar")),
        ("newsroom", "add", "x"),
        ("newsroom", "export", "a", str(shell.folder / "never-opened.tar")),
    ]
    for words in wrong:
        done = shell.run(*words)
        assert done.returncode in (2, 66, 74, 78), (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert [each.name for each in operator.folder.iterdir()] == before, words
    assert not (shell.folder / "never-opened.tar").exists()


def test_a_new_newsroom_does_not_come_into_what_another_left(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    _record(operator, "a", "mot")
    (operator.folder / "a.toml").unlink()
    done = shell.run("newsroom", "add", "a", "--base-url", "https://x.vn")
    assert done.returncode == 74
    assert shell.run("newsroom", "list", "--names").stdout == ""


def test_an_archive_that_was_tampered_with_leads_nowhere_else(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    _record(operator, "a", "mot")
    archive = shell.folder / "a.tar"
    assert shell.run("newsroom", "export", "a", str(archive)).returncode == 0
    outside = shell.folder / "outside.txt"
    outside.write_text("from outside", "utf-8")
    with tarfile.open(archive, "a") as tar:
        tar.add(outside, arcname="../../escaped.txt")
    done = shell.run("newsroom", "add", "x", "--from", str(archive), "--base-url", "https://x.vn")
    assert done.returncode == 74
    assert not list(shell.folder.rglob("escaped.txt"))
    assert not (operator.folder / "x.toml").exists()


def test_what_is_sealed_tells_nothing_in_the_clear(operator: Operator) -> None:
    """The settings may hold the password of a server."""
    shell = operator.shell
    gpg, agents = shutil.which("gpg"), shutil.which("gpgconf")
    if gpg is None or agents is None:
        pytest.skip("gpg is not installed")
    home = shell.folder / "gpg"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "GNUPGHOME": str(home)}
    key = [gpg, "--batch", "--passphrase", "", "--quick-gen-key", "loa@toa.example"]
    subprocess.run(key, env=environment, check=True, capture_output=True)
    shell.settings["GNUPGHOME"] = str(home)
    try:
        operator.write("a")
        with (operator.folder / "a.toml").open("a", encoding="utf-8") as file:
            file.write('email = "kin@toa.example"\nbackup_recipient = "gpg:loa@toa.example"\n')
        _record(operator, "a", "mot")
        archive = shell.folder / "a.tar"
        exported = shell.run("newsroom", "export", "a", str(archive))
        assert exported.returncode == 0, exported.stderr
        assert b"kin@toa.example" not in archive.read_bytes()
        words = ("newsroom", "add", "b", "--from", str(archive), "--base-url", "https://b.vn")
        back = shell.run(*words)
        assert back.returncode == 0, back.stderr
        assert "kin@toa.example" in (operator.folder / "b.toml").read_text("utf-8")
    finally:
        subprocess.run([agents, "--kill", "all"], env=environment, check=False)


def test_a_newsroom_that_comes_back_leaves_its_old_places_behind(operator: Operator) -> None:
    shell = operator.shell
    operator.write("a")
    _set(operator, "a", f'backup_folder = "{shell.folder / "sao"}"')
    _record(operator, "a", "mot")
    assert shell.run("newsroom", "remove", "a", "--confirm", "a").returncode == 0
    (kept,) = (shell.folder / "data" / "removed").iterdir()
    operator.write("b")
    _set(operator, "b", f'backup_folder = "{shell.folder / "sao"}"')
    back = shell.run("newsroom", "add", "a2", "--from", str(kept))
    assert back.returncode == 0, back.stderr
    assert "sao" not in (operator.folder / "a2.toml").read_text("utf-8")
