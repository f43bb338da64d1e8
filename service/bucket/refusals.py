"""Why a bucket refuses, in words that say what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from obstore import exceptions

from service.errors import StoreError

_SHOWN = 200
"""Letters of the store's own account, which goes on for pages."""

_DENIED = ("status code: 401", "status code: 403")
"""Of a listing obstore tells no kind of error."""

_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
"""The store's own word for it, which its guide explains."""

_SKEWED = (
    "đồng hồ của máy này và của kho lệch nhau quá mười lăm phút",
    "the clocks of this machine and of the store differ by more than fifteen minutes",
)
_NO_BUCKET = ("không có bucket này; kiểm tra địa chỉ", "there is no such bucket")
_NO_RIGHTS = (
    "khoá AWS_* sai hoặc không có quyền với bucket này",
    "the keys AWS_* are wrong, or have no rights to this bucket",
)


@contextmanager
def bucket_errors(place: str, vi: str = "ghi", en: str = "write") -> Iterator[None]:
    """Raises StoreError for what the store refuses inside, but FileNotFoundError as it is.

    ``vi`` and ``en`` are the verb in both languages, ``place`` is what it is done to.
    """
    try:
        yield
    except (exceptions.BaseError, OSError, ValueError) as e:
        if isinstance(e, FileNotFoundError) and "NoSuchBucket" not in str(e):
            raise
        why_vi, why_en = _reasons(e)
        raise StoreError(
            f"Không {vi} được {place}: {why_vi}.", f"Cannot {en} {place}: {why_en}."
        ) from e


def _reasons(error: Exception) -> tuple[str, str]:
    told = str(error)
    if "NoSuchBucket" in told:
        return _NO_BUCKET
    denied = exceptions.PermissionDeniedError | exceptions.UnauthenticatedError
    if isinstance(error, denied) or any(each in told for each in _DENIED):
        code = _CODE.search(told)
        if code and code[1] == "RequestTimeTooSkewed":
            return _SKEWED
        word = f" ({code[1]})" if code else ""
        return _NO_RIGHTS[0] + word, _NO_RIGHTS[1] + word
    # What it said stands behind what was tried, how often and how long.
    words = " ".join(told.partition("Debug source")[0].split())
    shown = (words.partition(" - ")[2] or words)[:_SHOWN].rstrip(".: ")
    return f"kho không trả lời hoặc báo lỗi ({shown})", f"no answer, or an error ({shown})"
