"""The tools of one sentence: a page of its own, which the list opens in place where it can."""

from dataclasses import dataclass

from flask import render_template, request
from werkzeug.wrappers import Response

from service.desk.audition import offered_voices, voice_id
from service.making.current import current_edition, find_article
from service.model import Article, Difference, Override
from service.outputs.seams import seams
from service.plan.corrections import find_successor
from service.text.alternatives import say_otherwise
from service.web.desk.article import asked_show
from service.web.desk.entrance import desk, told
from service.web.desk.lines import DeskLine, Show, desk_lines, script_of
from service.web.site import site

CONFLICT, UNSETTLED, GONE = 409, 422, 409


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor had typed when it was not kept, and why.

    ``differences`` are to be confirmed; ``other`` are the words that another has kept since.
    ``gives`` is the sentence that parked words come from, ``note`` a note that was not kept.
    """

    words: str
    complaint: str = ""
    differences: tuple[Difference, ...] = ()
    other: Override | None = None
    is_conflict: bool = False
    gives: str = ""
    note: str = ""


@desk.get("/articles/<article_id>/sentences/<segment_id>")
def sentence(article_id: str, segment_id: str) -> str | tuple[str, int]:
    """The sentence with all its tools."""
    found = find_article(article_id, site().service.library)
    return sentence_page(found, segment_id)


def sentence_page(
    article: Article, segment_id: str, typed: Typed | None = None, status: int = 200
) -> str | tuple[str, int]:
    """The page of a sentence, with what was ``typed``; of one that is gone, where that may go."""
    service = site().service
    edition = current_edition(article.id, service.library)
    lines = desk_lines(article, script_of(article), edition, service.library)
    at = next((n for n, line in enumerate(lines) if line.segment.id == segment_id), None)
    if at is None:
        return gone_page(article, lines, typed or Typed("")), GONE
    line = lines[at]
    voices = offered_voices(article.revision.section, service.production.voices)
    page = render_template(
        "desk/sentence.html",
        article=article,
        line=line,
        typed=typed,
        ways=_ways(line),
        before=lines[at - 1] if at else None,
        after=lines[at + 1] if at + 1 < len(lines) else None,
        next_doubtful=next((each for each in lines[at + 1 :] if each.is_doubtful), None),
        voices=[(voice_id(each), each.label) for each in voices],
        show=asked_show(),
        edition=edition,
        seam=seams(edition).get(segment_id) if edition else None,
    )
    return page, status


def gone_page(article: Article, lines: list[DeskLine], typed: Typed) -> str:
    """What was typed for a sentence that the article no longer has is not lost."""
    printed = request.form.get("printed", "")[:1000]
    found = find_successor(printed, [line.segment for line in lines]) if printed else None
    successor = next((line for line in lines if found and line.segment.id == found.id), None)
    return render_template(
        "desk/sentence_gone.html",
        article=article,
        printed=printed,
        typed=typed,
        successor=successor,
        show=asked_show(),
    )


def back(message: str, article_id: str, segment_id: str) -> Response:
    """To where the editor was: the sentence's own page, or its place in the list."""
    if "list" not in request.form:
        return told(message, "desk.sentence", article_id=article_id, segment_id=segment_id)
    number, show = request.form.get("number", 1, type=int), asked_show()
    values = {"show": show.value} if show is not Show.ALL else {}
    anchor = f"cau-{number}"
    return told(message, "desk.article", article_id=article_id, at=number, _anchor=anchor, **values)


def field(name: str) -> str:
    """What a form says."""
    return request.form.get(name, "")


def _ways(line: DeskLine) -> list[list[tuple[str, str | None]]]:
    """For each warning the other ways to say it, with what the whole sentence is then."""
    by_rules = line.ruled or line.utterance
    return [
        [(way, say_otherwise(by_rules, each.warning, way)) for way in each.warning.alternatives]
        for each in line.warnings
    ]
