from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audio.originals import speech_key
from service.model import (
    AudioFormat,
    Block,
    BlockKind,
    ClipSpec,
    Edition,
    Enclosure,
    Ending,
    Ms,
    Override,
    Passage,
    Revision,
    Samples,
    Segment,
    Span,
    Utterance,
    Voice,
    Voicing,
)
from service.plan.corrections import split_corrections
from service.plan.cost import estimate, reading_seconds, spoken_seconds
from service.plan.edition import (
    EditionPlan,
    Jingles,
    is_up_to_date,
    keeps_sound,
    missing_lines,
    plan_edition,
    with_recordings,
)
from service.plan.keys import clip_key, digest_older_recipe, kept_keys

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SPEC = ClipSpec(Voice("silence", "im", "Lặng"), "1", 1.0, 1.0, 0.0, 1, AudioFormat())


def revision(title: str = "Tiêu đề", number: str = "r1") -> Revision:
    blocks = (Block(BlockKind.TITLE, title), Block(BlockKind.PARAGRAPH, "Một. Hai."))
    return Revision(number, "bao/1", title, NOW, None, None, None, blocks)


def segment(text: str, number: int = 0) -> Segment:
    return Segment(f"s{number}{text}", text, BlockKind.PARAGRAPH, 1, Ending.SENTENCE)


def plan(
    *spoken: str, printed: Sequence[str] | None = None, surroundings: str = "p"
) -> EditionPlan:
    segments = [segment(text, n) for n, text in enumerate(printed or spoken)]
    utterances = [Utterance(each.id, said) for each, said in zip(segments, spoken, strict=True)]
    return plan_edition(revision(), segments, utterances, Voicing(SPEC), surroundings=surroundings)


def edition_of(made: EditionPlan) -> Edition:
    passages = tuple(
        Passage(
            line.segment,
            line.utterance,
            line.clip_key,
            Span(line.segment.id, Samples(576 * n), Samples(576 * n + 576)),
        )
        for n, line in enumerate(made.lines)
    )
    enclosure = Enclosure("a/b.mp3", 1, "audio/mpeg", Ms(24), "0" * 64)
    return Edition(
        "a", 1, made.revision, passages, made.spec, made.recipe, enclosure, -19.0, -1.0, NOW
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"voice": Voice("google", "im", "Lặng")},
        {"voice": Voice("silence", "khác", "Lặng")},
        {"engine_version": "2"},
        {"rate": 1.1},
        {"pitch": 0.9},
        {"gain_db": 1.0},
        {"mastering_version": 2},
        {"format": AudioFormat(16_000, 64)},
        {"format": AudioFormat(24_000, 48)},
        {"comma_pause": Ms(200)},
    ],
    ids=str,
)
def test_what_changes_the_sound_changes_the_clips_key(changed: dict[str, object]) -> None:
    assert clip_key(replace(SPEC, **changed), "Một") != clip_key(SPEC, "Một")  # type: ignore[arg-type]  # a table of fields


def test_what_does_not_change_the_sound_leaves_the_clips_key() -> None:
    renamed = replace(SPEC, voice=Voice("silence", "im", "Một nhãn khác"))
    assert clip_key(renamed, "Một") == clip_key(SPEC, "Một")


@pytest.mark.parametrize("jingle", [{"opening": "ab"}, {"closing": "ab"}], ids=str)
def test_a_jingle_changes_the_key_of_the_clip_it_is_mixed_into(jingle: dict[str, str]) -> None:
    assert clip_key(SPEC, "Một", **jingle) != clip_key(SPEC, "Một")


def test_a_recording_is_one_clip_whatever_its_sentence_is_said_to_say() -> None:
    recorded = ClipSpec.for_recording("ab" * 32, 1, AudioFormat())
    assert clip_key(recorded, "Một") == clip_key(recorded, "Hai")
    other = ClipSpec.for_recording("cd" * 32, 1, AudioFormat())
    assert clip_key(other, "Một") != clip_key(recorded, "Một")


