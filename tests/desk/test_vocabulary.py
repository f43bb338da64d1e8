"""The newsroom's lexicon, at work on articles."""

from dataclasses import replace

import pytest

from service.desk.hints import Hints
from service.desk.vocabulary import keep_entries, preview_entry, review_lexicon
from service.errors import LexiconError
from service.making.script import write_script
from service.model import LexiconScope, SpeechRules
from service.store.library import Library
from tests.stage import NOW, TEXT, CountingEngine, Stage, make, publish, take_in_at, take_into
from tests.text.lexicons import entry


def said(library: Library) -> list[str]:
    (article,) = library.articles()
    return [each.spoken for each in write_script(article, library, SpeechRules()).utterances]


def test_an_entry_is_previewed_before_anything_is_spoken(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    engine.spoken.clear()
    (found,) = preview_entry(entry("phường", "phường nhà"), stage.library)
    assert found.article.id == article_id
    assert [change.after for change in found.changes] == [
        "Tin thử nghiệm của phường nhà",
        "Câu thứ nhất nói về việc chung của cả phường nhà trong năm nay.",
    ]
    assert not engine.spoken
    assert stage.library.lexicon_entries() == ()


def test_an_entry_that_is_kept_is_said_at_the_next_regeneration(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = publish(stage)
    engine.spoken.clear()
    keep_entries([entry("cuối cùng", "sau chót")], stage.library, NOW)
    make(article_id, stage)
    assert engine.spoken == ["Câu thứ ba ở đoạn sau, cũng là câu sau chót của bản tin ngắn này."]


def test_an_entry_of_one_article_leaves_the_others_alone(stage: Stage) -> None:
    one, two = publish(stage), publish(stage, TEXT, "phuong/2")
    own = entry("phường", "phường nhà", scope=LexiconScope.ARTICLE, value=two)
    assert [each.article.id for each in preview_entry(own, stage.library)] == [two]
    keep_entries([own], stage.library, NOW)
    assert make(one, stage) == "Bản đang phát đã là mới nhất."
    assert "thu mới 2 câu" in make(two, stage)


def test_what_is_previewed_for_a_section_is_said_wherever_the_tone_of_its_name_is_written(
    library: Library,
) -> None:
    take_in_at(NOW, TEXT, Hints("phuong/1", section="Văn hoá"), library)
    own = entry("phường", "phường nhà", scope=LexiconScope.SECTION, value="Văn hóa")
    (found,) = preview_entry(own, library)
    keep_entries([own], library, NOW)
    assert {each.after for each in found.changes} <= set(said(library))


def test_entries_that_clash_or_apply_nowhere_are_told(library: Library) -> None:
    take_into(library, TEXT)
    keep_entries([entry("phường", "phường nhà")], library, NOW)
    keep_entries([entry("phường", "phường mình", age=-1)], library, NOW)
    keep_entries([entry("Sài Gòn", "Sài Gòn")], library, NOW)
    review = review_lexicon(library)
    assert [each.winner.alias for each in review.conflicts] == ["phường mình"]
    assert "Sài Gòn" in {each.grapheme for each in review.trial.unused}
    assert "Tin thử nghiệm của phường mình" in said(library)


def test_an_entry_that_cannot_be_used_is_refused_and_not_kept(library: Library) -> None:
    with pytest.raises(LexiconError):
        keep_entries([entry("(", "x", is_pattern=True)], library, NOW)
    with pytest.raises(LexiconError):
        preview_entry(entry("a*", "x", is_pattern=True), library)
    assert library.lexicon_entries() == ()


def test_of_a_file_with_one_wrong_entry_none_is_kept(library: Library) -> None:
    wrong = entry("a*", "x", is_pattern=True)
    with pytest.raises(LexiconError):
        keep_entries([entry("phường", "phường nhà"), wrong], library, NOW)
    assert library.lexicon_entries() == ()


def test_changing_an_entry_shows_the_sentences_that_lose_their_reading(library: Library) -> None:
    take_into(library, TEXT)
    old = entry("phường", "phường nhà")
    keep_entries([old], library, NOW)
    (found,) = preview_entry(replace(old, grapheme="xã", alias="xã nhà"), library)
    assert found.changes[0].before == "Tin thử nghiệm của phường nhà"
    assert found.changes[0].after == "Tin thử nghiệm của phường"


def test_only_as_many_articles_are_looked_through_as_asked(library: Library) -> None:
    take_into(library, TEXT)
    take_into(library, TEXT.replace("02-01-2026", "01-01-2026"), "phuong/2")
    assert len(preview_entry(entry("phường", "phường nhà"), library)) == 2
    assert len(preview_entry(entry("phường", "phường nhà"), library, newest=1)) == 1


def test_an_entry_kept_under_laxer_rules_is_left_out_and_keeps_no_article_from_being_read(
    library: Library,
) -> None:
    take_into(library, TEXT)
    fuzzy = entry("(?:phường){e<=1}", "x", is_pattern=True)
    large = entry("phường{1,9}.{2001,}", "y", is_pattern=True)
    library.put_lexicon_entries([fuzzy, large, entry("cuối cùng", "sau chót")])
    (article,) = library.articles()

    first = write_script(article, library, SpeechRules()).utterances[0]

    assert "sau chót" in " ".join(said(library))
    assert {each.code for each in first.warnings} == {"lexicon-runaway"}
    assert {each.written for each in first.warnings} == {fuzzy.grapheme, large.grapheme}
    assert [out for out, _ in review_lexicon(library).trial.left_out] == [fuzzy, large]
