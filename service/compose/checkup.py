"""Everything that may be wrong with an installation, found and told; nothing is mended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from service.audio.opus import probe_encoder
from service.compose.cover_inspection import inspect_cover
from service.compose.databases import find_databases
from service.compose.service import Service
from service.compose.watching import QUEUE_STANDS_AFTER
from service.errors import AudioError, LoaError
from service.model import EditionWish
from service.tending.agreement import inspect_folders, inspect_tallies
from service.tending.backup.inspection import inspect_backups
from service.tending.backup.sealing import Plain
from service.tending.backup.vault import Vault
from service.tending.inspection import (
    Finding,
    Watch,
    inspect_deeply,
    inspect_newest_rows,
    inspect_sizes,
)
from service.tending.picture_inspection import inspect_covers, inspect_pictures
from service.tending.webhook_inspection import inspect_webhooks

_WAITS_IN_VAIN = timedelta(minutes=10)
_NAMED = 5
_WISHES_TOLD = 20


def check_up(service: Service, watch: Watch, *, deep: bool) -> Iterator[Finding]:
    """What is found: by lengths and counts alone, or ``deep``, by reading everything.

    What keeps one look from its end is itself a finding, and the others are had. While
    there are troubles no command and no round mends anything: then they come first.
    """
    found = _found(service, watch, deep=deep)
    yield from map(_after_troubles, found) if service.troubles else found


def _after_troubles(finding: Finding) -> Finding:
    return replace(
        finding,
        cure_vi="Sửa lỗi nói ở đầu trước đã, rồi chạy lại `loa doctor`.",
        cure_en="First mend the trouble told at the top, then run `loa doctor` again.",
    )


def _found(service: Service, watch: Watch, *, deep: bool) -> Iterator[Finding]:
    data = service.settings.data
    databases = find_databases(service.settings, data).files
    yield from _looked(lambda: inspect_sizes(service.library, service.media))
    yield from _looked(lambda: _queue(service))
    yield from _looked(lambda: _wishes(service))
    yield from _looked(lambda: inspect_webhooks(service.library))
    yield from _looked(lambda: _hubs(service))
    yield from _looked(lambda: _backups(service))
    yield from _looked(lambda: _opus(service))
    yield from _looked(lambda: inspect_cover(service.settings))
    if deep:
        yield from _looked(
            lambda: inspect_deeply(service.library, service.media, service.cache, databases, watch)
        )
        yield from _looked(lambda: inspect_pictures(service.library, service.media, watch))
        yield from _looked(lambda: inspect_covers(service.library, service.media, watch))
        yield from _looked(lambda: inspect_tallies(service.library))
        yield from _looked(lambda: inspect_folders(service.library, service.media))
        yield from _looked(lambda: _unfinished(service))
    else:
        yield from _looked(lambda: inspect_newest_rows(service.library))


def _looked(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except LoaError as e:
        yield Finding(
            f"Không kiểm tra hết được: {e.vi}",
            f"Not everything could be looked at: {e.en}",
            "Sửa lỗi này rồi chạy lại `loa doctor --deep`.",
            "Mend that, and run `loa doctor --deep` again.",
        )


def _queue(service: Service) -> Iterator[Finding]:
    if service.jobs.stands_still(QUEUE_STANDS_AFTER):
        count = service.jobs.living_workers()
        yield Finding(
            f"Hàng đợi đứng yên: có việc chờ quá mười phút ({count} chương trình thu đang sống).",
            f"The queue stands: a job has waited ten minutes ({count} workers live).",
            "Khởi động lại `loa serve` hoặc `loa worker`; xem nhật ký của nó.",
            "Restart `loa serve` or `loa worker`, and look into its log.",
        )


def _backups(service: Service) -> Iterator[Finding]:
    if folder := service.settings.backup_folder:
        vault = Vault(Path(folder), Plain(), service.settings.data)  # names alone are read
        yield from inspect_backups(vault, service.production.now())


def _hubs(service: Service) -> Iterator[Finding]:
    for hub in service.hubs.unreached():
        yield Finding(
            f"Hub {hub} không nhận tin: ứng dụng nghe biết bài mới muộn hơn.",
            f"The hub {hub} takes no calls: apps hear of new episodes later.",
            "Xem nhật ký của Loa; nếu hub không còn, bỏ nó khỏi LOA_HUBS.",
            "See Loa's log; where the hub is gone, take it out of LOA_HUBS.",
        )


def _opus(service: Service) -> Iterator[Finding]:
    """What is published without Opus although the settings ask for it."""
    told, encoder = service.settings.opus, service.production.assembler.opus
    if not told:
        return
    try:
        if encoder is None:
            raise AudioError("không có opusenc hay ffmpeg", "neither opusenc nor ffmpeg is there")
        probe_encoder(encoder)
    except AudioError as e:
        yield Finding(
            f"LOA_OPUS={told}, mà máy này không tạo được Opus: {e.vi.removesuffix('.')}.",
            f"LOA_OPUS={told}, and this machine makes no Opus: {e.en.removesuffix('.')}.",
            "Cài opus-tools hoặc ffmpeg có libopus, hoặc bỏ LOA_OPUS; bài vẫn phát hành bằng MP3.",
            "Install opus-tools, or ffmpeg with libopus, or unset LOA_OPUS; MP3 goes out anyway.",
        )


def _wishes(service: Service) -> Iterator[Finding]:
    """Articles that nobody hears yet: their recording was given up, or is long in coming."""
    before = service.production.now() - _WAITS_IN_VAIN
    stale = service.library.stale_wishes(before, _WISHES_TOLD + 1)
    yield from map(_of_wish, stale[:_WISHES_TOLD])
    if len(stale) > _WISHES_TOLD:
        yield Finding(
            f"Còn những bài khác chưa thu được (chỉ kể {_WISHES_TOLD} bài chờ lâu nhất).",
            f"More articles are not recorded (only the {_WISHES_TOLD} oldest are told).",
            "Xem trạng thái từng bài ở bàn biên tập.",
            "See each article's state at the desk.",
        )


def _of_wish(wish: EditionWish) -> Finding:
    since = f"{wish.asked:%Y-%m-%d %H:%M} UTC"
    why_vi = wish.message or "chưa tới lượt, hoặc không có chương trình thu nào chạy."
    why_en = wish.message_en or "its turn has not come, or no worker runs."
    if wish.is_given_up:
        return Finding(
            f"Bài {wish.article_id}: đã thôi thu (đợi từ {since}): {why_vi}",
            f"Article {wish.article_id}: given up (wished for since {since}): {why_en}",
            f"Sửa nguyên nhân hoặc sửa bài, rồi `loa regenerate {wish.article_id}`.",
            f"Mend the cause or the text, then `loa regenerate {wish.article_id}`.",
        )
    next_vi = f"Lần thử sau: {wish.next_try:%Y-%m-%d %H:%M} UTC." if wish.next_try else ""
    next_en = f"Next try: {wish.next_try:%Y-%m-%d %H:%M} UTC." if wish.next_try else ""
    return Finding(
        f"Bài {wish.article_id}: chưa thu được (đợi từ {since}, "
        f"{wish.attempts} lần hỏng): {why_vi}",
        f"Article {wish.article_id}: not recorded yet (wished for since {since}, "
        f"{wish.attempts} failures): {why_en}",
        next_vi or "Chạy `loa serve` hoặc `loa worker`, xem nhật ký của nó.",
        next_en or "Run `loa serve` or `loa worker`, and look into its log.",
    )


def _unfinished(service: Service) -> Iterator[Finding]:
    parts = service.leftovers()
    if parts:
        yield Finding(
            f"{len(parts)} tệp dở dang do chương trình bị ngắt: {_names(parts)}.",
            f"{len(parts)} unfinished files of killed programs: {_names(parts)}.",
            "Chạy `loa cache prune`, hoặc để `loa serve` tự dọn.",
            "Run `loa cache prune`, or leave it to `loa serve`.",
        )
    aside = service.media.damaged()
    if aside:
        yield Finding(
            f"{len(aside)} tệp hỏng đã được cất riêng: {_names(aside)}.",
            f"{len(aside)} damaged files were set aside: {_names(aside)}.",
            "Xem ổ đĩa có lỗi không, rồi xoá các tệp ấy.",
            "Look whether the disk fails, then delete them.",
        )


def _names(paths: tuple[object, ...]) -> str:
    return ", ".join(map(str, paths[:_NAMED])) + (", …" if len(paths) > _NAMED else "")
