"""Where the sentences of a Vietnamese newspaper line end.

One compiled pattern proposes the places where a sentence may end: a stop with
what may follow it. Small rules then refuse some of them by the word in front of
the stop and the words behind it. Each rule looks at a bounded stretch of text,
so the time is linear in the length of the line.
"""

import re

# Every capital of the Latin blocks, with Vietnamese in Latin Extended Additional.
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_SMALL = "".join(chr(code) for code in range(0x61, 0x1F00) if chr(code).islower())
_UPPER = f"[{_CAPITALS}]"
_LOWER = f"[{_SMALL}]"

_PLACE_PREFIXES = "TP|Tp|tp|TX|Tx|tx|TT|Tt|tt|Q|q|P|p|H|h|X|x|Đ|đ|KP|kp|KĐT|KCN"
_TITLES = (
    "GS|Gs|PGS|Pgs|TS|Ts|TSKH|ThS|Ths|THS|BS|Bs|BSCK|BSCKI|BSCKII|DS|Ds|LS|Ls|KS|Ks|KTS|Kts|CN|"
    "NCS|NSND|NSƯT|NSUT|NGND|NGƯT|NGUT|NNƯT|TTƯT|TTND|GĐ|PGĐ|HLV|ĐD|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Ph|"
    "Th|Nxb|NXB|Vs|vs|Tr|tr|No|Nr|Vol|Tel|Fax|ĐT|Đt|đt|Đc|đc|Hotline|Op|Lt|Sgt|Gen|Capt|Inc|Corp"
)

_BORDER = re.compile(
    rf"""
    (?P<stop>[.!?…]+(?:/\.)?)
    (?P<close>["”’»)\]]*)
    (?:
      (?=(?P<gap>\s+)
         (?P<lead>(?:[-–—•*+]\s*)?(?:["“‘«(\['][ ]?)*(?:(?:\.{{2,}}|…)\s?)?(?:["“‘«(\['])*)
         (?:(?P<next>{_UPPER}|\d|[a-z][A-Z])|(?<=["“«])[^\W_]))
      |
      (?<!["”’»)\]])(?=["“«(]?(?:{_UPPER}|(?<={_LOWER}\.)\d|(?<=["“«])[^\W\d_]))
      |
      (?<=["”’»)\]])(?={_UPPER}{_LOWER}|(?<=\")[^\W_])
    )
    """,
    re.VERBOSE,
)
"""A stop, closing marks, and then either white space or nothing before a likely beginning."""

_ENUMERATOR = re.compile(
    r"""\W*(?:
      \d{1,3}(?:\.\d{1,3}){0,4} | [IVXLC]{1,6}(?:\.\d{1,2}){0,3} | [^\W\d_](?:\.\d{1,2}){0,3}
      | (?:Điều|Khoản|Mục|Tiểu\ mục|Chương|Phần|Bài|Câu|Tiết|Kỳ|Hình|Bảng|Biểu|Phụ\ lục|Bước)
        \s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-z])
    )""",
    re.VERBOSE,
)
"""What numbers a list line or a heading: ``1``, ``2.1``, ``IV``, ``a``, ``Điều 5``."""

_AFTER_COLON = re.compile(r"[:;(]\s*(?:\d{1,2}|[IVX]{1,4}|[a-zđ])\Z")
_TITLE = re.compile(rf"(?:.*[.\-])?(?:{_TITLES})\Z")
_PLACE = re.compile(rf"(?:.*[.,(])?(?:{_PLACE_PREFIXES})\Z")
_LETTER = re.compile(rf"(?:.*\.)?(?:[a-zđ]|{_UPPER})\Z")
_WEB = re.compile(r"://|www\.|@")
_HOST = re.compile(r"\.(?:vn|com|net|org)\Z", re.IGNORECASE)
_DOMAIN_END = re.compile(r"\.(?:vn|com|net|org|gov|edu|js)\b", re.IGNORECASE)

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_VOWELS = "[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]"  # all tones
_SYLLABLE = re.compile(rf"{_ONSET}{_VOWELS}{{1,3}}(?:ng|nh|ch|[cmnpt])?\Z", re.IGNORECASE)
"""The shape of one Vietnamese syllable; ``Bush`` and ``Putin`` have another."""

_WORD = re.compile(r"[^\W\d_]+")
_TWO_NAMES = re.compile(rf"{_UPPER}[^\W\d_]*[ \xa0]+{_UPPER}|[A-ZĐ]{{2,}}|\d|Huế|Vinh|Mác\b")
_NUMBER_END = re.compile(r"\d\s*\Z")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}\.\s\d{3}(?!\d)")
_WINDOW = 32


