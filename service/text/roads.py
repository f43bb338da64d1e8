"""Reads what moves and where: roads, kilometre posts, plates, airliners, city districts."""

from collections.abc import Iterable

from service.text.claim import Claim
from service.text.context import before
from service.text.counting import say_digits, say_number
from service.text.form import SPACE, Form
from service.text.letters import spell

_DIGIT = Form(r"[0-9]")
_ROAD = Form(
    # Motorways have a zero in front: «CT.01», but «CT 5» is a firm, «CT 05» a directive.
    # Not «QL3-5», «QL3/5».
    r"(?<!\w)(?P<kind>QL|ĐT|TL|HL|ĐH|ĐL|CT(?=\.?0))[. ]?(?P<number>[0-9]{1,3})"
    r"(?P<letter>[A-ZĐ])?(?![\w/-])"
)
_ROADS = {
    "QL": "quốc lộ",
    "ĐT": "đường tỉnh",
    "TL": "tỉnh lộ",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "CT": "cao tốc",
    "ĐL": "đại lộ",
}
_KILOMETRE = Form(
    # Up to 9.999 kilometres and three digits of metres; «km5+5000» is a sum.
    r"(?<!\w)[Kk][Mm]\s?(?P<km>[0-9]{1,4}|[0-9]\.[0-9]{3})\s?\+\s?(?P<m>[0-9]{1,3})(?!\w)"
)
_PLATE = Form(
    # «20A-123.45», «20A1 12345»; a digit or letter more is a code.
    r"(?<!\w)(?P<place>[0-9]{2})(?P<series>[A-ZĐ]{1,2}[0-9]?)\s?[ -]\s?"
    r"(?P<number>[0-9]{3}\.[0-9]{2}|[0-9]{4,5})(?!\w)"
)
_SERIES = Form(r"[A-ZĐ]+|[0-9]")
_AIRLINER = Form(
    r"(?<!\w)(?P<maker>(?i:boeing|airbus))[ -](?P<letter>A)?(?P<number>[0-9]{3})(?!\w)"
)
_PLACE = Form(
    # «Q1», «Q.1», «P.5»; «P5», «Q1.5», «Q1/2», «P.5a» are codes and pairs.
    rf"(?<!\w)(?P<kind>Q\.?|P\.|F\.|KP\.?){SPACE}?(?P<number>[0-9]{{1,2}})(?![\w]|[.,/][0-9])"
)
_PLACES = {"Q": "quận", "P": "phường", "F": "phường", "KP": "khu phố"}


def read_roads(text: str) -> Iterable[Claim]:
    """Roads, posts, plates, airliners and districts with their numbers."""
    if not _DIGIT.found_in(text):
        return
    for match in _KILOMETRE.matches(text):
        said = f"ki lô mét {say_number(match['km'])} cộng {say_number(match['m'])}"
        yield Claim("kilometre-post", match.start(), match.end(), said)
    for match in _ROAD.matches(text):
        road = _ROADS[match["kind"]]
        if before(text, match.start()).endswith(road):
            road = spell(match["kind"])
        letter = f" {spell(match['letter'])}" if match["letter"] else ""
        said = f"{road} {_say_road_number(match['number'])}{letter}"
        yield Claim("road", match.start(), match.end(), said)
    for match in _PLATE.matches(text):
        series = " ".join(_say_series(part[0]) for part in _SERIES.matches(match["series"]))
        said = f"{say_number(match['place'])} {series} {say_digits(match['number'])}"
        yield Claim("plate", match.start(), match.end(), said)
    for match in _AIRLINER.matches(text):
        letter = "a " if match["letter"] else ""
        said = f"{match['maker']} {letter}{say_digits(match['number'])}"
        yield Claim("airliner", match.start(), match.end(), said)
    for match in _PLACE.matches(text):
        said = f"{_PLACES[match['kind'].rstrip('.')]} {say_number(match['number'])}"
        yield Claim("place", match.start(), match.end(), said, 0.9)


def _say_road_number(number: str) -> str:
    return say_digits(number) if number.startswith("0") else say_number(number)


def _say_series(part: str) -> str:
    return say_digits(part) if part.isdecimal() else spell(part)
