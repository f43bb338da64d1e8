"""Where each sentence is heard: clips and pauses become spans."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.model import AudioFormat, Clip, Ending, Ms, Pause, Samples, Segment, Span

JOIN_PAUSE_US = 48_600
"""Microseconds of silence that joining two clips always brings: encoder delay and padding."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long it is quiet after what ends; each as heard, to the nearest frame.

    A join alone is 48.6 ms long, so no pause comes out shorter. ``lead_in`` lies
    before the first sentence and ``tail`` after the last. The pause between two
    parts of one sentence lies inside its clip: ``ClipSpec.comma_pause``.
    """

    sentence: Ms = field(default=Ms(350))
    line: Ms = field(default=Ms(450))
    item: Ms = field(default=Ms(550))
    paragraph: Ms = field(default=Ms(700))
    heading: Ms = field(default=Ms(900))
    subheading: Ms = field(default=Ms(800))
    subsection: Ms = field(default=Ms(1000))
    section: Ms = field(default=Ms(1200))
    lead_in: Ms = field(default=Ms(200))
    tail: Ms = field(default=Ms(600))

    def __post_init__(self) -> None:
        lengths = (*map(self.after, Ending), self.lead_in, self.tail)
        if not all(0 <= length <= 60_000 for length in lengths):
            raise ValueError("a pause lasts between 0 and 60,000 ms")

    def after(self, ending: Ending) -> Ms:
        """The pause after ``ending``."""
        return {
            Ending.SENTENCE: self.sentence,
            Ending.LINE: self.line,
            Ending.ITEM: self.item,
            Ending.PARAGRAPH: self.paragraph,
            Ending.HEADING: self.heading,
            Ending.SUBHEADING: self.subheading,
            Ending.SUBSECTION: self.subsection,
            Ending.SECTION: self.section,
        }[ending]


def lay_out(
    segments: Sequence[Segment],
    frame_counts: Sequence[int | None],
    pauses: Pauses,
    audio: AudioFormat,
) -> tuple[Span | None, ...]:
    """The span of each segment's clip, in order; None for one that is not heard (count None).

    ``frame_counts`` are the lengths of the segments' clips. A span covers its
    clip's frames; between two spans lies the longest pause asked for by the
    segments that end there, heard or not, in whole silent frames.
    """
    spans: list[Span | None] = []
    at = _silent_samples(pauses.lead_in, audio)
    pause: Ms | None = None
    for segment, count in zip(segments, frame_counts, strict=True):
        own = pauses.after(segment.ending)
        if count is None:
            spans.append(None)
            pause = None if pause is None else max(pause, own)
            continue
        if pause is not None:
            at = Samples(at + pause_between(pause, audio))
        end = Samples(at + count * audio.frame_samples)
        spans.append(Span(segment.id, at, end))
        at, pause = end, own
    return tuple(spans)


def pause_between(pause: Ms, audio: AudioFormat) -> Samples:
    """Silent samples that make the pause between two clips, over what the join brings."""
    return _nearest_frames(pause * 1000 - JOIN_PAUSE_US, audio)


def words_within(clip_span: Span, clip: Clip, *, opens: bool, closes: bool) -> Span:
    """Where in ``clip_span`` the words of its clip are heard.

    That is all of it but the jingle that ``opens`` or ``closes`` the clip.
    """
    begin = clip_span.begin + clip.speech_begin if opens else clip_span.begin
    end = clip_span.begin + clip.speech_end if closes else clip_span.end
    return Span(clip_span.segment_id, Samples(begin), Samples(end))


def pauses_within(words: Span, clip_span: Span, clip: Clip) -> tuple[Pause, ...]:
    """The pauses of ``clip`` amid its ``words``, counted from where these begin."""
    lead = words.begin - clip_span.begin
    return tuple(
        Pause(Samples(each.begin - lead), Samples(each.end - lead))
        for each in clip.pauses
        if each.begin >= lead and clip_span.begin + each.end <= words.end
    )


def edition_length(spans: Sequence[Span | None], pauses: Pauses, audio: AudioFormat) -> Samples:
    """The whole length of an edition of clips with these spans: to the last end, and the tail."""
    last = max((span.end for span in spans if span is not None), default=Samples(0))
    return Samples(last + _silent_samples(pauses.tail, audio))


def _silent_samples(length: Ms, audio: AudioFormat) -> Samples:
    return _nearest_frames(length * 1000, audio)


def _nearest_frames(microseconds: int, audio: AudioFormat) -> Samples:
    frame_us = audio.frame_samples * 1_000_000 // audio.sample_rate
    frames = max(0, (2 * microseconds + frame_us) // (2 * frame_us))
    return Samples(frames * audio.frame_samples)
