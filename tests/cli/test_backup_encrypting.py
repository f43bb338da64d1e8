"""A newsroom begins to encrypt its backups, in the folder where it had them before."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.cli.test_backup import FIRST, SECOND, publish


@pytest.fixture
def recipient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    gpg, agents = shutil.which("gpg"), shutil.which("gpgconf")
    if gpg is None or agents is None:
        pytest.skip("gpg is not installed")
    home = tmp_path / "k"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    key = [gpg, "--batch", "--passphrase", "", "--quick-gen-key", "loa@toa.example"]
    subprocess.run(key, check=True, capture_output=True)
    yield {"LOA_BACKUP_RECIPIENT": "gpg:loa@toa.example"}
    subprocess.run([agents, "--kill", "all"], check=False, capture_output=True)


def test_backups_of_both_kinds_can_be_restored_and_nothing_new_is_told_in_the_clear(
    shell: Shell, tmp_path: Path, recipient: dict[str, str]
) -> None:
    vault = tmp_path / "vault"
    publish(shell, "mot.txt", FIRST)
    assert shell.run("backup", str(vault)).returncode == 0
    publish(shell, "hai.txt", SECOND)
    assert shell.run("backup", str(vault), settings=recipient).returncode == 0
    sealed = {each.stem for each in vault.glob("objects/??/*.gpg")}
    bare = {each.name for each in vault.glob("objects/??/*") if not each.suffix}
    assert bare, "what the first backup alone holds stays as it is while it is kept"
    assert not bare & sealed, "the key, and what both hold, is not told in the clear any more"
    for number, name in enumerate(sorted(each.stem for each in vault.glob("snapshots/*.json"))):
        folder = str(shell.folder / f"nơi-{number}")
        there = replace(shell, settings={**shell.settings, "LOA_DATA": folder})
        done = there.run("restore", str(vault), "--at", name)
        assert done.returncode == 0, done.stderr
        assert "(đang phát)" in there.run("editions", "mot").stdout
        assert ("(đang phát)" in there.run("editions", "hai").stdout) == (number == 1)
    assert shell.run("backup", str(vault), "--verify").returncode == 0
    publish(shell, "ba.txt", FIRST.replace("thứ nhất", "thứ ba"))
    assert shell.run("backup", str(vault), "--keep", "1", settings=recipient).returncode == 0
    assert {each.suffix for each in vault.glob("objects/??/*")} == {".gpg"}
