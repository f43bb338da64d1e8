"""Letters with numbers."""

import pytest

from service.text.spoken import say

CASES = [
    ("Covid 19", "Cô-vít mười chín", "the house's choice"),
    ("COVID-19", "Cô-vít mười chín", "the house's choice"),
    ("SARS-CoV-2", "sát cô vi hai", "a virus"),
    ("A/H5N1", "a hát năm en một", "a virus"),
    ("U23", "u hai mươi ba", "a team"),
    ("G7", "gờ bảy", "a group"),
    ("MH370", "em hát ba bảy không", "a flight"),
    ("VN123", "vê en một hai ba", "a flight"),
    ("iPhone 14", "iPhone mười bốn", "a word and a number"),
    ("4.0", "bốn chấm không", "a version"),
    ("5G", "năm gờ", "a network"),
    ("F0, F1", "ép không, ép một", "cases"),
    ("CO2", "xê o hai", "a formula"),
    ("H2SO4", "hát hai ét o bốn", "a formula"),
    ("PM2.5", "pê em hai chấm năm", "dust"),
    ("B12", "bê mười hai", "a vitamin"),
    ("10A1", "mười a một", "a class"),
    ("12B", "mười hai bê", "a number and a letter"),
    ("Su-30MK2", "Su ba mươi em ca hai", "an aircraft"),
    ("K54", "ca năm mươi tư", "a model"),
    ("A00", "a không không", "a leading zero"),
    ("iOS 17.2.1", "iOS mười bảy chấm hai chấm một", "a version"),
    ("No.1", "số một", "a word for a number"),
    ("khách sạn 5*", "khách sạn năm sao", "stars"),
    ("lô C2-5", "lô xê hai năm", "a lot"),
    ("S-300", "ét ba trăm", "a model"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), CASES)
def test_codes_are_said_as_on_the_news(printed: str, spoken: str, why: str) -> None:
    assert say(printed).spoken == spoken, why


