"""What there is to know of a made edition before it may go, gathered from the library."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from service.errors import EpisodeDamagedError
from service.making.current import find_article, follows_article
from service.making.differences import open_warnings, unconfirmed
from service.making.script import Script, write_script
from service.making.voices import unheard_voices
from service.model import Act, Edition, EditionWish
from service.model.acts import EDITING, TAKING_IN
from service.model.release import PendingRelease, Policy
from service.model.release_reason import ReleaseReason
from service.plan.release import ReleaseFacts, decide_release, says_the_same
from service.releasing.production import Production
from service.store.library import Library

_ASIDE = {Act.NOTE, Act.NOTE_REMOVED, Act.ASSIGN, Act.LOCK, Act.UNLOCK, Act.UNDO}
WORKING = TAKING_IN | (EDITING - _ASIDE)
"""The acts after which somebody has worked on what the next edition is."""

_DOUBTS = (ReleaseReason.WARNINGS, ReleaseReason.FIGURES)


def decide_pending(
    edition: Edition, wish: EditionWish | None, script: Script, production: Production
) -> PendingRelease:
    """How ``edition``, made for ``wish``, waits; without any reason it goes at once.

    ``script`` is the article as it would be said now. What somebody decided of the edition
    before stands: that it is to wait, or until when.
    """
    library, now = production.library, production.now()
    before = library.pending(edition.episode_id)
    facts = _gather(edition, wish, before, script, production)
    decision = decide_release(facts, production.rules)
    is_same = before is not None and before.number == edition.number
    return PendingRelease(
        edition.episode_id,
        edition.number,
        decision.reasons,
        since=before.since if before is not None and is_same else now,
        release_at=decision.release_at,
        approved_by=before.approved_by if before is not None and is_same else None,
    )


def decide_again(wish: EditionWish, production: Production) -> PendingRelease | None:
    """What waits of the wish's article, as ``wish`` would have it; None where nothing does."""
    library = production.library
    pending = library.pending(wish.article_id)
    if pending is None:
        return None
    edition = library.edition(wish.article_id, pending.number)
    if edition is None or (wish.releaser is None and not wish.hold):
        return pending
    script = script_now(wish.article_id, production)
    decided = decide_pending(edition, wish, script, production)
    if ReleaseReason.FIGURES in pending.reasons and not _says_article(wish.article_id, production):
        decided = decided.with_reasons(ReleaseReason.FIGURES)  # it says them still
    return decided if library.change_pending(pending, decided) else None


def _gather(
    edition: Edition,
    wish: EditionWish | None,
    before: PendingRelease | None,
    script: Script,
    production: Production,
) -> ReleaseFacts:
    library, article_id = production.library, edition.episode_id
    public = library.readable_episode(article_id)
    withdrawn = library.withdrawal(article_id)
    waited = before.reasons if before else ()
    facts = ReleaseFacts(
        policy=policy_of(article_id, production),
        now=production.now(),
        holds=(wish is not None and wish.hold) or ReleaseReason.ASKED in waited,
        releaser=wish.releaser if wish else None,
        editors=editors_of(article_id, library),
        warnings=len(open_warnings(article_id, script, library)),
        differences=len(unconfirmed(article_id, script, library)),
        says_the_same=says_the_same(edition, public.edition if public else None),
        is_withdrawn=withdrawn is not None,
        goes_at=_moment(edition, before, library),
    )
    if not edition.fallback_reason:
        return facts
    is_waiting = before is not None and ReleaseReason.VOICE in waited
    since = before.since if before is not None and is_waiting else edition.created
    section = edition.revision.section
    unheard = unheard_voices(section, production.studio, production.voices)
    return replace(facts, fell_back=since, was_heard=not unheard)


def script_now(article_id: str, production: Production) -> Script:
    """The article as it would be said now."""
    article = find_article(article_id, production.library)
    return write_script(article, production.library, production.studio.speech)


