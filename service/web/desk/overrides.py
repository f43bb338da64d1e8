"""The forms for how an editor wants a sentence read; what is done is in ``desk/overrides``."""

from flask import request
from werkzeug.wrappers import Response

from service.desk.overrides import find_parked, give_on, keep_override, take_back_override
from service.desk.sentences import find_segment
from service.making.current import find_article
from service.model import Act
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lines import script_of
from service.web.site import site


@desk.post("/articles/<article_id>/overrides")
def save_override(article_id: str) -> Response:
    """Keep the editor's words for one sentence."""
    library, segment_id = site().service.library, _field("segment")
    script = script_of(find_article(article_id, library))
    with the_desk().acting(Act.OVERRIDE, article_id, segment_id):
        keep_override(
            article_id,
            find_segment(script, segment_id),
            _field("spoken"),
            author=editor_name(),
            library=library,
            now=site().now(),
        )
    return _back(article_id, "Đã lưu cách đọc. Bấm “Thu lại” để nghe bản mới.")


@desk.post("/articles/<article_id>/overrides/remove")
def remove_override(article_id: str) -> Response:
    """Read the sentence by the rules again."""
    library, segment_id = site().service.library, _field("segment")
    with the_desk().acting(Act.OVERRIDE_REMOVED, article_id, segment_id):
        found = find_article(article_id, library)
        take_back_override(found.id, segment_id, library=library, now=site().now())
    return _back(article_id, "Đã bỏ cách đọc riêng của câu.")


@desk.post("/articles/<article_id>/overrides/restore")
def restore_override(article_id: str) -> Response:
    """Give a parked override to the sentence that took its sentence's place."""
    library, successor = site().service.library, _field("successor")
    script = script_of(find_article(article_id, library))
    with the_desk().acting(Act.OVERRIDE, article_id, successor):
        give_on(
            find_parked(script, _field("segment")),
            find_segment(script, successor),
            author=editor_name(),
            library=library,
            now=site().now(),
        )
    return _back(article_id, "Đã dùng lại cách đọc cho câu mới.")


def _field(name: str) -> str:
    return request.form.get(name, "")


def _back(article_id: str, message: str) -> Response:
    return told(message, "desk.article", article_id=article_id)
