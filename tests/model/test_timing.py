import dataclasses
from datetime import UTC, datetime

from service.model import (
    Block,
    BlockKind,
    Edition,
    Enclosure,
    Ending,
    Ms,
    Passage,
    Revision,
    Samples,
    Segment,
    Span,
    Utterance,
)
from service.model.timing import chapters, cues
from tests.audio.sounds import SPEC

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _segment(
    number: int, ending: Ending = Ending.SENTENCE, kind: BlockKind = BlockKind.PARAGRAPH
) -> Segment:
    return Segment(f"s{number}", f"Câu {number}.", kind, number, ending)


def _edition(passages: tuple[Passage, ...]) -> Edition:
    return Edition(
        episode_id="e1",
        number=1,
        revision=Revision(
            id="r1",
            source_id="1",
            title="Tựa đề",
            published=NOON,
            author=None,
            section=None,
            link=None,
            blocks=(Block(BlockKind.TITLE, "Tựa đề"), Block(BlockKind.PARAGRAPH, "Câu.")),
        ),
        passages=passages,
        spec=SPEC,
        recipe="x",
        enclosure=Enclosure("e1/a.mp3", 10, "audio/mpeg", Ms(60_000), "00"),
        loudness_lufs=-19.0,
        true_peak_dbtp=-1.2,
        created=NOON,
    )


def _passage(segment: Segment, begin: int | None) -> Passage:
    span = None if begin is None else Span(segment.id, Samples(begin), Samples(begin + 24_000))
    return Passage(segment, Utterance(segment.id, "x"), None if span is None else "key", span)


def test_a_cue_shows_the_printed_text_in_milliseconds_and_only_what_is_heard() -> None:
    edition = _edition((_passage(_segment(0), 4608), _passage(_segment(1), None)))
    (cue,) = cues(edition)
    assert (cue.segment_id, cue.begin, cue.end, cue.text) == ("s0", 192, 1192, "Câu 0.")


def test_an_article_whose_headings_nobody_hears_has_no_chapters() -> None:
    title = _passage(_segment(0, Ending.HEADING, BlockKind.TITLE), 4800)
    unheard = _passage(_segment(1, Ending.HEADING, BlockKind.HEADING), None)
    assert chapters(_edition((title, unheard))) == ()


def test_chapters_are_the_title_and_every_heard_heading_each_running_to_the_next() -> None:
    heading = _segment(2, Ending.HEADING, BlockKind.HEADING)
    second_line = dataclasses.replace(heading, id="s3", text="Dòng hai")
    unheard = _segment(9, Ending.HEADING, BlockKind.HEADING)
    edition = _edition(
        (
            _passage(_segment(0, Ending.HEADING, BlockKind.TITLE), 4800),
            _passage(dataclasses.replace(heading, tail=" "), 240_000),
            _passage(second_line, 264_000),
            _passage(unheard, None),
        )
    )
    found = [(each.title, each.begin, each.end) for each in chapters(edition)]
    assert found == [("Tựa đề", 0, 10_000), ("Câu 2. Dòng hai", 10_000, 60_000)]
