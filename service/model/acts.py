"""What people and programs do at the desk, by the API and in the shell: the words of the audit."""

from enum import StrEnum


class Act(StrEnum):
    """Something that is done. Its value stands in the audit for ever: none is ever renamed."""

    TAKE_IN = "take-in"
    HOLD = "hold"
    EDIT_TEXT = "edit-text"
    APPROVE = "approve"
    REJECT = "reject"

    OVERRIDE = "override"
    OVERRIDE_REMOVED = "override-removed"
    RECORDING = "recording"
    RECORDING_REMOVED = "recording-removed"
    TABLE = "table"
    TABLE_REMOVED = "table-removed"
    ACKNOWLEDGE = "acknowledge"
    ACKNOWLEDGE_REMOVED = "acknowledge-removed"
    CONFIRM = "confirm"
    CONFIRM_REMOVED = "confirm-removed"
    LOCK = "lock"
    UNLOCK = "unlock"
    NOTE = "note"
    NOTE_REMOVED = "note-removed"
    ASSIGN = "assign"
    UNDO = "undo"
    UNDO_WORK = "undo-work"
    AUDITION = "audition"

    REGENERATE = "regenerate"
    CANCEL = "cancel"
    RETRY = "retry"

    RELEASE = "release"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    ROLL_BACK = "roll-back"
    CORRECT = "correct"
    DELETE = "delete"

    LEXICON = "lexicon"
    LEXICON_REMOVED = "lexicon-removed"
    LEXICON_RESTORED = "lexicon-restored"
    LEXICON_IMPORT = "lexicon-import"
    LEXICON_AUDITION = "lexicon-audition"

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    SESSION_ENDED = "session-ended"
    OTHERS_SESSION_ENDED = "others-session-ended"
    ACCOUNT = "account"
    PASSWORD = "password"  # noqa: S105 - the word of an act
    PASSWORD_RESET = "password-reset"  # noqa: S105 - the word of an act
    SECOND_FACTOR = "second-factor"
    SECOND_FACTOR_REMOVED = "second-factor-removed"

    PERSON = "person"
    PERSON_CHANGED = "person-changed"
    PERSON_REMOVED = "person-removed"
    PERSON_RESTORED = "person-restored"
    SIGN_IN_LINK = "sign-in-link"
    SECOND_FACTOR_RESET = "second-factor-reset"
    OWN_TOKEN = "own-token"  # noqa: S105 - the word of an act
    OWN_TOKEN_REVOKED = "own-token-revoked"  # noqa: S105 - the word of an act
    TOKEN = "token"  # noqa: S105 - the word of an act
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - the word of an act

    WEBHOOK = "webhook"
    WEBHOOK_REMOVED = "webhook-removed"
    WEBHOOK_TESTED = "webhook-tested"

    CHANNEL = "channel"
    CHANNEL_REMOVED = "channel-removed"
    CHANNEL_RESTORED = "channel-restored"
    PRIVATE_FEED = "private-feed"
    PRIVATE_FEED_REVOKED = "private-feed-revoked"


TAKING_IN = frozenset({Act.TAKE_IN, Act.HOLD})
MAKING = frozenset({Act.REGENERATE, Act.CANCEL, Act.RETRY, Act.AUDITION})
EDITING = frozenset(
    {
        Act.EDIT_TEXT,
        Act.OVERRIDE,
        Act.OVERRIDE_REMOVED,
        Act.RECORDING,
        Act.RECORDING_REMOVED,
        Act.TABLE,
        Act.TABLE_REMOVED,
        Act.ACKNOWLEDGE,
        Act.ACKNOWLEDGE_REMOVED,
        Act.CONFIRM,
        Act.CONFIRM_REMOVED,
        Act.LOCK,
        Act.UNLOCK,
        Act.NOTE,
        Act.NOTE_REMOVED,
        Act.ASSIGN,
        Act.UNDO,
        Act.UNDO_WORK,
    }
)
RELEASING = frozenset(
    {
        Act.APPROVE,
        Act.REJECT,
        Act.RELEASE,
        Act.SCHEDULE,
        Act.UNSCHEDULE,
        Act.WITHDRAW,
        Act.RESTORE,
        Act.ROLL_BACK,
        Act.CORRECT,
    }
)
NAMING = frozenset(
    {
        Act.LEXICON,
        Act.LEXICON_REMOVED,
        Act.LEXICON_RESTORED,
        Act.LEXICON_IMPORT,
        Act.LEXICON_AUDITION,
    }
)
"""Acts on the newsroom's lexicon."""

OWN = frozenset(
    {
        Act.SIGN_IN,
        Act.SIGN_OUT,
        Act.SESSION_ENDED,
        Act.ACCOUNT,
        Act.PASSWORD,
        Act.SECOND_FACTOR,
        Act.SECOND_FACTOR_REMOVED,
        Act.OWN_TOKEN,
        Act.OWN_TOKEN_REVOKED,
    }
)
"""What a person does with the own account, whatever the role."""

ADMINISTERING = frozenset(
    {
        Act.DELETE,
        Act.PERSON,
        Act.PERSON_CHANGED,
        Act.PERSON_REMOVED,
        Act.PERSON_RESTORED,
        Act.SIGN_IN_LINK,
        Act.SECOND_FACTOR_RESET,
        Act.PASSWORD_RESET,
        Act.OTHERS_SESSION_ENDED,
        Act.TOKEN,
        Act.TOKEN_REVOKED,
        Act.WEBHOOK,
        Act.WEBHOOK_REMOVED,
        Act.WEBHOOK_TESTED,
        Act.CHANNEL,
        Act.CHANNEL_REMOVED,
        Act.CHANNEL_RESTORED,
        Act.PRIVATE_FEED,
        Act.PRIVATE_FEED_REVOKED,
    }
)
ON_ARTICLES = TAKING_IN | MAKING | EDITING | RELEASING | {Act.DELETE}
"""Acts on one article, whose section tells whether a person of some sections may do them."""
