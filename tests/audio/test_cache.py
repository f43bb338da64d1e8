import dataclasses
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.audio.cache import ClipCache
from service.audio.originals import speech_key
from service.errors import ClipLostError, StoreError
from service.model import Clip, Samples, Speech, Voice
from tests.audio.sounds import SPEC

FRAMES = bytes(range(192)) * 20


def _clip(key: str, frames: bytes = FRAMES) -> Clip:
    return Clip(
        key=key,
        spoken="Sáng nay trời mưa.",
        voice=Voice("espeak", "vi", "Giọng thử"),
        engine_version="1",
        frame_count=len(frames) // 192,
        speech_begin=Samples(0),
        speech_end=Samples(5000),
        energies=(0.01, 0.25e-7, 0.0),
        true_peak_dbtp=-3.25,
        frames_sha256=hashlib.sha256(frames).hexdigest(),
    )


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "audio_cache")


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_clip_that_was_kept_is_found_again_unchanged(cache: ClipCache) -> None:
    assert cache.find("ab12") is None
    assert not cache.has("ab12")
    cache.keep(_clip("ab12"), FRAMES, None)
    assert cache.has("ab12")
    assert cache.find("ab12") == _clip("ab12")
    assert cache.frames("ab12") == FRAMES


def test_another_program_over_the_same_folder_finds_it_too(
    cache: ClipCache, tmp_path: Path
) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    assert ClipCache(tmp_path / "audio_cache").find("ab12") == _clip("ab12")


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _swap_for_list(path: Path) -> None:
    path.write_bytes(b"[1, 2]")


