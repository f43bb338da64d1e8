"""What may be wrong with the ground that a Service stands on, and what mends it."""

from pathlib import Path

from service.errors import StoreError
from service.model import Trouble
from service.store.addresses import DatabaseAddress
from service.store.media import Media
from service.store.upgrade import NewerLoaError


def of_library(error: StoreError, database: DatabaseAddress) -> Trouble:
    """The trouble that the library cannot be opened."""
    if isinstance(error, NewerLoaError):
        return _of_newer(error)
    if not isinstance(database, Path):
        return _of_server(error)
    return Trouble(
        "Không dùng được cơ sở dữ liệu: tệp hỏng, bị khoá hoặc không ghi được. Những gì đã "
        "phát hành được giữ nguyên.",
        "The database cannot be used: it is damaged, locked or not writable. What is "
        "published stays as it is.",
        f"{error.vi} Hãy sửa điều đó, hoặc đặt lại bản tốt của {database}, hoặc chạy `loa "
        "rebuild --force` để dựng lại từ thư mục media; rồi khởi động lại Loa.",
        f"{error.en} Mend that, or put a good copy of {database} back, or run `loa rebuild "
        "--force`, which makes it anew from the media folder; then start Loa again.",
    )


def _of_newer(error: NewerLoaError) -> Trouble:
    return Trouble(
        "Cơ sở dữ liệu thuộc bản Loa mới hơn bản đang chạy. Những gì đã phát hành được giữ nguyên.",
        "The database belongs to a newer Loa than this one. What is published stays as it is.",
        f"{error.vi} Nếu muốn trở lại bản cũ: khôi phục bản sao lưu có trước khi nâng cấp, vào một "
        "thư mục mới.",
        f"{error.en} To go back to this one, restore the backup from before the upgrade, to a new "
        "folder.",
    )


def _of_server(error: StoreError) -> Trouble:
    return Trouble(
        "Không dùng được cơ sở dữ liệu trên máy chủ. Những gì đã phát hành được giữ nguyên.",
        "The database on the server cannot be used. What is published stays as it is.",
        f"{error.vi} Hãy xem máy chủ có đang chạy, LOA_DATABASE_URL và quyền của tài khoản có "
        "đúng, rồi khởi động lại Loa. Chỉ khi dữ liệu ở đó đã mất: khôi phục bản sao lưu.",
        f"{error.en} See whether the server runs, and whether LOA_DATABASE_URL and the rights of "
        "its user are right, then start Loa again. Only where the data there is lost: restore a "
        "backup.",
    )


def of_media(error: StoreError, media: Media) -> Trouble:
    """The trouble that what is published cannot be looked at."""
    cure_vi, cure_en = cure(media)
    return Trouble(
        "Không đọc được thư mục media.",
        "The media folder cannot be read.",
        f"{error.vi} {cure_vi}, rồi khởi động lại Loa.",
        f"{error.en} {cure_en}, then start Loa again.",
    )


def cure(media: Media) -> tuple[str, str]:
    """What an operator looks at where ``media`` fails, in Vietnamese and English."""
    if media.is_far:
        return (
            "Hãy kiểm tra LOA_MEDIA_URL, các khoá AWS_* và quyền của chúng, và kho có đang chạy",
            "Look at LOA_MEDIA_URL, the keys AWS_* and their rights, and whether the store runs",
        )
    return (
        f"Hãy làm cho {media.place} đọc và ghi được (dọn bớt đĩa, gắn lại ổ, trả lại quyền)",
        f"Make {media.place} readable and writable (free some disk, mount it again, give the "
        "rights back)",
    )


def list_trouble(error: StoreError) -> Trouble:
    """The trouble that feed and cover cannot be brought up to date at start."""
    return Trouble(
        "Không cập nhật được danh sách phát. Những gì đã phát hành được giữ nguyên.",
        "The feed cannot be brought up to date. What is published stays as it is.",
        f"{error.vi} Hãy sửa điều đó rồi khởi động lại Loa.",
        f"{error.en} Mend that, then start Loa again.",
    )


def queue_trouble(error: StoreError, queue: DatabaseAddress) -> Trouble:
    """The trouble that the job queue cannot be opened."""
    if not isinstance(queue, Path):
        return Trouble(
            "Không dùng được hàng đợi công việc trên máy chủ cơ sở dữ liệu. Những gì đã phát hành "
            "được giữ nguyên.",
            "The job queue on the database server cannot be used. What is published stays as "
            "it is.",
            f"{error.vi} Hãy sửa điều đó rồi khởi động lại Loa. Bài và bản thu không mất.",
            f"{error.en} Mend that, then start Loa again. Articles and recordings stay.",
        )
    return Trouble(
        "Không dùng được hàng đợi công việc: tệp hỏng, bị khoá hoặc không ghi được. Những gì "
        "đã phát hành được giữ nguyên.",
        "The job queue cannot be used: it is damaged, locked or not writable. What is "
        "published stays as it is.",
        f"{error.vi} Tệp {queue} chỉ giữ việc đang chờ: dừng Loa, cất nó (và {queue.name}-wal, "
        f"{queue.name}-shm) sang chỗ khác, rồi khởi động lại. Bài và bản thu không mất.",
        f"{error.en} {queue} holds waiting work alone and may be set aside: stop Loa, move it "
        f"(and {queue.name}-wal, {queue.name}-shm) elsewhere, and start again. Articles and "
        "recordings stay.",
    )
