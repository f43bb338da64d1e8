"""The buttons of a sentence: seen and right, confirmed, locked; and notes to colleagues."""

from flask import request
from werkzeug.wrappers import Response

from service.desk.locks import lock_sentence, unlock_sentence
from service.desk.notes import add_note, settle_note
from service.desk.reviewing import acknowledge_warning, confirm_differences, take_back_review
from service.desk.sentences import find_segment
from service.errors import ArticleError, NotFoundError
from service.making.current import find_article
from service.making.script import Script
from service.model import Act, ReviewKind, Segment
from service.releasing.deciding import doubt_again, look_again
from service.web.desk.entrance import desk, editor_name, the_desk
from service.web.desk.lines import script_of
from service.web.desk.sentence import UNSETTLED, Typed, back, field, sentence_page
from service.web.language import _, said
from service.web.site import site

_OF_SENTENCE = "/articles/<article_id>/sentences/<segment_id>"
_REMOVED = {
    ReviewKind.WARNING: Act.ACKNOWLEDGE_REMOVED,
    ReviewKind.DIFFERENCE: Act.CONFIRM_REMOVED,
}


@desk.post(f"{_OF_SENTENCE}/acknowledge")
def acknowledge(article_id: str, segment_id: str) -> Response:
    """The doubts that the form names were looked at, and are read right."""
    script, segment = _sentence(article_id, segment_id)
    for subject in dict.fromkeys(request.form.getlist("subject")):
        with the_desk().acting(Act.ACKNOWLEDGE, article_id, f"{segment_id} {subject}"):
            acknowledge_warning(
                article_id,
                script,
                segment,
                subject,
                author=editor_name(),
                library=site().service.library,
                now=site().now(),
            )
    look_again(article_id, site().service.production)
    return back(_("Đã ghi: đã xem, đọc như thế là đúng."), article_id, segment_id)


@desk.post(f"{_OF_SENTENCE}/confirm")
def confirm(article_id: str, segment_id: str) -> Response:
    """What is said otherwise than printed is right all the same: the editor says so by name."""
    script, segment = _sentence(article_id, segment_id)
    with the_desk().acting(Act.CONFIRM, article_id, segment_id):
        confirm_differences(
            article_id,
            script,
            segment,
            field("subject"),
            author=editor_name(),
            library=site().service.library,
            now=site().now(),
        )
    look_again(article_id, site().service.production)
    return back(
        _("%(editor_name)s đã xác nhận cách đọc của câu.", editor_name=editor_name()),
        article_id,
        segment_id,
    )


@desk.post(f"{_OF_SENTENCE}/review-removed")
def remove_review(article_id: str, segment_id: str) -> Response:
    """What was found right is to be looked at again."""
    segment = _sentence(article_id, segment_id)[1]
    kind = ReviewKind.DIFFERENCE if field("kind") == "difference" else ReviewKind.WARNING
    with the_desk().acting(_REMOVED[kind], article_id, segment_id) as deed:
        deed.changes = take_back_review(
            article_id,
            segment,
            kind,
            field("subject"),
            author=editor_name(),
            library=site().service.library,
            now=site().now(),
        )
    doubt_again(article_id, site().service.production)
    return back(_("Câu này lại cần xem."), article_id, segment_id)


@desk.post(f"{_OF_SENTENCE}/lock")
def lock(article_id: str, segment_id: str) -> Response:
    """Let nothing and nobody else change how the sentence is read."""
    script, segment = _sentence(article_id, segment_id)
    library = site().service.library
    with the_desk().acting(Act.LOCK, article_id, segment_id):
        lock_sentence(
            article_id, script, segment, author=editor_name(), library=library, now=site().now()
        )
    return back(_("Đã khoá cách đọc của câu."), article_id, segment_id)


@desk.post(f"{_OF_SENTENCE}/unlock")
def unlock(article_id: str, segment_id: str) -> Response:
    """Let the sentence be changed again; who had locked it stands in the audit."""
    with the_desk().acting(Act.UNLOCK, article_id, segment_id):
        unlock_sentence(article_id, segment_id, library=site().service.library, now=site().now())
    return back(_("Đã mở khoá câu."), article_id, segment_id)


@desk.post(f"{_OF_SENTENCE}/notes")
def note(article_id: str, segment_id: str) -> Response | tuple[str, int] | str:
    """Tell colleagues something of the sentence."""
    found = find_article(article_id, site().service.library)
    try:
        segment = find_segment(script_of(found), segment_id)
        with the_desk().acting(Act.NOTE, article_id, segment_id):
            add_note(
                article_id,
                segment,
                field("note"),
                author=editor_name(),
                library=site().service.library,
                now=site().now(),
            )
    except (ArticleError, NotFoundError) as e:
        typed = Typed("", complaint=said(e), note=field("note")[:20_000])
        return sentence_page(found, segment_id, typed, UNSETTLED)
    return back(_("Đã ghi chú cho đồng nghiệp."), article_id, segment_id)


@desk.post(f"{_OF_SENTENCE}/notes/<int:number>")
def settle(article_id: str, segment_id: str, number: int) -> Response:
    """The note has been seen to; or has not, after all."""
    is_open = field("state") == "open"
    act = Act.NOTE if is_open else Act.NOTE_REMOVED
    with the_desk().acting(act, article_id, f"{segment_id} {number}"):
        resolver = None if is_open else editor_name()
        settle_note(
            article_id, number, resolver=resolver, library=site().service.library, now=site().now()
        )
    message = _("Ghi chú lại đang mở.") if is_open else _("Ghi chú đã xong.")
    return back(message, article_id, segment_id)


def _sentence(article_id: str, segment_id: str) -> tuple[Script, Segment]:
    script = script_of(find_article(article_id, site().service.library))
    return script, find_segment(script, segment_id)
