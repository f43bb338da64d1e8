"""Reads web addresses, e-mail addresses, hashtags and account names."""

import re
from collections.abc import Iterable

from service.text.claim import Claim
from service.text.counting import say_digits
from service.text.form import Form, either
from service.text.letters import spell
from service.text.signs import dictated_signs

_MARK = Form(r"[@#]|\w\.\w|://")
_TOP = either(
    "vn, com, net, org, gov, edu, info, io, ai, tv, me, co, asia, biz, app, dev, eu, uk, us, jp, "
    "cn, kr, sg, fr, de, ru, int, online, site, shop, xyz, news, tech"
)
_EMAIL = Form(
    # «a..b@c.vn» and «a@b» are none.
    r"(?<![\w.+-])[A-Za-z0-9_+-]{1,64}(?:\.[A-Za-z0-9_+-]{1,64}){0,5}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_URL = Form(
    # With a scheme or www any name, else one with a known ending that nothing goes on from.
    rf"(?<![\w@.-])(?:(?:https?|ftp)://[^\s<>\"“”«»()]{{1,300}}|www\.[^\s<>\"“”«»()]{{1,300}}"
    rf"|[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,4}}\.{_TOP}(?![\w@]|\.\w)(?:/[^\s<>\"“”«»()]{{0,300}})?)"
)
# Not in a word, «x#a», nor in an entity, «&#a».
_TAG = Form(r"(?<![\w&])#(?P<name>[^\W\d]\w{0,80})")
_NUMBER_TAG = Form(r"(?<![\w&])#(?=[0-9])")
# «a@b» is said as a sign, as is «@:».
_ACCOUNT = Form(r"(?<![\w.])@(?=[A-Za-z_])")
# Letters in a row are a word, each digit and each sign is said by itself: «#N3».
_PIECE = Form(r"[^\W\d_]+|.")
_VOWEL = Form(r"(?i)[aeiouy]")


def read_links(text: str) -> Iterable[Claim]:
    """Addresses spelled the way they are dictated: «chấm», «a còng», «gạch chéo»."""
    if not _MARK.found_in(text):
        return
    for match in _EMAIL.matches(text):
        yield Claim("e-mail", match.start(), match.end(), _dictate(match[0]))
    for match in _URL.matches(text):
        written = match[0].rstrip(".,;:!?'’")
        end = match.start() + len(written)
        yield Claim("web-address", match.start(), end, _dictate(written))
    for match in _TAG.matches(text):
        yield Claim("hashtag", match.start(), match.end(), f"thăng {_dictate(match['name'])}")
    for match in _NUMBER_TAG.matches(text):
        yield Claim("number-sign", match.start(), match.end(), "số ")
    for match in _ACCOUNT.matches(text):
        yield Claim("account", match.start(), match.end(), "a còng ")


def _dictate(written: str) -> str:
    bare = re.sub(r"^[a-z]+://", "", written).rstrip("/")
    return " ".join(_say_piece(piece[0]) for piece in _PIECE.matches(bare))


def _say_piece(piece: str) -> str:
    if piece.isdecimal():
        return say_digits(piece)
    if piece in dictated_signs():
        return dictated_signs()[piece]
    if len(piece) <= 3 and not _VOWEL.found_in(piece):
        return spell(piece)
    return piece
