"""Who may call which address of the desk and the API: one table, which the entrances ask.

An address without a rule is refused to everybody.
"""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import TypeAlias

from service.desk.permissions import require_permission, require_reading
from service.errors import NotAllowedError
from service.model import Act, Actor


class Access(Enum):
    """What an address wants of who calls it, where that is no act."""

    OPEN = auto()
    """Nothing: it is how people come in."""
    READ = auto()
    """To have come in."""


OPEN, READ = Access.OPEN, Access.READ

Rule: TypeAlias = Act | Access
"""The act that an address does, or what else it wants."""

DESK: Mapping[str, Rule] = MappingProxyType(
    {
        "desk.sign_in": OPEN,
        "desk.redeem": OPEN,
        "desk.choose": OPEN,
        "desk.sign_out": Act.SIGN_OUT,
        "desk.articles": READ,
        "desk.foresee_bulk": READ,
        "desk.do_bulk": READ,
        "desk.undo_bulk": Act.UNDO,
        "desk.undo_acts": Act.UNDO,
        "desk.dashboard": READ,
        "desk.figures": READ,
        "desk.figures_csv": READ,
        "desk.status": READ,
        "desk.history": READ,
        "desk.compare": READ,
        "desk.article": READ,
        "desk.edit_text": READ,
        "desk.waveform": READ,
        "desk.edit_again": Act.EDIT_TEXT,
        "desk.sentence": READ,
        "desk.sentence_by_number": READ,
        "desk.assign": Act.ASSIGN,
        "desk.acknowledge": Act.ACKNOWLEDGE,
        "desk.confirm": Act.CONFIRM,
        "desk.remove_review": Act.ACKNOWLEDGE_REMOVED,
        "desk.lock": Act.LOCK,
        "desk.unlock": Act.UNLOCK,
        "desk.note": Act.NOTE,
        "desk.settle": Act.NOTE,
        "desk.hear": Act.AUDITION,
        "desk.regenerate": Act.REGENERATE,
        "desk.make_and_release": Act.RELEASE,
        "desk.release": Act.RELEASE,
        "desk.approve_made": Act.APPROVE,
        "desk.schedule": Act.SCHEDULE,
        "desk.hold_edition": Act.UNSCHEDULE,
        "desk.withdraw_article": Act.WITHDRAW,
        "desk.restore_article": Act.RESTORE,
        "desk.delete_article": Act.DELETE,
        "desk.roll_back_article": Act.ROLL_BACK,
        "desk.edition_audio": READ,
        "desk.clip": READ,
        "desk.held": READ,
        "desk.approve": Act.APPROVE,
        "desk.reject": Act.REJECT,
        "desk.new_article": Act.TAKE_IN,
        "desk.look_at_article": Act.TAKE_IN,
        "desk.keep_article": Act.TAKE_IN,
        "desk.jobs": READ,
        "desk.job": READ,
        "desk.progress": READ,
        "desk.cancel": Act.CANCEL,
        "desk.retry": Act.RETRY,
        "desk.lexicon": READ,
        "desk.preview_entry": READ,
        "desk.lexicon_entry": READ,
        "desk.hear_entry": Act.LEXICON_AUDITION,
        "desk.undo_entry": Act.LEXICON_RESTORED,
        "desk.preview_import": READ,
        "desk.save_entry": Act.LEXICON,
        "desk.remove_entry": Act.LEXICON_REMOVED,
        "desk.import_entries": Act.LEXICON_IMPORT,
        "desk.lexicon_csv": READ,
        "desk.lexicon_pls": READ,
        "desk.save_override": Act.OVERRIDE,
        "desk.remove_override": Act.OVERRIDE_REMOVED,
        "desk.restore_override": Act.OVERRIDE,
        "desk.save_recording": Act.RECORDING,
        "desk.remove_recording": Act.RECORDING_REMOVED,
        "desk.restore_recording": Act.RECORDING,
        "desk.recording": READ,
        "desk.choose_table": Act.TABLE,
        "desk.sessions": READ,
        "desk.end_session": Act.SESSION_ENDED,
        "desk.audit": READ,
        "desk.audit_csv": READ,
        "desk.audit_json": READ,
        "desk.tokens": Act.TOKEN,
        "desk.new_token": Act.TOKEN,
        "desk.end_token": Act.TOKEN_REVOKED,
        "desk.account": READ,
        "desk.rename_self": Act.ACCOUNT,
        "desk.save_password": Act.PASSWORD,
        "desk.second_factor": READ,
        "desk.save_second_factor": Act.SECOND_FACTOR,
        "desk.remove_second_factor": Act.SECOND_FACTOR_REMOVED,
        "desk.new_codes": Act.SECOND_FACTOR,
        "desk.make_own_token": Act.OWN_TOKEN,
        "desk.revoke_own_token": Act.OWN_TOKEN_REVOKED,
        "desk.people": Act.PERSON,
        "desk.add_person": Act.PERSON,
        "desk.person": Act.PERSON,
        "desk.change_person": Act.PERSON_CHANGED,
        "desk.rename_person": Act.PERSON_CHANGED,
        "desk.remove_person": Act.PERSON_REMOVED,
        "desk.restore_person": Act.PERSON_RESTORED,
        "desk.link_person": Act.SIGN_IN_LINK,
        "desk.reset_password": Act.PASSWORD_RESET,
        "desk.reset_second_factor": Act.SECOND_FACTOR_RESET,
        "desk.webhooks": Act.WEBHOOK,
        "desk.webhook": Act.WEBHOOK,
        "desk.new_webhook": Act.WEBHOOK,
        "desk.change_webhook": Act.WEBHOOK,
        "desk.change_webhook_secret": Act.WEBHOOK,
        "desk.disable": Act.WEBHOOK,
        "desk.enable": Act.WEBHOOK,
        "desk.test_webhook": Act.WEBHOOK_TESTED,
        "desk.resend": Act.WEBHOOK_TESTED,
        "desk.remove": Act.WEBHOOK_REMOVED,
        "desk.channels": Act.CHANNEL,
        "desk.new_channel": Act.CHANNEL,
        "desk.channel": Act.CHANNEL,
        "desk.change_channel_words": Act.CHANNEL,
        "desk.change_channel_cover": Act.CHANNEL,
        "desk.remove_channel": Act.CHANNEL_REMOVED,
        "desk.restore_channel": Act.CHANNEL_RESTORED,
        "desk.new_private_feed": Act.PRIVATE_FEED,
        "desk.revoke_private_feed": Act.PRIVATE_FEED_REVOKED,
    }
)

