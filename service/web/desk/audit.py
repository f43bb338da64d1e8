"""The audit for people: who did what, by article, person, act and day; and as files."""

import json
from collections.abc import Iterable, Iterator

from flask import Response, render_template, request

from service.desk.auditing import ACT_WORDS, KIND_WORDS, Asked, article_ids, plain_entry, query_of
from service.errors import AccessError
from service.model import AuditEntry
from service.outputs.audit_table import audit_lines
from service.web.asked_audit import asked_number, asked_query, read_asked
from service.web.desk.entrance import current_actor, desk
from service.web.desk.sheets import answer_json, answer_table
from service.web.language import said
from service.web.problems import status_of
from service.web.site import site

PER_PAGE = 50


@desk.get("/audit")
def audit() -> str | tuple[str, int]:
    """What was done, fifty acts a page, the newest first."""
    library = site().service.library
    try:
        query = query_of(read_asked(), library, current_actor())
        found = library.audit(PER_PAGE + 1, query, before=asked_number("before", None))
    except AccessError as e:
        return _page((), complaint=said(e)), status_of(e)
    more = found[PER_PAGE - 1].number if len(found) > PER_PAGE else None
    return _page(found[:PER_PAGE], before=more)


@desk.get("/audit.csv")
def audit_csv() -> Response:
    """All of it that is asked for, for spreadsheets."""
    lines = audit_lines(site().service.library.every_act(asked_query(current_actor())))
    return answer_table(lines, "nhat-ky.csv")


@desk.get("/audit.json")
def audit_json() -> Response:
    """All of it that is asked for, for programs: a list."""
    entries = site().service.library.every_act(asked_query(current_actor()))
    return answer_json(_listed(entries), "nhat-ky.json")


def _page(
    entries: tuple[AuditEntry, ...], *, before: int | None = None, complaint: str = ""
) -> str:
    asked = {name: request.args.get(name, "")[:200] for name in Asked.__dataclass_fields__}
    return render_template(
        "desk/audit.html",
        entries=entries,
        titles=site().service.library.titles_of(article_ids(entries)),
        before=before,
        asked=asked,
        given={name: value for name, value in asked.items() if value},
        is_later="before" in request.args,
        act_words=ACT_WORDS,
        kind_words=KIND_WORDS,
        complaint=complaint,
    )


def _listed(entries: Iterable[AuditEntry]) -> Iterator[str]:
    yield "["
    for number, entry in enumerate(entries):
        yield (",\n" if number else "\n") + json.dumps(plain_entry(entry), ensure_ascii=False)
    yield "\n]\n"
