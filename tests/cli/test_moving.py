"""An installation moves to another folder or database and back: the same for every listener."""

import signal
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.shell import Shell, wait_until
from tests.cli.test_backup import FIRST, SECOND, contents, publish
from tests.servers.s3 import KEYS, S3

Settle = Callable[[Shell, str], Shell]
"""A shell of the same newsroom at another place, whose settings are a file of that name."""


def settled(shell: Shell, name: str, database_url: str = "", media_url: str = "") -> Shell:
    file = shell.folder / f"{name}.toml"
    lines = [f'data = "{shell.folder / name}"', 'release = "automatic"', 'engine = "silence"']
    if database_url:
        lines.append(f'database_url = "{database_url}"')
    if media_url:
        lines.append(f'media_url = "{media_url}"')
    file.write_text("\n".join(lines), "utf-8")
    file.chmod(0o600)
    places = {"LOA_DATA": str(shell.folder / name), "LOA_DATABASE_URL": database_url}
    there = {**places, "LOA_MEDIA_URL": media_url}
    return replace(shell, settings={**shell.settings, **there})


def move(shell: Shell, name: str) -> str:
    done = shell.run("migrate-to", str(shell.folder / f"{name}.toml"))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(shell: Shell, name: str) -> str:
    done = shell.run("migrate-to", str(shell.folder / f"{name}.toml"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.servers)])
def elsewhere(request: pytest.FixtureRequest) -> Settle:
    if request.param == "folder":
        return settled
    server = request.getfixturevalue("postgresql_server")
    return lambda shell, name: settled(shell, name, f"{server}?schema=m{uuid.uuid4().hex[:12]}")


def feed(shell: Shell) -> bytes:
    return (Path(shell.settings["LOA_DATA"]) / "media" / "feed.xml").read_bytes()


def test_what_was_moved_is_the_same_goes_on_there_and_comes_back(
    shell: Shell, elsewhere: Settle
) -> None:
    shell = replace(shell, settings={**shell.settings, "LOA_DATA": str(shell.folder / "data")})
    publish(shell, "mot.txt", FIRST)
    token = shell.run("token", "new", "--label", "toà soạn").stdout.strip().splitlines()[-1]
    before, old = contents(shell.folder / "data"), feed(shell)
    there = elsewhere(shell, "kia")
    assert "đều đúng" in move(shell, "kia")
    assert contents(shell.folder / "data") == before
    assert contents(shell.folder / "kia") == before
    assert feed(there) == old
    assert (shell.folder / "kia" / "secret").stat().st_mode & 0o777 == 0o600
    checked = there.run("doctor", "--deep")
    assert checked.returncode == 0, checked.stdout
    assert "toà soạn" in there.run("token", "list").stdout
    assert token
    publish(there, "hai.txt", SECOND)
    back = settled(shell, "ve")
    move(there, "ve")
    assert contents(shell.folder / "ve") == contents(shell.folder / "kia")
    checked = back.run("doctor", "--deep")
    assert checked.returncode == 0, checked.stdout
    for name in ("mot", "hai"):
        assert "(đang phát)" in back.run("editions", name).stdout
    publish(back, "ba.txt", FIRST.replace("thứ nhất", "thứ ba"))


def test_tallies_and_lists_are_those_that_were(shell: Shell, elsewhere: Settle) -> None:
    shell = replace(shell, settings={**shell.settings, "LOA_DATA": str(shell.folder / "data")})
    for number, text in enumerate((FIRST, SECOND)):
        publish(shell, f"bai-{number}.txt", text)
    shell.run("regenerate", "bai-0")
    there = elsewhere(shell, "kia")
    move(shell, "kia")
    settled(shell, "ve")
    move(there, "ve")
    assert rows(shell.folder / "ve" / "loa.db") == rows(shell.folder / "data" / "loa.db")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is the library's own."""
    with closing(sqlite3.connect(path)) as library:
        names = library.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%' "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: sorted(library.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for (name,) in names
        }


def test_a_move_that_was_stopped_goes_on_with_what_is_there(shell: Shell) -> None:
    publish(shell, "mot.txt", FIRST)
    settled(shell, "kia")
    media, there = shell.folder / "data" / "media", shell.folder / "kia" / "media"
    sound = next(media.glob("*/*.mp3"))
    (there / sound.parent.name).mkdir(parents=True)
    (there / "installation").write_bytes((media / "installation").read_bytes())
    (there / sound.parent.name / sound.name).write_bytes(sound.read_bytes())
    assert "trong đó 2 đã có sẵn" in move(shell, "kia")