def _moment(edition: Edition, before: PendingRelease | None, library: Library) -> datetime | None:
    """When the edition is to go: as somebody chose, else as the article itself states.

    A later moment that the article states since counts too: nothing goes before its time.
    """
    stated = edition.revision.published
    if before is None or before.release_at is None or ReleaseReason.SCHEDULED not in before.reasons:
        return stated
    waited = _readable_edition(before.article_id, before.number, library)
    stated_then = waited.revision.published if waited is not None else None
    if before.release_at == stated_then:  # nobody has chosen another
        return stated
    return before.release_at if stated == stated_then else max(stated, before.release_at)


def policy_of(article_id: str, production: Production) -> Policy:
    """Who lets the article's editions go, by its section and by who sent it."""
    library = production.library
    section = find_article(article_id, library).revision.section
    return production.rules.policy_of(section, library.sender(article_id))


def follow_newest(pending: PendingRelease, production: Production) -> PendingRelease | None:
    """What waits, which heeds what was asked for since it was made and is not recorded yet.

    Who sends a text of a later date, or with a hold, does not wish the text before to go first.
    None where somebody has decided meanwhile.
    """
    library, article_id = production.library, pending.article_id
    article, wish = library.readable_article(article_id), library.wish(article_id)
    after = pending
    waiting = _readable_edition(article_id, pending.number, library)
    if article is not None and waiting is not None and article.revision.id != waiting.revision.id:
        stated = article.revision.published
        if stated > production.now():
            later = max(stated, pending.release_at or stated)
            after = replace(after.with_reasons(ReleaseReason.SCHEDULED), release_at=later)
    if wish is not None and wish.hold and wish.releaser is None:
        after = replace(after.with_reasons(ReleaseReason.ASKED), approved_by=None)
    return after if after == pending or library.change_pending(pending, after) else None


def look_again(article_id: str, production: Production) -> PendingRelease | None:
    """What of the article waits, of which warnings and figures were looked at meanwhile.

    A reason that is gone is told no more; what is free then goes at its time. Where the article
    is said otherwise by now than the edition says it, that has the doubts that it had: what
    mends them is not in it.
    """
    library = production.library
    pending = library.pending(article_id)
    if pending is None or not set(_DOUBTS) & set(pending.reasons):
        return pending
    if not _says_article(article_id, production):
        return pending
    script = script_now(article_id, production)
    gone = [
        reason
        for reason, found in zip(_DOUBTS, (open_warnings, unconfirmed), strict=True)
        if reason in pending.reasons and not found(article_id, script, library)
    ]
    after = pending.without(*gone)
    return after if library.change_pending(pending, after) else library.pending(article_id)


def _says_article(article_id: str, production: Production) -> bool:
    """Whether the newest edition says what the article says by now."""
    article = find_article(article_id, production.library)
    return follows_article(article, production.library, production.studio, production.media)


def doubt_again(article_id: str, production: Production) -> None:
    """What of the article waits, waits for open warnings and figures too, if there are any now."""
    library = production.library
    pending = library.pending(article_id)
    edition = library.edition(article_id, pending.number) if pending is not None else None
    if pending is None or edition is None:
        return
    decided = decide_pending(edition, None, script_now(article_id, production), production).reasons
    open_now = [each for each in decided if each in _DOUBTS]
    library.change_pending(pending, pending.with_reasons(*open_now))


def editors_of(article_id: str, library: Library) -> frozenset[str]:
    """Who has worked on the article since the edition that the public got last was made."""
    released = library.publication(article_id).releases
    public = _readable_edition(article_id, released[-1].number, library) if released else None
    # Since it was made, not since it went: what was edited in between is not in it. Of one that
    # cannot be read whoever ever worked on the article counts.
    since = public.created if public is not None else None
    return library.who_did(article_id, WORKING, since)


def _readable_edition(article_id: str, number: int, library: Library) -> Edition | None:
    """The edition; None too where its row is damaged: that holds up no decision on another."""
    with suppress(EpisodeDamagedError):
        return library.edition(article_id, number)
    return None
