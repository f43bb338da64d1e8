"""What must last is kept a second time, while Loa runs, and put back where nothing stands."""

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from service.disk import file_digest
from tests.cli.shell import Shell

FIRST = "Tin phường\n\n02-01-2026 08:00\n\nCâu thứ nhất của bản tin này."
SECOND = "Tin quận\n\n03-01-2026 08:00\n\nCâu khác hẳn của bản tin kia."


def publish(shell: Shell, name: str, text: str) -> None:
    file = shell.folder / name
    file.write_text(text, "utf-8")
    assert shell.run("publish", str(file)).returncode == 0


def contents(folder: Path) -> dict[str, str]:
    """The files of an installation that must last, and their digests; not its databases."""
    return {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".scratch" not in path.parts and path.suffix not in (".db", ".json")
        if path.parts[len(folder.parts)] in ("media", "secret")
    }


def elsewhere(shell: Shell) -> Shell:
    """The same newsroom on another machine, where nothing stands yet."""
    return replace(shell, settings={**shell.settings, "LOA_DATA": str(shell.folder / "new")})


def test_what_was_backed_up_is_restored_and_goes_on(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = str(tmp_path / "vault")
    assert shell.run("backup", vault).returncode == 0
    new = elsewhere(shell)
    done = new.run("restore", vault)
    assert done.returncode == 0, done.stderr
    assert contents(shell.folder / "new") == contents(shell.folder / "data")
    assert (shell.folder / "new" / "secret").stat().st_mode & 0o777 == 0o600
    checked = new.run("doctor", "--deep")
    assert checked.returncode == 0, checked.stdout
    publish(new, "hai.txt", SECOND)
    assert "(đang phát)" in new.run("editions", "mot").stdout


def test_the_second_backup_copies_what_is_new_alone(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = tmp_path / "vault"
    shell.run("backup", str(vault))
    first = {path: path.stat().st_mtime_ns for path in vault.glob("objects/??/*")}
    publish(shell, "hai.txt", SECOND)
    assert shell.run("backup", str(vault)).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in first if path.exists()} == first
    sound = next((shell.folder / "data" / "media").glob("*/*.mp3"))
    digest = file_digest(sound)
    assert [path.name for path in vault.glob(f"objects/{digest[:2]}/{digest}")] == [digest]


def test_only_so_many_backups_are_kept_with_what_they_hold(shell: Shell, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for number, text in enumerate((FIRST, SECOND)):
        publish(shell, f"bai-{number}.txt", text)
        shell.run("backup", str(vault), "--keep", "1")
        _age_newest(vault, number)
    listed = shell.run("backup", str(vault), "--list").stdout.split()
    assert len(list(vault.glob("snapshots/*.json"))) == 1
    assert listed[0] == next(vault.glob("snapshots/*.json")).stem
    assert shell.run("backup", str(vault), "--verify").returncode == 0
    assert elsewhere(shell).run("restore", str(vault)).returncode == 0


def _age_newest(vault: Path, number: int) -> None:
    """Snapshots are named by the second: the one that was made is given a name long ago."""
    newest = max(vault.glob("snapshots/*.json"))
    if number == 0:
        newest.rename(newest.with_name("20260101T000000Z.json"))


def test_a_backup_that_was_damaged_is_told_and_not_restored(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = tmp_path / "vault"
    shell.run("backup", str(vault))
    sound = next((shell.folder / "data" / "media").glob("*/*.mp3"))
    digest = file_digest(sound)
    (vault / "objects" / digest[:2] / digest).write_bytes(b"other bytes")
    checked = shell.run("backup", str(vault), "--verify")
    assert (checked.returncode, sound.name in checked.stdout) == (1, True)
    done = elsewhere(shell).run("restore", str(vault))
    assert (done.returncode, sound.name in done.stderr) == (74, True)
    assert not (shell.folder / "new" / "loa.db").exists()
    assert not list((shell.folder / "new").glob("media/*"))


def test_a_backup_whose_database_is_none_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = tmp_path / "vault"
    shell.run("backup", str(vault))
    good = next(vault.glob("snapshots/*.json"))
    told = json.loads(good.read_text("utf-8"))
    noise = b"no database at all" * 300
    told["database"]["sha256"] = digest = hashlib.sha256(noise).hexdigest()
    (vault / "objects" / digest[:2]).mkdir(exist_ok=True)
    (vault / "objects" / digest[:2] / digest).write_bytes(noise)
    good.with_name("20991231T000000Z.json").write_text(json.dumps(told), "utf-8")
    new = elsewhere(shell)
    assert new.run("restore", str(vault)).returncode == 74
    assert not list((shell.folder / "new").glob("media/*/*.mp3"))
    assert new.run("restore", str(vault), "--at", good.stem).returncode == 0


def test_what_was_private_is_private_again(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    shell.run("backup", str(tmp_path / "vault"))
    elsewhere(shell).run("restore", str(tmp_path / "vault"))
    for folder in ("data", "new"):
        assert (shell.folder / folder / "media" / "originals").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "vault").stat().st_mode & 0o777 == 0o700


def test_a_list_that_is_damaged_stops_no_later_backup_and_loses_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = tmp_path / "vault"
    shell.run("backup", str(vault))
    first = next(vault.glob("snapshots/*.json"))
    first.write_text("{", "utf-8")
    first.rename(first.with_name("20260101T000000Z.json"))
    before = set(vault.glob("objects/??/*"))
    publish(shell, "hai.txt", SECOND)
    assert shell.run("backup", str(vault)).returncode == 0
    assert before <= set(vault.glob("objects/??/*")), "nobody knows what the damaged one holds"
    assert elsewhere(shell).run("restore", str(vault)).returncode == 0


def test_nothing_that_stands_is_overwritten(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = str(tmp_path / "vault")
    shell.run("backup", vault)
    before = contents(shell.folder / "data")
    done = shell.run("restore", vault)
    assert (done.returncode, "Chưa có gì bị thay đổi" in done.stderr) == (74, True)
    assert contents(shell.folder / "data") == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("restore", "khong-co"), 66),
        (("backup", "khong-co", "--list"), 66),
        (("backup", "vault", "--keep", "0"), 2),
        (("restore", "vault", "--at", "20200101T000000Z"), 66),
        (("restore", "vault", "--at", "../../x"), 66),
        (("backup", "data/vault"), 74),
    ],
)
def test_wrong_words_are_told(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(shell.folder)
    publish(shell, "mot.txt", FIRST)
    shell.run("backup", "vault")
    done = shell.run(*words)
    assert done.returncode == code, done.stderr
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_where_nothing_is_there_is_nothing_to_back_up(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("backup", str(tmp_path / "vault")).returncode == 66
    assert not (tmp_path / "vault").exists()


def test_a_list_that_somebody_changed_leads_nowhere_else(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = tmp_path / "vault"
    shell.run("backup", str(vault))
    snapshot = next(vault.glob("snapshots/*.json"))
    snapshot.write_text(snapshot.read_text("utf-8").replace('"secret"', '"../../thoat"'), "utf-8")
    assert elsewhere(shell).run("restore", str(vault)).returncode == 74
    assert not (shell.folder.parent / "thoat").exists()
    assert not (shell.folder / "thoat").exists()


def test_what_is_sealed_says_nothing_without_its_key(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpg, agents = shutil.which("gpg"), shutil.which("gpgconf")
    if gpg is None or agents is None:
        pytest.skip("gpg is not installed")
    home = tmp_path / "k"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    key = [gpg, "--batch", "--passphrase", "", "--quick-gen-key", "loa@toa.example"]
    subprocess.run(key, check=True, capture_output=True)
    try:
        publish(shell, "mot.txt", FIRST)
        vault = tmp_path / "vault"
        sealing = {"LOA_BACKUP_RECIPIENT": "gpg:loa@toa.example"}
        done = shell.run("backup", str(vault), settings=sealing)
        assert done.returncode == 0, done.stderr
        objects = list(vault.glob("objects/??/*"))
        assert {path.suffix for path in objects} == {".gpg"}
        assert not any("bản tin".encode() in path.read_bytes() for path in objects)
        assert not (shell.folder / "data" / ".backing-up").exists()
        assert elsewhere(shell).run("restore", str(vault)).returncode == 0
        assert contents(shell.folder / "new") == contents(shell.folder / "data")
        assert shell.run("backup", str(vault), "--verify", settings=sealing).returncode == 0
    finally:
        subprocess.run([agents, "--kill", "all"], check=False, capture_output=True)


def test_a_word_that_is_no_recipient_is_refused(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    wrong = {"LOA_BACKUP_RECIPIENT": "an@toa.example"}
    assert shell.run("backup", str(tmp_path / "vault"), settings=wrong).returncode == 78


def test_a_backup_made_while_somebody_publishes_is_whole(shell: Shell, tmp_path: Path) -> None:
    publish(shell, "mot.txt", FIRST)
    vault = str(tmp_path / "vault")
    (shell.folder / "hai.txt").write_text(SECOND, "utf-8")
    with shell.start("publish", str(shell.folder / "hai.txt")) as publishing:
        assert shell.run("backup", vault).returncode == 0
        publishing.wait()
    new = elsewhere(shell)
    assert new.run("restore", vault).returncode == 0
    assert new.run("doctor", "--deep").returncode == 0
