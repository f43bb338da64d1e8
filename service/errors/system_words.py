"""Why the system refuses, in the words of the desk and the shell."""

import errno
from collections.abc import Mapping
from types import MappingProxyType

_REASONS: Mapping[int | None, str] = MappingProxyType(
    {
        errno.EACCES: "không có quyền",
        errno.EPERM: "không có quyền",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENOENT: "không có tệp hoặc thư mục này",
        errno.ENOTDIR: "có một tệp nằm ở chỗ của thư mục",
        errno.EISDIR: "đây là một thư mục",
        errno.EEXIST: "có một tệp nằm ở chỗ của thư mục",
        errno.ENOSPC: "đĩa đã đầy",
        errno.EDQUOT: "đã dùng hết phần đĩa được cấp",
        errno.EFBIG: "tệp lớn quá mức cho phép",
        errno.EIO: "đĩa bị lỗi",
        errno.ENAMETOOLONG: "tên quá dài",
        errno.EMFILE: "mở quá nhiều tệp cùng lúc",
        errno.ENFILE: "cả máy mở quá nhiều tệp cùng lúc",
        errno.ENOMEM: "không đủ bộ nhớ",
        errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
    }
)


SHORTAGES = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.EAGAIN,
    }
)
"""What a machine may be short of, and have again later."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in Vietnamese; in its own words where there are none here."""
    return _REASONS.get(error.errno) or error.strerror or str(error)
