"""What the queue's database says when it fails, in Loa's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from dbos import error

from service.errors import StoreError
from service.store.connections import DatabaseFailure
from service.store.failures import find_meaning


@contextmanager
def translated() -> Iterator[None]:
    """Turns a failure of the queue's database into a ``StoreError``."""
    try:
        yield
    except (DatabaseFailure, error.DBOSException) as e:
        raise queue_error(e) from e


def queue_error(reason: Exception) -> StoreError:
    """The error that the queue's database fails, for this reason of SQLAlchemy or dbos."""
    # The driver's own words; SQLAlchemy adds lines for programmers.
    said = str(getattr(reason, "orig", None) or reason).partition("\n")[0]
    if "locked" in said or "lock timeout" in said:
        return StoreError(
            "Hàng đợi công việc đang bị một chương trình khác giữ. Loa sẽ thử lại.",
            f"The job queue is held by another program, and is tried again: {said}.",
        )
    if hasattr(getattr(reason, "orig", None) or reason, "sqlstate"):  # a server's refusal
        vi, en = find_meaning(reason) or (said, said)
        return StoreError(
            f"Không đọc hoặc ghi được hàng đợi công việc trên máy chủ PostgreSQL: {vi}.",
            f"The job queue on the PostgreSQL server cannot be read or written: {en} ({said}).",
        )
    return StoreError(
        "Không đọc hoặc ghi được hàng đợi công việc. Kiểm tra ổ đĩa còn chỗ trống "
        "và quyền ghi vào thư mục dữ liệu.",
        f"The job queue cannot be read or written: {said}.",
    )
