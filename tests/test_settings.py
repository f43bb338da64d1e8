from pathlib import Path

import pytest

from service.errors import SettingsError
from service.model import DirectoryEntry, Frequency, Location
from service.settings import Settings, load_settings, setting_names

ROOT = Path(__file__).parent.parent


def test_without_a_word_everything_has_a_sensible_default() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert settings.base_url == "http://127.0.0.1:8000"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = tmp_path / "loa.toml"
    file.write_text('port = 9000\ntitle = "Đài phường"\nrate = 1\n', "utf-8")
    settings = load_settings({"LOA_CONFIG": str(file), "LOA_PORT": "9001"})
    assert (settings.port, settings.title, settings.rate) == (9001, "Đài phường", 1.0)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LOA_PORT", "tám nghìn"),
        ("LOA_PORT", "70000"),
        ("LOA_PORT", "0"),
        ("LOA_RATE", "nan"),
        ("LOA_RATE", "9"),
        ("LOA_BASE_URL", "ftp://báo.vn"),
        ("LOA_BASE_URL", "báo.vn"),
        ("LOA_HOSTS", "https://a.vn"),
        ("LOA_HOSTS", "a.vn:8000"),
        ("LOA_HOSTS", "a.vn b.vn"),
        ("LOA_HOSTS", "*"),
        ("LOA_BASE_URL", "http://["),
        ("LOA_BASE_URL", "http://bao.vn:99999"),
        ("LOA_BASE_URL", "https://bao.vn/#loa"),
        ("LOA_OPUS", "yes"),
        ("LOA_OPUS", "/usr/bin/lame"),
        ("LOA_HUBS", "hub.example"),
        ("LOA_HUBS", "https://hub.example/#x"),
        ("LOA_HUBS", "https://hub.example, ftp://hub2.example"),
        ("LOA_HUBS", " ".join(f"https://hub{number}.example/" for number in range(9))),
        ("LOA_GOOGLE_URL", "http:abc"),
        ("LOA_GOOGLE_URL", "http://["),
        ("LOA_GOOGLE_TLD", "com@127.0.0.1:8443"),
        ("LOA_TIMEZONE", "Asia/Sài_Gòn"),
        ("LOA_TIMEZONE", "../../etc/passwd"),
        ("LOA_BITRATE_KBPS", "65"),
        ("LOA_SAMPLE_RATE", "44100"),
        ("LOA_TITLE", " "),
        ("LOA_DESCRIPTION", ""),
        ("LOA_AUTHOR", ""),
        ("LOA_CATEGORY", ""),
        ("LOA_CATEGORY", "Tin nóng"),
        ("LOA_CATEGORY", "\x00"),
        ("LOA_NEW_FEED_URL", "feed.xml"),
        ("LOA_UPDATE_FREQUENCY", "hourly"),
        ("LOA_LOCATION", "Sông Công"),
        ("LOA_LOCATION", "geo = 21.47,105.85"),
        ("LOA_LOCATION", "name = Sông Công; geo = 21°28′"),
        ("LOA_LOCATION", "name = Sông Công; osm = 1906034"),
        ("LOA_LOCATION", "name = Sông Công; country = Việt Nam"),
        ("LOA_LOCATION", "name = Sông Công; rel = near"),
        ("LOA_LOCATION", "name = Sông Công; town = Sông Công"),
        ("LOA_LOCATION", f"name = {'a' * 129}"),
        ("LOA_MIX_VOICES", "có lẽ"),
        ("LOA_ENGINES", ""),
        ("LOA_ENGINES", "google, , espeak"),
        ("LOA_ENGINES", "google, espeak,"),
        ("LOA_SECTION_VOICES", "Thể thao"),
        ("LOA_SECTION_VOICES", "Thể thao = ; Văn hoá = google"),
        ("LOA_PAUSE_COMMA_MS", "-1"),
        ("LOA_NOTICE", "giữa"),
        ("LOA_NOTICE_WORDS", ""),
        ("LOA_NOTICE_WORDS", "…!"),
        ("LOA_NOTICE_WORDS", "Giọng máy.\nHết."),
        ("LOA_NOTICE_WORDS", "Giọng máy \u202e."),
        ("LOA_NOTICE_WORDS", "dài " * 100),
        ("LOA_JINGLE_DUCKING_DB", "-3"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_setting(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        load_settings({variable: value})


@pytest.mark.parametrize(
    ("text", "truth"), [("yes", True), ("Có", True), ("1", True), ("no", False), ("", False)]
)
def test_yes_and_no_are_understood(text: str, truth: bool) -> None:
    assert load_settings({"LOA_REDO_FALLBACKS": text}).redo_fallbacks is truth


@pytest.mark.parametrize(
    ("told", "kept"),
    [("off", ""), ("no", ""), ("Không", ""), ("", ""), ("auto", "auto")],
)
def test_opus_is_turned_off_in_the_words_of_other_settings(told: str, kept: str) -> None:
    assert load_settings({"LOA_OPUS": told}).opus == kept


def test_engines_are_a_list_in_order() -> None:
    assert load_settings({}).engine_order == ("auto",)
    told = load_settings({"LOA_ENGINES": "newsroom,google , espeak"})
    assert told.engine_order == ("newsroom", "google", "espeak")


@pytest.mark.parametrize("engines", ["google, espeak", "espeak, auto", "google"])
def test_one_engine_beside_a_list_of_others_is_a_contradiction(engines: str) -> None:
    with pytest.raises(SettingsError, match=r"LOA_ENGINE: .*LOA_ENGINES"):
        load_settings({"LOA_ENGINE": "espeak", "LOA_ENGINES": engines})


@pytest.mark.parametrize(
    ("engine", "engines"),
    [("auto", "google, espeak"), ("espeak", "auto"), ("espeak", "espeak"), ("auto", "auto")],
)
def test_one_engine_beside_a_list_that_says_the_same_is_none(engine: str, engines: str) -> None:
    told = load_settings({"LOA_ENGINE": engine, "LOA_ENGINES": engines})
    assert (told.engine, told.engines) == (engine, engines)


def test_voices_of_sections_come_as_pairs_or_as_a_table(tmp_path: Path) -> None:
    voices = {"Thể thao": "espeak", "Văn hoá": "piper/lan"}
    pairs = load_settings({"LOA_SECTION_VOICES": "Thể thao = espeak; Văn hoá=piper/lan;"})
    file = tmp_path / "loa.toml"
    file.write_text('[section_voices]\n"Thể thao" = "espeak"\n"Văn hoá" = "piper/lan"\n', "utf-8")
    table = load_settings({"LOA_CONFIG": str(file)})
    assert pairs.section_voices == table.section_voices == voices


def test_a_misspelt_setting_is_not_ignored_but_corrected() -> None:
    with pytest.raises(SettingsError, match="base_url"):
        load_settings({"LOA_BASEURL": "http://a.vn"})


@pytest.mark.parametrize("text", ["port = ", "\x00", "prot = 1", "port = [1]"])
def test_a_malformed_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "loa.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        load_settings({"LOA_CONFIG": str(file)})


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"loa\.toml"):
        load_settings({"LOA_CONFIG": str(tmp_path / "loa.toml")})


def test_hubs_stand_in_one_line_with_commas_or_spaces_between_each_once() -> None:
    assert load_settings({}).hub_addresses == ()
    told = "https://a.example/, https://b.example/publish\nhttps://a.example/"
    hubs = ("https://a.example/", "https://b.example/publish")
    assert load_settings({"LOA_HUBS": told}).hub_addresses == hubs


def test_an_address_for_everyone_is_not_offered_as_a_link() -> None:
    assert load_settings({"LOA_HOST": "0.0.0.0"}).base_url == "http://127.0.0.1:8000"  # noqa: S104
    assert load_settings({"LOA_HOST": "::1"}).base_url == "http://[::1]:8000"


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "settings.md").read_text("utf-8")


