"""A podcast's guid is frozen where all can reach its feed, and is nobody else's."""

from contextlib import closing
from pathlib import Path

import pytest

from service.model.channel import passing_guid, podcast_guid
from service.store.channel_guids import is_lasting_address
from service.store.library import Library, open_library
from tests.store.shelf import NOW, make_edition, make_revision

HERE = "https://nghe.bao.vn/feed.xml"
DEFAULT = "http://127.0.0.1:8000/feed.xml"


def publish(library: Library, source_id: str = "tin-123") -> str:
    """The guid of an episode that is released now."""
    revision = make_revision(source_id=source_id)
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ())
    episode = library.episode(article.id)
    assert episode is not None
    return episode.guid


@pytest.mark.parametrize(
    ("address", "lasts"),
    [
        (HERE, True),
        ("https://bao.vn./feed.xml", True),
        ("http://8.8.8.8/feed.xml", True),
        ("https://xn--bo-vja.vn/feed.xml", True),
        (DEFAULT, False),
        ("http://localhost:8000/feed.xml", False),
        ("http://LOA.localhost/feed.xml", False),
        ("http://10.0.0.7/feed.xml", False),
        ("http://192.168.1.2:8000/feed.xml", False),
        ("http://169.254.1.1/feed.xml", False),
        ("http://100.64.0.1/feed.xml", False),
        ("http://[::1]/feed.xml", False),
        ("http://[fe80::1]/feed.xml", False),
        ("http://[fd00::1]/feed.xml", False),
        ("http://may-chu/feed.xml", False),
        ("http://loa.local/feed.xml", False),
        ("http://loa.test/feed.xml", False),
        ("http://loa.example./feed.xml", False),
        ("http://loa.invalid/feed.xml", False),
        ("http://loa.home.arpa/feed.xml", False),
        ("", False),
    ],
)
def test_an_address_lasts_where_it_is_one_machines_in_the_whole_internet(
    address: str, lasts: bool
) -> None:
    assert is_lasting_address(address) is lasts


def test_no_guid_freezes_at_a_private_address(library: Library) -> None:
    library.claim_installation("cai-dat-1")
    publish(library)
    for address in (DEFAULT, "http://192.168.1.2/feed.xml"):
        assert library.channel_guid(address) == passing_guid("cai-dat-1", "main")
    assert library.channel_guid(HERE) == podcast_guid(HERE)
    assert library.channel_guid("https://khac.vn/feed.xml") == podcast_guid(HERE), "frozen by now"


def test_two_installations_share_no_guid_though_their_addresses_and_ids_are_equal(
    library: Library, tmp_path: Path
) -> None:
    guids = {publish_alone(tmp_path / name, name) for name in ("mot.db", "hai.db")}
    library.claim_installation("ba")
    guids.add(publish(library))
    assert len(guids) == 3
    assert len({guid.rpartition(":")[2] for guid in guids}) == 1, "the article's own id"


def publish_alone(path: Path, installation: str) -> str:
    with closing(open_library(path)) as other:
        other.claim_installation(installation)
        return publish(other)


def test_a_new_episodes_guid_holds_the_podcasts_and_outlives_it(library: Library) -> None:
    library.claim_installation("cai-dat-1")
    before = publish(library, "1")
    library.channel_guid(HERE)
    after = publish(library, "2")
    assert after.startswith(f"loa:{podcast_guid(HERE)}:")
    told = {library.card(each.episode_id).guid for each in library.offers(9)}  # type: ignore[union-attr]  # they are there
    assert told == {before, after}


def test_a_guid_that_an_older_loa_froze_at_its_default_address_is_replaced(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    library.freeze_channel_guid(podcast_guid(DEFAULT))
    guid = publish(library)
    assert library.channel_guid(DEFAULT) == podcast_guid(DEFAULT)
    assert library.channel_guid(HERE) == podcast_guid(HERE)
    assert "người nghe theo địa chỉ feed không mất gì" in caplog.text
    card = library.card(library.offers(1)[0].episode_id)
    assert card is not None
    assert card.guid == guid


def test_each_channel_has_its_own_guid(library: Library) -> None:
    library.claim_installation("cai-dat-1")
    publish(library)
    world = "https://nghe.bao.vn/feeds/the-gioi.xml"
    assert library.channel_guid(HERE) == podcast_guid(HERE)
    assert library.channel_guid(world, "the-gioi") == podcast_guid(world)
    assert library.channel_guid(DEFAULT, "kinh-te") == passing_guid("cai-dat-1", "kinh-te")
    library.thaw_channel_guid("khac", "the-gioi")
    assert library.channel_guid(HERE, "the-gioi") == podcast_guid(world), "another guid's thaw"
