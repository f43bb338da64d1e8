"""Whether an edition may go to the public now, and in which state an article is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.model import Edition, fold_section
from service.model.release import ArticleState, PendingRelease, Policy
from service.model.release_reason import ReleaseReason

_STRICTNESS = tuple(Policy)


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """How a station lets editions go: by ``policy``, where no rule of section or sender is.

    ``sections`` are folded names. A sender's rule is of all of a kind ("api") or of one
    ("api:cms"). Of several that fit, the strictest counts. An edition of another voice than was
    wished waits for ``patience``, then goes; with ``holds_fallbacks`` for somebody's yes.
    """

    policy: Policy = Policy.AUTOMATIC
    sections: Mapping[str, Policy] = field(default_factory=dict)
    senders: Mapping[str, Policy] = field(default_factory=dict)
    patience: timedelta = timedelta(0)
    holds_fallbacks: bool = False

    def policy_of(self, section: str | None, sender: str) -> Policy:
        """The policy for what ``sender`` sent of this ``section``."""
        named = (
            self.sections.get(fold_section(section)) if section else None,
            self.senders.get(sender),
            self.senders.get(sender.partition(":")[0]),
        )
        found = [each for each in named if each is not None]
        return max(found, key=_STRICTNESS.index) if found else self.policy


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What there is to know of an edition before it may go.

    ``holds`` says that somebody wishes to hear it first; ``releaser`` asked for its release.
    ``editors`` have worked on it since the last one. ``warnings`` and ``differences`` are those
    that nobody has acknowledged. It ``says_the_same`` where only its sound or pictures are other
    than what the public has. ``goes_at`` is the moment that was chosen or stated; ``fell_back``
    is since when another voice was made do with, None where the wished one speaks; that one
    ``was_heard`` where it has ever spoken on this installation.
    """

    policy: Policy
    now: datetime
    holds: bool = False
    releaser: str | None = None
    editors: frozenset[str] = frozenset()
    warnings: int = 0
    differences: int = 0
    says_the_same: bool = False
    is_withdrawn: bool = False
    goes_at: datetime | None = None
    fell_back: datetime | None = None
    was_heard: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Why an edition waits, and until when; with neither it goes at once."""

    reasons: tuple[ReleaseReason, ...] = ()
    release_at: datetime | None = None


def decide_release(facts: ReleaseFacts, rules: ReleaseRules) -> Decision:
    """Whether the edition of these ``facts`` goes by ``rules``, and what it waits for."""
    reasons, moments = list(_standing(facts, rules)), list[datetime]()
    if facts.goes_at is not None and facts.goes_at > facts.now:
        reasons.append(ReleaseReason.SCHEDULED)
        moments.append(facts.goes_at)
    if facts.fell_back is not None and not facts.releaser and not facts.says_the_same:
        until = facts.fell_back + rules.patience
        if rules.holds_fallbacks:
            reasons.append(ReleaseReason.FALLBACK)
        elif until > facts.now and facts.was_heard:
            reasons.append(ReleaseReason.VOICE)
            moments.append(until)
    return Decision(tuple(reasons), max(moments, default=None))


def _standing(facts: ReleaseFacts, rules: ReleaseRules) -> list[ReleaseReason]:
    """What no time lifts."""
    found = []
    if facts.is_withdrawn:
        found.append(ReleaseReason.WITHDRAWN)
    if facts.holds and not facts.releaser:
        found.append(ReleaseReason.ASKED)
    if facts.differences and not facts.says_the_same:
        found.append(ReleaseReason.FIGURES)
    if not facts.says_the_same and (reason := _by_policy(facts)):
        found.append(reason)
    return found


def _by_policy(facts: ReleaseFacts) -> ReleaseReason | None:
    if facts.policy is Policy.FOUR_EYES:
        asked = facts.releaser is not None and facts.releaser not in facts.editors
        return None if asked else ReleaseReason.FOUR_EYES
    if facts.releaser is not None:
        return None
    if facts.policy is Policy.PUBLISHER:
        return ReleaseReason.POLICY
    warned = facts.policy is Policy.UNLESS_WARNED and facts.warnings
    return ReleaseReason.WARNINGS if warned else None


def says_the_same(edition: Edition, public: Edition | None) -> bool:
    """Whether the two print and say the same, so that whoever let one go has let both go."""
    return (
        public is not None
        and edition.revision.id == public.revision.id
        and [each.utterance for each in edition.passages]
        == [each.utterance for each in public.passages]
        and _recorded(edition) == _recorded(public)
    )


def _recorded(edition: Edition) -> list[tuple[str, str]]:
    specs = [(each.segment.id, each.spec or edition.spec) for each in edition.passages]
    return [(name, spec.engine_version) for name, spec in specs if spec.is_recording]


def eyes_lacking(
    policy: Policy, who: str, approved_by: str | None, editors: Collection[str]
) -> bool:
    """Whether ``who`` must not let the edition go, since nobody has seen it but who made it."""
    if policy is not Policy.FOUR_EYES:
        return False
    return who in editors and (approved_by is None or approved_by in editors)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the state of an article depends on; each is one question of the library or queue."""

    pending: PendingRelease | None = None
    is_public: bool = False
    is_withdrawn: bool = False
    is_held: bool = False
    is_recording: bool = False
    has_failed: bool = False


def state_of(facts: ArticleFacts) -> ArticleState:
    """Where the article stands: first what nobody may miss, last what the public has."""
    rules = (
        (facts.is_withdrawn, ArticleState.WITHDRAWN),
        (facts.is_held, ArticleState.NEEDS_REVIEW),
        (facts.has_failed, ArticleState.FAILED),
        (facts.is_recording, ArticleState.RECORDING),
        (facts.pending is not None, facts.pending and facts.pending.state),
        (facts.is_public, ArticleState.PUBLIC),
    )
    return next((state for holds, state in rules if holds and state), ArticleState.DRAFT)