def test_a_part_that_is_not_what_it_was_is_brought_again(shell: Shell) -> None:
    publish(shell, "mot.txt", FIRST)
    settled(shell, "kia")
    media, there = shell.folder / "data" / "media", shell.folder / "kia" / "media"
    sound = next(media.glob("*/*.mp3"))
    (there / sound.parent.name).mkdir(parents=True)
    (there / "installation").write_bytes((media / "installation").read_bytes())
    (there / sound.parent.name / sound.name).write_bytes(sound.read_bytes()[:100])
    assert "trong đó 1 đã có sẵn" in move(shell, "kia")
    assert contents(shell.folder / "kia") == contents(shell.folder / "data")


def test_only_the_database_moves_where_the_folder_stays(shell: Shell, elsewhere: Settle) -> None:
    shell = replace(shell, settings={**shell.settings, "LOA_DATA": str(shell.folder / "data")})
    publish(shell, "mot.txt", FIRST)
    there = elsewhere(shell, "data")
    if not there.settings["LOA_DATABASE_URL"]:
        assert "cũng là nơi cũ" in refused(shell, "data")
        return
    before = contents(shell.folder / "data")
    assert "tệp" not in move(shell, "data")
    assert contents(shell.folder / "data") == before
    assert there.run("doctor", "--deep").returncode == 0


@pytest.mark.parametrize("there_is", ["an installation", "somebody's files", "a wrong server"])
def test_where_it_cannot_move_to_nothing_is_changed(shell: Shell, there_is: str) -> None:
    publish(shell, "mot.txt", FIRST)
    there = settled(shell, "kia")
    match there_is:
        case "an installation":
            publish(there, "hai.txt", SECOND)
            said = "đã có cơ sở dữ liệu"
        case "somebody's files":
            (shell.folder / "kia" / "media" / "abc").mkdir(parents=True)
            (shell.folder / "kia" / "media" / "abc" / "a.mp3").write_bytes(b"x")
            said = "đã có tệp của nơi khác"
        case _:
            settled(shell, "kia", "postgresql://loa:mat-khau@127.0.0.1:1/loa")
            said = "127.0.0.1"
    before = {path: path.read_bytes() for path in shell.folder.rglob("*.*") if path.is_file()}
    told = refused(shell, "kia")
    assert said in told
    assert "mat-khau" not in told
    assert contents(shell.folder / "data")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("is_same", [True, False])
def test_it_is_told_that_clips_stay_where_they_are(shell: Shell, is_same: bool) -> None:
    shell = replace(shell, settings={**shell.settings, "LOA_CACHE": str(shell.folder / "doan")})
    publish(shell, "mot.txt", FIRST)
    settled(shell, "kia")
    with (shell.folder / "kia.toml").open("a", encoding="utf-8") as file:
        file.write(f'\ncache = "{shell.folder / ("doan" if is_same else "doan-khac")}"\n')
    told = move(shell, "kia")
    assert ("Đoạn âm thanh (LOA_CACHE) không được chuyển" in told) is not is_same


def test_nothing_moves_while_a_program_runs_or_where_nothing_is(shell: Shell) -> None:
    settled(shell, "kia")
    assert "chưa có gì để chuyển" in refused(shell, "kia")
    publish(shell, "mot.txt", FIRST)
    with shell.start("worker") as worker:
        wait_until(lambda: "đang chạy" in _tried(shell), "the worker is on the roll")
        worker.send_signal(signal.SIGTERM)
    assert not (shell.folder / "kia" / "loa.db").exists()


def _tried(shell: Shell) -> str:
    return shell.run("migrate-to", str(shell.folder / "kia.toml")).stderr


@pytest.mark.servers
def test_it_moves_to_a_server_and_a_bucket_and_back(
    shell: Shell, postgresql_server: str, s3_server: S3
) -> None:
    shell = replace(
        shell, settings={**shell.settings, **KEYS, "LOA_DATA": str(shell.folder / "data")}
    )
    publish(shell, "mot.txt", FIRST)
    name = f"m{uuid.uuid4().hex[:12]}"
    s3_server.make_bucket(name)
    address = f"{postgresql_server}?schema={name}"
    there = settled(shell, "kia", address, s3_server.address(name, "toa-soan"))
    s3_server.fail("500", 2)
    assert "đều đúng" in move(shell, "kia")
    checked = there.run("doctor", "--deep")
    assert checked.returncode == 0, checked.stdout
    publish(there, "hai.txt", SECOND)
    back = settled(shell, "ve")
    move(there, "ve")
    before, after = contents(shell.folder / "data"), contents(shell.folder / "ve")
    changing = ("media/feed.xml", "media/generation")
    assert {each: before[each] for each in before if each not in changing}.items() <= after.items()
    checked = back.run("doctor", "--deep")
    assert checked.returncode == 0, checked.stdout
    assert "(đang phát)" in back.run("editions", "hai").stdout
