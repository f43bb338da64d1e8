from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from service.errors import NotFoundError, StoreError
from service.model import HOUSE, Act, ActorKind
from service.model.channel import podcast_guid
from service.store.library import Library
from tests.store.shelf import AN, NOW, make_edition, make_override, make_revision
from tests.text.lexicons import entry

LATER = NOW + timedelta(hours=1)


def test_an_article_comes_back_as_it_was_taken_in(library: Library) -> None:
    article, changed = library.take_in(make_revision(), b"raw \xff", NOW)
    assert changed
    assert article.id.isascii()
    assert article.id.isalnum()
    assert (article.created, article.updated) == (NOW, NOW)
    assert library.article(article.id) == article
    assert library.article_by_source("bai-1") == article
    assert library.original(article.id) == b"raw \xff"


def test_the_same_revision_again_writes_nothing(library: Library) -> None:
    first, _ = library.take_in(make_revision(), b"raw", NOW)
    assert library.take_in(make_revision(), b"other bytes", LATER) == (first, False)
    assert library.original(first.id) == b"raw"


def test_a_corrected_article_keeps_its_id_and_its_first_date(library: Library) -> None:
    first, _ = library.take_in(make_revision(), b"one", NOW)
    second, changed = library.take_in(make_revision("Câu đã sửa."), b"two", LATER)
    assert changed
    assert (second.id, second.created, second.updated) == (first.id, NOW, LATER)
    assert library.original(first.id) == b"two"
    assert library.count_articles() == 1


def test_what_is_not_there_is_none(library: Library) -> None:
    assert library.article("x") is None
    assert library.article_by_source("x") is None
    assert library.episode("x") is None
    assert library.editions("x") == ()
    with pytest.raises(NotFoundError):
        library.original("x")


def test_the_newest_published_come_first_and_pages_do_not_overlap(library: Library) -> None:
    for day in (2, 3, 1):
        revision = make_revision(source_id=f"bai-{day}", day=day)
        article, _ = library.take_in(revision, b"", NOW)
        library.publish_edition(make_edition(article.id, revision), NOW, ())
    assert [each.source_id for each in library.articles()] == ["bai-3", "bai-2", "bai-1"]
    assert [each.source_id for each in library.articles(1, 1)] == ["bai-2"]
    days = [each.published.day for each in library.cards(2, 1)]
    assert days == [2, 1]
    assert library.count_episodes() == 3


