"""When each sentence and chapter is heard, in milliseconds: samples become times here alone.

Page, captions, transcripts and tags all show these, so that none says another time
than the next.
"""

from collections.abc import Sequence

from service.model.content import BlockKind
from service.model.edition import Edition, Passage
from service.model.sound import AudioFormat, Chapter, Cue
from service.model.units import Ms, Samples

FEWEST_CHAPTERS = 2


def cues(edition: Edition) -> tuple[Cue, ...]:
    """One cue for each sentence that is heard, with its printed text, in order of time."""
    return _cues(edition.passages, edition.spec.format)


def played_cues(edition: Edition) -> tuple[Cue, ...]:
    """The same with the spoken notice's among them: one for all that is heard."""
    return _cues(edition.played, edition.spec.format)


def _cues(passages: Sequence[Passage], audio: AudioFormat) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            passage.segment.id,
            audio.to_ms(passage.span.begin),
            audio.to_ms(passage.span.end),
            passage.segment.text,
            tuple(
                (
                    audio.to_ms(Samples(passage.span.begin + pause.begin)),
                    audio.to_ms(Samples(passage.span.begin + pause.end)),
                )
                for pause in passage.pauses
            ),
        )
        for passage in passages
        if passage.span is not None
    )


def steps_at(edition: Edition, samples: Samples) -> float:
    """How many steps of 100 ms, those of a clip's energies, lie before ``samples``."""
    return edition.spec.format.to_ms(samples) / 100


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """The chapters of a published edition; see :func:`mark_chapters`."""
    return mark_chapters(
        edition.revision.title,
        edition.passages,
        edition.enclosure.duration,
        edition.spec.format,
    )


def mark_chapters(
    title: str, passages: Sequence[Passage], duration: Ms, audio: AudioFormat
) -> tuple[Chapter, ...]:
    """The title and every heading that is heard, each running to the next.

    The first chapter begins at 0 and is named after the article; the last ends
    with the recording, after ``duration``. Where no heading is heard there are none: one
    chapter leads nowhere, and players would show a list of it.
    """
    headings: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.segment.kind is BlockKind.HEADING:
            headings.setdefault(passage.segment.block, []).append(passage)
    begins: list[tuple[str, Ms]] = [(title, Ms(0))]
    for lines in headings.values():
        heard = [line.span.begin for line in lines if line.span is not None]
        if heard:
            begins.append((_joined_text(lines), audio.to_ms(min(heard))))
    if len(begins) < FEWEST_CHAPTERS:
        return ()
    ends = [begin for _, begin in begins[1:]] + [duration]
    return tuple(Chapter(name, begin, end) for (name, begin), end in zip(begins, ends, strict=True))


def _joined_text(lines: Sequence[Passage]) -> str:
    return "".join(line.segment.text + line.segment.tail for line in lines).strip()