def test_a_changed_sentence_is_the_only_one_missing() -> None:
    before, after = plan("Một.", "Hai.", "Ba."), plan("Một.", "Bốn.", "Ba.")
    missing = missing_lines(after, set(before.clip_keys).__contains__)
    assert [line.utterance.spoken for line in missing] == ["Bốn."]


def test_a_repeated_sentence_is_spoken_once() -> None:
    missing = missing_lines(plan("Một.", "Hai.", "Một."), lambda key: False)
    assert [line.utterance.spoken for line in missing] == ["Một.", "Hai."]


def test_a_segment_with_nothing_to_say_needs_no_clip() -> None:
    made = plan("", "Hai.", printed=["(ảnh)", "Hai."])
    assert made.lines[0].clip_key is None
    assert len(missing_lines(made, lambda key: False)) == 1


JINGLES = Jingles(intro="in", section="next", outro="out")


@pytest.mark.parametrize(
    ("said", "endings", "placed"),
    [
        (["Một."], "s", [("in", "out")]),
        (["Một.", "Hai."], "ss", [("in", None), (None, "out")]),
        (["Một.", "Hai.", "Ba."], "sSs", [("in", None), (None, None), ("next", "out")]),
        (["", "Hai.", ""], "Sss", [(None, None), ("in", "out"), (None, None)]),
        (["Một.", "", "Ba."], "sSs", [("in", None), (None, None), ("next", "out")]),
        (["Một.", "Hai."], "SS", [("in", None), ("next", "out")]),
        ([""], "s", [(None, None)]),
    ],
)
def test_jingles_lead_to_and_follow_sentences_that_are_heard(
    said: list[str], endings: str, placed: list[tuple[str | None, str | None]]
) -> None:
    segments = [
        replace(segment(f"{n}."), ending=Ending.SECTION if end == "S" else Ending.SENTENCE)
        for n, end in enumerate(endings)
    ]
    utterances = [Utterance(each.id, words) for each, words in zip(segments, said, strict=True)]
    made = plan_edition(
        revision(), segments, utterances, Voicing(SPEC), jingles=JINGLES, surroundings="p"
    )
    assert [(line.opening, line.closing) for line in made.lines] == placed


def test_a_recording_is_heard_though_its_sentence_has_nothing_to_say() -> None:
    (only,) = plan("", printed=["***"]).lines
    recorded = ClipSpec.for_recording("ab" * 32, 1, AudioFormat())
    voicing = with_recordings(Voicing(SPEC), {only.segment.id: recorded})
    made = plan_edition(revision(), [only.segment], [only.utterance], voicing, surroundings="p")
    assert made.lines[0].clip_key is not None


def test_a_new_recording_replaces_the_recordings_and_keeps_the_voices() -> None:
    recorded = ClipSpec.for_recording("ab" * 32, 1, AudioFormat())
    second = replace(SPEC, voice=Voice("espeak", "vi", "Hai"))
    voicing = with_recordings(Voicing(SPEC, {"a": second, "b": recorded}), {"c": recorded})
    assert [voicing.spec_for(name) for name in "abc"] == [second, SPEC, recorded]


def test_the_same_article_in_the_same_voice_is_up_to_date() -> None:
    assert is_up_to_date(plan("Một.", "Hai."), edition_of(plan("Một.", "Hai.")))
    other = plan("Một.", "Hai.", surroundings="q")
    assert not is_up_to_date(other, edition_of(plan("Một.", "Hai.")))


def test_a_sentence_read_otherwise_is_not_up_to_date_though_it_sounds_the_same() -> None:
    # What the desk shows of a recorded sentence is its utterance: warnings, trace, words.
    segments, recorded = [segment("10.")], ClipSpec.for_recording("ab" * 32, 1, AudioFormat())
    voicing = Voicing(SPEC, {segments[0].id: recorded})
    first, second = (
        plan_edition(
            revision(), segments, [Utterance(segments[0].id, said)], voicing, surroundings="p"
        )
        for said in ("mười.", "mười chẵn.")
    )
    assert keeps_sound(second, edition_of(first))
    assert not is_up_to_date(second, edition_of(first))
    assert is_up_to_date(first, edition_of(first))


