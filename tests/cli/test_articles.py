"""loa publish, regenerate, verify, as an operator types them."""

import re
import shutil
import signal
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.shell import Shell, found, wait_until
from tests.stage import TEXT
from tests.standins.google import Fault, google_stand_in

pytestmark = pytest.mark.usefixtures("first_day")

SAMPLE = Path(__file__).parents[2] / "service" / "samples" / "dang-bo-song-cong.txt"


def enclosures(shell: Shell) -> list[str]:
    feed = etree.parse(shell.folder / "data" / "media" / "feed.xml")
    return [str(each) for each in found(feed, "//enclosure/@url")]


def test_publishing_tells_what_was_recognised_what_was_left_out_and_what_was_made(
    shell: Shell,
) -> None:
    done = shell.run("publish", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết đại hội vào cuộc sống" in done.stdout
    assert "đăng 02-07-2021 07:49, tác giả CD" in done.stdout
    assert "Tổng truy cập: 1856545" in done.stdout
    assert "Đã phát bản 1, thu mới 32 câu." in done.stdout
    assert "32/32 câu" in done.stderr
    assert len(enclosures(shell)) == 1


def test_a_link_that_is_no_address_is_the_senders_error(shell: Shell) -> None:
    done = shell.run("publish", shell.write("tin.txt", TEXT), "--link", "http://[")
    assert done.returncode == 65
    assert "“http://[”" in done.stderr
    assert "Traceback" not in done.stderr


def test_publishing_again_makes_nothing_again(shell: Shell) -> None:
    file = shell.write("tin.txt", TEXT)
    shell.run("publish", file)
    before = enclosures(shell)
    done = shell.run("publish", file)
    assert done.returncode == 0
    assert "đã là mới nhất" in done.stdout
    assert enclosures(shell) == before


def test_a_correction_is_told_to_make_one_sentence(shell: Shell) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT))
    file = shell.write("tin.txt", TEXT.replace("một chút nữa", "rất nhiều"))
    shell.run("publish", file, "--no-wait")
    plan = shell.run("regenerate", "tin", "--dry-run")
    assert re.search(r"thu 1 câu \(\d lượt gọi\), mất khoảng .*; dùng lại 3 câu", plan.stdout)
    assert "Đã phát bản 2, thu mới 1 câu." in shell.run("regenerate", "tin").stdout


def test_of_all_articles_one_that_fails_holds_up_no_other(shell: Shell) -> None:
    for name in ("a", "b", "c"):
        shell.run("publish", shell.write(f"{name}.txt", f"{TEXT}\nCâu của bài {name}."))
    other = {"LOA_BITRATE_KBPS": "48"}
    plan = shell.run("regenerate", "--all", "--dry-run", settings=other).stdout
    first = plan.partition(":")[0]
    folder = shell.folder / "data" / "media" / first
    shutil.rmtree(folder)
    folder.write_text("Một tệp ở chỗ của thư mục.", "utf-8")
    done = shell.run("regenerate", "--all", settings=other)
    assert done.returncode == 74
    assert f"Bài {first} (" in done.stderr
    assert done.stdout.count("Đã phát bản 2") == 2


def test_an_article_may_come_from_standard_input_with_an_id(shell: Shell) -> None:
    done = shell.run("publish", "-", "--id", "phuong/1", typed=TEXT.encode())
    assert done.returncode == 0, done.stderr
    without = shell.run("publish", "-", typed=TEXT.encode())
    assert without.returncode == 2
    assert "--id" in without.stderr


def test_a_published_episode_is_verified_byte_by_byte(shell: Shell) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT))
    assert shell.run("verify", "tin").returncode == 0
    (published,) = (shell.folder / "data" / "media").glob("*/*.mp3")
    published.write_bytes(published.read_bytes()[:-1] + b"x")
    spoilt = shell.run("verify", "tin")
    assert spoilt.returncode == 1
    assert "KHÁC" in spoilt.stdout