def test_scheme_and_host_of_the_public_address_mean_the_same_in_capitals() -> None:
    shouted = load_settings({"LOA_BASE_URL": "HTTPS://Nghe.Example.VN:8443/"})
    assert shouted.base_url == "https://nghe.example.vn:8443"


@pytest.mark.parametrize(
    "address", ["https://bao.vn/nghe", "https://bao.vn/nghe/", "https://bao.vn/a/b", "http://b/;x"]
)
def test_a_public_address_with_a_path_is_refused_since_pages_and_redirects_start_at_the_root(
    address: str,
) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({"LOA_BASE_URL": address})
    for words in (refused.value.vi, refused.value.en):
        assert "LOA_BASE_URL" in words
        assert "https://nghe.example.vn" in words, "it says what to write instead"
    assert "đường dẫn" in refused.value.vi
    assert "no path" in refused.value.en


@pytest.mark.parametrize(
    "address", ["http://thu.example", "thu.example:25", "smtp://", "smtp://x/y"]
)
def test_a_mail_server_that_is_none_is_refused_before_a_letter_waits_for_it(address: str) -> None:
    with pytest.raises(SettingsError, match="LOA_SMTP_URL"):
        load_settings({"LOA_SMTP_URL": address})


def test_a_category_is_kept_as_apple_writes_it() -> None:
    assert load_settings({"LOA_CATEGORY": "tin tức > chính trị"}).category == "News > Politics"


def test_for_a_category_that_is_none_the_nearest_are_offered() -> None:
    with pytest.raises(SettingsError, match=r"Gần nhất: .*Sports \(Thể thao\)") as told:
        load_settings({"LOA_CATEGORY": "Thể thao phường"})
    assert "The nearest: " in told.value.en
    with pytest.raises(SettingsError, match=r"Có: Arts; .*News") as told:
        load_settings({"LOA_CATEGORY": "z" * 10_000})
    assert len(told.value.vi) < 500


def test_directories_are_told_of_nothing_until_something_is_set() -> None:
    assert load_settings({}).directory_entry == DirectoryEntry()


def test_what_is_set_for_directories_is_one_entry() -> None:
    place = "name = Sông Công, Thái Nguyên; geo = 21.47,105.85; osm = R1234567; country = VN"
    entry = load_settings(
        {
            "LOA_UNLISTED": "có",
            "LOA_NEW_FEED_URL": "https://moi.example/feed.xml",
            "LOA_UPDATE_FREQUENCY": "daily",
            "LOA_LOCATION": place,
        }
    ).directory_entry
    assert entry == DirectoryEntry(
        is_listed=False,
        new_feed_url="https://moi.example/feed.xml",
        frequency=Frequency.DAILY,
        location=Location(
            "Sông Công, Thái Nguyên", geo="geo:21.47,105.85", osm="R1234567", country="VN"
        ),
    )
