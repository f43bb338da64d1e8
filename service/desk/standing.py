"""Where articles stand: recorded, waiting, public, withdrawn, in one word each."""

from collections.abc import Collection, Mapping, Sequence

from service.model.release import ArticleState
from service.plan.release import ArticleFacts, state_of
from service.store.library import Library


def article_states(
    article_ids: Sequence[str], library: Library, recording: Collection[str]
) -> Mapping[str, ArticleState]:
    """The states of these articles, of which those in ``recording`` have an open job."""
    pending, public = library.pending_of(article_ids), library.cards_of(article_ids)
    withdrawn, held = library.withdrawals_of(article_ids), library.holds_of(article_ids)
    wishes = library.wishes_of(article_ids)
    return {
        each: state_of(
            ArticleFacts(
                pending=pending.get(each),
                is_public=each in public,
                is_withdrawn=each in withdrawn,
                is_held=each in held,
                is_recording=each in recording,
                has_failed=each in wishes and wishes[each].is_given_up,
            )
        )
        for each in article_ids
    }