def test_another_revision_with_the_same_words_is_not_up_to_date() -> None:
    before = plan("Một.")
    again = replace(before, revision=replace(before.revision, id="r2"))
    assert keeps_sound(again, edition_of(before))
    assert not is_up_to_date(again, edition_of(before))


@pytest.mark.parametrize(
    "changed",
    [{"title": "Khác"}, {"author": "An"}, {"published": NOW.replace(day=3)}],
    ids=["title", "author", "date"],
)
def test_what_only_the_files_tag_tells_is_no_part_of_the_recipe(
    changed: dict[str, object],
) -> None:
    segments, utterances = [segment("Một.")], [Utterance(segment("Một.").id, "Một.")]
    one, two = (
        plan_edition(printed, segments, utterances, Voicing(SPEC), surroundings="p").recipe
        for printed in (revision(), replace(revision(), **changed))  # type: ignore[arg-type]  # a table of fields
    )
    assert one == two


@pytest.mark.parametrize(
    ("changed", "is_heard"),
    [({"ending": Ending.PARAGRAPH}, True), ({"kind": BlockKind.HEADING}, False)],
    ids=["pause", "chapter"],
)
def test_pauses_are_part_of_the_recipe_and_chapters_are_not(
    changed: dict[str, object], is_heard: bool
) -> None:
    utterances = [Utterance(segment("Một.").id, "Một.")]
    one, two = (
        plan_edition(revision(), [each], utterances, Voicing(SPEC), surroundings="p").recipe
        for each in (segment("Một."), replace(segment("Một."), **changed))  # type: ignore[arg-type]  # a table of fields
    )
    assert (one != two) is is_heard


def test_an_edition_of_loa_1_0_is_known_by_the_recipe_that_it_had() -> None:
    planned = replace(plan("Một.", "Hai."), older_surroundings="với tên đài")
    segments = [line.segment for line in planned.lines]
    keys = [line.clip_key for line in planned.lines]
    older = digest_older_recipe(planned.revision, segments, keys, surroundings="với tên đài")
    before = replace(edition_of(planned), recipe=older)
    assert is_up_to_date(planned, before)
    corrected = replace(planned.revision, id="r2", author="An")
    assert keeps_sound(replace(planned, revision=corrected), before)
    assert not keeps_sound(replace(planned, older_surroundings="đài khác"), before)
    assert not keeps_sound(plan("Một.", "Ba."), before)


def test_as_many_utterances_as_segments_are_planned() -> None:
    with pytest.raises(ValueError, match="zip"):
        plan_edition(revision(), [segment("Một.")], [], Voicing(SPEC), surroundings="p")


def test_an_article_without_an_edition_is_not_up_to_date() -> None:
    assert not is_up_to_date(plan("Một."), None)
    assert not keeps_sound(plan("Một."), None)


def test_a_correction_that_is_not_heard_is_a_new_edition_with_the_same_sound() -> None:
    before = plan("mười.", printed=["10."])
    segments = [replace(before.lines[0].segment, text="mười.")]
    corrected = plan_edition(
        replace(before.revision, id="r2"),
        segments,
        [before.lines[0].utterance],
        Voicing(SPEC),
        surroundings="p",
    )
    assert not is_up_to_date(corrected, edition_of(before))
    assert keeps_sound(corrected, edition_of(before))


@pytest.mark.parametrize(
    "other",
    [plan("Một."), plan("Hai.", "Một."), plan("Một.", "Hai.", surroundings="q")],
    ids=["a sentence less", "another order", "other pauses"],
)
def test_what_is_heard_differently_gets_a_new_file(other: EditionPlan) -> None:
    assert not keeps_sound(other, edition_of(plan("Một.", "Hai.")))


def test_an_override_applies_while_its_sentence_stands_as_printed() -> None:
    kept, gone = segment("Giữ."), segment("Bỏ.")
    overrides = [
        Override("a", each.id, each.text, "nói khác", "biên tập", NOW) for each in (kept, gone)
    ]
    applied, parked = split_corrections([kept], overrides)
    assert applied == {kept.id: overrides[0]}
    assert [each.segment_id for each in parked] == [gone.id]


SAID = st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)))