def sentence_ends(line: str) -> list[int]:
    """The offsets in ``line`` at which a sentence ends and another begins.

    ``line`` is one line of text. The end of the line itself is not listed, and
    white space after a stop belongs to neither sentence.
    """
    ends: list[int] = []
    begin = 0
    for match in _BORDER.finditer(line):
        if _ends_sentence(line, begin, match):
            begin = match.end("stop" if _opens_next(line, begin, match) else "close")
            ends.append(begin)
    return ends


def _ends_sentence(line: str, begin: int, match: re.Match[str]) -> bool:
    stop, close = match.group("stop", "close")
    if match.start() - begin < _WINDOW and not _has_word(line[begin : match.start()]):
        return False
    gap, lead = match.group("gap", "lead")
    if gap is None:
        return _ends_though_glued(line, begin, match)
    if _attributes_quotation(close, lead) or _closes_later(line, begin, match):
        return False
    if _is_elision(line, match):
        return False
    if stop != ".":
        return not (stop[-1] in ".…" and (match["next"] or "").isdigit())
    return bool(close) or not _abbreviates(line, begin, match)


def _opens_next(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the straight quote glued between two sentences opens the second one."""
    return (
        match["gap"] is None
        and match["close"] == '"'
        and line.count('"', begin, match.start()) % 2 == 0
    )


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _attributes_quotation(close: str, lead: str) -> bool:
    """Whether a dash after a closed quotation names the speaker: ``…!" - Ông A nói``."""
    return close[-1:] in {'"', "”", "’", "»"} and lead[:1] in {"-", "–", "—"}


def _closes_later(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a straight quote standing alone behind the stop still closes this sentence."""
    after = line[match.end("gap") : match.end("gap") + 2]
    return after == '" ' and line.count('"', begin, match.end()) % 2 == 1


def _is_elision(line: str, match: re.Match[str]) -> bool:
    """Whether the stop is a ``(…)`` or ``[...]`` that stands for words left out."""
    return match["close"][:1] in {")", "]"} and line[match.start() - 1 : match.start()] in {
        "(",
        "[",
    }


def _word_before(line: str, begin: int, end: int) -> str:
    words = line[max(begin, end - _WINDOW) : end].split()
    return words[-1].lstrip("\"“‘'«([") if words else ""


def _abbreviates(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a list number."""
    at = match.start()
    if at - begin < _WINDOW and _ENUMERATOR.fullmatch(line, begin, at):
        return True
    word = _word_before(line, begin, at)
    after = line[match.end("gap") : match.end("gap") + _WINDOW]
    if _TITLE.match(word):
        return True
    if _PLACE.match(word):
        return not _follows_number(line, begin, at, word) and bool(_TWO_NAMES.match(after))
    if _LETTER.match(word):
        return _is_initial(line, begin, match, after)
    return bool(
        _AFTER_COLON.search(line, max(begin, at - 8), at)
        or _THOUSANDS.match(line, max(begin, at - len(word)))
    )


def _follows_number(line: str, begin: int, at: int, word: str) -> bool:
    """Whether ``word`` is the unit of a number (``200 đ.``, ``5 h.``, ``10g.``)."""
    unit = len(word.lstrip("0123456789.,-–/"))
    return bool(_NUMBER_END.search(line, max(begin, at - unit - 3), at - unit))


def _is_initial(line: str, begin: int, match: re.Match[str], after: str) -> bool:
    if match["lead"] or match["next"] is None or match["next"].isdigit():
        return not _follows_number(line, begin, match.start(), "x")
    if after[1:2] == "." or _AFTER_COLON.search(line, max(begin, match.start() - 8), match.start()):
        return True
    following = _WORD.match(after)
    return following is not None and not _SYLLABLE.match(following[0]) and len(following[0]) > 2


def _ends_though_glued(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the writer forgot the white space behind this stop."""
    stop, at, end = match["stop"], match.start(), match.end()
    after = line[end : end + _WINDOW]
    if match["close"]:
        return _opens_next(line, begin, match) or after[:1].isupper()
    if stop != ".":
        return True
    word = _word_before(line, begin, at)
    if _TITLE.match(word) or _PLACE.match(word) or _LETTER.match(word):
        return _follows_number(line, begin, at, word)
    if _DOMAIN_END.match(line, at) or (_WEB.search(word) and not _HOST.search(word)):
        return False
    following = _WORD.search(after)
    if following is None:
        return len(word) > 2 and bool(_SYLLABLE.match(word))
    if len(following[0]) > 1 and following[0].isupper():
        return bool(_SYLLABLE.match(word))
    return True
