"""Lists are made of cards, which say what editions say and are read without them."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from service.model import ItemSize, ReadyItem, card_of
from service.store.library import Library, open_library
from tests.store.kinds import DatabaseKind
from tests.store.shelf import NOW, make_edition, make_revision


def publish(library: Library, source_id: str = "bai-1", day: int = 1) -> str:
    """The episode's id; its edition uses one clip."""
    revision = make_revision(source_id=source_id, day=day)
    article, _ = library.take_in(revision, b"", NOW)
    library.publish_edition(make_edition(article.id, revision), NOW, ["k1"])
    return article.id


def test_a_card_says_what_the_current_edition_says(library: Library) -> None:
    episode_id = publish(library)
    episode = library.episode(episode_id)
    assert episode is not None
    assert library.card(episode_id) == card_of(episode)
    assert library.card("nobody") is None


def test_cards_come_newest_first_in_pages_that_do_not_overlap(library: Library) -> None:
    ids = [publish(library, f"bai-{day}", day) for day in range(1, 6)]
    pages = [library.cards(2, offset) for offset in (0, 2, 4)]
    assert [card.id for page in pages for card in page] == ids[::-1]
    assert [card.id for offset in range(5) for card in library.cards(1, offset)] == ids[::-1]
    assert [len(library.cards(1, offset)) for offset in (5, 9)] == [0, 0]


