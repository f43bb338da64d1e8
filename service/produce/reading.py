"""An article as it would be said now."""

from dataclasses import dataclass
from functools import lru_cache

from service.model import Article, LexiconEntry, Override, Revision, Segment, Utterance
from service.plan import split_overrides
from service.store.library import Library
from service.text.lexicon import Lexicon
from service.text.segments import split_segments
from service.text.spoken import utter


@dataclass(frozen=True, slots=True)
class Script:
    """The sentences of an article in order, printed and said, and the overrides that no
    longer fit any of them."""

    segments: tuple[Segment, ...]
    utterances: tuple[Utterance, ...]
    parked: tuple[Override, ...]


def write_script(article: Article, library: Library) -> Script:
    """The script of the article's newest revision under today's lexicon and overrides."""
    return _write(
        article.revision, article.id, library.lexicon_entries(), library.overrides(article.id)
    )


@lru_cache(maxsize=32)
def _write(
    revision: Revision,
    article_id: str,
    entries: tuple[LexiconEntry, ...],
    overrides: tuple[Override, ...],
) -> Script:
    """Remembered, since one run asks for the same script when it plans and when it publishes."""
    segments = split_segments(revision.blocks)
    applied, parked = split_overrides(segments, overrides)
    lexicon = Lexicon(entries).reader(section=revision.section, article_id=article_id)
    utterances = tuple(
        utter(segment, lexicon=lexicon, override=applied.get(segment.id)) for segment in segments
    )
    return Script(segments, utterances, parked)