@given(st.lists(SAID, min_size=1, max_size=8), st.data())
def test_carrying_out_a_plan_leaves_nothing_missing(spoken: list[str], data: st.DataObject) -> None:
    made = plan(*spoken)
    kept = data.draw(st.sets(st.sampled_from(made.clip_keys)))
    missing = {line.clip_key for line in missing_lines(made, kept.__contains__)}
    assert kept | missing == set(made.clip_keys)
    assert not kept & missing


def test_an_estimate_counts_what_would_be_done() -> None:
    made = plan("Một.", "Hai.", "Một.")
    cost = estimate(
        made,
        missing_lines(made, lambda key: False)[:1],
        count_requests=lambda line: 2,
        request_seconds=lambda line: 1.5,
        clip_seconds=lambda line: 2.5,
        pause_seconds=lambda line: 0.5,
        speakers=2,
    )
    assert (cost.sentences, cost.spoken_already, cost.requests) == (1, 1, 2)
    assert cost.audio_seconds == 9.0
    assert cost.work_seconds == 3.0


def test_nothing_takes_no_time_and_the_shortest_word_takes_half_a_second() -> None:
    assert reading_seconds("", 1.0) == 0
    assert reading_seconds("Có.", 1.0) == 0.5
    assert reading_seconds("Có.", 2.0) == 0.25


def test_an_estimate_adds_what_mastering_takes_and_rounds_to_tenths() -> None:
    made = plan("Một.", "Hai.")
    cost = estimate(
        made,
        missing_lines(made, lambda key: False),
        count_requests=lambda line: 1,
        request_seconds=lambda line: 0.0,
        clip_seconds=lambda line: 100.0,
        pause_seconds=lambda line: 0.26,
        speakers=2,
    )
    assert (cost.requests, cost.spoken_already, cost.sentences) == (2, 0, 2)
    assert cost.work_seconds == 2.0  # 200 s at 0.02 s each, by two
    assert cost.audio_seconds == 200.5


def test_words_take_the_time_that_their_pace_asks_for() -> None:
    said = plan("Câu này dài vừa đúng hai mươi tám").lines[0]
    faster = replace(said, spec=replace(said.spec, rate=2.0))
    assert spoken_seconds(said) == pytest.approx(len(said.utterance.spoken) / 14)
    assert spoken_seconds(faster) == pytest.approx(spoken_seconds(said) / 2)


def test_the_clips_of_an_edition_are_kept_and_what_was_sent_for_each_in_its_own_voice() -> None:
    edition = edition_of(plan("Một.", "Ba.", "Hai."))
    other = replace(SPEC, voice=Voice("espeak", "vi", "Khác"))
    first, unheard, last = edition.passages
    unheard = replace(unheard, clip_key=None, span=None)
    last = replace(last, spec=other)
    kept = kept_keys(replace(edition, passages=(first, unheard, last)))
    assert first.clip_key
    assert last.clip_key
    assert kept == {
        first.clip_key,
        last.clip_key,
        speech_key(SPEC, "Một."),
        speech_key(other, "Hai."),
    }


def test_lines_of_which_nothing_is_heard_are_never_missing() -> None:
    made = plan("", "Một.", "", printed=["(a)", "Một.", "(b)"])
    assert [line.utterance.spoken for line in missing_lines(made, lambda key: False)] == ["Một."]
    assert missing_lines(made, lambda key: True) == ()
    assert made.clip_keys == (made.lines[1].clip_key,)


def test_a_sentence_that_is_heard_twice_is_spoken_already_where_its_clip_is_there() -> None:
    made = plan("Một.", "Hai.", "Một.")
    missing = missing_lines(made, lambda key: key == made.clip_keys[0])
    assert missing == (made.lines[1],)


def test_a_line_that_is_not_heard_costs_nothing() -> None:
    made = plan("Một.", "", printed=["Một.", "***"])
    cost = estimate(
        made,
        missing_lines(made, lambda key: False),
        count_requests=lambda line: 1,
        request_seconds=lambda line: 1.0,
        clip_seconds=lambda line: 2.0,
        pause_seconds=lambda line: 0.5,
        speakers=1,
    )
    assert (cost.sentences, cost.requests, cost.audio_seconds) == (1, 1, 2.5)