FORMS = [
    ("A-5", "a năm"),
    ("covid19", "Cô-vít mười chín"),
    ("Covid – 19", "Cô-vít mười chín"),
    ("covid 199", "covid một trăm chín mươi chín"),
    ("acovid 19", "acovid mười chín"),
    ("sars-cov2", "sát cô vi hai"),
    ("no 5", "số năm"),
    ("No. 5", "số năm"),
    ("n° 5", "số năm"),
    ("kno 5", "kno năm"),
    ("8*", "tám*"),
    ("7*", "bảy sao"),
    ("1*", "một sao"),
    ("17*", "mười bảy*"),
    ("5*a", "năm*a"),
    ("v1.2.3", "một chấm hai chấm ba"),
    ("1.2.3.4.5.6.7", "một. hai. ba. bốn. năm. sáu chấm bảy"),
    ("1.234.567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
    ("1.234.567.8", "một chấm hai ba bốn chấm năm sáu bảy chấm tám"),
    ("H2O", "hát hai o"),
    ("CO", "xê o"),
    ("CO2-a", "xê o hai-a"),
    ("NaCl2", "NaCl hai"),
    ("C6H12O6", "xê sáu hát mười hai o sáu"),
    ("H1N1", "hát một en một"),
    ("A(H1N1)", "a hát một en một"),
    ("AH5N1", "a hát năm en một"),
    ("H123N1", "hát một hai ba en một"),
    ("B52", "bê năm mươi hai"),
    ("A-B12", "a bê mười hai"),
    ("AB/CD12", "a bê trên xê đê mười hai"),
    ("ABCDEFG1", "ABCDEFG một"),
    ("A1/2", "a một trên hai"),
    ("A12345678", "a một hai ba bốn năm sáu bảy tám"),
    ("A1.5B", "a một chấm năm bê"),
    ("12BA", "mười hai bê a"),
    ("12ABCD", "mười hai ABCD"),
    ("1,5B", "một phẩy năm bê"),
    ("12345B", "mười hai nghìn ba trăm bốn mươi lăm B"),
    ("iPhone14", "iPhone mười bốn"),
    ("iPhone14a", "iPhone mười bốn a"),
    ("MK2", "em ca hai"),
    ("Su-30", "Su ba mươi"),
    ("x5", "x năm"),
    ("@A5", "a còng A năm"),
    ("A5.", "a năm."),
]


@pytest.mark.parametrize(("printed", "spoken"), FORMS)
def test_each_code_and_what_only_looks_like_one_is_read(printed: str, spoken: str) -> None:
    assert say(printed).spoken == spoken


@pytest.mark.parametrize(
    "printed", ["CO₂", "NO₂", "SO₂", "CH₄", "NH₃", "PO₄", "H₂", "O₂", "N₂", "C₂"]
)
def test_an_element_with_lowered_digits_is_a_formula(printed: str) -> None:
    (reading,) = say(f"khí {printed} này").trace
    assert (reading.rule, reading.written) == ("formula", printed)


@pytest.mark.parametrize("end", ["C", "N", "O", "H", "S", "P", "OH", "Cl", "₃"])
def test_a_formula_may_end_without_a_digit(end: str) -> None:
    (reading,) = say(f"chất Ca₂O₂{end} này").trace
    assert (reading.rule, reading.written) == ("formula", f"Ca₂O₂{end}")


BESIDE = [
    ("vita5min C", "vita năm min xê", "small letters behind a digit are a word"),
    ("th8eo", "th tám e o", "two of them are none"),
    ("Mi5Ta", "Mi năm tê a", "nor are two with a capital"),
    ("QĐ-8TTg", "quy đê tám tê tê gờ", "a capital among them is spelled"),
    ("NO 5", "số năm", "a number in capitals"),
    ("nO. 5", "số năm", "a number in mixed letters"),
    ("nº 5", "số năm", "the ordinal sign"),
    ("khí NO2", "khí en o hai", "a gas, no number"),
    ("No2", "số hai", "a number closed up"),
    ("5**", "năm, ", "a note, no stars"),
    ("xSARS-CoV-2", "xSARS-CoV hai", "the end of a word"),
    ("bản V1.2.3", "bản một chấm hai chấm ba", "a large V is not said"),
    ("x1.2.3", "x một. hai chấm ba", "no version behind a letter"),
    ("1,2.3.4", "một, hai. ba chấm bốn", "a row"),
    ("bản 1.2.3,4", "bản một. hai. ba phẩy bốn", "a decimal ends the row"),
    ("bản 1.2.3.45678", "bản một. hai. ba chấm bốn năm sáu bảy tám", "too many digits"),
    (
        "91.234.56",
        "chín mươi mốt chấm hai trăm ba mươi tư chấm năm mươi sáu",
        "groups that are no thousands",
    ),
    (
        "1.234.567.",
        "một chấm hai trăm ba mươi tư chấm năm trăm sáu mươi bảy.",
        "a number at the end",
    ),
    (
        "mã 1.234.567a",
        "mã một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy a",
        "a number and a letter",
    ),
    ("SO2", "ét o hai", "sulphur and oxygen"),
    ("CH4", "xê hát bốn", "carbon and hydrogen"),
    ("NH3", "en hát ba", "nitrogen and hydrogen"),
    ("PO4", "pê o bốn", "phosphorus and oxygen"),
    ("Al2O3", "a lờ hai o ba", "aluminium"),
    ("Na2CO3", "en a hai xê o ba", "natrium"),
    ("Fe2O3", "ép e hai o ba", "iron"),
    ("Ca3P2", "xê a ba pê hai", "calcium"),
    ("N2O", "en hai o", "an oxide of nitrogen"),
    ("C2H5OH", "xê hai hát năm o hát", "ends in a group"),
    ("NH4Cl", "en hát bốn xê lờ", "ends in chlorine"),
    ("H2S", "hát hai ét", "ends in sulphur"),
    ("Na2C", "en a hai xê", "ends in carbon"),
    ("A/H5N1a", "A trên H năm N một a", "a letter behind a virus"),
    ("A5.25B", "a năm chấm hai năm bê", "a decimal with a point"),
    ("A52,7%", "a năm mươi hai phẩy bảy phần trăm", "a decimal with a comma"),
    ("14.V5", "mười bốn.V năm", "a code behind a point"),
    ("P.5a", "pê. năm a", "a small letter behind a code"),
    ("3B.2M", "ba bê. hai M", "a row of codes"),
    ("10VA1", "mười vê a một", "no word behind a digit"),
    ("khuya14.5", "khuya mười bốn chấm năm", "a word and a decimal"),
    ("giá86,5", "giá tám mươi sáu phẩy năm", "a word and a decimal with a comma"),
    ("xsars-cov-2", "xsars-cov hai", "the end of a word"),
    ("sars-cov-2", "sát cô vi hai", "a virus in small letters"),
    ("sars-cov23", "sars-cov hai mươi ba", "no virus"),
    ("A1.2.3.4", "a một chấm hai ba chấm bốn", "two decimals"),
    (
        "A5.234A5A5",
        "a năm nghìn hai trăm ba mươi tư a năm a năm",
        "a point within the first of three",
    ),
    ("A1-2-3B/450", "a một hai ba bê trên bốn năm không", "a slash behind three"),
    ("A5_", "A năm_", "a line below is no end"),
    ("@5B", "a còng năm B", "an account of a digit"),
    ("@Bơ234B", "a còng Bơ hai trăm ba mươi tư B", "an account of a word"),
    (".Bơ234B", "Bơ hai trăm ba mươi tư B", "a word behind a point"),
    ("B_2", "B_hai", "a line below is no letter"),
    (
        "bản 2.234.2342",
        "bản hai chấm hai trăm ba mươi tư chấm hai nghìn ba trăm bốn mươi hai",
        "four digits are no group of a number",
    ),
    ("vit5amin", "vit năm amin", "no word of small letters goes on"),
]


@pytest.mark.parametrize(("printed", "spoken", "why"), BESIDE)
def test_what_stands_beside_letters_and_digits_tells_what_they_are(
    printed: str, spoken: str, why: str
) -> None:
    assert say(printed).spoken == spoken, why
