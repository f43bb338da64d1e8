"""Webhooks in the shell."""

from tests.cli.shell import Shell


def test_a_webhook_is_added_listed_tried_and_removed_in_the_shell(shell: Shell) -> None:
    address = "https://khong-co.invalid/nhan"
    made = shell.run("webhook", "add", address, "--event", "episode.released")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("whsec_")
    assert len(made.stdout.splitlines()) == 1, "the secret alone, for a pipe"
    listed = shell.run("webhook", "list").stdout
    assert listed.split() == ["1", address, "đang", "gửi", "episode.released"]

    tried = shell.run("webhook", "test", "1")
    assert tried.returncode != 0
    assert "không tìm thấy máy chủ khong-co.invalid" in tried.stderr
    log = shell.run("webhook", "log", "1").stdout
    assert "webhook.test" in log
    assert "không tìm thấy máy chủ khong-co.invalid" in log

    assert shell.run("webhook", "remove", "1").returncode == 0
    assert shell.run("webhook", "list").stdout == ""
    assert shell.run("webhook", "log", "1").returncode != 0


def test_an_address_of_our_own_and_an_event_that_is_none_are_refused(shell: Shell) -> None:
    own = shell.run(
        "webhook", "add", "https://loa.example/x", settings={"LOA_BASE_URL": "https://loa.example"}
    )
    assert own.returncode != 0
    assert "trang của chính Loa" in own.stderr
    odd = shell.run("webhook", "add", "https://toa.example/", "--event", "episode.gone")
    assert odd.returncode != 0
    assert "episode.released" in odd.stderr
    assert shell.run("webhook", "list").stdout == ""
