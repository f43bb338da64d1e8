"""What of an article is to be looked at before anybody hears it: differences and warnings.

Figures and names that are said otherwise than printed, sound that was recorded for another
sentence, and what the readers doubt; each as long as nobody has found it right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.making.script import Script
from service.model import (
    Difference,
    DifferenceKind,
    Recording,
    Review,
    ReviewKind,
    Segment,
    TextWarning,
    Utterance,
)
from service.store.library import Library
from service.text.agreement import find_differences

_compare = lru_cache(maxsize=8192)(find_differences)


@dataclass(frozen=True, slots=True)
class SentenceDifferences:
    """What of one sentence is said otherwise than it is printed.

    ``subject`` is what a person confirms: these words, or the digest of this sound, for the
    sentence as it is printed. ``confirmed`` tells who did.
    """

    segment: Segment
    subject: str
    differences: tuple[Difference, ...]
    confirmed: Review | None


@dataclass(frozen=True, slots=True)
class SentenceWarning:
    """What a reader doubts in a sentence; ``seen`` tells who found it right as it is."""

    segment: Segment
    warning: TextWarning
    seen: Review | None

    @property
    def subject(self) -> str:
        """What a person finds right: this doubt about this written form."""
        return warning_subject(self.warning)


def unconfirmed(
    article_id: str, script: Script, library: Library
) -> tuple[SentenceDifferences, ...]:
    """The differences of the article, said as in ``script``, that nobody has confirmed."""
    found = article_differences(article_id, script, library).values()
    return tuple(each for each in found if each.confirmed is None)


def open_warnings(article_id: str, script: Script, library: Library) -> tuple[SentenceWarning, ...]:
    """The warnings of the article, said as in ``script``, that nobody has found right."""
    found = find_script_warnings(script, library.reviews(article_id))
    return tuple(each for each in found if each.seen is None)


def article_differences(
    article_id: str, script: Script, library: Library
) -> Mapping[str, SentenceDifferences]:
    """As :func:`find_script_differences`, of an article in the library."""
    return find_script_differences(
        script, library.first_prints(article_id), library.reviews(article_id)
    )


def find_script_differences(
    script: Script, first_prints: Mapping[str, str], reviews: Sequence[Review]
) -> Mapping[str, SentenceDifferences]:
    """The sentences that are said otherwise than printed, by their ids.

    ``first_prints`` tell of a recording's digest what was printed when it was made.
    """
    return {each.segment.id: each for each in _differing(script, first_prints, reviews)}


def find_script_warnings(script: Script, reviews: Sequence[Review]) -> tuple[SentenceWarning, ...]:
    """Every warning of sentences that no recording is heard for, in order."""
    known = _by_subject(reviews, ReviewKind.WARNING)
    return tuple(
        SentenceWarning(
            segment, warning, known.get((segment.id, segment.text, warning_subject(warning)))
        )
        for segment, utterance in zip(script.segments, script.utterances, strict=True)
        if segment.id not in script.recordings
        for warning in utterance.warnings
    )


def compare_words(segment: Segment, by_rules: Utterance, said: str) -> tuple[Difference, ...]:
    """What ``said`` says otherwise than ``segment`` prints."""
    return _compare(segment.text, by_rules, said)


def compare_sound(recording: Recording, first_print: str | None) -> tuple[Difference, ...]:
    """What a recording may say otherwise: nobody hears it here, so another print is asked about."""
    if first_print is None or first_print == recording.printed:
        return ()
    return (Difference(DifferenceKind.SOUND, recording.printed, first_print),)


def warning_subject(warning: TextWarning) -> str:
    """What a person finds right of ``warning``."""
    return f"{warning.code}: {warning.written}"


def _differing(
    script: Script, first_prints: Mapping[str, str], reviews: Sequence[Review]
) -> Iterator[SentenceDifferences]:
    confirmed = _by_subject(reviews, ReviewKind.DIFFERENCE)
    for segment, utterance in zip(script.segments, script.utterances, strict=True):
        recording = script.recordings.get(segment.id)
        if recording is not None:
            subject = recording.digest
            found = compare_sound(recording, first_prints.get(recording.digest))
        elif segment.id in script.ruled:
            subject = utterance.spoken
            found = compare_words(segment, script.ruled[segment.id], subject)
        else:
            continue
        if found:
            review = confirmed.get((segment.id, segment.text, subject))
            yield SentenceDifferences(segment, subject, found, review)


def _by_subject(
    reviews: Sequence[Review], kind: ReviewKind
) -> Mapping[tuple[str, str, str], Review]:
    of_kind = (each for each in reviews if each.kind is kind)
    return {(each.segment_id, each.printed, each.subject): each for each in of_kind}
