"""Letters that an older program replaced by question marks are lost for good."""

import re
from collections.abc import Iterable

from service.errors import ArticleError

_NO_WORD = re.compile(r"[=/&%@]|\w:\w")
"""An address, or code: «x?y:z». A colon behind a word («b?n:») is the sentence's own."""
_BROKEN = re.compile(r"[^\W\d_][?\ufffd]+[^\W\d_]|\ufffd")
"""A sign in place of a letter: between two letters, or the sign that stands for nothing else.
A question mark behind a word is a question, and one in an address begins a query."""
_FEWEST, _SHARE = 3, 0.05


def refuse_lost_letters(texts: Iterable[str]) -> None:
    """Raises ArticleError where «?» or U+FFFD stands in place of letters, all over the text."""
    words = [word for text in texts for word in text.split() if not _NO_WORD.search(word)]
    broken = [word for word in words if _BROKEN.search(word)]
    if len(broken) >= _FEWEST and len(broken) >= _SHARE * len(words):
        told = ", ".join(f"“{word}”" for word in broken[:_FEWEST])
        raise ArticleError(
            f"Văn bản đã mất chữ: dấu hỏi đứng thay cho chữ cái ở {len(broken)} từ ({told}…), "
            "không thể khôi phục. Hãy lấy lại bản gốc và gửi dưới dạng UTF-8.",
            f"Letters are lost: question marks stand for them in {len(broken)} words ({told}…). "
            "Send the original as UTF-8.",
        )
