"""What became of an article on one line of time, and what differs between any two of its texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import render_template, request

from service.desk.auditing import ACT_WORDS
from service.desk.undoing import can_be_undone
from service.errors import ArticleError
from service.making.current import find_article
from service.model import DoneAct, HistoryEvent, HistoryPlace, MadeEdition
from service.outputs.differing import compare_lines, with_surroundings
from service.text.segments import split_segments
from service.web.desk.entrance import desk, the_desk
from service.web.language import _
from service.web.language.measures import date_words
from service.web.site import site

PER_PAGE = 50
CHOICES = 200
"""Texts and editions that can be chosen for a comparison: the newest ones."""

_AROUND = 1
_DIGITS = 10
PRINTED, SPOKEN = "in", "doc"
SIDES: Mapping[str, str] = MappingProxyType({PRINTED: "chữ in", SPOKEN: "lời đọc"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A text or an edition as the form names it: ``e:2`` is the second edition."""

    key: str
    label: str


@desk.get("/articles/<article_id>/history")
def history(article_id: str) -> str:
    """Texts, editions and acts, the newest first."""
    library = site().service.library
    page = library.history(article_id, _read_place(request.args.get("sau", "")), PER_PAGE)
    article = library.readable_article(article_id)
    if article is None and not page.events:
        find_article(article_id, library)
    return render_template(
        "desk/history.html",
        article_id=article_id,
        title=article.revision.title if article else article_id,
        events=page.events,
        older=_write_place(page.older) if page.older else "",
        is_first="sau" not in request.args,
        choices=_choices(article_id),
        act_words=ACT_WORDS,
        undoable=_undoable(page.events),
        costs=library.costs(article_id, _numbers(page.events)),
        sides=SIDES,
        side=PRINTED,
        chosen=("", ""),
    )


def _numbers(events: Iterable[HistoryEvent]) -> list[int]:
    return [each.number for each in events if isinstance(each, MadeEdition)]


def _undoable(events: Iterable[HistoryEvent]) -> frozenset[int]:
    """Those of the acts whose work still stands, and that the reader may undo."""
    acts = (each.act_id for each in events if isinstance(each, DoneAct))
    return can_be_undone(acts, the_desk())


@desk.get("/articles/<article_id>/compare")
def compare(article_id: str) -> str:
    """What differs between two texts or editions: as printed, or as said."""
    library = site().service.library
    article = find_article(article_id, library)
    side = request.args.get("gi", PRINTED)
    if side not in SIDES:
        side = PRINTED
    old, new = request.args.get("cu", ""), request.args.get("moi", "")
    lines = compare_lines(_lines(article_id, old, side), _lines(article_id, new, side))
    choices = _choices(article_id)
    names = {each.key: each.label for each in choices}
    return render_template(
        "desk/compare.html",
        article_id=article_id,
        title=article.revision.title,
        names=(names.get(old, old), names.get(new, new)),
        lines=list(with_surroundings(lines, _AROUND)),
        changed=sum(not line.is_same for line in lines),
        choices=choices,
        sides=SIDES,
        side=side,
        chosen=(old, new),
    )


def _lines(article_id: str, key: str, side: str) -> Sequence[str]:
    """The sentences of what the address names. Raises NotFoundError, ArticleError."""
    library = site().service.library
    kind, _, name = key.partition(":")
    if kind == "e" and name.isascii() and name.isdigit() and len(name) < _DIGITS:
        passages = library.kept_edition(article_id, int(name)).passages
        if side == SPOKEN:
            return [each.utterance.spoken for each in passages if each.utterance.spoken]
        return [each.segment.text for each in passages]
    if side == SPOKEN:
        raise ArticleError(
            "Chỉ bản đọc mới có lời đọc; hãy chọn hai bản đọc, hoặc so chữ in.",
            "Only editions have spoken text; choose two of them, or compare what is printed.",
        )
    revision = library.kept_revision(article_id, name)
    return [segment.text for segment in split_segments(revision.leaves)]


def _choices(article_id: str) -> list[Choice]:
    """The newest texts and editions, by the moment at which they came."""
    service = site().service
    found = []
    for event in service.library.texts_and_editions(article_id, CHOICES):
        when = date_words(event.at, service.settings.zone)
        if isinstance(event, MadeEdition):
            found.append(
                Choice(
                    f"e:{event.number}",
                    _("Bản đọc %(number)s, %(when)s", number=event.number, when=when),
                )
            )
        else:
            found.append(Choice(f"r:{event.revision_id}", _("Bản chữ, %(when)s", when=when)))
    return found


def _read_place(told: str) -> HistoryPlace:
    act, _, rest = told.partition(".")
    edition, _, revision_id = rest.partition(".")
    return HistoryPlace(_number(act), _number(edition), revision_id[:32])


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 2 * _DIGITS else 0


def _write_place(place: HistoryPlace) -> str:
    return f"{place.act}.{place.edition}.{place.revision_id}"