def test_a_new_edition_keeps_the_guid_and_the_first_date(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.publish_edition(make_edition(article.id, make_revision()), NOW, ())
    first = library.episode(article.id)
    corrected = make_revision("Câu đã sửa.")
    library.take_in(corrected, b"", LATER)
    edition = make_edition(article.id, corrected, 2)
    library.publish_edition(edition, LATER, ())
    second = library.episode(article.id)
    assert first is not None
    assert second is not None
    assert second.edition == edition
    assert (second.guid, second.first_published, second.updated) == (first.guid, NOW, LATER)
    assert library.episode(article.id) == second
    assert library.editions(article.id) == (first.edition, edition)


@pytest.mark.parametrize("number", [1, 3])
def test_an_edition_out_of_turn_changes_nothing(library: Library, number: int) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.publish_edition(make_edition(article.id, make_revision()), NOW, ())
    current = library.episode(article.id)
    with pytest.raises(StoreError):
        library.publish_edition(make_edition(article.id, make_revision(), number), LATER, ())
    assert library.episode(article.id) == current
    assert current is not None
    assert library.editions(article.id) == (current.edition,)


def test_an_edition_of_an_old_revision_is_refused(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.take_in(make_revision("Câu đã sửa."), b"", LATER)
    with pytest.raises(StoreError):
        library.publish_edition(make_edition(article.id, make_revision()), LATER, ())
    assert library.episode(article.id) is None


def test_moments_come_back_aware_in_whatever_zone_they_came(library: Library) -> None:
    in_hanoi = datetime.fromisoformat("2026-01-02T10:00:00+07:00")
    article, _ = library.take_in(make_revision(), b"", in_hanoi)
    found = library.article(article.id)
    assert found is not None
    assert found.created == in_hanoi
    assert found.created.tzinfo is UTC


def test_an_override_taken_back_stays_in_the_history(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    one, two = make_override(article.id, "một"), make_override(article.id, "hai")
    library.set_override(one)
    library.set_override(two)
    assert library.overrides(article.id) == (two,)
    assert library.remove_override(article.id, "s1", LATER) == two
    assert library.remove_override(article.id, "s1", LATER) is None
    assert library.overrides(article.id) == ()
    assert library.override_history(article.id, "s1") == (two, one)


def test_an_override_of_no_article_is_refused(library: Library) -> None:
    with pytest.raises(StoreError):
        library.set_override(make_override("khongco", "một"))


def test_a_lexicon_entry_is_put_replaced_and_removed(library: Library) -> None:
    first = entry("UBND", "ủy ban nhân dân")
    library.put_lexicon_entry(first)
    newer = replace(first, alias="uỷ ban")
    library.put_lexicon_entry(newer)
    assert library.lexicon_entries() == (newer,)
    assert library.remove_lexicon_entry(first.id) == newer
    assert library.remove_lexicon_entry(first.id) is None
    assert library.lexicon_entries() == ()


def test_of_two_entries_of_one_id_in_a_file_the_last_stands(library: Library) -> None:
    first = entry("Messi", "Mét")
    library.put_lexicon_entries([first, replace(first, alias="Mét-xi")])
    assert [each.alias for each in library.lexicon_entries()] == ["Mét-xi"]


def test_the_audit_tells_the_newest_first(library: Library) -> None:
    library.record(Act.TAKE_IN, "bai-1", AN, NOW)
    library.record(Act.TOKEN_REVOKED, "mã", HOUSE, LATER, "mất máy")
    found = library.audit(limit=1)
    assert [(each.action, each.who, each.kind, each.detail, each.at) for each in found] == [
        ("token-revoked", "Loa", ActorKind.HOUSE, "mất máy", LATER)
    ]


def test_the_podcast_guid_is_the_specifications_example(library: Library) -> None:
    # Podcasting 2.0, tag guid: the example of the specification.
    assert library.channel_guid("https://podnews.net/rss/") == (
        "9b024349-ccf0-5f69-a609-6b82873eab3c"
    )


def test_the_podcast_guid_freezes_at_the_first_publication(library: Library) -> None:
    library.channel_guid("https://a.vn/feed.xml")
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.publish_edition(make_edition(article.id, make_revision()), NOW, ())
    frozen = library.channel_guid("https://b.vn/feed.xml")
    assert frozen == podcast_guid("https://b.vn/feed.xml")
    assert library.channel_guid("https://a.vn/feed.xml") == frozen
    assert library.channel_guid("http://127.0.0.1/feed.xml") == frozen, "moved for a while"


def test_episodes_that_a_fallback_speaks_now_are_found_newest_first(library: Library) -> None:
    def publish(day: int, *reasons: str | None) -> str:
        revision = make_revision(source_id=f"bai-{day}", day=day)
        article, _ = library.take_in(revision, b"", NOW)
        for number, reason in enumerate(reasons, 1):
            edition = make_edition(article.id, revision, number)
            library.publish_edition(replace(edition, fallback_reason=reason), NOW, ())
        return article.id

    older, newer = publish(1, None, "Google im."), publish(3, "Google im.")
    publish(2, "Google im.", None)
    publish(4, None)
    assert [episode_id for episode_id, _ in library.fallbacks(9)] == [newer, older]


def test_of_corrected_episodes_the_old_files_are_superseded_and_the_current_never(
    library: Library,
) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    names = []
    for number in (1, 2, 3):
        edition = make_edition(article.id, make_revision(), number)
        names.append(edition.enclosure.name)
        library.publish_edition(
            replace(edition, created=NOW + number * timedelta(hours=1)), NOW, ()
        )
    day = NOW + timedelta(days=1)
    assert library.superseded_files(day) == tuple(names[:2])


def test_a_list_that_is_asked_for_without_end_is_cut(library: Library) -> None:
    for number in range(51):
        library.take_in(make_revision(source_id=f"bai-{number}"), b"", NOW)
    assert len(library.articles()) == 50
    for number in range(101):
        library.record(Act.TAKE_IN, str(number), AN, NOW)
    assert len(library.audit()) == 100


def test_who_reads_articles_reads_none_of_the_bytes_they_came_from(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"raw", NOW)
    asked: list[str] = []
    event.listen(
        library._database.engine, "before_cursor_execute", lambda *told: asked.append(told[2])
    )
    assert library.article(article.id) == article
    assert library.articles() == (article,)
    assert [each for each in asked if "original" in each] == []
    assert library.original(article.id) == b"raw"
    assert [each for each in asked if "original" in each]


def test_corrections_of_one_article_are_no_others(library: Library) -> None:
    first, second = (
        library.take_in(make_revision(source_id=name), b"", NOW)[0].id for name in ("a", "b")
    )
    mine, others = make_override(first, "một"), make_override(second, "hai")
    other_sentence = replace(mine, segment_id="s2")
    for each in (mine, others, other_sentence):
        library.set_override(each)
    assert library.overrides(first) == (mine, other_sentence)
    assert library.overrides(second) == (others,)
    assert library.override_history(first, "s1") == (mine,)
    assert library.remove_override(first, "s1", LATER) == mine
    assert library.overrides(first) == (other_sentence,)
    assert library.overrides(second) == (others,)


def test_entries_are_listed_by_what_they_are_written_as(library: Library) -> None:
    library.put_lexicon_entries([entry("b", "bê"), entry("a", "a"), entry("c", "xê")])
    assert [each.grapheme for each in library.lexicon_entries()] == ["a", "b", "c"]


def test_with_the_lexicon_it_is_wished_that_articles_be_recorded_again(library: Library) -> None:
    article, _ = library.take_in(make_revision(), b"", NOW)
    library.drop_wish(article.id)
    library.put_lexicon_entries([entry("a", "a")], again=[article.id])
    assert library.wish(article.id) is None, "nobody told when"
    library.put_lexicon_entries([entry("a", "bê")], again=[article.id], now=LATER)
    wish = library.wish(article.id)
    assert wish is not None
    assert wish.asked == LATER
