"""Slugs stand in addresses for ever; titles follow the newspaper."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.channel import Facet, Membership
from service.model.subchannel import (
    LONGEST_SLUG,
    RESERVED_SLUGS,
    ChannelKind,
    Subchannel,
    is_slug,
    new_slug,
)

NOW = datetime(2026, 11, 29, tzinfo=UTC)
SPORT = Membership(sections=frozenset({"Thể thao"}))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Thế giới", "the-gioi"),
        ("THẾ  GIỚI", "the-gioi"),
        ("The gioi", "the-gioi"),
        ("Đời sống & xã hội", "doi-song-xa-hoi"),
        ("Kinh tế – Tài chính", "kinh-te-tai-chinh"),
        ("24/7", "24-7"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("🎉", "kenh"),
        ("", "kenh"),
        ("日本", "kenh"),
        ("main", "main-2"),
        ("Feeds", "feeds-2"),
    ],
)
def test_a_title_gives_a_slug_without_marks(title: str, slug: str) -> None:
    assert new_slug(title, ()) == slug


def test_titles_that_fold_to_one_have_slugs_of_their_own() -> None:
    taken: list[str] = []
    for title in ("C++", "C#", "c"):
        taken.append(new_slug(title, taken))
    assert taken == ["c", "c-2", "c-3"]


def test_a_long_title_is_cut_between_words() -> None:
    slug = new_slug("Chuyên mục có một cái tên rất dài mà không ai nhớ nổi", ())
    assert slug == "chuyen-muc-co-mot-cai-ten-rat-dai-ma"
    assert len(new_slug("a" * 10_000, ())) == LONGEST_SLUG


@given(st.text(), st.sets(st.text("abc-", max_size=4)))
def test_whatever_a_title_is_its_slug_is_new_and_fit_for_an_address(
    title: str, taken: set[str]
) -> None:
    slug = new_slug(title, taken)
    assert is_slug(slug)
    assert slug not in taken | RESERVED_SLUGS


@pytest.mark.parametrize("written", ["", "-", "a--b", "A", "a/b", "á", "a" * 60, "..", "a\n"])
def test_what_is_no_slug_is_known(written: str) -> None:
    assert not is_slug(written)


def test_a_channel_is_called_after_its_newspaper_until_somebody_names_it() -> None:
    sport = Subchannel("the-thao", ChannelKind.SECTION, "Thể thao", SPORT, NOW)
    assert sport.shown_title("Tin Sông Công") == "Thể thao – Tin Sông Công"
    assert "chuyên mục Thể thao trên Tin Sông Công" in sport.shown_description("Tin Sông Công")
    assert sport.facet_name == (Facet.SECTION, "the thao")
    own = Subchannel("ban-tin", ChannelKind.SELECTION, "Bản tin", SPORT, NOW, title="Bản tin sáng")
    assert own.shown_title("Tin Sông Công") == "Bản tin sáng"
    assert own.facet_name is None


def test_a_channel_names_something_and_has_a_slug() -> None:
    for slug, membership in (("the-thao", Membership()), ("Thể thao", SPORT)):
        with pytest.raises(ValueError, match="channel"):
            Subchannel(slug, ChannelKind.SECTION, "Thể thao", membership, NOW)


def test_a_name_that_turns_the_direction_of_writing_keeps_to_itself() -> None:
    turned = Subchannel("an", ChannelKind.SECTION, "\u202eAn\u2067", SPORT, NOW)
    closed = "\u202eAn\u2067\u2069\u202c"
    assert turned.shown_title("Tin\u202e") == f"{closed} – Tin\u202e\u202c"
    assert f"chuyên mục {closed} trên" in turned.shown_description("Tin")
    assert replace(turned, title="\u202dA").shown_title("Tin") == "\u202dA\u202c"
