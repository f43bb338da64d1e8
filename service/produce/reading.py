"""An article as it would be said now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.model import Article, LexiconEntry, Override, Recording, Revision, Segment, Utterance
from service.plan import split_corrections
from service.store.library import Library
from service.text.lexicon import Lexicon
from service.text.segments import split_segments
from service.text.spoken import utter


@dataclass(frozen=True, slots=True)
class Script:
    """The sentences of an article in order, printed and said.

    ``recordings`` are the editors' own, by the segment they are heard for. ``parked``
    overrides and recordings no longer fit any sentence.
    """

    segments: tuple[Segment, ...]
    utterances: tuple[Utterance, ...]
    recordings: Mapping[str, Recording]
    parked: tuple[Override | Recording, ...]


def write_script(article: Article, library: Library) -> Script:
    """The script of the article's newest revision under today's lexicon and corrections."""
    return _write(
        article.revision,
        article.id,
        library.lexicon_entries(),
        library.overrides(article.id),
        library.recordings(article.id),
    )


@lru_cache(maxsize=32)
def _write(
    revision: Revision,
    article_id: str,
    entries: tuple[LexiconEntry, ...],
    overrides: tuple[Override, ...],
    recordings: tuple[Recording, ...],
) -> Script:
    """Remembered, since one run asks for the same script when it plans and when it publishes."""
    segments = split_segments(revision.blocks)
    said, unsaid = split_corrections(segments, overrides)
    heard, unheard = split_corrections(segments, recordings)
    lexicon = Lexicon(entries).reader(section=revision.section, article_id=article_id)
    utterances = tuple(
        utter(
            segment,
            lexicon=lexicon,
            override=said[segment.id].spoken if segment.id in said else None,
        )
        for segment in segments
    )
    return Script(segments, utterances, heard, (*unsaid, *unheard))
