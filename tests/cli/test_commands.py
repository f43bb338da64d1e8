"""The commands that are not about one article."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from service.cli import COMMANDS, loa
from service.cli.failures import EXIT_CODES, report_failure
from service.cli.progress import bar_line
from service.errors import LoaError, StoreError
from service.model import Progress
from service.store.library import open_library
from tests.cli.shell import Shell
from tests.stage import TEXT

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "service" / "samples" / "dang-bo-song-cong.txt"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_helps(name: str, shell: Shell) -> None:
    assert f"`loa {name}" in (ROOT / "docs" / "operations.md").read_text("utf-8")
    command = loa.get_command(click.Context(loa), name)
    assert command is not None
    help_text = command.get_help(click.Context(command, info_name=name))
    assert len(help_text.splitlines()) > 3


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (RuntimeError("can't start new thread"), 74),
        (MemoryError(), 74),
        (RuntimeError("nobody expected this"), 70),
    ],
)
def test_what_the_machine_lacks_is_told_as_that_and_not_as_a_defect(
    failure: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(type(failure)) as raised:
        raise failure
    assert report_failure(raised.value) == code
    assert ("defect of Loa" in capsys.readouterr().err) is (code == 70)


def test_every_error_has_an_exit_code() -> None:
    ours = {*LoaError.__subclasses__(), *StoreError.__subclasses__()}
    assert set(EXIT_CODES) == {each for each in ours if each.__module__ == "service.errors"}


def test_say_prints_one_spoken_line_for_each_line(shell: Shell) -> None:
    typed = "Đạt 75,3 triệu USD.\n\nKhông có gì.\r\nLần thứ IX"
    done = shell.run("say", typed=typed.encode())
    assert done.stdout.split("\n") == [
        "Đạt bảy mươi lăm phẩy ba triệu đô la Mỹ.",
        "",
        "Không có gì.",
        "Lần thứ chín",
        "",
    ]


def test_say_as_json_adds_trace_and_warnings(shell: Shell) -> None:
    done = shell.run("say", "--json", typed="bằng 41,% kế hoạch\n".encode())
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["printed"] == "bằng 41,% kế hoạch"
    assert told["warnings"]
    assert told["trace"][0]["written"] in told["printed"]


def test_split_prints_one_sentence_a_line(shell: Shell) -> None:
    done = shell.run("split", typed="Năm 2015.Tỷ lệ 1,75. TP.HCM đông.\nĐoạn hai".encode())
    assert done.stdout.splitlines() == [
        "Năm 2015.",
        "Tỷ lệ 1,75.",
        "TP.HCM đông.",
        "Đoạn hai",
    ]


def test_lint_names_place_and_reason_and_fails_when_there_is_a_doubt(shell: Shell) -> None:
    doubtful = shell.run("lint", shell.write("a.txt", "Dòng một.\nbằng 41,% kế hoạch\n"))
    assert doubtful.returncode == 1
    assert re.search(r"a\.txt:2:\d+: \[[a-z-]+\] “41,%”", doubtful.stdout)
    assert shell.run("lint", shell.write("b.txt", "Không có gì để ngờ.")).returncode == 0


def test_lint_takes_an_article_that_was_taken_in(shell: Shell) -> None:
    shell.run("publish", str(SAMPLE), "--no-wait")
    done = shell.run("lint", "dang-bo-song-cong")
    assert done.returncode == 1
    assert re.search(r"^dang-bo-song-cong:\d+:\d+: \[[a-z-]+\] “41,%”", done.stdout, re.MULTILINE)
    assert shell.run("lint", "khong-co").returncode == 66


def test_text_that_is_not_utf_8_is_refused_where_it_is_read_line_by_line(shell: Shell) -> None:
    done = shell.run("say", typed=b"\xff\xfe\xff")
    assert done.returncode == 65
    assert "UTF-8" in done.stderr


def test_a_lexicon_goes_in_out_and_is_previewed(shell: Shell) -> None:
    shell.run("publish", shell.write("tin.txt", TEXT), "--no-wait")
    file = shell.write("rieng.csv", "grapheme,alias\nphường,phường nhà\nSài Gòn,Sài Gòn\n")
    preview = shell.run("lexicon", "import", file, "--dry-run")
    assert "+ Tin thử nghiệm của phường nhà" in preview.stdout
    assert "Đã ghi 0 mục" in shell.run("lexicon", "export", "ra.csv").stdout
    assert "Đã nhận 2 mục" in shell.run("lexicon", "import", file).stdout
    assert "Đã ghi 2 mục" in shell.run("lexicon", "export", "ra.pls").stdout
    assert "phường nhà" in (shell.folder / "ra.pls").read_text("utf-8")
    check = shell.run("lexicon", "check")
    assert check.returncode == 1
    assert "Sài Gòn" in check.stdout


def test_an_exported_lexicon_replaces_an_older_one_and_nothing_else(shell: Shell) -> None:
    shell.write("cu.csv", "grapheme,alias\nphường,phường nhà\n")
    assert shell.run("lexicon", "export", "cu.csv").returncode == 0
    shell.write("khac.csv", "tên,lương\nBa,100\n")
    (shell.folder / "noi.csv").symlink_to(shell.folder / "dich.txt")
    shell.write("dich.txt", "")
    shell.write("passwd", "root:x:0:0\n")
    for name in ("khac.csv", "noi.csv", "passwd"):
        before = (shell.folder / name).read_bytes()
        done = shell.run("lexicon", "export", name)
        assert done.returncode == 65, name
        assert name in done.stderr
        assert (shell.folder / name).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "grapheme,alias\n,x\n"), ("a.pls", "<lexicon"), ("a.txt", "x"), ("a.csv", "")],
)
def test_a_lexicon_file_that_cannot_be_used_changes_nothing(
    shell: Shell, name: str, content: str
) -> None:
    done = shell.run("lexicon", "import", shell.write(name, content))
    assert done.returncode == 65
    assert "Traceback" not in done.stderr
    assert "Đã ghi 0 mục" in shell.run("lexicon", "export", "ra.csv").stdout


def test_a_token_is_listed_and_revoked_by_its_name(shell: Shell) -> None:
    token = shell.run("token", "new", "--label", "cms").stdout.strip()
    assert token.startswith("loa_")
    assert shell.run("token", "new", "--label", "cms").returncode == 65
    assert re.match(
        r"cms  dùng được  hệ thống  read submit release  tạo \S+ \S+  chưa dùng\n",
        shell.run("token", "list").stdout,
    )
    assert shell.run("token", "revoke", "cms").returncode == 0
    assert "cms  đã thu hồi" in shell.run("token", "list").stdout
    assert shell.run("token", "revoke", token).returncode == 66
    for number in ("api", "api-2"):
        shell.run("token", "new", "--days", "30")
        assert f"{number}  dùng được đến" in shell.run("token", "list").stdout


def test_sessions_are_listed_and_ended_from_the_shell(shell: Shell) -> None:
    secret = shell.run("sign-in").stdout.strip().split("token=")[1]
    now = datetime.now(UTC)
    with closing(open_library(shell.folder / "data" / "loa.db")) as library:
        opened = library.sign_in(secret, now, agent="curl/8")
        assert opened is not None
        number = str(opened.session.number)
        assert re.match(
            rf"{number}  Quản trị viên  curl/8  từ ", shell.run("sessions", "list").stdout
        )
        assert shell.run("sessions", "end").returncode == 2
        assert shell.run("sessions", "end", number).returncode == 0
        assert library.desk_session(opened.key, now) is None
    assert shell.run("sessions", "end", number).returncode == 66
    assert shell.run("sessions", "end", "--all").stdout == "Đã kết thúc 0 phiên.\n"
    assert shell.run("sessions", "list").stdout == ""


def test_doctor_tells_what_is_there_and_what_follows(shell: Shell) -> None:
    done = shell.run("doctor")
    told = ("Python", "gtts", "phông", "dữ liệu", "còn trống", "google", "espeak", "LOA_ENGINE")
    for word in told:
        assert word in done.stdout
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_doctor_finds_a_folder_that_cannot_be_written(shell: Shell) -> None:
    blocked = shell.write("blocked", "a file where a folder should be")
    for setting in ("LOA_DATA", "LOA_CACHE"):
        done = shell.run("doctor", settings={setting: f"{blocked}/inside"})
        assert done.returncode == 1
        assert re.search(rf"✗ .*{setting}.*blocked", done.stdout)


def test_doctor_fails_when_the_wished_engine_does_not_answer(shell: Shell) -> None:
    settings = {"LOA_ENGINE": "google", "LOA_GOOGLE_URL": "http://127.0.0.1:9"}
    done = shell.run("doctor", settings=settings)
    assert done.returncode == 1
    assert "✗ LOA_ENGINE=google" in done.stdout


def test_doctor_tells_of_an_installed_engine_that_ends_the_program_and_why(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "loa_leaving.py").write_text("raise SystemExit('no model folder')\n")
    info = tmp_path / "loa_leaving-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loa-leaving\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[loa.engines]\nleaving = loa_leaving:Engine\n")
    settings = {"PYTHONPATH": str(tmp_path)}
    done = shell.run_fresh("doctor", settings=settings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"· .*“leaving”.*no model folder", done.stdout)
    done = shell.run_fresh("doctor", settings=settings | {"LOA_ENGINE": "leaving"})
    assert done.returncode == 1
    assert re.search(r"✗ .*“leaving”.*no model folder", done.stdout)


@pytest.mark.parametrize(
    "settings",
    [
        {"LOA_ENGINE": "khong-co"},
        {"LOA_ENGINES": "espeak, khong-co"},
        {"LOA_VOICE": "khong-co"},
        {"LOA_HOST": "x.invalid"},
    ],
)
def test_an_engine_voice_or_host_that_there_is_not_is_refused_at_the_start(
    shell: Shell, settings: dict[str, str]
) -> None:
    done = shell.run("serve", settings=settings)
    assert done.returncode == 78
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"LOA_HEADING_VOICE": "khong-co"}, "khong-co"),
        ({"LOA_SECTION_VOICES": "Thể thao = espeak/khong-co"}, "khong-co"),
        ({"LOA_HEADING_VOICE": "google", "LOA_RATE": "1.2"}, "“google” không đổi được tốc độ"),
        ({"LOA_ENGINE": "auto", "LOA_PITCH": "1.2"}, "“google” không đổi được cao độ"),
        ({"LOA_ENGINE": "auto", "LOA_ENGINES": "espeak, piper"}, "LOA_PIPER_VOICE"),
        ({"LOA_ENGINE": "silence", "LOA_ENGINES": "google"}, "trái với LOA_ENGINES"),
        ({"LOA_SECTION_VOICES": "Thể thao = espeak; thể thao = silence"}, "hai lần"),
        ({"LOA_INTRO": "khong-co.mp3"}, "khong-co.mp3"),
        ({"LOA_OUTRO": "{folder}/chu.txt"}, "chu.txt"),
    ],
)
def test_a_voice_or_jingle_that_cannot_be_had_is_refused_at_the_start(
    shell: Shell, settings: dict[str, str], words: str
) -> None:
    shell.write("chu.txt", "chữ, không phải tiếng")
    filled = {name: value.format(folder=shell.folder) for name, value in settings.items()}
    done = shell.run("cache", "stats", settings=filled)
    assert done.returncode == 78
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_tells_of_the_voices_of_headings_and_sections(shell: Shell) -> None:
    settings = {
        "LOA_HEADING_VOICE": "google",
        "LOA_SECTION_VOICES": "Thể thao = silence",
        "LOA_GOOGLE_URL": "http://127.0.0.1:9",
    }
    done = shell.run("doctor", settings=settings)
    assert "✗ LOA_HEADING_VOICE=google" in done.stdout
    assert "giọng chính sẽ đọc cả đề mục" in done.stdout
    assert "Giọng của google chưa từng đọc ở máy này" in done.stdout
    assert "✓ LOA_SECTION_VOICES: các bài chuyên mục “thể thao” sẽ do silence đọc" in done.stdout
    assert done.returncode == 0


def test_doctor_tells_the_list_of_engines_and_what_each_can_change(shell: Shell) -> None:
    settings = {
        "LOA_ENGINE": "auto",
        "LOA_ENGINES": "google, silence",
        "LOA_GOOGLE_URL": "http://127.0.0.1:9",
    }
    done = shell.run("doctor", settings=settings)
    assert re.search(r"✓ silence: .*; đổi được tốc độ, cao độ\n", done.stdout)
    assert "· google không trả lời: các bài sẽ do silence đọc" in done.stdout
    done = shell.run("doctor", settings=settings | {"LOA_ENGINES": "google"})
    assert "✗ LOA_ENGINES=google: không thu được các bài lúc này" in done.stdout
    assert done.returncode == 1


def test_doctor_tells_of_a_rate_that_the_engine_cannot_reach(shell: Shell) -> None:
    settings = {"LOA_ENGINE": "espeak", "LOA_ESPEAK": "worker", "LOA_RATE": "0.55"}
    done = shell.run("doctor", settings=settings)
    assert "· espeak: eSpeak không đọc chậm được đến 0,55 lần." in done.stdout
    assert "✗ LOA_ENGINE=espeak: không thu được các bài lúc này" in done.stdout
    assert done.returncode == 1
    done = shell.run("doctor", settings=settings | {"LOA_RATE": "0.6"})
    assert "✓ LOA_ENGINE=espeak: các bài sẽ do espeak đọc" in done.stdout


def test_the_cache_is_counted_pruned_and_checked(shell: Shell) -> None:
    file = shell.write(
        "tin.txt", "Đầu đề tin\n\n" + "Một câu đủ dài để là thân bài của tin này. " * 2
    )
    shell.run("publish", file)
    assert re.match(r"[1-9]\d* đoạn", shell.run("cache", "stats").stdout)
    assert shell.run("cache", "prune", "--limit-mb", "0").stdout.startswith("Đã bỏ 0 đoạn")
    assert "nguyên vẹn" in shell.run("cache", "verify").stdout
    broken = next((shell.folder / "clips").rglob("*.frames"))
    broken.write_bytes(b"")
    found = shell.run("cache", "verify")
    assert (found.returncode, found.stdout) == (1, "Hỏng và đã bỏ: 1 đoạn hoặc bản gốc.\n")
    gone = shell.run("cache", "prune", "--limit-mb", "0", "--everything").stdout
    assert not gone.startswith("Đã bỏ 0 đoạn")
    assert shell.run("verify", "tin").returncode == 1


def test_a_wrong_setting_stops_every_command_before_anything_is_done(shell: Shell) -> None:
    done = shell.run("doctor", settings={"LOA_PORT": "tám nghìn"})
    assert done.returncode == 78
    assert "LOA_PORT" in done.stderr
    assert not (shell.folder / "data").exists()


@pytest.mark.parametrize(
    ("progress", "elapsed", "line"),
    [
        (Progress(0, 0, "Đang chuẩn bị"), 0.0, "Đang chuẩn bị…"),
        (Progress(0, 4, "Đang thu"), 1.0, f"Đang thu  {'·' * 30}  0/4 câu"),
        (
            Progress(1, 4, "Đang thu"),
            2.0,
            f"Đang thu  {'█' * 7}{'·' * 23}  1/4 câu, còn khoảng 6 giây",
        ),
        (
            Progress(1, 2, "Đang thu"),
            95.0,
            f"Đang thu  {'█' * 15}{'·' * 15}  1/2 câu, còn khoảng 1 phút 35 giây",
        ),
        (Progress(2, 2, "Xong"), 9.0, f"Xong  {'█' * 30}  2/2 câu"),
    ],
)
def test_the_bar_shows_sentences_done_and_time_left(
    progress: Progress, elapsed: float, line: str
) -> None:
    assert bar_line(progress, elapsed) == line


def test_what_was_done_before_a_stop_does_not_shorten_the_time_left() -> None:
    line = bar_line(Progress(30, 32, "Đang thu"), 10.0, done_before=29)
    assert line.endswith("còn khoảng 20 giây")


def test_say_answers_each_line_as_it_comes(shell: Shell) -> None:
    with shell.converse("say") as talk:
        for written, spoken in (
            ("Lần thứ IX", "Lần thứ chín"),
            ("", ""),
            ("5 km", "năm ki lô mét"),
        ):
            assert talk.ask(written) == spoken


def test_a_reader_that_has_enough_is_no_error(shell: Shell) -> None:
    lines = shell.write("dài.txt", "Đạt 75,3 triệu USD.\n" * 20_000)
    done = shell.pipe(f"{shell.command} say {lines} | head -1")
    assert done.stdout == "Đạt bảy mươi lăm phẩy ba triệu đô la Mỹ.\n"
    assert done.stderr == ""
