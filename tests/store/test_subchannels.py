"""Channels and secret addresses keep their rows; names without a channel are found."""

from dataclasses import replace
from datetime import date

import pytest

from service.errors import AccessError, NotFoundError
from service.model.channel import Facet, Membership
from service.model.release import Withdrawal
from service.model.subchannel import MOST_SUBCHANNELS, ChannelKind, Subchannel
from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

SPORT = Subchannel(
    "the-thao",
    ChannelKind.SECTION,
    "Thể thao",
    Membership(sections=frozenset({"Thể thao"})),
    NOW,
)
MORNING = Subchannel(
    "ban-tin-sang",
    ChannelKind.SELECTION,
    "Bản tin sáng",
    Membership(sections=frozenset({"Thời sự"}), tags=frozenset({"sáng", "xăng dầu"})),
    NOW,
    title="Bản tin sáng của phường",
    description="Mỗi sáng một tin.",
    category="News > Daily News",
    cover="cover-0123456789ab.jpg",
    is_private=True,
)
SECTIONS = (Facet.SECTION,)


def publish(library: Library, source_id: str, section: str, author: str | None = None) -> str:
    revision = replace(make_revision(source_id, source_id), section=section, author=author)
    article, _ = library.take_in(revision, b"1", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    return article.id


def test_a_channel_is_read_as_it_was_kept(library: Library) -> None:
    for channel in (SPORT, MORNING):
        library.add_subchannel(channel)
    assert library.subchannels() == (SPORT, MORNING)
    assert library.subchannel("ban-tin-sang") == MORNING
    assert library.subchannel("khong-co") is None


def test_a_slug_is_given_once(library: Library) -> None:
    library.add_subchannel(SPORT)
    with pytest.raises(AccessError, match="the-thao"):
        library.add_subchannel(replace(MORNING, slug="the-thao"))
    assert library.subchannels() == (SPORT,)


def test_a_channel_is_changed_removed_and_there_again(library: Library) -> None:
    library.add_subchannel(SPORT)
    removed = replace(SPORT, title="Sân cỏ", removed=NOW)
    library.change_subchannel(removed)
    assert library.subchannels() == ()
    assert library.subchannels(removed=True) == (removed,)
    library.change_subchannel(replace(removed, removed=None))
    assert library.subchannels() == (replace(SPORT, title="Sân cỏ"),)
    with pytest.raises(NotFoundError):
        library.change_subchannel(MORNING)


def test_there_is_an_end_to_how_many_there_are(library: Library) -> None:
    for number in range(MOST_SUBCHANNELS):
        library.add_subchannel(replace(SPORT, slug=f"a-{number}"))
    with pytest.raises(AccessError, match=str(MOST_SUBCHANNELS)):
        library.add_subchannel(SPORT)


def test_each_name_of_what_is_public_asks_for_a_channel_once(library: Library) -> None:
    publish(library, "1", "Thể thao", "An")
    publish(library, "2", "THE THAO", "An")
    publish(library, "3", "Kinh tế")
    found = dict(library.names_without_channel(SECTIONS))
    assert set(found) == {(Facet.SECTION, "the thao"), (Facet.SECTION, "kinh te")}
    assert found[Facet.SECTION, "kinh te"] == "Kinh tế"
    assert dict(library.names_without_channel([Facet.AUTHOR])) == {(Facet.AUTHOR, "an"): "An"}
    library.add_subchannel(replace(SPORT, removed=NOW))
    assert [each[1] for each in library.names_without_channel(SECTIONS)] == ["Kinh tế"]


def test_of_names_without_a_channel_no_more_are_told_than_are_asked_for(library: Library) -> None:
    for number in range(3):
        publish(library, str(number), f"Mục {number}")
    assert [each[1] for each in library.names_without_channel(SECTIONS, 2)] == ["Mục 0", "Mục 1"]
    assert len(library.names_without_channel(SECTIONS, 4)) == 3


def test_a_name_of_nothing_that_is_public_asks_for_none(library: Library) -> None:
    article_id = publish(library, "1", "Thể thao")
    library.withdraw_episode(Withdrawal(article_id, NOW, "An"))
    assert library.names_without_channel(SECTIONS) == ()


def test_a_selection_of_a_section_is_no_channel_of_the_section(library: Library) -> None:
    publish(library, "1", "Thể thao")
    library.add_subchannel(replace(SPORT, kind=ChannelKind.SELECTION))
    assert [each[1] for each in library.names_without_channel(SECTIONS)] == ["Thể thao"]


def test_a_secret_address_is_found_by_its_digest_until_it_is_revoked(library: Library) -> None:
    feed = library.add_private_feed("d" * 64, "main", "Đài phường", "An", NOW)
    assert library.private_feed_of("d" * 64) == feed
    assert library.private_feed_of("e" * 64) is None
    library.note_private_use(feed.id, date(2026, 11, 29))
    assert library.private_feeds() == (replace(feed, last_used=date(2026, 11, 29)),)
    revoked = library.revoke_private_feed(feed.id, NOW)
    assert revoked.revoked == NOW
    assert library.private_feed_of("d" * 64) is None
    with pytest.raises(NotFoundError):
        library.revoke_private_feed(feed.id, NOW)


def test_a_channel_by_itself_is_empty_once_nothing_public_has_its_name(library: Library) -> None:
    library.add_subchannel(SPORT)
    library.add_subchannel(replace(MORNING, is_private=False))
    assert library.empty_subchannels() == {"the-thao"}
    gone, stays = publish(library, "1", "Thể thao"), publish(library, "2", "THE THAO")
    assert library.empty_subchannels() == frozenset()
    library.withdraw_episode(Withdrawal(gone, NOW, "An"))
    assert [each.slug for each in library.listed_subchannels()] == ["the-thao", "ban-tin-sang"]
    library.withdraw_episode(Withdrawal(stays, NOW, "An"))
    assert library.empty_subchannels() == {"the-thao"}
    listed = [each.slug for each in library.listed_subchannels()]
    assert listed == ["ban-tin-sang"], "an editor's selection is offered, whatever it has by now"


def test_a_channel_whose_only_article_was_corrected_to_another_name_is_empty(
    library: Library,
) -> None:
    library.add_subchannel(SPORT)
    article_id = publish(library, "1", "Thể thao")
    corrected = replace(make_revision("2", "1"), section="Kinh tế")
    library.take_in(corrected, b"1", NOW)
    edition = replace(make_edition(article_id, corrected), number=2)
    library.publish_edition(edition, NOW, ())
    assert library.empty_subchannels() == {"the-thao"}


def test_a_name_is_no_other_facets_name(library: Library) -> None:
    library.add_subchannel(SPORT)
    publish(library, "1", "Kinh tế", author="Thể thao")
    assert library.empty_subchannels() == {"the-thao"}
