"""The forms for how an editor wants a sentence read; what is done is in ``desk/overrides``.

What was typed is never lost: a form that is not kept comes back with it.
"""

from flask import request
from werkzeug.wrappers import Response

from service.desk.conflicts import seen_words, standing_override
from service.desk.locks import require_unlocked
from service.desk.overrides import find_parked, give_on, keep_override, take_back_override
from service.desk.reviewing import confirm_differences
from service.desk.sentences import find_segment
from service.errors import ArticleError, JobError, NotFoundError
from service.making.current import find_article
from service.making.differences import compare_words, find_script_warnings
from service.making.script import Script
from service.model import Act, Article, Difference, Segment
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lines import script_of
from service.web.desk.sentence import CONFLICT, UNSETTLED, Typed, back, field, sentence_page
from service.web.language import _, said
from service.web.site import site


@desk.post("/articles/<article_id>/overrides")
def save_override(article_id: str) -> Response | tuple[str, int] | str:
    """Keep the editor's words for one sentence, unless something is to be asked first."""
    library, segment_id, words = site().service.library, field("segment"), field("spoken")
    found = find_article(article_id, library)
    script = script_of(found)
    try:
        segment = find_segment(script, segment_id)
        require_unlocked(article_id, segment_id, author=editor_name(), library=library)
    except NotFoundError as e:
        return sentence_page(found, segment_id, Typed(words, said(e)))
    except JobError as e:
        return sentence_page(found, segment_id, Typed(words, said(e)), CONFLICT)
    other = standing_override(article_id, segment, library)
    if field("seen") and field("seen") != seen_words(other):
        typed = Typed(words, other=other, is_conflict=True, gives=field("gives"))
        return sentence_page(found, segment_id, typed, CONFLICT)
    if "way" in request.form and _other_doubts(article_id, script, segment) > 1:
        # Words for the whole sentence settle its other doubts too: they are looked at first.
        return sentence_page(
            found,
            segment_id,
            Typed(words, _("Câu này còn chỗ khác cần xem: hãy xem cả lời đọc rồi lưu.")),
        )
    differences = _differences(script, segment, words)
    if differences and field("differs") not in ("confirmed", "later"):
        typed = Typed(words, differences=differences, gives=field("gives"))
        return sentence_page(found, segment_id, typed, UNSETTLED)
    try:
        _keep(article_id, segment, words)
    except ArticleError as e:
        return sentence_page(found, segment_id, Typed(words, said(e)), UNSETTLED)
    if differences and field("differs") == "confirmed":
        _confirm(found, segment)
    message = (
        _("Đã lưu cách đọc; bài chưa phát hành được trước khi có người xác nhận.")
        if differences and field("differs") == "later"
        else _("Đã lưu cách đọc. Bấm “Thu lại” để nghe bản mới.")
    )
    return back(message, article_id, segment_id)


@desk.post("/articles/<article_id>/overrides/remove")
def remove_override(article_id: str) -> Response:
    """Read the sentence by the rules again."""
    library, segment_id = site().service.library, field("segment")
    require_unlocked(article_id, segment_id, author=editor_name(), library=library)
    with the_desk().acting(Act.OVERRIDE_REMOVED, article_id, segment_id) as deed:
        found = find_article(article_id, library)
        deed.changes = take_back_override(found.id, segment_id, library=library, now=site().now())
    if "parked" in request.form:
        return told(
            _("Đã xoá cách đọc chờ."), "desk.article", article_id=article_id, _anchor="parked"
        )
    return back(_("Đã bỏ cách đọc riêng của câu."), article_id, segment_id)


@desk.post("/articles/<article_id>/overrides/restore")
def restore_override(article_id: str) -> Response | tuple[str, int] | str:
    """Give a parked override to the sentence that took its sentence's place."""
    library, successor = site().service.library, field("successor")
    found = find_article(article_id, library)
    script = script_of(found)
    parked, segment = find_parked(script, field("segment")), find_segment(script, successor)
    require_unlocked(article_id, successor, author=editor_name(), library=library)
    differences = _differences(script, segment, parked.spoken)
    if differences:
        # The sentence's own form asks; the parked words wait on until they are kept.
        typed = Typed(parked.spoken, differences=differences, gives=parked.segment_id)
        return sentence_page(found, successor, typed, UNSETTLED)
    with the_desk().acting(Act.OVERRIDE, article_id, successor):
        give_on(parked, segment, author=editor_name(), library=library, now=site().now())
    return told(_("Đã dùng lại cách đọc cho câu mới."), "desk.article", article_id=article_id)


def _differences(script: Script, segment: Segment, words: str) -> tuple[Difference, ...]:
    at = script.segments.index(segment)
    by_rules = script.ruled.get(segment.id, script.utterances[at])
    return compare_words(segment, by_rules, " ".join(words.split()))


def _other_doubts(article_id: str, script: Script, segment: Segment) -> int:
    known = find_script_warnings(script, site().service.library.reviews(article_id))
    return sum(each.segment.id == segment.id and each.seen is None for each in known)


def _keep(article_id: str, segment: Segment, words: str) -> None:
    library, now = site().service.library, site().now()
    with the_desk().acting(Act.OVERRIDE, article_id, segment.id):
        keep_override(article_id, segment, words, author=editor_name(), library=library, now=now)
        if field("gives") and field("gives") != segment.id:
            take_back_override(article_id, field("gives"), library=library, now=now)


def _confirm(article: Article, segment: Segment) -> None:
    script = script_of(article)
    spoken = script.utterances[script.segments.index(segment)].spoken
    with the_desk().acting(Act.CONFIRM, article.id, segment.id):
        confirm_differences(
            article.id,
            script,
            segment,
            spoken,
            author=editor_name(),
            library=site().service.library,
            now=site().now(),
        )
