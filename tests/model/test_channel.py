"""Which episodes belong to a channel, however a newsroom writes its sections."""

import pytest

from service.model.channel import EVERYTHING, Facet, Membership, facet_names, fold_name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Thế giới", "the gioi"),
        ("THE  GIOI", "the gioi"),
        ("The\u0302\u0301 gio\u031b\u0301i", "the gioi"),
        ("Đời sống", "doi song"),
        ("\t Văn hoá ", "van hoa"),
        ("Straße ①", "strasse 1"),
        ("", ""),
        (None, ""),
        ("\u0301", ""),
    ],
)
def test_names_are_told_apart_by_their_plain_letters(written: str | None, folded: str) -> None:
    assert fold_name(written) == folded
    assert fold_name(folded) == folded


@pytest.mark.parametrize(
    ("membership", "belongs"),
    [
        (EVERYTHING, True),
        (Membership(sections=frozenset({"THE GIOI"})), True),
        (Membership(sections=frozenset({"Thế giới", "Khác"})), True),
        (Membership(sections=frozenset({"Khác"})), False),
        (Membership(authors=frozenset({"Thế giới"})), False),
        (Membership(sections=frozenset({"Thế giới"}), tags=frozenset({"Bão"})), True),
        (Membership(sections=frozenset({"Thế giới"}), tags=frozenset({"Mưa"})), False),
        (Membership(authors=frozenset({"an"}), tags=frozenset({"lũ", "mưa"})), True),
        (Membership(sections=frozenset({" "})), True),
    ],
)
def test_an_episode_belongs_by_one_name_of_each_facet_that_is_named(
    membership: Membership, belongs: bool
) -> None:
    names = facet_names("Thế giới", "An", ["bão", "Lũ", " "])
    assert membership.includes(names) is belongs


def test_what_has_neither_section_nor_author_has_no_names() -> None:
    assert facet_names(None, "", ["̣"]) == frozenset()
    assert facet_names("A", None, []) == {(Facet.SECTION, "a")}
