"""Lays typographic marks aside: bullets, dots in a row, dashes that stand for commas."""

from collections.abc import Iterable

from service.text.claim import Claim
from service.text.form import Form

# A stop that begins no number and no dots: «.500», «...».
_MARK = r"[•●▪■◆►▶➢✓✔*·]|[.](?![.0-9])"
# Plus and dash are marks before a space only: «+5», «-9»; a dash alone stays.
_BULLET = Form(rf"^\s*(?:{_MARK}|\+(?=\s))(?:\s*(?:{_MARK}|[-–—+](?=\s))){{0,9}}\s*(?=\S)")
# «a) Một», not «ab) Một», which is a word.
_LIST_LETTER = Form(r"^\s*(?P<letter>[a-zđ])\)\s+")
# «II/ Kết», «15/ Kết», not «a/ Kết».
_LIST_SLASH = Form(r"^\s*(?:[IVX]{1,5}|[0-9]{1,2})(?P<slash>/)\s")
# Three dots and one «…» are said as they stand.
_DOTS = Form(r"\.{4,}|(?<!\.)\.\.(?!\.)|…{2,}")
# A space on either side makes a pause; without one only between words: «a—b».
_DASH = Form(r"(?<=\S)(?:\s{1,3}[–—][\s–—]{0,12}|[–—]{1,3}\s[\s–—]{0,12})(?=\S)|(?<=\w)—(?=\w)")
# The end of an official letter: «./.», «./.-».
_FINIS = Form(r"\s?\./\.?-?\s*$")
# One «*» or «_» may belong to a name; two are a line.
_STRAY = Form(r"\s?[*_|]{2,}\s?|\s?[|•●▪■◆►▶➢]\s?")


def read_punctuation(text: str) -> Iterable[Claim]:
    """Marks that are printed for the eye, as the pause they stand for."""
    for match in _BULLET.matches(text):
        yield Claim("bullet", match.start(), match.end(), "")
    for match in _LIST_LETTER.matches(text):
        yield Claim("list-letter", match.start(), match.end(), f"{match['letter']}, ")
    for match in _LIST_SLASH.matches(text):
        yield Claim("list-slash", match.start("slash"), match.end("slash"), ".")
    for match in _DOTS.matches(text):
        yield Claim("dots", match.start(), match.end(), "...")
    for match in _DASH.matches(text):
        paused = text[match.start() - 1] in ",;:.!?(-"
        yield Claim("dash", match.start(), match.end(), " " if paused else ", ")
    for match in _FINIS.matches(text):
        yield Claim("finis", match.start(), match.end(), ".")
    for match in _STRAY.matches(text):
        yield Claim("mark", match.start(), match.end(), ", ")
