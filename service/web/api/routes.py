"""The API's addresses. Every one but errors answers with JSON; every one wants a token."""

import json
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, g, request

from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.holds import approve_held, reject_held
from service.desk.previewing import plain_preview, preview_article
from service.errors import GoneError, NotFoundError, no_article
from service.fingerprint import Plain
from service.model import Act, Article, Job, Standing
from service.model.job import asker_of
from service.store.access import digest_of
from service.store.article_ids import article_id_of
from service.web.api.descriptions import (
    describe_article,
    describe_episode,
    describe_hold,
    describe_job,
    describe_pending,
    describe_wish,
    describe_withdrawal,
)
from service.web.api.preconditions import require_seen, whole_tag
from service.web.api.submission import read_submission
from service.web.bodies import PICTURED, pictured_body
from service.web.problems import UnauthorizedError
from service.web.rules import is_open, require_rule
from service.web.site import site
from service.yes_no import read_yes_no

_WAITS = "Đã nhận bài; hàng đợi đang không ghi được nên việc thu bắt đầu muộn hơn."

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.before_request
def require_token() -> None:
    """Refuse a request without a token that ``loa token new`` made, or that does not let it."""
    if is_open(request.endpoint):
        return  # what may be asked is no secret
    authorization, now = request.authorization, site().now()
    secret = authorization.token if authorization and authorization.type == "bearer" else None
    library = site().service.library
    token = library.check_token(secret, now) if secret else None
    if secret is None or token is None:
        raise UnauthorizedError(
            "Cần một mã truy cập hợp lệ; tạo bằng lệnh “loa token new”.",
            "A valid token is needed; make one with “loa token new”.",
        )
    digest = digest_of(secret)
    site().lately.note(
        f"token {digest}", token.last_used, now, lambda: library.note_token(secret, now)
    )
    g.actor = token.actor()
    # Whose keys and answers are whose: a name can be somebody else's tomorrow.
    g.asker = (g.actor.kind, digest if token.person is None else str(token.person.id))
    site().limits.require(f"token {digest}", request.endpoint, now)
    require_rule(request.endpoint, g.actor)


def the_desk() -> Desk:
    """The desk with who bears the token at it."""
    return Desk(g.actor, site().service.library, site().now(), require_seen)


@api.put("/articles/<path:source_id>")
def put_article(source_id: str) -> Response:
    """Take an article in, and queue its recording when there is something new to record.

    201: a new article; 202: a known one whose recording is queued; 200: nothing to do.
    An article that is taken in is recorded, also when the queue takes nothing now; one
    with warnings (``hold``) waits for a yes.
    """
    service = site().service
    raw, hints = _submission(source_id)
    taken = service.take_in(raw, hints, the_desk())
    job = service.update(taken, hold=hints.hold, by=asker_of(the_desk().actor))
    wish = None if taken.hold else service.library.wish(taken.article.id)
    notes = [*taken.notes, *([_WAITS] if wish and not job else ())]
    status = 201 if taken.is_new else 202 if job or wish or taken.hold else 200
    response = told_article(taken.article, job, status, notes=list[Plain](notes))
    response.headers["Location"] = (
        f"{service.settings.base_url}/api/v1/articles/{quote(taken.article.source_id)}"
    )
    return response


@api.post("/articles/<path:source_id>/preview")
def preview(source_id: str) -> Response:
    """What a PUT of the same body would take, leave out and read. Keeps nothing."""
    service = site().service
    raw, hints = _submission(source_id)
    found = preview_article(raw, hints, service.library, service.intake, site().now())
    return json_answer(plain_preview(found), 200)


@api.post("/articles/<path:source_id>/approve")
def approve(source_id: str) -> Response:
    """What waits is the article from now on, and its recording is queued: 202."""
    service, article = site().service, found_article(source_id)
    taken = approve_held(article.id, the_desk(), _seen())
    return told_article(taken.article, service.update(taken, by=asker_of(the_desk().actor)), 202)


@api.post("/articles/<path:source_id>/reject")
def reject(source_id: str) -> Response:
    """What waits is dropped, and the article stays what it was: 200."""
    library, article = site().service.library, found_article(source_id)
    with the_desk().acting(Act.REJECT, article.id) as deed:
        deed.detail = reject_held(article.id, library, _seen()).revision_id
    return told_article(article, site().service.jobs.current(article.id), 200)