def test_an_episode_is_stitched_anew_by_either_way(shell: Shell) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT))
    (published,) = (shell.folder / "data" / "media").glob("*/*.mp3")
    joined, reference = shell.folder / "khung.mp3", shell.folder / "pydub.mp3"
    assert shell.run("stitch", "tin", str(joined)).returncode == 0
    assert joined.read_bytes() == published.read_bytes()
    told = shell.run("stitch", "tin", str(reference), "--with", "pydub").stdout
    lag = re.search(r"lệch nhiều nhất (\d+) ms", told)
    assert lag is not None
    assert int(lag[1]) <= 24
    assert 0 <= reference.stat().st_size - joined.stat().st_size < 1000


def test_what_cannot_be_stitched_is_told_and_writes_nothing(shell: Shell) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT))
    assert shell.run("stitch", "khac", "a.mp3").returncode == 66
    shell.run("cache", "prune", "--limit-mb", "0", "--everything")
    gone = shell.run("stitch", "tin", "a.mp3")
    assert gone.returncode == 74
    assert "thu lại" in gone.stderr
    assert not (shell.folder / "a.mp3").exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("/dev/null", "/dev/null"),
        ("tin.txt", "Đã có"),
        ("data/media/a.mp3", "LOA_DATA"),
        ("khong-co/a.mp3", "khong-co"),
    ],
)
def test_stitching_replaces_nothing_and_keeps_out_of_the_data_folder(
    shell: Shell, file: str, words: str
) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT))
    done = shell.run("stitch", "tin", file)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (shell.folder / "khong-co").exists()


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 65, "Không có nội dung"),
        (b"\x7fELF\x00\x01\x02", 65, "nhị phân"),
        (b"%PDF-1.7 ...", 65, "PDF"),
        ("Câu rất dài. ".encode() * 400_000, 65, "quá lớn"),
        ("Chỉ có đầu đề".encode(), 65, "chỉ có tiêu đề"),
        ("Đầu đề\n\n31-02-2021 07:49\n\n".encode() + TEXT.encode(), 65, "không có thật"),
        (b"\xfa\x81\x82 \x90\x9d" * 9, 65, "bảng mã"),
    ],
    ids=["empty", "binary", "PDF", "5 MB", "title only", "no such date", "no encoding"],
)
def test_what_is_no_article_gets_a_clear_message_and_an_exit_code(
    shell: Shell, content: bytes, code: int, words: str
) -> None:
    done = shell.run("publish", shell.write("tin.txt", content))
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((shell.folder / "data" / "media").glob("*/*.mp3"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("publish", "khong-co.txt"), 65, "khong-co.txt"),
        (("regenerate", "khong-co"), 66, "khong-co"),
        (("verify", "khong-co"), 66, "khong-co"),
        (("regenerate",), 2, "--all"),
        (("publish",), 2, "FILE"),
        (("khong-co",), 2, "khong-co"),
    ],
)
def test_what_cannot_be_found_is_named(
    shell: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    done = shell.run(*words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_date_that_does_not_exist_is_refused(shell: Shell) -> None:
    file = shell.write("tin.txt", TEXT)
    for date in ("2021-02-31T07:49+07:00", "hôm qua", "2021-02-03T07:49"):
        assert shell.run("publish", file, "--published", date).returncode == 65


@pytest.mark.parametrize("setting", ["LOA_DATA", "LOA_CACHE"])
def test_a_folder_that_cannot_be_written_gets_a_clear_message(shell: Shell, setting: str) -> None:
    blocked = shell.write("blocked", "a file where a folder should be")
    file = shell.write("tin.txt", TEXT)
    done = shell.run_program("publish", file, settings={setting: f"{blocked}/inside"})
    assert done.returncode == 74, done.stderr
    assert blocked in done.stderr
    assert "Traceback" not in done.stderr


def test_an_engine_that_is_down_is_told_and_nothing_is_half_published(shell: Shell) -> None:
    file = shell.write("tin.txt", TEXT)
    with google_stand_in() as google:
        google.retry_after = "60"
        google.fail(Fault.TOO_MANY)
        settings = {"LOA_ENGINE": "google", "LOA_GOOGLE_URL": google.url}
        done = shell.run_program("publish", file, settings=settings)
    assert done.returncode == 69, done.stderr
    assert "Google" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("     (")
    assert "failed:" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((shell.folder / "data" / "media").glob("*/*.mp3"))


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_stopped_in_the_middle_it_goes_on_where_it_was(
    shell: Shell, signalled: signal.Signals
) -> None:
    file = shell.write("tin.txt", TEXT)
    with google_stand_in() as google:
        settings = {
            "LOA_ENGINE": "google",
            "LOA_GOOGLE_URL": google.url,
            "LOA_GOOGLE_PER_MINUTE": "90",
            "LOA_SPEAKERS": "1",
        }
        process = shell.start("publish", file, settings=settings)
        wait_until(lambda: len(google.asked) >= 3, "some sentences are spoken")
        process.send_signal(signalled)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == (130 if signalled == signal.SIGINT else -signalled)
        assert b"Traceback" not in output
        assert not (shell.folder / "data" / "media" / "feed.xml").exists()
        settings["LOA_GOOGLE_PER_MINUTE"] = "6000"
        done = shell.run("regenerate", "tin", settings=settings)
        assert done.returncode == 0, done.stderr
        twice = len(google.texts) - len(set(google.texts))
    assert twice <= 1 + 1  # the sentence under way, and the engine's trial word
    assert len(enclosures(shell)) == 1


def test_ctrl_c_is_heeded_while_google_is_waited_for(shell: Shell) -> None:
    file = shell.write("tin.txt", TEXT)
    with google_stand_in() as google:
        google.retry_after = "55"
        google.fail(Fault.TOO_MANY, times=99, after=3)
        settings = {"LOA_ENGINE": "google", "LOA_GOOGLE_URL": google.url, "LOA_SPEAKERS": "1"}
        process = shell.start("publish", file, settings=settings)
        wait_until(lambda: len(google.asked) >= 4, "Google asks for patience")
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in output
    assert not (shell.folder / "data" / "media" / "feed.xml").exists()


def test_the_feed_names_one_episode_however_often_it_is_made(shell: Shell) -> None:
    file = shell.write("tin.txt", TEXT)
    shell.run("publish", file)
    shell.run("publish", shell.write("tin.txt", TEXT.replace("một chút", "nhiều")))
    feed = etree.parse(shell.folder / "data" / "media" / "feed.xml")
    guids = [str(each) for each in found(feed, "//item/guid/text()")]
    assert len(guids) == 1
    assert re.fullmatch(r"loa:[0-9a-f-]{36}:[0-9a-f]{12}", guids[0])


BRIDGE = """Xã Bình An có cầu mới

03-10-2026 08:00

Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng thi công.

Cầu dài 42 m, rộng 4 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.
"""
CHOIR = """Dàn hợp xướng thành phố hát nhạc Văn Cao

04-10-2026 09:00

Tối thứ Bảy, dàn hợp xướng nhà văn hóa hát mười hai bài trong hai tiếng đồng hồ.

Vé vào cửa miễn phí, khán giả nhận tại quầy từ sáu giờ chiều, mỗi người hai vé.
"""


def test_a_dry_run_tells_what_would_be_taken_and_read_and_keeps_nothing(shell: Shell) -> None:
    done = shell.run("publish", shell.write("cau.txt", BRIDGE), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Tiêu đề: Xã Bình An có cầu mới" in done.stdout
    assert "Cầu dài bốn mươi hai mét" in done.stdout
    assert "Chưa lưu gì." in done.stdout
    assert shell.run("approve", "cau").returncode == 66


def test_another_article_under_a_known_id_waits_for_approve_or_reject(shell: Shell) -> None:
    shell.run("publish", shell.write("cau.txt", BRIDGE), "--id", "xa/1")
    other = shell.write("hat.txt", CHOIR)
    held = shell.run("publish", other, "--id", "xa/1")
    assert held.returncode == 0, held.stderr
    assert "cảnh báo: Mã bài này đang là bài “Xã Bình An có cầu mới”" in held.stdout
    assert "Đã phát bản" not in held.stdout
    assert "giữ nguyên bản trước" in shell.run("reject", "xa/1").stdout
    assert shell.run("approve", "xa/1").returncode == 66
    shell.run("publish", other, "--id", "xa/1")
    assert "Đã phát bản 2" in shell.run("approve", "xa/1").stdout