API: Mapping[str, Rule] = MappingProxyType(
    {
        "api.openapi": OPEN,
        "api.editions": READ,
        "api.articles": READ,
        "api.put_article": Act.TAKE_IN,
        "api.preview": READ,
        "api.approve": Act.APPROVE,
        "api.reject": Act.REJECT,
        "api.get_article": READ,
        "api.regenerate": Act.REGENERATE,
        "api.hold": Act.UNSCHEDULE,
        "api.accept": Act.APPROVE,
        "api.release": Act.RELEASE,
        "api.schedule": Act.SCHEDULE,
        "api.withdraw_article": Act.WITHDRAW,
        "api.restore_article": Act.RESTORE,
        "api.roll_back_article": Act.ROLL_BACK,
        "api.delete_article": Act.DELETE,
        "api.corrections": READ,
        "api.jobs": READ,
        "api.get_job": READ,
        "api.cancel_job": Act.CANCEL,
        "api.retry_job": Act.RETRY,
        "api.webhooks": Act.WEBHOOK,
        "api.new_webhook": Act.WEBHOOK,
        "api.webhook": Act.WEBHOOK,
        "api.change_webhook": Act.WEBHOOK,
        "api.remove_webhook": Act.WEBHOOK_REMOVED,
        "api.change_webhook_secret": Act.WEBHOOK,
        "api.test_webhook": Act.WEBHOOK_TESTED,
        "api.deliveries": Act.WEBHOOK,
        "api.resend": Act.WEBHOOK_TESTED,
        "api.channels": Act.CHANNEL,
        "api.new_channel": Act.CHANNEL,
        "api.channel": Act.CHANNEL,
        "api.change_channel": Act.CHANNEL,
        "api.remove_channel": Act.CHANNEL_REMOVED,
        "api.restore_channel": Act.CHANNEL_RESTORED,
        "api.private_feeds": Act.PRIVATE_FEED,
        "api.new_private_feed": Act.PRIVATE_FEED,
        "api.revoke_private_feed": Act.PRIVATE_FEED_REVOKED,
        "api.audit": READ,
    }
)

RULES: Mapping[str, Rule] = MappingProxyType({**DESK, **API})
"""The rule of each address, by its endpoint."""


def is_open(endpoint: str | None) -> bool:
    """Whether the address is for who has not come in yet."""
    return RULES.get(endpoint or "") is OPEN


def require_rule(endpoint: str | None, actor: Actor) -> None:
    """Raises NotAllowedError where ``actor`` may not call the address at all.

    Whether it may be done to this article, the desk asks when it is done.
    """
    rule = RULES.get(endpoint or "")
    if rule is None:
        raise NotAllowedError(
            "Địa chỉ này chưa được mở cho ai.", "Nobody may call this address: it has no rule."
        )
    if isinstance(rule, Act):
        require_permission(actor, rule)
    else:
        require_reading(actor)