@pytest.mark.parametrize("harm", [_truncate, _flip, _empty, Path.unlink])
def test_a_clip_with_harmed_frames_is_gone_and_never_played(
    cache: ClipCache, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    harm(next((tmp_path / "audio_cache").rglob("*.frames")))
    assert cache.find("ab12") is None
    assert not cache.has("ab12")
    assert _files(tmp_path / "audio_cache") == []
    with pytest.raises(StoreError):
        cache.frames("ab12")


@pytest.mark.parametrize("harm", [_truncate, _empty, _swap_for_list, Path.unlink])
def test_a_clip_with_a_harmed_sidecar_is_gone(
    cache: ClipCache, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    harm(next((tmp_path / "audio_cache").rglob("*.json")))
    with pytest.raises(StoreError):
        cache.frames("ab12")
    assert cache.find("ab12") is None
    cache.keep(_clip("ab12"), FRAMES)
    assert cache.find("ab12") is not None


def test_frames_that_were_harmed_after_they_were_found_are_not_played(
    cache: ClipCache, tmp_path: Path
) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    assert cache.find("ab12")
    _flip(next((tmp_path / "audio_cache").rglob("*.frames")))
    with pytest.raises(StoreError):
        cache.frames("ab12")
    assert not cache.has("ab12")


@pytest.mark.parametrize("harm", [_truncate, _flip, _empty, Path.unlink])
def test_a_clip_is_described_without_its_frames_which_are_checked_when_read(
    cache: ClipCache, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    assert cache.describe("ab12") is None
    cache.keep(_clip("ab12"), FRAMES)
    harm(next((tmp_path / "audio_cache").rglob("*.frames")))
    assert cache.describe("ab12") == _clip("ab12")
    with pytest.raises(StoreError):
        cache.frames("ab12")
    assert cache.describe("ab12") is None


def test_frames_are_read_by_a_digest_that_was_told_before(cache: ClipCache) -> None:
    clip = _clip("ab12")
    cache.keep(clip, FRAMES)
    assert cache.frames("ab12", sha256=clip.frames_sha256) == FRAMES


def test_frames_that_were_made_again_are_not_those_described_and_stay(cache: ClipCache) -> None:
    described = _clip("ab12")
    cache.keep(described, FRAMES)
    cache.keep(_clip("ab12", FRAMES[::-1]), FRAMES[::-1])
    with pytest.raises(ClipLostError):
        cache.frames("ab12", sha256=described.frames_sha256)
    assert cache.frames("ab12") == FRAMES[::-1]


def test_no_words_are_taken_for_the_digest_of_the_frames(cache: ClipCache) -> None:
    words = f'"frames_sha256": "{"ab" * 32}"'
    cache.keep(dataclasses.replace(_clip("ab12"), spoken=words), FRAMES)
    assert cache.frames("ab12") == FRAMES


@pytest.mark.parametrize("harm", [_truncate, _empty, _swap_for_list, Path.unlink])
def test_a_clip_without_a_whole_description_is_gone(
    cache: ClipCache, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    harm(next((tmp_path / "audio_cache").rglob("*.json")))
    assert cache.describe("ab12") is None
    assert not cache.has("ab12")


def test_a_clip_under_another_clips_name_is_not_found(cache: ClipCache, tmp_path: Path) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    for path in (tmp_path / "audio_cache" / "ab").iterdir():
        shutil.copy(path, path.with_name(f"ab99{path.suffix}"))
    assert cache.describe("ab99") is None
    assert cache.find("ab99") is None


@pytest.mark.parametrize("key", ["", "a", "../../etc/passwd", "ab/cd", "ab.cd", "ấm áp"])
def test_a_key_is_never_a_path(cache: ClipCache, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        cache.has(key)
    with pytest.raises(ValueError, match="key"):
        cache.making(key)


def test_what_google_sent_is_kept_and_outlives_a_change_of_mastering(cache: ClipCache) -> None:
    sent = Speech((b"\xff\xf3one", b"\xff\xf3two\n"), "audio/mpeg")
    name = speech_key(SPEC, "Sáng nay trời mưa.")
    cache.keep(_clip("ab12"), FRAMES, sent, speech_key=name)
    assert cache.original(name) == sent
    assert cache.original("ab12") is None
    assert cache.stats().originals == 1


def test_what_was_kept_when_words_were_marked_is_read_as_it_is(
    cache: ClipCache, tmp_path: Path
) -> None:
    sent = Speech((b"\xff\xf3one", b"\xff\xf3two\n"), "audio/mpeg")
    cache.keep(_clip("ab12"), FRAMES, sent)
    (path,) = (tmp_path / "audio_cache").rglob("*.speech")
    line, _, body = path.read_bytes().partition(b"\n")
    old = json.loads(line) | {"words": [{"text_offset": 3, "at": 70}]}
    path.write_bytes(json.dumps(old).encode() + b"\n" + body)
    assert cache.original("ab12") == sent


def test_without_a_name_of_its_own_the_original_has_the_clips(cache: ClipCache) -> None:
    sent = Speech((b"\xff\xf3one",), "audio/mpeg")
    cache.keep(_clip("ab12"), FRAMES, sent)
    assert cache.original("ab12") == sent


def test_wav_is_not_kept(cache: ClipCache) -> None:
    cache.keep(_clip("ab12"), FRAMES, Speech((b"RIFF",), "audio/wav"))
    assert cache.original("ab12") is None


@pytest.mark.parametrize("harm", [_truncate, _flip, _empty, _swap_for_list])
def test_a_harmed_original_is_gone(
    cache: ClipCache, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    cache.keep(_clip("ab12"), FRAMES, Speech((bytes(500),), "audio/mpeg"))
    harm(next((tmp_path / "audio_cache").rglob("*.speech")))
    assert cache.original("ab12") is None
    assert cache.find("ab12")


def test_the_name_of_an_answer_holds_what_was_asked_and_nothing_of_the_mastering() -> None:
    same = dataclasses.replace(SPEC, gain_db=5.0, mastering_version=99)
    assert speech_key(SPEC, "Ấm") == speech_key(same, "Ấm")
    faster = dataclasses.replace(SPEC, rate=1.2)
    newer = dataclasses.replace(SPEC, engine_version="2")
    assert len({speech_key(each, "Ấm") for each in (SPEC, faster, newer)}) == 3


def _age(folder: Path, key: str, seconds: int) -> None:
    for path in folder.rglob(f"{key}.*"):
        os.utime(path, (seconds, seconds))


def test_pruning_removes_the_least_recently_used_but_never_what_is_to_be_kept(
    cache: ClipCache, tmp_path: Path
) -> None:
    for age, key in enumerate(["aa1", "bb2", "cc3", "dd4"]):
        cache.keep(_clip(key), FRAMES)
        _age(tmp_path, key, 1_000_000 + age)
    assert cache.find("bb2")  # used now
    each = cache.stats().bytes // 4
    removed = cache.prune(2 * each + 10, kept=lambda keys: {"aa1"})
    assert removed.clips == 2
    assert removed.bytes == 2 * each
    assert [key for key in ("aa1", "bb2", "cc3", "dd4") if cache.has(key)] == ["aa1", "bb2"]


def test_what_is_to_be_kept_stays_even_over_the_limit(cache: ClipCache) -> None:
    cache.keep(_clip("aa1"), FRAMES)
    assert cache.prune(0, kept=lambda keys: {"aa1"}).clips == 0
    assert cache.prune(0).clips == 1
    assert cache.stats().bytes == 0


def test_what_was_just_used_may_be_about_to_be_published_and_stays(
    cache: ClipCache, tmp_path: Path
) -> None:
    for key, used in (("aa1", 1000), ("bb2", 2000)):
        cache.keep(_clip(key), FRAMES)
        for path in (tmp_path / "audio_cache").glob(f"??/{key}.*"):
            os.utime(path, (used, used))
    assert cache.prune(0, used_before=2000).clips == 1
    assert cache.has("bb2")


def test_verifying_removes_and_names_what_is_broken(cache: ClipCache, tmp_path: Path) -> None:
    for key in ("aa1", "bb2", "cc3", "dd4"):
        cache.keep(_clip(key), FRAMES, Speech((b"mp3",), "audio/mpeg"))
    folder = tmp_path / "audio_cache"
    _flip(folder / "bb" / "bb2.frames")
    (folder / "cc" / "cc3.json").unlink()
    _truncate(folder / "dd" / "dd4.speech")
    assert cache.verify() == ("bb2", "cc3", "dd4")
    assert cache.verify() == ()
    assert [cache.has(key) for key in ("aa1", "bb2", "cc3", "dd4")] == [True, False, False, True]


def test_a_cache_that_is_not_there_is_an_empty_one(cache: ClipCache) -> None:
    assert (cache.stats().clips, cache.stats().bytes) == (0, 0)
    assert cache.verify() == ()
    assert cache.prune(0).clips == 0


def test_a_folder_deleted_while_running_is_made_again(cache: ClipCache, tmp_path: Path) -> None:
    with cache.making("ab12"):
        shutil.rmtree(tmp_path / "audio_cache")
        cache.keep(_clip("ab12"), FRAMES)
    assert cache.find("ab12")
    with cache.making("ab12"):
        assert cache.has("ab12")


def test_a_file_in_place_of_the_folder_is_told_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("x")
    cache = ClipCache(tmp_path / "c")
    assert cache.find("ab12") is None
    with pytest.raises(StoreError, match="nằm ở chỗ của thư mục"):
        cache.keep(_clip("ab12"), FRAMES)
    with pytest.raises(StoreError, match="nằm ở chỗ của thư mục"), cache.making("ab12"):
        pass


# --- several at once, and other processes ------------------------------------

OPENING = """
import os, sys, resource, time
from pathlib import Path
from service.audio.cache import ClipCache
from service.errors import ClipLostError, StoreError
from tests.audio.test_cache import FRAMES, _clip
cache = ClipCache(Path(sys.argv[1]))
"""
MAKE_ONCE = """
with cache.making("ab12"):
    if cache.find("ab12") is None:
        time.sleep(0.2)
        cache.keep(_clip("ab12"), FRAMES)
        print("made")
"""
HOLD_FOR_EVER = """
with cache.making("ab12"):
    print("held", flush=True)
    time.sleep(60)
"""
TRY_TO_KEEP = """
try:
    cache.keep(_clip("ab12"), FRAMES)
except StoreError as e:
    print(e)
"""
BECOME_NOBODY = "if os.getuid() == 0: os.setuid(65534)\n"
LIMIT_FILES = "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"


def _start(program: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", OPENING + program, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )


def _run(program: str, folder: Path) -> str:
    with _start(program, folder) as running:
        printed, _ = running.communicate(timeout=30)
    assert running.returncode == 0
    return printed


def test_processes_that_make_one_clip_at_once_make_it_once(
    cache: ClipCache, tmp_path: Path
) -> None:
    running = [_start(MAKE_ONCE, tmp_path / "audio_cache") for _ in range(3)]
    printed = [each.communicate(timeout=30)[0] for each in running]
    assert "".join(printed) == "made\n"
    assert cache.find("ab12")
    assert _files(tmp_path / "audio_cache") == ["ab12.frames", "ab12.json"]


def test_threads_that_make_one_clip_at_once_make_it_once(cache: ClipCache) -> None:
    made = []

    def make() -> None:
        with cache.making("ab12"):
            if cache.find("ab12") is None:
                made.append(1)
                cache.keep(_clip("ab12"), FRAMES)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_one_who_was_killed_holds_nothing(cache: ClipCache, tmp_path: Path) -> None:
    with _start(HOLD_FOR_EVER, tmp_path / "audio_cache") as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        os.kill(holder.pid, signal.SIGKILL)
    with cache.making("ab12"):
        pass


def test_different_clips_do_not_wait_for_each_other(cache: ClipCache) -> None:
    with cache.making("ab12"), cache.making("ab13"):
        pass


def test_a_clip_that_is_just_being_made_is_not_taken_for_a_broken_one(
    cache: ClipCache, tmp_path: Path
) -> None:
    """Its maker replaces the frames first and the sidecar last."""
    cache.keep(_clip("ab12"), FRAMES)
    with cache.making("ab12"):
        next((tmp_path / "audio_cache").rglob("*.frames")).write_bytes(FRAMES * 2)
        assert cache.find("ab12") is None
        assert cache.has("ab12")
        cache.keep(_clip("ab12", FRAMES * 2), FRAMES * 2)
    assert cache.find("ab12")


def test_a_failure_while_making_lets_the_next_one_try(cache: ClipCache) -> None:
    with pytest.raises(KeyError), cache.making("ab12"):
        raise KeyError
    with cache.making("ab12"):
        pass


def test_a_full_disk_is_told_and_leaves_nothing_behind(cache: ClipCache, tmp_path: Path) -> None:
    """A limit on file size refuses bytes as a full disk does, in the middle of a write."""
    printed = _run(LIMIT_FILES + TRY_TO_KEEP, tmp_path / "audio_cache")
    assert "tệp lớn quá mức" in printed
    assert "too large" in printed
    assert _files(tmp_path / "audio_cache") == []
    cache.keep(_clip("ab12"), FRAMES)
    assert cache.find("ab12")


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A cache with one clip that another user may only read (root may write anywhere)."""
    outer = Path(tempfile.mkdtemp())
    folder = outer / "audio_cache"
    ClipCache(folder).keep(_clip("ab12"), FRAMES)
    for path in (outer, folder, folder / "ab"):
        path.chmod(0o555)
    for path in (folder / "ab").iterdir():
        path.chmod(0o444)
    yield folder
    for path in (outer, folder, folder / "ab"):
        path.chmod(0o755)
    shutil.rmtree(outer)


def test_a_read_only_cache_is_read_and_refuses_with_a_reason(read_only_folder: Path) -> None:
    printed = _run(
        BECOME_NOBODY + "print(cache.find('ab12') is not None)\n" + TRY_TO_KEEP, read_only_folder
    )
    assert printed.startswith("True\n")
    assert "không có quyền" in printed
    assert "Permission" in printed


def test_the_sidecar_is_plain_json_that_people_can_read(cache: ClipCache, tmp_path: Path) -> None:
    cache.keep(_clip("ab12"), FRAMES)
    sidecar = json.loads((tmp_path / "audio_cache" / "ab" / "ab12.json").read_text("utf-8"))
    assert sidecar["clip"]["spoken"] == "Sáng nay trời mưa."
    assert sidecar["clip"]["frame_count"] == 20
