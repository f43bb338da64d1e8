"""The button that records an article anew."""

from werkzeug.wrappers import Response

from service.making.current import find_article
from service.model import Act
from service.model.job import asker_of
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.jobs import waits
from service.web.language import _
from service.web.site import site


@desk.post("/articles/<article_id>/regenerate")
def regenerate(article_id: str) -> Response:
    """Record what has changed, to be heard before it is released. Five clicks are one job."""
    service = site().service
    with the_desk().acting(Act.REGENERATE, article_id):
        find_article(article_id, service.library)
    job = service.regenerate(article_id, hold=True, by=asker_of(the_desk().actor))
    if job is None:
        if service.library.wish(article_id) is not None:
            return told(waits(), "desk.article", article_id=article_id)
        if service.library.awaits_first_yes(article_id):
            return told(_("Bài đang đợi duyệt, chưa thu."), "desk.article", article_id=article_id)
        return told(_("Bản đang phát đã là mới nhất."), "desk.article", article_id=article_id)
    return told(_("Đã xếp việc thu."), "desk.job", job_id=job.id)
