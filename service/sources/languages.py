"""What is no written Vietnamese is taken, with a word to the editor.

The page shows what a newsroom published, whatever it is, and a newsroom may publish a
statement in English; so nothing is refused for its language. But a Vietnamese voice reads it
wrongly, and of Vietnamese without its marks nobody understands what is said: the editor has
to know before it is released.
"""

import re
from collections.abc import Iterable

from service.sources.legacy.evidence import is_spelled
from service.vietnamese.spelling import is_bare_syllable

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20
"""Words below which a text is too short to tell."""
_BARE = (
    "Văn bản có vẻ là tiếng Việt không dấu: giọng đọc sẽ đọc sai gần hết. "
    "Hãy gửi bản có dấu nếu có."
)
_FOREIGN = "Văn bản có vẻ không phải tiếng Việt: giọng đọc tiếng Việt sẽ đọc sai nhiều chỗ."


def language_notes(texts: Iterable[str]) -> tuple[str, ...]:
    """What to tell an editor of the language of ``texts`` (Vietnamese); nothing of Vietnamese."""
    words = [word for text in texts for word in _WORD.findall(text)]
    if len(words) < _FEWEST:
        return ()
    bare = sum(map(is_bare_syllable, words))
    marked = sum(not word.isascii() and is_spelled(word) for word in words)
    if marked >= 0.15 * len(words):
        return ()
    if bare + marked >= 0.85 * len(words):
        return (_BARE,)
    return (_FOREIGN,) if bare + marked < 0.6 * len(words) else ()
