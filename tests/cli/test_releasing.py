"""What is public and what waits, decided upon from the shell."""

from tests.cli.shell import Shell

TEXT = """Tin của phường hôm nay

02-01-2026 08:00

Câu thứ nhất của bản tin này. Câu thứ hai của bản tin này.
"""


def published(shell: Shell, *more: str) -> None:
    file = shell.folder / "tin.txt"
    file.write_text(TEXT, "utf-8")
    done = shell.run("publish", str(file), *more)
    assert done.returncode == 0, done.stderr


def test_the_shell_holds_releases_withdraws_restores_and_deletes(shell: Shell) -> None:
    published(shell, "--hold")
    assert "đợi: đợi người nghe thử" in shell.run("editions", "tin").stdout
    assert shell.run("release", "tin").returncode == 0
    assert "(đang phát)" in shell.run("editions", "tin").stdout
    assert shell.run("release", "tin").returncode == 66, "nothing waits any more"
    assert shell.run("withdraw", "tin", "--notice", "Tin sai.").returncode == 0
    assert "(đang phát)" not in shell.run("editions", "tin").stdout
    assert shell.run("republish", "tin").returncode == 0
    assert shell.run("delete", "tin", "--title", "Khác").returncode == 65
    assert shell.run("delete", "tin", "--title", "Tin của phường hôm nay").returncode == 0
    assert shell.run("editions", "tin").returncode == 66
    assert shell.run("publish", str(shell.folder / "tin.txt")).returncode == 66, "its id is gone"


def test_a_moment_is_the_newsrooms_own_and_none_that_has_passed(shell: Shell) -> None:
    published(shell, "--hold")
    assert shell.run("schedule", "tin", "2020-01-01T07:30").returncode == 65
    assert shell.run("schedule", "tin", "sáng mai").returncode == 65


def test_what_is_made_and_held_is_released_by_publishing_it_again(shell: Shell) -> None:
    published(shell, "--hold")
    published(shell)
    assert "(đang phát)" in shell.run("editions", "tin").stdout


def test_what_was_never_released_is_no_part_of_a_library_made_anew(shell: Shell) -> None:
    published(shell, "--hold")
    assert shell.run("rebuild", "--force").returncode == 0
    told = shell.run("editions", "tin").stdout
    assert "(đang phát)" not in told
    assert "đợi: đợi người nghe thử" in told, "as the old library knew"


def test_what_was_withdrawn_stays_so_in_a_library_made_anew(shell: Shell) -> None:
    published(shell)
    shell.run("withdraw", "tin")
    assert shell.run("rebuild", "--force").returncode == 0
    assert "(đang phát)" not in shell.run("editions", "tin").stdout
    assert shell.run("republish", "tin").returncode == 0
