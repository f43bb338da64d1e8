"""An article as it would be said now."""

from dataclasses import dataclass

from service.model import Article, Override, Segment, Utterance
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
    segments = split_segments(article.revision.blocks)
    applied, parked = split_overrides(segments, library.overrides(article.id))
    lexicon = Lexicon(library.lexicon_entries()).reader(
        section=article.revision.section, article_id=article.id
    )
    utterances = tuple(
        utter(segment, lexicon=lexicon, override=applied.get(segment.id)) for segment in segments
    )
    return Script(segments, utterances, parked)