@api.get("/articles/<path:source_id>")
def get_article(source_id: str) -> Response:
    """The article, its episode and its newest job."""
    # The tag first: what is changed while the rest is read then meets a tag that is too old.
    seen = site().service.library.standing(article_id_of(source_id.strip()))
    article = found_article(source_id)
    response = _described(article, site().service.jobs.current(article.id), 200, seen)
    if request.if_none_match:
        response.make_conditional(request)
    return response


@api.post("/articles/<path:source_id>/regenerate")
def regenerate(source_id: str) -> Response:
    """Queue a recording. 202: queued, or already under way; 200: already up to date."""
    article = found_article(source_id)
    service = site().service
    with the_desk().acting(Act.REGENERATE, article.id):
        pass  # it is queued once it is written down who wished it
    job = service.regenerate(article.id, by=asker_of(the_desk().actor))
    queued = job is not None or service.library.wish(article.id) is not None
    return told_article(article, job, 202 if queued else 200)


def allow_pictures() -> None:
    """Let the body be as large as an article with its pictures, where it is of such a kind."""
    if request.mimetype in PICTURED and request.endpoint in ("api.put_article", "api.preview"):
        request.max_content_length = pictured_body(site().service.settings)


def _submission(source_id: str) -> tuple[bytes, Hints]:
    allow_pictures()
    limit = site().service.settings.article_limit_bytes
    raw, hints = read_submission(request, source_id, limit)
    asked = read_yes_no(request.args.get("hold", "")) is True
    return raw, replace(hints, hold=hints.hold or asked)


def _seen() -> str | None:
    """The revision that the caller says it has seen, where it says so."""
    return request.args.get("revision") or None


def known_article(source_id: str) -> str:
    """Loa's id of the article that the newsroom calls ``source_id``. Raises NotFoundError."""
    library = site().service.library
    if library.published_date(source_id.strip()) is None:
        raise no_known_article(source_id)
    return article_id_of(source_id.strip())


def found_article(source_id: str) -> Article:
    """The article that the newsroom calls ``source_id``. Raises NotFoundError, GoneError."""
    found = site().service.library.article_by_source(source_id.strip())
    if found is None:
        raise no_known_article(source_id)
    return found


def no_known_article(source_id: str) -> GoneError | NotFoundError:
    """The error that the newsroom's ``source_id`` names nothing, or what is gone for good."""
    gone = site().service.library.withdrawal(article_id_of(source_id.strip()))
    if gone is None:
        return no_article(source_id)
    return GoneError(
        "Bài này đã bị xoá vĩnh viễn.", "This article was deleted for good; its id is gone."
    )


def told_article(article: Article, job: Job | None, status: int, **more: Plain) -> Response:
    """The article after an act, with all that became of it.

    Without a tag where somebody changed it since: of what is not told, nobody has seen it.
    """
    standing = site().service.library.standing(article.id)
    is_told = standing is not None and standing.revision_id == article.revision.id
    return _described(article, job, status, standing if is_told else None, **more)


def _described(
    article: Article, job: Job | None, status: int, standing: Standing | None, **more: Plain
) -> Response:
    """The article with all that became of it, tagged as ``standing``, which was read before."""
    service = site().service
    episode = service.library.readable_episode(article.id)
    wish = service.library.wish(article.id)
    hold = service.library.hold(article.id)
    held = service.library.held_revision(hold) if hold else None
    pending = service.library.pending(article.id)
    withdrawal = service.library.withdrawal(article.id)
    base_url = service.settings.base_url
    body: dict[str, Plain] = {
        "article": describe_article(article),
        "episode": describe_episode(episode, base_url) if episode else None,
        "job": describe_job(job, base_url) if job else None,
        "wish": describe_wish(wish) if wish else None,
        "hold": describe_hold(hold, held) if hold and held else None,
        "pending": describe_pending(pending) if pending else None,
        "withdrawn": describe_withdrawal(withdrawal) if withdrawal else None,
        **more,
    }
    response = json_answer(body, status)
    if standing is not None:
        told = (body[each] for each in ("job", "wish", "pending", "withdrawn"))
        response.set_etag(whole_tag(standing, *told))
    return response


def json_answer(body: dict[str, Plain], status: int) -> Response:
    """``body`` as JSON in UTF-8, which nobody keeps."""
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    response = Response(text, status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
