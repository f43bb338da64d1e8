"""The list of articles: narrowed, searched and paged by its address alone."""

from flask import render_template, request

from service.making.mending import misfits
from service.model import ListFilter
from service.web.desk.bulk_kinds import LABELS
from service.web.desk.entrance import desk
from service.web.desk.list_form import STATES, read_filter, read_place, write_filter
from service.web.paging import PER_PAGE
from service.web.site import site


@desk.get("/")
def articles() -> str:
    """The articles, last changed first, each with where it stands."""
    service = site().service
    library, wanted = service.library, read_filter(request.args)
    found = library.find_articles(
        wanted,
        PER_PAGE,
        older_than=read_place(request.args, "sau"),
        newer_than=read_place(request.args, "truoc"),
    )
    ids = [each.id for each in found.articles]
    cards, jobs = library.cards_of(ids), service.jobs.current_of(ids)
    wishes, holds = library.wishes_of(ids), library.holds_of(ids)
    rows = [
        (each, *(known.get(each.id) for known in (cards, jobs, wishes, holds)))
        for each in found.articles
    ]
    return render_template(
        "desk/articles.html",
        rows=rows,
        newer=found.newer,
        older=found.older,
        wanted=wanted,
        narrowed=wanted != ListFilter(),
        kept=write_filter(wanted),
        states=STATES,
        choices_of=library.filter_choices(),
        acts=LABELS,
        lost={file.episode_id for file in misfits(library, service.media)},
        unlisted=bool(library.unlisted_articles(1)),
    )
