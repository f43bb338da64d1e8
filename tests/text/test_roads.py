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
