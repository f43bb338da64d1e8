"""What stands before and behind a stop: the written forms that sentence ends are told by."""

import re

from service.vietnamese import CODAS, ONSETS, VOWELS

# Every capital of the Latin blocks, with Vietnamese in Latin Extended Additional.
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_SMALL = "".join(chr(code) for code in range(0x61, 0x1F00) if chr(code).islower())
_UPPER = f"[{_CAPITALS}]"
_LOWER = f"[{_SMALL}]"

# Kinds of places; TITLE has «Tp» and its like.
_PLACE_PREFIXES = r"TP|tp|TX|tx|TT|tt|[Tt]\.[PXT]|Q|q|P|p|H|h|X|x|Đ|đ|KP|kp|KĐT|KCN"
# Titles that the shape of TITLE does not tell: it has «Ts», «Ths», «Mr», «Nxb».
_TITLES = (
    r"GS|PGS|TS|T\.S|TSKH|VS|ThS|THS|Th\.S|BS|B\.S|(?:BS)?CK(?:II?|1|2)|DS|"
    r"LS|KS|KTS|NCS|NSND|NSƯT|NSUT|NGND|NGƯT|NGUT|NNƯT|TTƯT|TTND|GĐ|PGĐ|HLV|ĐD|Đ/?[cC]|"
    r"đ/?c|Prof|Jr|Ph\.?D|NXB|vs|tr|No|Vol|Tel|Fax|ĐT|đt|"
    r"Hotline|Gen|Capt|Inc|Corp|Cty"
)
# After these a sentence never ends, even before a word that begins sentences: «Mr. Theo».
NEVER_LAST = frozenset({"Mr", "Mrs", "Ms", "Dr", "Nxb", "NXB", "Tel", "Fax"})

_STOP = r"[.!?…]"
BORDER = re.compile(
    rf"""
    # All stops in a row are one; «./.» ends official letters.
    (?<!{_STOP})(?P<stop>{_STOP}++(?:/\.)?+)
    (?P<close>["”’»)\]']*+)
    (?:
      # White space, then a dash, quotation or dots, then a capital, a digit or «iPhone»;
      # a small letter begins a sentence only inside a quotation: «“câu hai»; not «v.v. và».
      (?=(?P<gap>\s++)
         (?P<lead>(?:[-–—•*+]\s?)?(?:["“‘«(\['][ ]?){{0,3}}(?:(?:\.{{2,3}}|…)\s?)?["“‘«(\[']{{0,2}})
         (?:(?P<next>{_UPPER}|\d|[a-z][A-Z])|(?<=["“«])[^\W_]|(?<=["“«]\ )[^\W_]))
      |
      # Nothing, where the writer forgot the space: «họp.Ấy», «2015.Tỷ»; not «1.5», «v.v».
      (?<!["”’»)\]])(?=[“«(]?(?:{_UPPER}|(?<={_LOWER}\.)\d|(?<=[“«])[^\W\d_]))
      |
      # Nothing behind a closing mark, where it must look more like a word: «hay.”Ông».
      (?={_UPPER}{_LOWER}|(?<=\")[^\W_])
    )
    """,
    re.VERBOSE,
)
"""A stop, closing marks, and then either white space or nothing before a likely beginning."""

ENUMERATOR = re.compile(
    r"""\W*(?:
      \d{1,3}(?:\.\d{1,3}){0,4} | [IVXLC]{1,6}(?:\.\d{1,2}){0,3} | \w(?:\.\d{1,2}){0,3}
      | (?:Điều|Khoản|Mục|Tiểu\ mục|Chương|Phần|Bài|Câu|Tiết|Kỳ|Hình|Bảng|Biểu|Phụ\ lục|Bước)
        \s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-z])
    )""",
    re.VERBOSE,
)
"""What numbers a list line or a heading: ``1``, ``2.1``, ``IV``, ``a``, ``Điều 5``."""

COMBINING = re.compile("[\u0300-\u036f]")

