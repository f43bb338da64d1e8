"""What the article's page at the desk shows of its release."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.desk.standing import article_states
from service.model import Job, JobState
from service.model.cost import EditionCost
from service.model.release import ArticleState, PendingRelease, Withdrawal
from service.outputs.release_words import STATE_OF_ARTICLE
from service.store.library import Library
from service.store.released import EditionLine


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """What is public, what waits, what was made; see ``templates/desk/_release.html``."""

    state: ArticleState
    is_public: bool
    pending: PendingRelease | None
    withdrawal: Withdrawal | None
    editions: tuple[EditionLine, ...]
    costs: Mapping[int, EditionCost]

    @property
    def state_words(self) -> str:
        """The state for people."""
        return STATE_OF_ARTICLE[self.state].lower()


def release_view(article_id: str, job: Job | None, library: Library) -> ReleaseView:
    """What there is to show of the article, whose newest job is ``job``."""
    is_open = job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)
    editions = library.edition_lines(article_id)
    states = article_states([article_id], library, [article_id] if is_open else ())
    return ReleaseView(
        states[article_id],
        is_public=library.card(article_id) is not None,
        pending=library.pending(article_id),
        withdrawal=library.withdrawal(article_id),
        editions=editions,
        costs=library.costs(article_id, [each.number for each in editions]),
    )
