"""What making an edition would cost: sentences, requests, seconds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.model.cost import EditionCost, EngineCost
from service.model.units import CHARACTERS_A_SECOND, Ms
from service.plan.edition import EditionPlan
from service.plan.line import Line
from service.plan.notice import sentences_among

SHORTEST_SECONDS = 0.5

"""What one syllable takes, said as a sentence: espeak needs 0.6 s for “Có.”. Without this an
article of thousands of such sentences would be taken for shorter than it is heard."""


MASTERING_A_SECOND = 0.02

"""Seconds of one core that a second of sound takes from the engine's answer to the cache."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What carrying out a plan would cost: sentences and requests to make, seconds to hear.

    ``work_seconds`` is roughly how long that takes.
    """

    sentences: int
    spoken_already: int
    requests: int
    audio_seconds: float
    work_seconds: float


def edition_cost(plan: EditionPlan, missing: Sequence[Line], audio: Ms) -> EditionCost:
    """What an edition of ``audio`` took, for which the ``missing`` lines were spoken."""
    spoken = [line for line in missing if line.clip_key and not line.spec.is_recording]
    by_engine = {line.spec.voice.engine: list[Line]() for line in spoken}
    for line in spoken:
        by_engine[line.spec.voice.engine].append(line)
    engines = tuple(
        # The notice's characters are paid for; a sentence it is not.
        EngineCost(
            name, len(sentences_among(lines)), sum(len(line.utterance.spoken) for line in lines)
        )
        for name, lines in sorted(by_engine.items())
    )
    heard = {line.clip_key for line in plan.lines if line.clip_key}
    return EditionCost(engines, len(heard) - len(sentences_among(spoken)), audio)


def money(engines: Iterable[EngineCost], prices: Mapping[str, Decimal]) -> Decimal | None:
    """What the characters cost by the ``prices`` of 1,000; None where none of them has one."""
    priced = [each for each in engines if each.engine in prices]
    if not priced:
        return None
    return sum((prices[each.engine] * each.characters / 1000 for each in priced), Decimal(0))


def estimate(
    plan: EditionPlan,
    missing: Sequence[Line],
    *,
    count_requests: Callable[[Line], int],
    request_seconds: Callable[[Line], float],
    clip_seconds: Callable[[Line], float],
    pause_seconds: Callable[[Line], float],
    speakers: int,
) -> Estimate:
    """What making ``missing`` would cost.

    ``request_seconds`` is what one request for a line takes, with the wait for its turn;
    ``clip_seconds`` how long a line's clip is or will be, ``pause_seconds`` the silence
    after a line; ``speakers`` lines are mastered at once.
    """
    requests = [count_requests(line) for line in missing]
    asking = sum(n * request_seconds(line) for n, line in zip(requests, missing, strict=True))
    heard = [line for line in plan.lines if line.clip_key]
    spoken = sentences_among(missing)
    played = [line for line in plan.played if line.clip_key]
    lengths = {line.clip_key: clip_seconds(line) for line in played}
    mastering = MASTERING_A_SECOND * sum(lengths[line.clip_key] for line in missing) / speakers
    return Estimate(
        sentences=len(spoken),
        spoken_already=len({line.clip_key for line in heard}) - len(spoken),
        requests=sum(requests),
        audio_seconds=round(
            sum(lengths[line.clip_key] + pause_seconds(line) for line in played), 1
        ),
        work_seconds=round(asking + mastering, 1),
    )


def spoken_seconds(line: Line) -> float:
    """About how long the words of ``line`` take to say."""
    return reading_seconds(line.utterance.spoken, line.spec.rate)


def reading_seconds(spoken: str, rate: float) -> float:
    """About how long ``spoken`` takes to say at ``rate``."""
    if not spoken:
        return 0.0
    return max(SHORTEST_SECONDS, len(spoken) / CHARACTERS_A_SECOND) / rate
