"""The words of Loa: frozen values with their units in the type.

A value that cannot be wrong cannot be built: each class checks itself in
``__post_init__`` and raises ``ValueError``, which is a programming error and
never a person's. What each word means stands in ``docs/glossary.md``.
"""

from service.model.article import Article, Block, BlockKind, LeftOut, Revision
from service.model.corrections import LexiconEntry, LexiconScope, Override, SayAs
from service.model.edition import Channel, Edition, Enclosure, Episode, Passage
from service.model.job import Job, JobState, Progress
from service.model.sound import (
    BITRATES_KBPS,
    SAMPLE_RATES,
    AudioFormat,
    Chapter,
    Clip,
    ClipSpec,
    Cue,
    Span,
    Speech,
    Voice,
    WordMark,
)
from service.model.units import LANGUAGE, Ms, Samples
from service.model.utterance import Ending, ForeignRun, Reading, Segment, TextWarning, Utterance

__all__ = [
    "BITRATES_KBPS",
    "LANGUAGE",
    "SAMPLE_RATES",
    "Article",
    "AudioFormat",
    "Block",
    "BlockKind",
    "Channel",
    "Chapter",
    "Clip",
    "ClipSpec",
    "Cue",
    "Edition",
    "Enclosure",
    "Ending",
    "Episode",
    "ForeignRun",
    "Job",
    "JobState",
    "LeftOut",
    "LexiconEntry",
    "LexiconScope",
    "Ms",
    "Override",
    "Passage",
    "Progress",
    "Reading",
    "Revision",
    "Samples",
    "SayAs",
    "Segment",
    "Span",
    "Speech",
    "TextWarning",
    "Utterance",
    "Voice",
    "WordMark",
]
