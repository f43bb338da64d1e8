"""What an edition or a trial hearing took, in words."""

from collections.abc import Iterable

from service.compose.prices import read_prices
from service.model.cost import EditionCost, EngineCost
from service.plan.cost import money
from service.web.desk.entrance import desk
from service.web.language import _, _n
from service.web.language.measures import duration_words, whole_words
from service.web.site import site


@desk.app_template_filter("cost_words")
def cost_words(cost: EditionCost) -> str:
    """Engines with their characters, sentences spoken and used again, sound, and money."""
    parts = [
        _n(
            "%(engine)s: %(num)s câu mới, %(characters)s ký tự",
            each.sentences,
            engine=each.engine,
            characters=whole_words(each.characters),
        )
        for each in cost.engines
    ]
    if not parts:
        parts = [_("không thu câu nào mới")]
    parts.append(_n("dùng lại %(num)s câu có sẵn", cost.reused))
    parts.append(_("%(length)s âm thanh", length=duration_words(cost.audio)))
    return "; ".join([*parts, *_priced(cost.engines)]) + "."


def money_words(engine: str, characters: int) -> str:
    """What the characters cost with the engine; "" where it has no price."""
    return "".join(_priced([EngineCost(engine, 1, characters)]))


def _priced(engines: Iterable[EngineCost]) -> list[str]:
    sum_of_all = money(engines, read_prices(site().service.settings))
    if sum_of_all is None:
        return []
    return [_("khoảng %(money)s đồng", money=whole_words(round(sum_of_all)))]
