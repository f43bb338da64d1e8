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

_PLACE_PREFIXES = r"TP|Tp|tp|TX|Tx|tx|TT|Tt|tt|[Tt]\.[PXT]|Q|q|P|p|H|h|X|x|Đ|đ|KP|kp|KĐT|KCN"
_TITLES = (
    r"GS|Gs|PGS|Pgs|TS|Ts|T\.S|TSKH|VS|ThS|Ths|THS|Th\.S|BS|Bs|B\.S|(?:BS)?CK(?:II?|1|2)|DS|Ds|"
    r"LS|Ls|KS|Ks|KTS|Kts|NCS|NSND|NSƯT|NSUT|NGND|NGƯT|NGUT|NNƯT|TTƯT|TTND|GĐ|PGĐ|HLV|ĐD|Đ/?[cC]|"
    r"đ/?c|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Ph|Ph\.?D|Th|Nxb|NXB|Vs|vs|Tr|tr|No|Nr|Vol|Tel|Fax|ĐT|Đt|đt|"
    r"Hotline|Lt|Sgt|Gen|Capt|Inc|Corp|Ltd|Cty"
)
_NEVER_LAST = frozenset({"Mr", "Mrs", "Ms", "Dr", "Nxb", "NXB", "Tel", "Fax"})

_BORDER = re.compile(
    rf"""
    (?<![.!?…])(?P<stop>[.!?…]++(?:/\.)?+)
    (?P<close>["”’»)\]']*+)
    (?:
      (?=(?P<gap>\s++)
         (?P<lead>(?:[-–—•*+]\s?)?(?:["“‘«(\['][ ]?){{0,3}}(?:(?:\.{{2,3}}|…)\s?)?["“‘«(\[']{{0,2}})
         (?:(?P<next>{_UPPER}|\d|[a-z][A-Z])|(?<=["“«])[^\W_]|(?<=["“«]\ )[^\W_]))
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

_LISTED = re.compile(
    rf"(?:;\s*(?:\d{{1,2}}|[IVX]{{1,4}}|[a-zđ])|[:(]\s*(?:1|[Ii]|[a-zđ]|{_UPPER}))\Z"
)
_TITLE = re.compile(rf"(?:.*[.\-])?(?:{_TITLES})\Z")
_PLACE = re.compile(rf"(?:{_PLACE_PREFIXES})\Z")
_LETTER = re.compile(rf"(?:.*\.)?(?:[a-zđ]|{_UPPER})\Z")
_WEB = re.compile(r"://|www\.|@")
_HOST = re.compile(r"\.(?:vn|com|net|org)\Z", re.IGNORECASE)
_DOMAIN_END = re.compile(r"\.(?:vn|com|net|org|gov|edu|js)\b", re.IGNORECASE)

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_VOWELS = "[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]"  # all tones
_SYLLABLE = re.compile(rf"{_ONSET}{_VOWELS}{{1,3}}(?:ng|nh|ch|[cmnpt])?\Z", re.IGNORECASE)
"""The shape of one Vietnamese syllable; ``Bush`` and ``Putin`` have another."""

_WORD = re.compile(r"[^\W\d_]+")
_GLUED_WORD = re.compile(rf"[\"“«(]?{_UPPER}(?:{_LOWER}|[ \xa0])")
_TWO_NAMES = re.compile(
    rf"{_UPPER}[^\W\d_]*[ \xa0]+{_UPPER}|(?:HCM|HN|HP|ĐN|BMT)\b|\d|Huế|Vinh|Mác\b"
)
_OPENER = re.compile(
    r"(?:Ông|Bà|Anh|Chị|Cô|Em|Họ|Tôi|Theo|Sau|Trước|Trong|Tại|Từ|Khi|Nếu|Tuy|Nhưng|Đây|Đó|Đến|Để|"
    r"Ngoài|Hiện|Nay|Năm|Tháng|Ngày|Sáng|Chiều|Tối|Các|Những|Mọi|Một|Nhiều|Với|Và|Vì|Do|Bên|Riêng|"
    r"Trên|Dưới|Qua|Không|Có|Rồi|Ở)[ \xa0]"
)
"""Words that begin sentences and no name of a person or place."""

_LETTERS_END = re.compile(r"[^\W\d_]{1,12}\Z")
_NUMBER_END = re.compile(r"\d\s*\Z")
_FEW_DIGITS = re.compile(r"(?<!\d)\d{1,3}\ ?\Z")
_MORE_DIGITS = re.compile(r"\s(?:\d{3}(?!\d)|\d+\))")
_WINDOW = 32
_QUOTATION = 2000
"""How far back rules look, in characters: for a word, and for the beginning of a quotation."""


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
    if stop == "." and not close and _is_enumerator(line, begin, match.start()):
        return False
    gap, lead = match.group("gap", "lead")
    if gap is None:
        return _ends_though_glued(line, begin, match)
    if not lead and match["next"] is None:
        return False
    if _attributes_quotation(close, lead) or _closes_later(line, begin, match):
        return False
    if _is_elision(line, match):
        return False
    if stop != ".":
        return not _goes_on(line, begin, match)
    return bool(close) or not _abbreviates(line, begin, match)


def _opens_next(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the straight quote glued between two sentences opens the second one."""
    return (
        match["gap"] is None
        and match["close"] == '"'
        and not _is_quoting(line, begin, match.start())
    )


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _attributes_quotation(close: str, lead: str) -> bool:
    """Whether a dash after a closed quotation names the speaker: ``…!" - Ông A nói``."""
    return close[-1:] in {'"', "”", "’", "»"} and lead[:1] in {"-", "–", "—"}


def _closes_later(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a straight quote standing alone behind the stop still closes this sentence."""
    after = line[match.end("gap") : match.end("gap") + 2]
    return after == '" ' and _is_quoting(line, begin, match.end())


def _is_quoting(line: str, begin: int, at: int) -> bool:
    """Whether a straight quotation that began in this sentence is still open."""
    return line.count('"', max(begin, at - _QUOTATION), at) % 2 == 1


def _goes_on(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the sentence goes on behind ``…``, ``!`` or ``?``: ``… 15``, ``Yahoo! Mail``."""
    if match["lead"][:1] in {".", "…"}:
        return True
    if match["stop"][-1] in ".…":
        return (match["next"] or "").isdigit()
    return _word_before(line, begin, match.start()) == "Yahoo"


def _is_elision(line: str, match: re.Match[str]) -> bool:
    """Whether the stop is a ``(…)`` or ``[...]`` that stands for words left out."""
    return match["close"][:1] in {")", "]"} and line[match.start() - 1 : match.start()] in {
        "(",
        "[",
    }


def _word_before(line: str, begin: int, end: int) -> str:
    words = line[max(begin, end - _WINDOW) : end].split()
    return words[-1].rpartition(",")[2].lstrip("\"“‘'«([") if words else ""


def _last_letters(word: str) -> str:
    """The letters at the end of ``word``: of ``đồng/lượng`` it is ``lượng``."""
    found = _LETTERS_END.search(word)
    return found[0] if found else ""


def _is_enumerator(line: str, begin: int, at: int) -> bool:
    """Whether all before the stop numbers a list line or heading, or a part behind a colon."""
    if at - begin < _WINDOW and _ENUMERATOR.fullmatch(line, begin, at):
        return True
    return bool(_LISTED.search(line, max(begin, at - 8), at))


def _abbreviates(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a number."""
    at = match.start()
    word = _word_before(line, begin, at)
    after = line[match.end("gap") : match.end("gap") + _WINDOW]
    if _OPENER.match(after):
        return word in _NEVER_LAST
    if _TITLE.match(word):
        return not _follows_number(line, begin, at, word)
    if _PLACE.match(word) and _TWO_NAMES.match(after):
        return not _follows_number(line, begin, at, word)
    if _LETTER.match(word):
        return _is_initial(line, begin, match, after)
    return _groups_digits(line, begin, at)


def _groups_digits(line: str, begin: int, at: int) -> bool:
    """Whether the stop groups the digits of one number: ``400. 000``, ``(84. 4)``."""
    return bool(
        _MORE_DIGITS.match(line, at + 1) and _FEW_DIGITS.search(line, max(begin, at - 5), at)
    )


def _follows_number(line: str, begin: int, at: int, word: str) -> bool:
    """Whether ``word`` is the unit of a number (``200 đ.``, ``5 h.``, ``10g.``)."""
    unit = len(word.lstrip("0123456789.,-–/"))
    return bool(_NUMBER_END.search(line, max(begin, at - unit - 3), at - unit))


def _is_initial(line: str, begin: int, match: re.Match[str], after: str) -> bool:
    """Whether the letter before the stop is a name's: ``V. Putin``, ``N. T. H.``, ``ông B. (``."""
    at = match.start()
    if match["lead"] or match["next"] is None or match["next"].isdigit():
        return not _follows_number(line, begin, at, line[at - 1])
    if after[1:2] == ".":
        return True
    following = _WORD.match(after)
    if following is None or after[following.end() : following.end() + 1] == ":":
        return False
    return _is_foreign(following[0]) or (line[at - 1] == "C" and following[0] == "Mác")


def _is_foreign(word: str) -> bool:
    return len(word) > 2 and not _SYLLABLE.match(word)


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
    following = _GLUED_WORD.match(after)
    return following is not None or bool(_SYLLABLE.match(_last_letters(word)))
