import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audio.timeline import (
    JOIN_PAUSE_US,
    Pauses,
    edition_length,
    lay_out,
    pause_between,
    pauses_within,
    words_within,
)
from service.model import (
    AudioFormat,
    BlockKind,
    Clip,
    Ending,
    Ms,
    Pause,
    Samples,
    Segment,
    Span,
)
from tests.audio.sounds import FORMAT, SPEC


def _segment(
    number: int, ending: Ending = Ending.SENTENCE, kind: BlockKind = BlockKind.PARAGRAPH
) -> Segment:
    return Segment(f"s{number}", f"Câu {number}.", kind, number, ending)


@pytest.mark.parametrize("ending", list(Ending))
def test_the_pause_that_was_asked_for_is_heard_to_the_nearest_frame(ending: Ending) -> None:
    pauses = Pauses()
    first, second = lay_out([_segment(0, ending), _segment(1)], [10, 10], pauses, FORMAT)
    assert first is not None
    assert second is not None
    heard_ms = (second.begin - first.end) / 24 + JOIN_PAUSE_US / 1000
    assert abs(heard_ms - pauses.after(ending)) <= 12


def test_no_pause_is_shorter_than_a_join() -> None:
    first, second = lay_out([_segment(0), _segment(1)], [10, 10], Pauses(sentence=Ms(0)), FORMAT)
    assert first is not None
    assert second is not None
    assert first.end == second.begin


def test_an_unheard_sentence_has_no_span_but_its_paragraph_still_ends() -> None:
    segments = [_segment(0), _segment(1, Ending.PARAGRAPH), _segment(2)]
    silent = lay_out(segments, [10, None, 10], Pauses(), FORMAT)
    paragraph = lay_out([_segment(0, Ending.PARAGRAPH), _segment(2)], [10, 10], Pauses(), FORMAT)
    assert silent[1] is None
    assert (silent[0], silent[2]) == paragraph


@pytest.mark.parametrize("counts", [[10], [10, 10, 10]])
def test_each_sentence_has_its_length_or_nothing_is_laid_out(counts: list[int | None]) -> None:
    with pytest.raises(ValueError, match="zip"):
        lay_out([_segment(0), _segment(1)], counts, Pauses(), FORMAT)


def test_an_unheard_beginning_adds_no_pause() -> None:
    segments = [_segment(0, Ending.HEADING), _segment(1)]
    _, heard = lay_out(segments, [None, 10], Pauses(), FORMAT)
    assert heard == Span("s1", Samples(8 * 576), Samples(18 * 576))


@given(
    counts=st.lists(st.none() | st.integers(1, 2000), max_size=40),
    lead=st.integers(0, 3000),
    tail=st.integers(0, 3000),
    rate=st.sampled_from([16_000, 24_000]),
)
def test_spans_lie_on_frames_in_order_and_never_overlap(
    counts: list[int | None], lead: int, tail: int, rate: int
) -> None:
    audio = AudioFormat(sample_rate=rate)
    pauses = Pauses(lead_in=Ms(lead), tail=Ms(tail))
    spans = lay_out([_segment(n) for n in range(len(counts))], counts, pauses, audio)
    at = 0
    for span, count in zip(spans, counts, strict=True):
        assert (span is None) == (count is None)
        if span is not None:
            assert span.begin >= at
            assert span.begin % 576 == 0
            assert span.end - span.begin == (count or 0) * 576
            at = span.end
    assert edition_length(spans, pauses, audio) >= at


CLIP = Clip(
    key="k",
    spoken="x",
    voice=SPEC.voice,
    engine_version="1",
    frame_count=16,
    speech_begin=Samples(500),
    speech_end=Samples(7000),
    energies=(0.1,),
    true_peak_dbtp=-1.0,
    frames_sha256="00",
    pauses=(
        Pause(Samples(100), Samples(400)),
        Pause(Samples(600), Samples(900)),
        Pause(Samples(7500), Samples(7800)),
    ),
)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (False, False, (1000, 9000)),
        (True, False, (1500, 9000)),
        (False, True, (1000, 8000)),
        (True, True, (1500, 8000)),
    ],
)
def test_the_words_of_a_clip_are_all_of_it_but_its_jingles(
    *, opens: bool, closes: bool, words: tuple[int, int]
) -> None:
    span = Span("s1", Samples(1000), Samples(9000))
    found = words_within(span, CLIP, opens=opens, closes=closes)
    assert found == Span("s1", Samples(words[0]), Samples(words[1]))


@pytest.mark.parametrize(
    ("opens", "closes", "begins"),
    [(False, False, [100, 600, 7500]), (True, False, [100, 7000]), (True, True, [100])],
)
def test_the_pauses_of_a_clip_are_counted_from_its_words_and_jingles_have_none(
    *, opens: bool, closes: bool, begins: list[int]
) -> None:
    span = Span("s1", Samples(1000), Samples(9000))
    words = words_within(span, CLIP, opens=opens, closes=closes)
    found = pauses_within(words, span, CLIP)
    assert [each.begin for each in found] == begins
    assert all(each.end - each.begin == 300 for each in found)


def test_the_longest_pause_between_two_sentences_is_heard() -> None:
    pauses = Pauses(sentence=Ms(100), paragraph=Ms(700), heading=Ms(300), section=Ms(400))
    silent = [_segment(1, Ending.HEADING), _segment(2, Ending.SENTENCE)]
    segments = [_segment(0, Ending.PARAGRAPH), *silent, _segment(3)]
    first, *_, last = lay_out(segments, [10, None, None, 10], pauses, FORMAT)
    assert first is not None
    assert last is not None
    assert last.begin - first.end == pause_between(Ms(700), FORMAT)


def test_a_pause_is_laid_on_whole_frames_over_what_a_join_brings() -> None:
    frame = FORMAT.frame_samples  # 24 ms
    assert pause_between(Ms(48), FORMAT) == 0
    assert pause_between(Ms(60), FORMAT) == 0
    assert pause_between(Ms(61), FORMAT) == frame
    assert pause_between(Ms(350), FORMAT) == 13 * frame


def test_an_edition_lasts_to_the_last_end_and_its_tail() -> None:
    frame = FORMAT.frame_samples
    spans = (Span("a", Samples(0), Samples(9 * frame)), None, Span("b", Samples(0), Samples(frame)))
    assert edition_length(spans, Pauses(tail=Ms(240)), FORMAT) == 19 * frame
    assert edition_length((None,), Pauses(tail=Ms(240)), FORMAT) == 10 * frame
    assert edition_length((None,), Pauses(tail=Ms(60_000)), FORMAT) == 60 * FORMAT.sample_rate


@pytest.mark.parametrize("length", [0, 60_000])
def test_a_pause_may_be_nothing_or_a_minute(length: int) -> None:
    assert Pauses(sentence=Ms(length)).after(Ending.SENTENCE) == length


@pytest.mark.parametrize("which", ["sentence", "section", "lead_in", "tail"])
def test_no_pause_is_longer_than_a_minute(which: str) -> None:
    with pytest.raises(ValueError, match="60,000"):
        Pauses(**{which: Ms(60_001)})


def test_pauses_are_those_of_the_manual_unless_told_otherwise() -> None:
    pauses = Pauses()
    assert [pauses.after(each) for each in Ending] == [350, 450, 550, 700, 900, 800, 1000, 1200]
    assert (pauses.lead_in, pauses.tail) == (200, 600)


def test_a_pause_without_end_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="pause"):
        Pauses(sentence=Ms(-1))
