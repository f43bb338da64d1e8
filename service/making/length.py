"""How long an article would be heard, known before anything is spoken."""

from collections.abc import Sequence

from service.audio.timeline import Pauses
from service.errors import ArticleError
from service.model import Leaf, SpeechRules
from service.plan.cost import reading_seconds, spoken_seconds
from service.plan.edition import EditionPlan
from service.text.deliveries import SpeechChoices, deliver
from service.text.segments import walk_segments
from service.text.spoken import utter


def require_length(
    leaves: Sequence[Leaf], rules: SpeechRules, *, rate: float, pauses: Pauses, hours: float
) -> None:
    """Raises ArticleError when ``leaves`` would be heard for longer than ``hours``.

    They are read by ``rules`` at ``rate`` times the voice's own pace, with these pauses between.

    Nothing is kept, and no more is read than it takes to know.
    """
    printed = sum(len(leaf.text) for leaf in leaves)
    seen, seconds = 0, 0.0
    for segment, delivery in deliver(leaves, walk_segments(leaves), SpeechChoices(rules)):
        seen += len(segment.text) + len(segment.tail)
        seconds += reading_seconds(utter(segment, delivery=delivery).spoken, rate)
        seconds += pauses.after(segment.ending) / 1000
        if seconds > hours * 3600:
            raise _too_long(seconds * printed / seen, hours)


def require_plan_length(plan: EditionPlan, hours: float) -> None:
    """The same of what is to be spoken in the end: a lexicon may make much of little."""
    seconds = sum(map(spoken_seconds, plan.lines))
    if seconds > hours * 3600:
        raise _too_long(seconds, hours)


def _too_long(seconds: float, hours: float) -> ArticleError:
    length, most = f"{seconds / 3600:.1f}", f"{hours:g}"
    return ArticleError(
        f"Bài đọc lên dài khoảng {length.replace('.', ',')} giờ, nhiều nhất "
        f"{most.replace('.', ',')} giờ (LOA_ARTICLE_HOURS). Hãy chia bài ra.",
        f"The article would be heard for about {length} hours; {most} are the most "
        "(LOA_ARTICLE_HOURS). Divide it.",
    )
