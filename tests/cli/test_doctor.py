"""The doctor ends with 1 when it finds something, and says what to do about it."""

import os
import time
from importlib.metadata import version

import pytest

from service.engines.quota import Rate
from service.engines.rate_limiter import RateLimiter
from service.store.shared.files import FileNotes
from tests.cli.shell import Shell

pytestmark = pytest.mark.usefixtures("first_day")

ARTICLE = """Tin thử nghiệm của phường

02-01-2026 08:00

Câu thứ nhất nói về việc chung của cả phường trong năm nay. Câu thứ hai dài hơn một chút nữa.
"""


def test_the_doctor_tells_the_version_of_what_writes_rows_and_sidecars(shell: Shell) -> None:
    assert f"msgspec {version('msgspec')}" in shell.run("doctor").stdout


def test_the_doctor_finds_a_lost_recording_and_a_deep_look_all_else(shell: Shell) -> None:
    shell.write("tin.txt", ARTICLE)
    assert shell.run("publish", "tin.txt").returncode == 0
    (recording,) = (shell.folder / "data" / "media").glob("*/*.mp3")
    done = shell.run("doctor", "--deep")
    assert "✓ Không thấy gì hỏng." in done.stdout, done.stdout
    assert "Đang đọc các tệp đã phát hành: 0/1…" in done.stderr
    assert done.returncode == 0

    whole = recording.read_bytes()
    recording.write_bytes(whole[:-1] + b"x")
    assert shell.run("doctor").returncode == 0
    done = shell.run("doctor", "--deep")
    assert done.returncode == 1
    assert f"tệp {recording.parent.name}/{recording.name} đã đổi khác" in done.stdout
    assert f"`loa regenerate {recording.parent.name}`" in done.stdout

    recording.unlink()
    done = shell.run("doctor")
    assert done.returncode == 1
    assert "mất hoặc bị cắt" in done.stdout
    assert shell.run("regenerate", recording.parent.name).returncode == 0
    assert recording.read_bytes() == whole
    assert shell.run("doctor", "--deep").returncode == 0


def test_parts_of_killed_writes_are_named_by_verify_and_removed_by_prune(shell: Shell) -> None:
    shell.run("cache", "stats")
    part = shell.folder / "clips" / "ab" / "abcd.frames.0123.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    os.utime(part, (0, 0))
    assert str(part) in shell.run("cache", "verify").stdout
    assert part.exists()
    assert "Đã dọn 1" in shell.run("cache", "prune").stdout
    assert not part.exists()


def test_the_doctor_tells_that_nobody_asks_a_service_which_refused(shell: Shell) -> None:
    assert "đã từ chối" not in shell.run("doctor").stdout
    notes = FileNotes(shell.folder / "data" / "state")
    RateLimiter(notes, "google", Rate(60), time.time).refused(3600)
    assert "google đã từ chối 1 lần liền" in shell.run("doctor").stdout
