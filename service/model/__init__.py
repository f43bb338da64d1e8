"""The words of Loa: frozen values with their units in the type.

A value that cannot be wrong cannot be built: each class checks itself in
``__post_init__`` and raises ``ValueError``, which is a programming error and
never a person's. What each word means stands in ``docs/glossary.md``.
"""

from service.model.access import (
    CLOCK_STEP,
    SESSION_IDLE,
    SESSION_LIFE,
    ApiToken,
    DeskSession,
    is_worth_noting,
)
from service.model.article import (
    Article,
    Block,
    LeftOut,
    Revision,
    fold_section,
)
from service.model.card import LEAD_CHARACTERS, ArticleCard, Card, ItemSize, ReadyItem, card_of
from service.model.content import BlockKind, Content, Ending, Leaf, StoredPicture
from service.model.corrections import (
    LexiconEntry,
    LexiconScope,
    Override,
    Recording,
    SayAs,
    TableChoice,
)
from service.model.differences import Difference, DifferenceKind
from service.model.edition import (
    Channel,
    Edition,
    Enclosure,
    Episode,
    Passage,
    Voicing,
    episode_guid,
)
from service.model.hold import Hold, HoldReason
from service.model.job import Job, JobState, Progress
from service.model.pictures import TakenPicture
from service.model.review import Assignment, Review, ReviewKind, SentenceLock, SentenceNote
from service.model.sound import (
    BITRATES_KBPS,
    ENCODER_LOSS_DB,
    RECORDED_VOICE,
    RECORDING,
    SAMPLE_RATES,
    TARGET_LUFS,
    TOLERANCE_LU,
    AudioFormat,
    Chapter,
    Clip,
    ClipSpec,
    Cue,
    Span,
    Speech,
    Voice,
)
from service.model.speech import DeletedReading, PictureReading, SpeechRules, TableReading
from service.model.trouble import Trouble
from service.model.units import LANGUAGE, Ms, Samples
from service.model.utterance import ForeignRun, Reading, Segment, TextWarning, Utterance
from service.model.webhook import (
    LOG_LIFE,
    MOST_WEBHOOKS,
    SUBSCRIBED,
    Attempt,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    Webhook,
)
from service.model.wish import EditionWish

__all__ = [
    "BITRATES_KBPS",
    "CLOCK_STEP",
    "ENCODER_LOSS_DB",
    "LANGUAGE",
    "LEAD_CHARACTERS",
    "LOG_LIFE",
    "MOST_WEBHOOKS",
    "RECORDED_VOICE",
    "RECORDING",
    "SAMPLE_RATES",
    "SESSION_IDLE",
    "SESSION_LIFE",
    "SUBSCRIBED",
    "TARGET_LUFS",
    "TOLERANCE_LU",
    "ApiToken",
    "Article",
    "ArticleCard",
    "Assignment",
    "Attempt",
    "AudioFormat",
    "Block",
    "BlockKind",
    "Card",
    "Channel",
    "Chapter",
    "Clip",
    "ClipSpec",
    "Content",
    "Cue",
    "DeletedReading",
    "Delivery",
    "DeliveryState",
    "DeskSession",
    "Difference",
    "DifferenceKind",
    "Edition",
    "EditionWish",
    "Enclosure",
    "Ending",
    "Episode",
    "Event",
    "EventKind",
    "ForeignRun",
    "Hold",
    "HoldReason",
    "ItemSize",
    "Job",
    "JobState",
    "Leaf",
    "LeftOut",
    "LexiconEntry",
    "LexiconScope",
    "Ms",
    "Override",
    "Passage",
    "PictureReading",
    "Progress",
    "Reading",
    "ReadyItem",
    "Recording",
    "Review",
    "ReviewKind",
    "Revision",
    "Samples",
    "SayAs",
    "Segment",
    "SentenceLock",
    "SentenceNote",
    "Span",
    "Speech",
    "SpeechRules",
    "StoredPicture",
    "TableChoice",
    "TableReading",
    "TakenPicture",
    "TextWarning",
    "Trouble",
    "Utterance",
    "Voice",
    "Voicing",
    "Webhook",
    "card_of",
    "episode_guid",
    "fold_section",
    "is_worth_noting",
]
