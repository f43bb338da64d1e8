"""Official notices in the form that decree 30/2020/NĐ-CP prescribes, as Word exports them.

The state's name and motto head the page, the kind of document stands above what it is
about, and whom it goes to stands below: none of them is the title or the author.
"""

import re
from collections.abc import Sequence

from service.articles.authors import is_office

MOTTO = "Quốc hiệu và tiêu ngữ của văn bản."
KIND = "Loại văn bản; tiêu đề là dòng bên dưới."
RECEIVERS = "Nơi nhận của văn bản."
FORM = frozenset({MOTTO, KIND, RECEIVERS})

_MOTTO = re.compile(
    r"(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:thông báo|quyết định|kế hoạch|công văn|tờ trình|báo cáo|giấy mời|thư mời|chỉ thị|"
    r"nghị quyết|hướng dẫn|công điện|biên bản|quy chế|quy định|đề án|phương án|"
    r"chương trình|thông cáo báo chí)"
    r"(?:\s*\([^()]*\))?\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:\(?\s*(?:v/v|về việc|về)\b\s*:?\s*)\S", re.IGNORECASE)
_RECEIVERS = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
_RECEIVER = re.compile(r"(?:[-–—+•]\s*\S|như (?:trên|điều)|lưu\s*:).{0,120}\Z", re.IGNORECASE)
_SIGNER = re.compile(r"(?:tm|kt|tl|tuq|q)\.\s", re.IGNORECASE)


def notice_reasons(lines: Sequence[str]) -> dict[int, str]:
    """The lines of a notice that are its form and not its text, each with its reason."""
    reasons = {index: MOTTO for index, line in enumerate(lines) if _is_motto(line)}
    subject = notice_subject(lines)
    if subject is not None and _KIND.match(_bare(lines[subject - 1])):
        reasons[subject - 1] = KIND
    for index, line in enumerate(lines):
        if _RECEIVERS.fullmatch(_bare(line)) or _RECEIVERS.match(_bare(line)):
            reasons.update(_receivers(lines, index))
    return reasons


def notice_subject(lines: Sequence[str]) -> int | None:
    """The line that says what a notice is about, below its kind; None where there is none."""
    for index, line in enumerate(lines[1:], 1):
        if _ABOUT.match(line) and not line.endswith(".") and _KIND.match(_bare(lines[index - 1])):
            return index
    return None


def is_letterhead(title: str) -> bool:
    """Whether ``title`` is a notice's head: its state, its office or its kind, named by nothing."""
    return _is_motto(title) or _KIND.match(_bare(title)) is not None or is_office(title)


def notice_kind(lines: Sequence[str]) -> str | None:
    """What kind of document a notice says it is ("Thông báo"), or None."""
    subject = notice_subject(lines)
    return None if subject is None else _bare(lines[subject - 1]).capitalize()


def _is_motto(line: str) -> bool:
    bare = _bare(line)
    rest = _MOTTO.sub("", bare)
    return rest != bare and not any(map(str.isalnum, rest))


def _receivers(lines: Sequence[str], begin: int) -> dict[int, str]:
    reasons = {begin: RECEIVERS}
    for index in range(begin + 1, len(lines)):
        if not _RECEIVER.match(lines[index]) or _SIGNER.match(lines[index]):
            break
        reasons[index] = RECEIVERS
    return reasons


def _bare(line: str) -> str:
    return line.strip(" -–—*_.:|")