def test_a_card_stands_when_its_editions_row_is_damaged(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    card = library.card(episode_id)
    database_kind.ask("UPDATE editions SET content = '{'")
    assert library.readable_episode(episode_id) is None
    assert library.cards(9) == (card,)


def test_a_card_that_was_never_filled_is_had_from_its_edition(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    card = library.card(episode_id)
    assert library.stored_card(episode_id) == card
    database_kind.ask("UPDATE episodes SET title = ''")
    assert library.cards(9) == (card,)
    assert library.stored_card(episode_id) is None, "what the row tells, not what the edition does"
    assert library.stored_card("nobody") is None
    database_kind.ask("UPDATE editions SET content = '{'")
    assert library.cards(9) == ()


def test_a_card_that_disagrees_is_corrected_once(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    episode = library.episode(episode_id)
    assert episode is not None
    assert not library.correct_card(episode.edition, ["k1"])
    database_kind.ask("UPDATE episodes SET title = 'Khác'")
    assert library.correct_card(episode.edition, ["k1"])
    assert library.card(episode_id) == card_of(episode)
    corrected = library.changes()
    assert library.correct_card(episode.edition, ["k1", "k2"])
    assert library.changes() == corrected, "what a feed is made of stayed as it was"
    assert library.used_keys(["k1", "k2", "k3"]) == {"k1", "k2"}


def test_what_a_replaced_edition_used_is_used_no_more(library: Library) -> None:
    episode_id = publish(library)
    revision = make_revision()
    library.publish_edition(make_edition(episode_id, revision, number=2), NOW, ["k2"])
    assert library.used_keys(["k1", "k2"]) == {"k2"}
    assert library.without_uses("", 9) == ()
    library.publish_edition(make_edition(episode_id, revision, number=3), NOW, ())
    assert library.used_keys(["k1", "k2"]) == frozenset()
    assert library.without_uses("", 9) == (), "it is known that it needs none"


def test_a_file_waits_to_be_retired_from_when_another_replaced_it(library: Library) -> None:
    episode_id = publish(library)
    first, second = (make_edition(episode_id, make_revision(), number) for number in (1, 2))
    library.publish_edition(second, NOW, ())
    assert library.superseded_files(NOW) == ()
    later = NOW + timedelta(seconds=1)
    assert library.superseded_files(later) == (first.enclosure.name,)
    library.note_retired(first.enclosure.name)
    assert library.superseded_files(later) == ()


def test_a_file_that_is_current_again_waits_no_more(library: Library) -> None:
    episode_id = publish(library)
    first, second, third = (
        make_edition(episode_id, make_revision(), number) for number in (1, 2, 3)
    )
    library.publish_edition(second, NOW, ())
    library.publish_edition(replace(third, enclosure=first.enclosure), NOW, ())
    assert library.superseded_files(NOW + timedelta(seconds=1)) == (second.enclosure.name,)


def test_the_desk_lists_what_changed_last_first(library: Library) -> None:
    old, new = publish(library, "cũ", day=2), publish(library, "mới", day=1)
    changed = make_revision("Câu khác.", "cũ", day=2)
    library.take_in(changed, b"", NOW + timedelta(hours=1))
    assert [each.id for each in library.article_cards(9)] == [old, new]
    assert library.article_cards(1)[0].revision_id == changed.id


def test_of_equal_dates_pages_from_either_end_have_one_order(library: Library) -> None:
    for number in range(7):
        publish(library, f"bai-{number}")
    whole = [card.id for card in library.cards(9)]
    assert whole == sorted(whole)
    assert [card.id for offset in range(7) for card in library.cards(1, offset)] == whole
    listed = [each.id for each in library.article_cards(9)]
    assert [each.id for at in range(7) for each in library.article_cards(1, at)] == listed


@pytest.mark.of_sqlite
@pytest.mark.parametrize("total", [7, 8])
def test_no_page_walks_past_more_than_half_of_the_list(library: Library, total: int) -> None:
    for number in range(total):
        publish(library, f"bai-{number}")
    skipped: list[int] = []

    def note(*told: Any) -> None:
        if "OFFSET" in told[2]:
            skipped.append(told[3][-1])

    event.listen(library._database.engine, "before_cursor_execute", note)
    for offset in range(total):
        library.cards(1, offset)
        assert sum(skipped) <= min(offset, total // 2)
        skipped.clear()


def test_ready_items_are_kept_until_others_take_their_place(library: Library) -> None:
    first, second = publish(library, "bai-1"), publish(library, "bai-2")
    item = ReadyItem("form", "<item>ữ</item>")
    for each in (first, second):
        library.keep_item(each, item)
    library.drop_items([first])
    assert library.item_sizes([first, second]) == {second: ItemSize("form", 16)}
    assert library.ready_items([first, second]) == {second: item.text}


def test_each_change_of_an_episode_is_counted(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "other.db")) as library:
        assert (library.changes(), library.feed_built()) == (0, -1)
        publish(library)
        publish(library, "bai-2")
        assert library.changes() == 2
        library.note_feed(2)
        assert library.feed_built() == 2


def test_needed_clips_are_found_however_many_are_asked_for_at_once(library: Library) -> None:
    episode_id = publish(library)
    keys = [f"k{number:04}" for number in range(1002)]
    library.publish_edition(make_edition(episode_id, make_revision(), 2), NOW, keys)
    strangers = [f"x{number}" for number in range(7)]
    assert library.used_keys([*keys, *strangers]) == set(keys)
    assert library.used_keys([]) == frozenset()


def test_a_card_is_not_corrected_by_an_edition_that_is_not_current(library: Library) -> None:
    episode_id = publish(library)
    card = library.card(episode_id)
    other = make_edition(episode_id, make_revision("Câu khác."), 2)
    assert not library.correct_card(other, ["k9"])
    assert not library.correct_card(replace(other, episode_id="nobody"), ["k9"])
    assert library.card(episode_id) == card
    assert library.used_keys(["k1", "k9"]) == {"k1"}


def test_episodes_whose_needs_are_not_known_come_by_their_ids_in_pages(
    library: Library, database_kind: DatabaseKind
) -> None:
    ids = sorted(publish(library, f"bai-{number}") for number in range(4))
    # As an older Loa's, which this one has not looked through yet.
    database_kind.ask(f"UPDATE episodes SET uses_number = 0 WHERE id > '{ids[0]}'")  # noqa: S608
    assert library.without_uses("", 2) == tuple(ids[1:3])
    assert library.without_uses(ids[2], 2) == (ids[3],)
    assert library.without_uses(ids[3], 2) == ()


def test_what_an_episode_that_was_put_back_needs_is_not_known_yet(library: Library) -> None:
    library.restore_episode([(make_edition("a1", make_revision()), b"one")])
    assert library.without_uses("", 9) == ("a1",)


def test_whether_anything_is_published_is_asked_of_episodes(library: Library) -> None:
    library.take_in(make_revision(), b"", NOW)
    assert not library.has_episodes()
    publish(library)
    assert library.has_episodes()


def test_what_the_public_has_not_is_counted_and_listed_nowhere(
    library: Library, database_kind: DatabaseKind
) -> None:
    ids = [publish(library, f"bai-{day}", day) for day in range(1, 6)]
    database_kind.ask("UPDATE episodes SET fallback_reason = 'x'")
    harm = f"UPDATE episodes SET state = 'withdrawn' WHERE id IN ('{ids[0]}', '{ids[3]}')"  # noqa: S608
    database_kind.ask(harm)
    public = [ids[4], ids[2], ids[1]]
    assert library.count_episodes() == len(public)
    told = [card.id for offset in range(5) for card in library.cards(1, offset)]
    assert told == public
    assert [each for each, _ in library.fallbacks(9)] == public
    assert sorted(file.episode_id for file in library.newest_files(9)) == sorted(public)
    assert library.ids_after("", 9) == tuple(sorted(ids)), "its row and file are still tended"
    database_kind.ask("UPDATE episodes SET state = 'withdrawn'")
    assert not library.has_episodes()


def test_an_article_without_a_title_is_listed_by_its_newsrooms_name(
    library: Library, database_kind: DatabaseKind
) -> None:
    publish(library)
    database_kind.ask("UPDATE articles SET title = ''")
    assert [each.title for each in library.article_cards(9)] == ["bai-1"]


def test_a_card_whose_file_was_never_told_is_had_from_its_edition(
    library: Library, database_kind: DatabaseKind
) -> None:
    episode_id = publish(library)
    card = library.card(episode_id)
    assert card is not None
    for nothing in ("file_length = 0", "file = ''"):
        database_kind.ask(f"UPDATE episodes SET {nothing}")  # noqa: S608 - fixed words
        assert library.card(episode_id) == card
    database_kind.ask(f"UPDATE episodes SET file = '{card.enclosure.name}'")  # noqa: S608
    database_kind.ask("UPDATE episodes SET file_length = 1")
    told = library.card(episode_id)
    assert told is not None
    assert told.enclosure.length == 1, "what the row tells is believed"
