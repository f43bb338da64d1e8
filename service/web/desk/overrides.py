"""How an editor wants a sentence read: written, taken back, given to a changed sentence."""

from flask import request
from werkzeug.wrappers import Response

from service.engines.speakable import has_words
from service.errors import ArticleError, NotFoundError
from service.making.script import Script, write_script
from service.model import Override, Segment
from service.web.desk.articles import find_article
from service.web.desk.entrance import desk, editor_name, record, told
from service.web.site import site

SPOKEN_LENGTH = 3000


@desk.post("/articles/<article_id>/overrides")
def save_override(article_id: str) -> Response:
    """Keep the editor's words for one sentence."""
    script = write_script(find_article(article_id), site().service.library)
    segment = find_segment(script, request.form.get("segment", ""))
    _keep(article_id, segment, request.form.get("spoken", ""))
    return _back(article_id, "Đã lưu cách đọc. Bấm “Thu lại” để nghe bản mới.")


@desk.post("/articles/<article_id>/overrides/remove")
def remove_override(article_id: str) -> Response:
    """Read the sentence by the rules again."""
    segment_id = request.form.get("segment", "")
    site().service.library.remove_override(find_article(article_id).id, segment_id, site().now())
    record("override-removed", article_id, segment_id)
    return _back(article_id, "Đã bỏ cách đọc riêng của câu.")


@desk.post("/articles/<article_id>/overrides/restore")
def restore_override(article_id: str) -> Response:
    """Give a parked override to the sentence that took its sentence's place."""
    service = site().service
    script = write_script(find_article(article_id), service.library)
    old = request.form.get("segment", "")
    overrides = (each for each in script.parked if isinstance(each, Override))
    parked = next((each for each in overrides if each.segment_id == old), None)
    if parked is None:
        raise NotFoundError("Không có cách đọc chờ này.", "There is no such parked override.")
    _keep(article_id, find_segment(script, request.form.get("successor", "")), parked.spoken)
    service.library.remove_override(article_id, old, site().now())
    return _back(article_id, "Đã dùng lại cách đọc cho câu mới.")


def _keep(article_id: str, segment: Segment, spoken: str) -> None:
    words = " ".join(spoken.split())
    if not has_words(words) or len(words) > SPOKEN_LENGTH:
        raise ArticleError(
            f"Cách đọc phải có chữ hoặc số, và nhiều nhất {SPOKEN_LENGTH} ký tự.",
            f"What is read has a letter or digit, and {SPOKEN_LENGTH} characters at most.",
        )
    override = Override(
        article_id=article_id,
        segment_id=segment.id,
        printed=segment.text,
        spoken=words,
        author=editor_name(),
        created=site().now(),
    )
    site().service.library.set_override(override)
    record("override", article_id, segment.id)


def find_segment(script: Script, segment_id: str) -> Segment:
    """The sentence of this id. Raises NotFoundError."""
    found = next((each for each in script.segments if each.id == segment_id), None)
    if found is None:
        raise NotFoundError(
            "Bài không còn câu này; có lẽ bài vừa được sửa.",
            "The article has no such sentence now.",
        )
    return found


def _back(article_id: str, message: str) -> Response:
    return told(message, "desk.article", article_id=article_id)
