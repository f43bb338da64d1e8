"""Roads, plates, airliners and districts."""

import pytest

from service.text.spoken import say

CASES = [
    ("QL3", "quốc lộ ba", "a national road"),
    ("QL.1A", "quốc lộ một a", "with a point"),
    ("ĐT 261", "đường tỉnh hai trăm sáu mươi mốt", "a provincial road"),
    ("QL4H", "quốc lộ bốn hát", "with a letter"),
    ("cao tốc CT.01", "cao tốc xê tê không một", "the word is not said twice"),
    ("Km23+500", "ki lô mét hai mươi ba cộng năm trăm", "a post"),
    ("20A-123.45", "hai mươi a một hai ba bốn năm", "a plate"),
    ("51F-12345", "năm mươi mốt ép một hai ba bốn năm", "a plate"),
    ("Boeing 737", "Boeing bảy ba bảy", "an airliner"),
    ("Airbus A321", "Airbus a ba hai một", "an airliner"),
    ("Q.1, P.5", "quận một, phường năm", "districts"),
    ("Q. 1", "quận một", "a district with a space"),
    (
        "Km1.063+877",
        "ki lô mét một nghìn không trăm sáu mươi ba cộng tám trăm bảy mươi bảy",
        "a long road",
    ),
    ("51B-012.34", "năm mươi mốt bê không một hai ba bốn", "a plate with a zero in front"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_roads_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("QL3-5", "quy lờ ba năm"),
    ("QL3/5", "quy lờ ba trên năm"),
    ("QL3a", "QL ba a"),
    ("xQL3", "xQL ba"),
    ("QL 1234", "quốc lộ một nghìn hai trăm ba mươi tư"),
    ("CT 5", "công ty năm"),
    ("CT.01", "cao tốc không một"),
    ("ĐH 12", "đường huyện mười hai"),
    ("đường huyện ĐH 12", "đường huyện đê hát mười hai"),
    ("quốc lộ QL3", "quốc lộ quy lờ ba"),
    ("km 5 + 50", "ki lô mét năm cộng năm mươi"),
    ("Km1.200+5", "ki lô mét một nghìn hai trăm cộng năm"),
    ("KM12345+5", "ca em một hai ba bốn năm cộng năm"),
    ("km5+5000", "km năm cộng năm nghìn"),
    ("20A-1234", "hai mươi a một hai ba bốn"),
    ("20AB-12345", "hai mươi a bê một hai ba bốn năm"),
    ("20A 12345", "hai mươi a một hai ba bốn năm"),
    ("20A1-123.45", "hai mươi a một một hai ba bốn năm"),
    ("20A-123456", "hai mươi a-một trăm hai mươi ba nghìn bốn trăm năm mươi sáu"),
    ("120A-12345", "một hai không a-mười hai nghìn ba trăm bốn mươi lăm"),
    ("Boeing 7377", "Boeing bảy nghìn ba trăm bảy mươi bảy"),
    ("boeing-737", "boeing bảy ba bảy"),
    ("airbus 321", "airbus ba hai một"),
    ("Airbus B321", "Airbus bê ba hai một"),
    ("Q1", "quận một"),
    ("Q1.5", "quy một chấm năm"),
    ("Q.123", "quy một hai ba"),
    ("P.5a", "pê. năm a"),
    ("P5", "pê năm"),
    ("F.5", "phường năm"),
    ("KP.3", "khu phố ba"),
    ("KP 3", "khu phố ba"),
    ("Q1/2", "quy một trên hai"),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_road_plate_or_district_and_what_only_looks_like_one_is_read(
    printed: str, spoken: str
) -> None:
    assert say(printed).spoken == spoken


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("QL", "quốc lộ"),
        ("ĐT", "đường tỉnh"),
        ("TL", "tỉnh lộ"),
        ("HL", "hương lộ"),
        ("ĐH", "đường huyện"),
        ("ĐL", "đại lộ"),
    ],
)
@pytest.mark.parametrize("joint", ["", " ", "."])
def test_every_kind_of_road_is_said_in_full(kind: str, said: str, joint: str) -> None:
    assert say(f"trên {kind}{joint}12").spoken == f"trên {said} mười hai"


@pytest.mark.parametrize("joint", ["", "."])
def test_a_motorway_has_a_zero_in_front(joint: str) -> None:
    assert say(f"trên CT{joint}01").spoken == "trên cao tốc không một"


BESIDE = [
    ("Km2 +500", "ki lô mét hai cộng năm trăm", "a space before the plus"),
    ("Km1.200+ 5", "ki lô mét một nghìn hai trăm cộng năm", "a space behind the plus"),
    ("km5+50", "ki lô mét năm cộng năm mươi", "small letters"),
    ("kM5+50", "ki lô mét năm cộng năm mươi", "mixed letters"),
    ("KM5+50", "ki lô mét năm cộng năm mươi", "capitals"),
    ("xKm5+50", "xKm năm cộng năm mươi", "the end of a word"),
    ("xBoeing 737", "xBoeing bảy trăm ba mươi bảy", "the end of a name"),
    ("x20A-12345", "x hai mươi A-mười hai nghìn ba trăm bốn mươi lăm", "the end of a code"),
    ("xQ.1", "xQ. một", "the end of a letter"),
    ("3Q.1", "ba quy. một", "behind a digit"),
    ("P.12,3", "pê mười hai phẩy ba", "a decimal behind"),
    ("P.12.3", "pê mười hai chấm ba", "a decimal point behind"),
    ("Q.1/2", "quy. một phần hai", "a pair behind"),
    ("CT 01", "chỉ thị không một", "a directive has a space"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_a_road_or_place_tells_what_it_is(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