# Behind a semicolon any number, behind a colon or bracket only the first: «Gồm: 2. Hoa» ends.
LISTED = re.compile(rf"(?:;\s*(?:\d{{1,2}}|[IVX]{{1,4}}|[a-zđ])|[:(]\s*(?:1|[a-zđ]|{_UPPER}))\Z")
"""A part of a list inside a sentence: ``: 1``, ``; b``, ``(i``."""

TITLE = re.compile(rf"(?:.*[.\-])?(?:{_TITLES}|[BCDĐGHKLMNPQRSTVX][bcdđghklmnpqrstvx]{{1,3}})\Z")
"""A title that stands before a name, or a name or title cut to its consonants (``Ng.``)."""

PLACE = re.compile(rf"(?:{_PLACE_PREFIXES})\Z")
LETTER = re.compile(rf"(?:.*\.)?(?:[a-zđ]|{_UPPER})\Z")
"""One letter, perhaps the last of a chain: ``B``, ``N.T.H``; not a word such as ``ở``."""

# An address goes on behind its stops, «lan@bao.Rồi», unless a known ending closed it,
# «www.bao.vn.Rồi»; a name with an ending needs no more, «baochi.Vn», «Next.Js».
WEB = re.compile(r"://|www\.|@")
HOST = re.compile(r"\.(?:vn|com|net|org)\Z", re.IGNORECASE)
DOMAIN_END = re.compile(r"\.(?:vn|com|net|org|gov|edu|js)\b", re.IGNORECASE)

_ONSET, _CODA = "|".join((*ONSETS, "q")), "|".join(CODAS)  # "q": newsrooms write "Qi", "qa"
SYLLABLE = re.compile(rf"(?:{_ONSET})?[{VOWELS}]{{1,3}}(?:{_CODA})?\Z", re.IGNORECASE)
"""The shape of one Vietnamese syllable; ``Bush`` and ``Putin`` have another."""

WORD = re.compile(r"[^\W\d_]+")
GLUED_WORD = re.compile(rf"[“«(]?{_UPPER}(?:{_LOWER}|[ \xa0\u0300-\u0323])")
# Two capitals, «TT. Sơn Tây», a town by its letters, a number, «Q. 12», or a name of one
# syllable, «TP. Huế»; «TT. Sơn6 Tây», «TT. Sen, Tây», «KĐT. Sau đó» begin sentences.
TWO_NAMES = re.compile(rf"{_UPPER}[^\W\d_]*[ \xa0]+{_UPPER}|(?:HCM|HN|HP|ĐN|BMT)\b|\d|Huế|Vinh")
"""The beginning of a place behind its kind: ``Sơn Tây`` is one, ``Sau đó`` is none."""

# With its space, since «Em» begins «Emma» and «Do» «Donald»: «ông TS. Donald».
OPENER = re.compile(
    r"(?:Ông|Bà|Anh|Chị|Cô|Em|Họ|Tôi|Theo|Sau|Trước|Trong|Tại|Từ|Khi|Nếu|Tuy|Nhưng|Đây|Đó|Đến|Để|"
    r"Ngoài|Hiện|Nay|Năm|Tháng|Ngày|Sáng|Chiều|Tối|Các|Những|Mọi|Một|Nhiều|Với|Và|Vì|Do|Bên|Riêng|"
    r"Trên|Dưới|Qua|Không|Có|Rồi|Ở)[ \xa0]"
)
"""Words that begin sentences and no name of a person or place."""

LETTERS_END = re.compile(r"[^\W\d_]{1,12}\Z")
NUMBER_END = re.compile(r"\d\s*\Z")
# Groups of three behind at most three, «400. 000», or a bracket closed, «(84. 4)»; «1400. 000»,
# «400. 0000» are numbers of their own.
FEW_DIGITS = re.compile(r"(?<!\d)\d{1,3}\ ?\Z")
MORE_DIGITS = re.compile(r"\s(?:\d{3}(?!\d)|\d+\))")
