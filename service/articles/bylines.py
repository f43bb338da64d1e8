"""By-lines: who wrote an article, as newsrooms sign it."""

import re

_INITIALS = re.compile(r"[A-ZĐ]{1,4}(?:[.\s-]{0,2}[A-ZĐ]{1,4}){0,3}\.?\Z")
_LABEL = re.compile(
    r"(?P<label>(?:tin|bài|ảnh|clip|video)(?:\s*(?:[,;/-]|và)\s*(?:tin|bài|ảnh|clip|video))+|"
    r"theo|nguồn(?: tin| bài)?|tác giả(?: bài viết)?|người (?:viết|đăng|gửi)|đăng bởi|tin|bài viết|"
    r"bài|thực hiện|biên dịch|lược dịch|tổng hợp|"
    r"nhóm pv|nhóm phóng viên|phóng viên|pv|ctv|by)(?:\s*:\s*|\s+)(?P<name>\S.*)\Z",
    re.IGNORECASE,
)
_NEEDS_COLON = re.compile(r"(?:tin|bài|tác giả|người|thực hiện|nguồn|tổng hợp)", re.IGNORECASE)
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_NAME_WORD = rf"(?:[{_CAPITALS}][^\W\d_]*\.?)"
_NAME = rf"{_NAME_WORD}(?:[\s.-]{_NAME_WORD}){{0,4}}"
_NAMES = re.compile(
    rf"{_NAME}(?:\s*(?:,|-|–|&|/|\bvà\b)\s*{_NAME}){{0,3}}"
    r"(?:\s*\((?:tổng hợp|lược dịch|biên dịch|thực hiện|ghi|dịch|theo [^()]+|t/h|th)\))?\Z",
)
_TASK = re.compile(
    r"(?<=\w)\s*\((?:tổng hợp|lược dịch|biên dịch|thực hiện|ghi|dịch|theo [^()]+|t/h|th)\)\Z|"
    # When it was posted: "Người đăng: Lê Hoa vào lúc 05:45".
    r"\s+(?:vào )?lúc \d[\d:gh ]*\Z|"
    # The paper a reporter works for: "Lê Hoa/VOV", "Lê Hoa/TTXVN"; not a second name.
    r"\s*/\s*(?-i:[A-ZĐ]{2,8}(?:[.-][A-ZĐ]{2,4})?)\Z",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]]\Z")
_TABLE_HEADS = frozenset({"STT", "TT", "SL", "SỐ TT", "ĐVT", "HTML", "PDF"})
"""Capitals that head a table's column or name a file; nobody signs with them."""

_LENGTH = 80
_SOURCE = re.compile(r"nguồn(?: tin| bài)?\s*:\s*[^.]+\Z", re.IGNORECASE)
_WEB = re.compile(r"[\w-]+(?:\.[\w-]+)+\Z")


def read_author(line: str) -> str | None:
    """The author that ``line`` names, or None where it is no by-line.

    What the author did with it ("tổng hợp") and for whom ("/TTXVN") is not part of the name.
    A by-line is short and without the end of a sentence: initials ("CD"), one or
    more names ("Nguyễn Văn A - Trần B"), or a label with a name ("Theo TTXVN",
    "Bài, ảnh: Lê C"). The label is not part of the name.
    """
    line = _TASK.sub("", line.strip(" -–—*/"))
    if len(line) > _LENGTH:
        return None
    bracketed = _BRACKETS.match(line)
    if bracketed is not None:
        line = bracketed["inside"]
    labelled = _LABEL.match(line)
    if labelled is not None and (":" in line or not _NEEDS_COLON.match(labelled["label"])):
        name = labelled["name"].strip().rstrip(".")
        return name if _is_name(name) or _WEB.match(name) else None
    return line if _is_name(line) and (" " in line or _INITIALS.match(line)) else None


def is_source(line: str) -> bool:
    """Whether ``line`` names where the article is from, be it a person or not."""
    return len(line) <= _LENGTH and _SOURCE.match(line.strip(" -–—*/([")) is not None


def is_labelled(line: str) -> bool:
    """Whether ``line`` says with a word that it is a by-line: "Theo TTXVN", "Bài, ảnh: Lê C"."""
    bare = line.strip(" -–—*/()[]")
    return _LABEL.match(bare) is not None and read_author(line) is not None


def _is_name(text: str) -> bool:
    if text in _TABLE_HEADS:
        return False
    return bool(_INITIALS.match(text) or _NAMES.match(text))
