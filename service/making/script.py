"""An article as it would be said now."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from service.model import (
    Article,
    LexiconEntry,
    Override,
    Recording,
    Revision,
    Segment,
    SpeechRules,
    TableChoice,
    TakenPicture,
    Utterance,
)
from service.model.pictures import picture_sources
from service.plan.corrections import split_corrections
from service.store.library import Library
from service.text.deliveries import SpeechChoices, deliver
from service.text.lexicon import Lexicon
from service.text.segments import split_segments
from service.text.spoken import utter

Asked: TypeAlias = tuple[
    Revision,
    str,
    tuple[LexiconEntry, ...],
    tuple[Override, ...],
    tuple[Recording, ...],
    SpeechRules,
    tuple[TableChoice, ...],
]
"""What a script depends on: revision, article, lexicon, corrections, rules, choices."""


@dataclass(frozen=True, slots=True)
class Script:
    """The sentences of an article in order, printed and said.

    ``recordings`` are the editors' own, by the segment they are heard for. ``parked``
    overrides and recordings no longer fit any sentence. ``ruled`` is what the rules would say
    of sentences that an editor's words are said for. ``pictures`` tell what became of those
    that the article shows.
    """

    segments: tuple[Segment, ...]
    utterances: tuple[Utterance, ...]
    recordings: Mapping[str, Recording]
    parked: tuple[Override | Recording, ...]
    ruled: Mapping[str, Utterance] = field(default_factory=dict)
    pictures: tuple[TakenPicture, ...] = ()


MOST_SENTENCES = 2_000
"""Of the scripts that are remembered: some megabytes, and more than 30 common articles."""


class Remembered:
    """The scripts asked for last, of at most ``most_sentences`` together.

    One run asks for the same script when it plans and when it publishes. One that is
    longer by itself is written anew each time.
    """

    def __init__(self, most_sentences: int) -> None:
        self._most = most_sentences
        self._lock = threading.Lock()
        self._scripts: OrderedDict[Asked, Script] = OrderedDict()

    def get(self, asked: Asked) -> Script:
        """What ``asked`` is said like."""
        with self._lock:
            known = self._scripts.get(asked)
            if known is not None:
                self._scripts.move_to_end(asked)
                return known
        script = _write(*asked)
        if len(script.segments) > self._most:
            return script
        with self._lock:
            self._scripts[asked] = script
            while self.sentences > self._most:
                self._scripts.popitem(last=False)
        return script

    @property
    def sentences(self) -> int:
        """How many are held."""
        return sum(len(script.segments) for script in self._scripts.values())


_REMEMBERED = Remembered(MOST_SENTENCES)


def write_script(article: Article, library: Library, rules: SpeechRules) -> Script:
    """The script of the article's newest revision under these rules and today's corrections."""
    script = _REMEMBERED.get(ask_for(article, library, rules))
    return replace(script, pictures=shown_pictures(article, library))


def shown_pictures(article: Article, library: Library) -> tuple[TakenPicture, ...]:
    """What became of the pictures of the newest revision, in its order, as far as was tried."""
    sources = picture_sources(article.revision)
    known = {each.source: each for each in library.pictures(article.id)} if sources else {}
    return tuple(known[each] for each in sources if each in known)


def ask_for(article: Article, library: Library, rules: SpeechRules) -> Asked:
    """All that the article's script depends on."""
    return (
        article.revision,
        article.id,
        library.lexicon_entries(),
        library.overrides(article.id),
        library.recordings(article.id),
        rules,
        library.table_choices(article.id),
    )


def _write(
    revision: Revision,
    article_id: str,
    entries: tuple[LexiconEntry, ...],
    overrides: tuple[Override, ...],
    recordings: tuple[Recording, ...],
    rules: SpeechRules,
    tables: tuple[TableChoice, ...],
) -> Script:
    leaves = revision.leaves
    segments = split_segments(leaves)
    choices = SpeechChoices(rules, {each.table: each.reading for each in tables})
    said, unsaid = split_corrections(segments, overrides)
    heard, unheard = split_corrections(segments, recordings)
    lexicon = Lexicon(entries).reader(section=revision.section, article_id=article_id)
    utterances, ruled = list[Utterance](), dict[str, Utterance]()
    for segment, delivery in deliver(leaves, segments, choices):
        by_rules = utter(segment, lexicon=lexicon, delivery=delivery)
        if segment.id in said:
            ruled[segment.id] = by_rules
            by_rules = utter(segment, override=said[segment.id].spoken)
        utterances.append(by_rules)
    return Script(segments, tuple(utterances), heard, (*unsaid, *unheard), ruled)
