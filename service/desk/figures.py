"""How episodes were listened to, told from the totals of a span of days."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.model.listening import (
    PAGE_KINDS,
    FigureKind,
    FiguresAsked,
    FiguresBy,
    FiguresLine,
)
from service.store.library import Library

MOST_EPISODES = 100
LONGEST_DAYS = 366
"""Nobody is told more at once: a page and a command read so many days at most."""

_TITLES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class EpisodeFigures:
    """One episode; ``title`` is "" of an article that was deleted. On its page ``begun`` times
    somebody pressed play, and ``ended`` times all of it was heard."""

    id: str
    title: str
    downloads: int
    begun: int
    ended: int


@dataclass(frozen=True, slots=True)
class Report:
    """The totals that were ``asked`` for; what is named comes with the most first.

    ``page`` tells how often listening on pages came so far, by the quarters that were heard.
    """

    asked: FiguresAsked
    days: tuple[tuple[date, int], ...]
    apps: tuple[tuple[str, int], ...]
    sections: tuple[tuple[str, int], ...]
    episodes: tuple[EpisodeFigures, ...]
    page: tuple[int, ...]

    @property
    def downloads(self) -> int:
        """In all."""
        return sum(count for _day, count in self.days)


def days_between(since: date, until: date) -> tuple[date, ...]:
    """The days of a report, both among them, no more than ``LONGEST_DAYS``, the last ones."""
    count = min(max((until - since).days, -1) + 1, LONGEST_DAYS)
    return tuple(until - timedelta(days=back) for back in reversed(range(count)))


def report_figures(library: Library, asked: FiguresAsked) -> Report:
    """What is ``asked`` for, without a row of anybody."""
    by_day = _downloads(library, asked, FiguresBy.DAY)
    episodes = library.sum_figures(asked, FiguresBy.EPISODE)
    page = Counter[FigureKind]()
    for each in episodes:
        page[each.kind] += each.count
    return Report(
        asked=asked,
        days=tuple(
            (day, by_day.get(day.isoformat(), 0)) for day in days_between(asked.since, asked.until)
        ),
        apps=_most_first(_downloads(library, asked, FiguresBy.APP)),
        sections=_most_first(_downloads(library, asked, FiguresBy.SECTION)),
        episodes=_episodes(library, {(each.name, each.kind): each.count for each in episodes}),
        page=tuple(page[kind] for kind in PAGE_KINDS),
    )


def titled_lines(library: Library, asked: FiguresAsked) -> Iterator[tuple[FiguresLine, str]]:
    """Every single total with the title of its article, some at once; "" where there is none."""
    known: dict[str, str] = {}
    for line in library.every_figure(asked):
        if line.episode_id not in known:
            if len(known) >= _TITLES_AT_ONCE:
                known.clear()
            known[line.episode_id] = library.titles_of([line.episode_id]).get(line.episode_id, "")
        yield line, known[line.episode_id]


def _downloads(library: Library, asked: FiguresAsked, by: FiguresBy) -> dict[str, int]:
    sums = library.sum_figures(asked, by)
    return {each.name: each.count for each in sums if each.kind is FigureKind.DOWNLOAD}


def _most_first(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _episodes(
    library: Library, counts: dict[tuple[str, FigureKind], int]
) -> tuple[EpisodeFigures, ...]:
    def rank(episode_id: str) -> tuple[int, int, str]:
        downloads = counts.get((episode_id, FigureKind.DOWNLOAD), 0)
        return -downloads, -counts.get((episode_id, FigureKind.PAGE_BEGUN), 0), episode_id

    first = sorted({name for name, _kind in counts}, key=rank)[:MOST_EPISODES]
    titles = library.titles_of(first)
    return tuple(
        EpisodeFigures(
            each,
            titles.get(each, ""),
            counts.get((each, FigureKind.DOWNLOAD), 0),
            counts.get((each, FigureKind.PAGE_BEGUN), 0),
            counts.get((each, FigureKind.PAGE_ALL), 0),
        )
        for each in first
    )
