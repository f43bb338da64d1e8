"""An episode comes back as it was published."""

from dataclasses import replace
from datetime import timedelta

from service.store.library import Library
from tests.store.shelf import NOW, make_edition, make_revision

LATER = NOW + timedelta(days=1)


def test_an_episode_comes_back_with_its_guid_its_dates_and_all_its_editions(
    library: Library,
) -> None:
    first = make_edition("a1", make_revision())
    again = replace(make_edition("a1", make_revision(), 2), created=LATER)
    newest = replace(make_edition("a1", make_revision("Câu đã sửa."), 3), created=LATER)
    assert library.restore_episode([(first, b"one"), (again, b"one"), (newest, b"two")])
    assert library.changes() == 1, "the feed is another"
    episode = library.episode("a1")
    assert episode is not None
    assert (episode.guid, episode.edition) == ("loa:a1", newest)
    assert (episode.first_published, episode.updated) == (NOW, LATER)
    assert library.editions("a1") == (first, again, newest)
    article = library.article("a1")
    assert article is not None
    assert (article.source_id, article.revision) == ("bai-1", newest.revision)
    assert (article.created, article.updated) == (NOW, LATER)
    assert library.original("a1") == b"two"
    card = library.card("a1")
    assert card is not None
    assert card.title == "Tin phường"


def test_an_episode_that_is_known_stays_as_it_is(library: Library) -> None:
    assert library.restore_episode([(make_edition("a1", make_revision()), b"one")])
    other = make_edition("a1", make_revision("Câu khác."))
    assert not library.restore_episode([(other, b"two")])
    assert library.original("a1") == b"one"


def test_the_podcasts_guid_is_frozen_once(library: Library) -> None:
    library.freeze_channel_guid("one")
    library.freeze_channel_guid("two")
    assert library.channel_guid("http://127.0.0.1/feed.xml") == "one"
