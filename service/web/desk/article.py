"""One article at the desk: what asks for a decision first, then its sentences, a page at a time."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.desk.notes import assign_article
from service.desk.tables import desk_tables
from service.errors import NotFoundError
from service.making.current import current_edition, find_article
from service.model import Act, Article, Edition, Episode
from service.outputs.seams import seams
from service.store.library import Library
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lines import (
    SHOW_WORDS,
    DeskLine,
    Show,
    desk_lines,
    parked_lines,
    script_of,
)
from service.web.desk.release_view import release_view
from service.web.desk.tables import READING_WORDS
from service.web.language import _
from service.web.language.editions import level_words, voice_words
from service.web.paging import ListPage, asked_page
from service.web.site import site

SENTENCES_A_PAGE = 100
MOST_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentences of one page: of ``lines``, those to ``show``, as far as they fit."""

    show: Show
    lines: list[DeskLine]
    pages: ListPage
    at: int | None

    @property
    def anchored(self) -> int | None:
        """The line that stands in for one that is no longer shown, by its number."""
        if self.at is None or any(line.number == self.at for line in self.lines):
            return None
        after = (line.number for line in self.lines if line.number > self.at)
        return next(after, self.lines[-1].number if self.lines else None)


@desk.get("/articles/<article_id>")
def article(article_id: str) -> str:
    """What asks for a decision, and the sentences as printed and as they will be read."""
    service = site().service
    found = find_article(article_id, service.library)
    episode = service.library.readable_episode(article_id)
    script = script_of(found)
    edition = _newest_edition(article_id, episode, service.library)
    lines = desk_lines(found, script, edition, service.library)
    doubtful, person = [line for line in lines if line.is_doubtful], editor_name()
    return render_template(
        "desk/article.html",
        article=found,
        episode=episode,
        edition=edition,
        level=level_words(episode.edition) if episode else "",
        voices=voice_words(episode.edition) if episode else "",
        **_standing(article_id),
        wish=service.library.wish(article_id),
        hold=service.library.hold(article_id),
        assignment=service.library.assignment(article_id),
        people=names_at_the_desk(service.library),
        shown=_shown(lines, person),
        show_words=SHOW_WORDS,
        counts={show: sum(line.is_shown(show, person) for line in lines) for show in Show},
        seams=seams(edition) if edition else {},
        total=len(lines),
        lacking=sum(line.lacks_sound for line in lines),
        doubtful=doubtful[:MOST_DECISIONS],
        more_doubtful=max(0, len(doubtful) - MOST_DECISIONS),
        parked=parked_lines(script.parked, lines),
        **_tables(found),
    )


@desk.get("/articles/<article_id>/sentences")
def sentence_by_number(article_id: str) -> Response:
    """The sentence of a number, by the little form above the list."""
    script = script_of(find_article(article_id, site().service.library))
    number = request.args.get("cau", 0, type=int)
    if not 1 <= number <= len(script.segments):
        raise NotFoundError(
            f"Bài có {len(script.segments)} câu; không có câu này.", "There is no such sentence."
        )
    segment_id = script.segments[number - 1].id
    return redirect(url_for("desk.sentence", article_id=article_id, segment_id=segment_id), 303)


@desk.post("/articles/<article_id>/assign")
def assign(article_id: str) -> Response:
    """Say who is to see to the article."""
    library, person = site().service.library, request.form.get("person", "")
    with the_desk().acting(Act.ASSIGN, article_id, person[:200]):
        found = find_article(article_id, library)
        assigned = assign_article(
            found.id,
            person,
            known=names_at_the_desk(library),
            author=editor_name(),
            library=library,
            now=site().now(),
        )
    message = (
        _("Đã giao bài cho %(person)s.", person=assigned.person)
        if assigned
        else _("Bài không giao cho ai nữa.")
    )
    return told(message, "desk.article", article_id=article_id)


def _newest_edition(article_id: str, public: Episode | None, library: Library) -> Edition | None:
    """The newest edition; where the public has just that one, it is not read a second time."""
    if public is not None and public.edition.number == library.current_number(article_id):
        return public.edition
    return current_edition(article_id, library)


def _standing(article_id: str) -> dict[str, object]:
    """The newest job, and what is public, what waits and what may be done about it."""
    service = site().service
    job = service.jobs.current(article_id)
    return {"job": job, "release": release_view(article_id, job, service.library)}


def names_at_the_desk(library: Library) -> list[str]:
    """Whom an article can be given to."""
    return [each.name for each in library.people() if each.removed is None]


def asked_show() -> Show:
    """Which sentences the address or the form asks for."""
    asked = request.values.get("show", "")
    return Show(asked) if asked in {each.value for each in Show} else Show.ALL


def _shown(lines: list[DeskLine], person: str) -> Shown:
    show, at = asked_show(), request.args.get("at", type=int)
    chosen = [line for line in lines if line.is_shown(show, person)]
    if at is not None:
        before = sum(line.number < at for line in chosen)
        number = min(before, max(0, len(chosen) - 1)) // SENTENCES_A_PAGE + 1
        count = max(1, -(-len(chosen) // SENTENCES_A_PAGE))
        pages = ListPage(number, count, len(chosen), SENTENCES_A_PAGE)
    else:
        pages = asked_page(request, len(chosen), SENTENCES_A_PAGE)
    return Shown(show, chosen[pages.offset : pages.offset + SENTENCES_A_PAGE], pages, at)


def _tables(found: Article) -> dict[str, object]:
    service = site().service
    tables = desk_tables(found, service.library, service.production.studio.speech)
    return {"tables": tables, "reading_words": READING_WORDS}
