"""Who may count as a listener, and how a client of a day is named."""

from pathlib import Path

import pytest

from service.listening.apps import AppKind, app_of
from service.listening.audience import app_name, is_audience, is_probe, name_client
from service.tables import table_lines

OWN = frozenset({"nghe.example.vn"})
IPHONE = "Podcasts/1630.5 CFNetwork/1568.100.1 Darwin/24.0.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36"


def counts(
    agent: str = IPHONE,
    referrer: str = "",
    wanted_for: str = "",
    purpose: str = "",
) -> bool:
    return is_audience(
        agent, referrer=referrer, own_hosts=OWN, wanted_for=wanted_for, purpose=purpose
    )


KNOWN = [
    line.split("\t")
    for line in Path(__file__).with_name("agents.tsv").read_text("utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(
    ("agent", "kind", "name"),
    [
        *KNOWN,
        ("\ud800\udfff\x00\u202e", "app", "other"),
        ("AntennaPod/" + "9" * 10_000, "app", "AntennaPod"),
        ("x" * 10_000 + "Googlebot", "app", "other"),
    ],
)
def test_a_program_is_known_by_how_it_names_itself(agent: str, kind: str, name: str) -> None:
    app = app_of(agent)
    assert app is not None
    assert (app.kind, app.name) == (kind, name)


@pytest.mark.parametrize("agent", ["", "   ", "\t"])
def test_who_does_not_name_himself_is_nobody_that_can_be_counted(agent: str) -> None:
    assert app_of(agent) is None
    assert not counts(agent)


def test_every_row_of_the_table_is_reached_by_its_own_mark_or_shadowed_by_its_kin() -> None:
    rows = table_lines("listening_apps")
    assert len({mark for mark, _kind, _name in rows}) == len(rows)
    for mark, kind, name in rows:
        app = app_of(f"x{mark}x")
        assert mark == mark.lower()
        assert app is not None
        assert (app.kind, app.name) == (AppKind(kind), name), mark


def test_robots_scripts_watches_probes_and_preloaders_are_left_out() -> None:
    assert counts()
    assert counts(CHROME)
    for agent in ("Googlebot/2.1", "curl/8", "AppleCoreMedia/1 watchOS"):
        assert not counts(agent)
    assert [is_probe(count) for count in (0, 2, 3, 500_000)] == [True, True, False, False]
    assert not counts(CHROME, purpose="prefetch;prerender")


@pytest.mark.parametrize(
    ("referrer", "wanted_for", "counted"),
    [
        ("https://nghe.example.vn/episodes/a1", "audio", False),
        ("https://nghe.example.vn/", "", False),
        ("https://NGHE.example.vn:443/x", "audio", False),
        ("https://nghe.example.vn/episodes/a1", "document", True),
        ("https://khac.example.vn/", "audio", True),
        ("https://nghe.example.vn.xau.vn/", "audio", True),
        ("", "audio", True),
        ("http://[", "audio", True),
        ("\ud800" * 9_000, "", True),
    ],
)
def test_what_plays_on_the_own_page_is_no_download_and_a_link_on_it_is_one(
    referrer: str, wanted_for: str, counted: bool
) -> None:
    assert counts(CHROME, referrer=referrer, wanted_for=wanted_for) is counted


def test_a_client_has_one_name_with_a_days_salt_and_another_with_the_next() -> None:
    one = name_client(b"1" * 32, "192.0.2.1", IPHONE)
    assert one == name_client(b"1" * 32, "192.0.2.1", IPHONE)
    others = (
        name_client(b"2" * 32, "192.0.2.1", IPHONE),
        name_client(b"1" * 32, "192.0.2.2", IPHONE),
        name_client(b"1" * 32, "192.0.2.1", CHROME),
        name_client(b"1" * 32, "192.0.2.1", "\ud800"),
    )
    assert len({one, *others}) == 5
    assert all(len(each) == 32 for each in others)


def test_a_programs_name_is_what_its_downloads_are_summed_under() -> None:
    assert app_name("AntennaPod/3") == "AntennaPod"
    assert app_name("") == "other"
