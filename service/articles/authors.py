"""Whom a page names as its author: a person, or nobody. Absent is better than wrong."""

import re
import unicodedata
from collections.abc import Iterable

from service.articles.bylines import read_author

_ADDRESS = re.compile(r"https?:|www\.|@|/|\w\.(?:vn|com|net|org|info|gov|edu)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:báo|tạp chí|ban|phòng|sở|ubnd|ủy ban|uỷ ban|cổng|trang (?:tin|thông tin)|"
    r"đài (?:phát|truyền|tiếng)|trung tâm|văn phòng|công ty|tập đoàn|tổng (?:cục|công ty|biên tập)|"
    r"chi cục|cục|bộ|hội (?:đồng|nông|liên|phụ|cựu|chữ)|đảng (?:bộ|ủy)|huyện|thành phố|tỉnh|"
    r"bệnh viện|trường (?:đại|cao|thpt|thcs|tiểu|mầm)|tòa soạn|toà soạn|quản trị|biên tập|bbt|"
    r"công (?:an|đoàn)|viện|học viện|liên đoàn|mặt trận|thông tấn|nhà (?:xuất bản|văn hóa|trường)|"
    r"(?:hội|đoàn|trường|tổ|đội|nhóm|clb|vp|chi bộ|khối)\b.*\b(?-i:[A-ZĐ]{2,})|"
    r"admin\w*|editors?|super user|system|root|user|webmaster|news|media|thư ký)\b",
    re.IGNORECASE,
)
"""Offices and accounts, which sign for nobody. "Ban Mai" and "Đoàn" are names of people too, so
that a word alone decides only where no name begins with it."""

_SITE_TAIL = re.compile(
    r"\b(?:online|news|newspaper|electronic|điện tử|tv|media|magazine)\b", re.IGNORECASE
)
_MOST = 3
_SHORT = 3
"""Letters up to which a name is compared as a whole: "VOV" is a site, "An" is in many."""

_LENGTH = 80


def trusted_author(names: Iterable[str], sites: Iterable[str]) -> str | None:
    """The persons among ``names``, as one line; None where there is none to trust.

    An address, an account, an office, a year and the name of one of ``sites`` (the
    paper, its publisher, its domain) are no persons.
    """
    known = frozenset(filter(None, map(_folded, sites)))
    persons = []
    for name in names:
        for each in re.split(r"\s*[;|]\s*", name):
            person = _person(each, known)
            if person is not None and person not in persons:
                persons.append(person)
    return ", ".join(persons[:_MOST]) or None


def is_office(name: str) -> bool:
    """Whether ``name`` is that of an office or an account and not of a person."""
    return bool(_ADDRESS.search(name) or _OFFICE.match(name))


def _person(name: str, sites: frozenset[str]) -> str | None:
    name = name.strip()
    if not name or len(name) > _LENGTH or is_office(name) or _SITE_TAIL.search(name):
        return None
    folded = _folded(name)
    alike = len(folded) > _SHORT and any(
        folded in site or (len(site) > _SHORT and site in folded) for site in sites
    )
    if alike or folded in sites:
        return None
    return read_author(name) or (name if _is_single_name(name) else None)


def _is_single_name(name: str) -> bool:
    """Whether ``name`` is one word that a person signs with: "Hoàng", not "baotuoitre"."""
    return name.isalpha() and name[0].isupper() and not name.isascii()


def _folded(name: str) -> str:
    """``name`` without tone marks, spaces and signs, to be compared."""
    plain = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
    return "".join(each for each in plain if each.isascii() and each.isalnum())
