"""Runs in another language: marked where certain, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tables import table_lines
from service.text.foreign import find_foreign
from service.text.spoken import say
from service.text.syllables import is_syllable

GOLDEN = Path(__file__).parent.parent / "golden" / "song-cong.spoken.txt"

CASES = [
    ("CLB Manchester United thắng", [("Manchester United", "en")], "a name with an English word"),
    ("vòng loại World Cup 2022", [("World Cup", "en")], "«cup» joins «World»"),
    ("xem livestream trên Facebook", [("livestream", "en"), ("Facebook", "en")], "two words"),
    ("The Voice of Vietnam", [("Voice", "en")], "a link ends no run"),
    ("mạng Internet toàn cầu", [], "a word that Vietnamese took over"),
    ("Lord of the Rings trên Netflix", [("Netflix", "en")], "no evidence, no mark"),
    ("hội thảo State of the Art", [("State of the Art", "en")], "links inside a run"),
    ("báo New York Times đưa tin", [("New York Times", "en")], "words that might be Vietnamese"),
    ("khu Vinhomes Central Park", [("Vinhomes Central Park", "en")], "a name to the left joins"),
    ("World Bank dự báo", [("World Bank", "en")], "«bank» joins «World»"),
    ("Facebook Zelensky online", [("Facebook Zelensky online", "en")], "one between two does"),
    ("World Cup Zelensky online", [("World Cup Zelensky online", "en")], "after two words, too"),
    ("Facebook Zelensky viết", [("Facebook", "en")], "a name to the right does not"),
    ("làm marketing, streaming", [("marketing", "en"), ("streaming", "en")], "a comma parts runs"),
    ("máy iPhone 14 Pro Max", [("iPhone", "en")], "a product"),
    ("xe smart-home giá rẻ", [("smart-home", "en")], "a hyphen joins"),
    ("tiếng Hàn 안녕하세요 là xin chào", [("안녕하세요", "ko")], "Hangul"),
    ("日本語です", [("日本語です", "ja")], "kana"),
    ("中国", [("中国", "und-Hani")], "Han alone is of several languages"),
    ("Москва", [("Москва", "und-Cyrl")], "Cyrillic as well"),
]

UNMARKED = [
    "Ha Noi, Da Nang, Ho Chi Minh, Thai Nguyen",
    "Nguyen Van Truong, Tran Thi Huyen, Luong Quoc Khuyen",
    "thoi gian, truong hop, nghiep vu, chuyen gioi, quyen luc, nguoi luong thien, xoong noi",
    "UBND TP.HCM, GDP, FDI, WTO, ASEAN, WORLD BANK",
    "ông Vladimir Putin, ông Donald Trump và Messi",
    "Krông Pắc, Ea H'leo, Pleiku, Kon Tum, Jrai",
    "VinFast, Viettel, Vinamilk, Vietcombank",
    "www.google.com, facebook.com/loa, hotline@news.vn, #WorldCup, @facebook",
    "top, hot, king, song, map, cup",
    "Bắc Kinh (Beijing), Nam Kinh (Nanjing)",
    "Park Hang-seo, Real Madrid, Deutsche Bank, Club Brugge, Allianz Arena",
]


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[run.begin : run.end], run.language) for run in find_foreign(text)]


@pytest.mark.parametrize(("text", "runs", "why"), CASES)
def test_a_run_in_another_language_is_marked(
    text: str, runs: list[tuple[str, str]], why: str
) -> None:
    assert marked(text) == runs, why


@pytest.mark.parametrize("text", UNMARKED)
def test_names_abbreviations_and_vietnamese_without_marks_stay_unmarked(text: str) -> None:
    assert marked(text) == []


def test_the_sample_article_has_no_foreign_run() -> None:
    printed = [line.split("\t")[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in printed if find_foreign(line)]


@pytest.mark.parametrize("text", ["Giải World Cup hay", "Giải World Cup 2022", "GIẢI World Cup"])
def test_an_utterance_carries_its_foreign_runs(text: str) -> None:
    (run,) = say(text).foreign
    assert (text[run.begin : run.end], run.language) == ("World Cup", "en")


@given(
    st.lists(
        st.sampled_from(["girl", "Zfoo", "of", "cup", "là", "Hot", "GDP", "日本", "world,"])
    ).map(" ".join)
    | st.text(alphabet="aàbcdeghiklmnoprstuvxyz WOfj.,-’'日か안Ж", max_size=60)
)
def test_runs_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for run in find_foreign(text):
        assert end <= run.begin < run.end <= len(text)
        end = run.end


def test_the_table_of_english_words_is_evidence_only_where_no_syllable_is() -> None:
    table = table_lines("english")
    assert len({word for word, _ in table}) == len(table) > 1000
    assert {kind for _, kind in table} == {"word", "weak", "link"}
    for word, kind in table:
        assert word == word.lower()
        if kind == "word":
            assert not all(is_syllable(part) for part in word.split("-")), word


SYLLABLES = [
    "a", "ăn", "yêu", "uống", "ươn", "nghiêng", "khuỷu", "quyền", "quốc", "giếng", "gì", "gìn",
    "xoong", "huyền", "khuya", "tuần", "thuở", "hươu", "người", "loanh", "quanh", "ngoẹo",
    "khoèo", "buýt", "yếm", "ia", "oan", "Nghieng", "CA", "TU", "đường", "hoài", "thuế", "tuyển",
]  # fmt: skip
NO_SYLLABLES = [
    "world", "facebook", "trump", "york", "cd", "street", "and", "ai2", "ck", "klm", "iphone",
    "the-voice", "ghz", "ở1",
]  # fmt: skip


@pytest.mark.parametrize("word", SYLLABLES)
def test_a_vietnamese_syllable_is_told(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NO_SYLLABLES)
def test_what_is_no_vietnamese_syllable_is_told(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "word", ["vlogging", "gamification", "gamifications", "cuteness", "mentorship", "mentorships"]
)
def test_an_english_ending_tells_a_word_that_no_table_holds(word: str) -> None:
    assert word not in {line[0] for line in table_lines("english")}
    assert marked(f"làm {word} mới") == [(word, "en")]


RUNS = [
    ("The New York Times đưa tin", [("New York Times", "en")]),
    ("Bank of America", []),
    ("breaking news", [("breaking news", "en")]),
    ("it's", []),
    ("shopping", [("shopping", "en")]),
    ("friendship", [("friendship", "en")]),
    ("nations", [("nations", "en")]),
    ("tion", []),
    ("@news", []),
    ("www.news.com", []),
    ("Привет мир", [("Привет мир", "und-Cyrl")]),
    ("日本語", [("日本語", "und-Hani")]),
    ("한국어", [("한국어", "ko")]),
    ("ไทย", [("ไทย", "th")]),
    ("ລາວ", [("ລາວ", "lo")]),
    ("Ελλάδα", [("Ελλάδα", "el")]),
    ("العربية", [("العربية", "und-Arab")]),
    ("Я", []),
    ("a.world", []),
    ("world.a", []),
    ("a@world", []),
    ("world@a", []),
    ("a/world", []),
    ("world/a", []),
    ("world&", []),
    ("world#", []),
    ("world-", []),
    ("-world", []),
    ("’world", []),
    ("a1world", []),
    ("world2", []),
    ("world's", [("world's", "en")]),
    ("the-world", [("the-world", "en")]),
    ("sm-world", []),
    ("world\u00a0cup", [("world\u00a0cup", "en")]),
    ("world  cup", [("world", "en")]),
    ("Bank of World", [("Bank of World", "en")]),
    ("World cup", [("World", "en")]),
    ("world Cup", [("world", "en")]),
    ("hot Girl", [("Girl", "en")]),
    ("world of", [("world", "en")]),
    ("WORLD cup", []),
    ("bring", []),
    ("ping", []),
    ("leaderships", [("leaderships", "en")]),
    ("中国 日本語", [("中国 日本語", "und-Hani")]),
    ("カナ", [("カナ", "ja")]),
    ("カ", []),
]


@pytest.mark.parametrize(("printed", "runs"), RUNS)
def test_only_what_is_certainly_foreign_is_marked(
    printed: str, runs: list[tuple[str, str]]
) -> None:
    found = [(printed[run.begin : run.end], run.language) for run in find_foreign(printed)]
    assert found == runs


@pytest.mark.parametrize(
    "ending",
    [
        "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ieu", "iu", "oa",
        "oai", "oao", "oay", "oe", "oeo", "oi", "ua", "uai", "uao", "uay", "ue", "ueu", "ui", "uo",
        "uoi", "uou", "uu", "uy", "uya", "uyu", "yeu", "an", "en", "in", "on", "un", "yn", "ian",
        "ien", "oan", "oen", "oon", "uan", "uen", "uin", "uon", "uun", "uyn", "uyen", "yen",
    ],
)  # fmt: skip
def test_a_syllable_may_end_so(ending: str) -> None:
    assert is_syllable(ending)
    assert is_syllable(f"kh{ending}")
    assert not is_syllable(f"z{ending}")
    assert not is_syllable(f"{ending}z")
