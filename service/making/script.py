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
    SpeechRules,
    tuple[TableChoice, ...],
]
"""What the rules say of an article depends on: revision, article, lexicon, rules, choices."""

_Key: TypeAlias = tuple[
    str, str, str, tuple[LexiconEntry, ...], SpeechRules, tuple[TableChoice, ...]
]
"""The same by the revision's id, which digests its text, and its section."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The sentences of an article in order, and what the rules say of each."""

    segments: tuple[Segment, ...]
    utterances: tuple[Utterance, ...]


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


MOST_SENTENCES = 8_000
"""Of what is remembered: some 20 MB, one article of many hours or a hundred common ones."""


class Remembered:
    """What the rules say of the articles asked for last, of ``most_sentences`` together.

    One run asks when it plans and when it publishes, and an editor at each step. What is
    longer by itself is read anew each time. What editors correct is not part of it: each
    correction would have all of a long article read anew.
    """

    def __init__(self, most_sentences: int) -> None:
        self._most = most_sentences
        self._lock = threading.Lock()
        self._ruled: OrderedDict[_Key, Ruled] = OrderedDict()

    def get(self, asked: Asked) -> Ruled:
        """What the rules say of ``asked``."""
        revision, article_id, entries, rules, tables = asked
        key = (revision.id, revision.section or "", article_id, entries, rules, tables)
        with self._lock:
            known = self._ruled.get(key)
            if known is not None:
                self._ruled.move_to_end(key)
                return known
        ruled = _read(*asked)
        if len(ruled.segments) > self._most:
            return ruled
        with self._lock:
            self._ruled[key] = ruled
            while self.sentences > self._most:
                self._ruled.popitem(last=False)
        return ruled

    @property
    def sentences(self) -> int:
        """How many are held."""
        return sum(len(ruled.segments) for ruled in self._ruled.values())


_REMEMBERED = Remembered(MOST_SENTENCES)


def write_script(article: Article, library: Library, rules: SpeechRules) -> Script:
    """The script of the article's newest revision under these rules and today's corrections."""
    ruled = _REMEMBERED.get(ask_for(article, library, rules))
    script = _correct(ruled, library.overrides(article.id), library.recordings(article.id))
    return replace(script, pictures=shown_pictures(article, library))


def shown_pictures(article: Article, library: Library) -> tuple[TakenPicture, ...]:
    """What became of the pictures of the newest revision, in its order, as far as was tried."""
    sources = picture_sources(article.revision)
    known = {each.source: each for each in library.pictures(article.id)} if sources else {}
    return tuple(known[each] for each in sources if each in known)


def ask_for(article: Article, library: Library, rules: SpeechRules) -> Asked:
    """All that what the rules say of the article depends on."""
    return (
        article.revision,
        article.id,
        library.lexicon_entries(),
        rules,
        library.table_choices(article.id),
    )


def _read(
    revision: Revision,
    article_id: str,
    entries: tuple[LexiconEntry, ...],
    rules: SpeechRules,
    tables: tuple[TableChoice, ...],
) -> Ruled:
    leaves = revision.leaves
    segments = split_segments(leaves)
    choices = SpeechChoices(rules, {each.table: each.reading for each in tables})
    lexicon = Lexicon(entries).reader(section=revision.section, article_id=article_id)
    utterances = tuple(
        utter(segment, lexicon=lexicon, delivery=delivery)
        for segment, delivery in deliver(leaves, segments, choices)
    )
    return Ruled(segments, utterances)


def _correct(
    by_rules: Ruled, overrides: tuple[Override, ...], recordings: tuple[Recording, ...]
) -> Script:
    """What is said with what editors correct of it."""
    segments = by_rules.segments
    said, unsaid = split_corrections(segments, overrides)
    heard, unheard = split_corrections(segments, recordings)
    utterances, ruled = list(by_rules.utterances), dict[str, Utterance]()
    for at, segment in enumerate(segments):
        if segment.id in said:
            ruled[segment.id] = utterances[at]
            utterances[at] = utter(segment, override=said[segment.id].spoken)
    return Script(segments, tuple(utterances), heard, (*unsaid, *unheard), ruled)
