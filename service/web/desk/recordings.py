"""An editor's own sound in place of the engine's: sent, heard, taken back, brought back."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from service.containers import Container, container_of
from service.desk.recordings import bring_back, keep_recording
from service.desk.sentences import find_segment
from service.errors import ArticleError, NotFoundError
from service.making.current import find_article
from service.model import Recording
from service.web.desk.entrance import desk, editor_name, record, told
from service.web.desk.lines import script_of
from service.web.site import site

_KEPT = "Bấm “Thu lại” để đưa vào bản đọc."


@desk.post("/articles/<article_id>/recordings")
def save_recording(article_id: str) -> AnyResponse:
    """Keep the sound file that an editor sends for one sentence."""
    service = site().service
    script = script_of(find_article(article_id, service.library))
    segment = find_segment(script, _field("segment"))
    upload = request.files.get("sound")
    sound = upload.read() if upload is not None else b""
    if upload is None or not sound:
        raise ArticleError("Chưa chọn tệp âm thanh nào.", "No sound file was chosen.")
    keep_recording(
        article_id,
        segment,
        sound,
        name=upload.filename or "không tên",
        author=editor_name(),
        library=service.library,
        now=site().now(),
    )
    record("recording", article_id, segment.id)
    return told(f"Đã nhận bản thu. {_KEPT}", "desk.article", article_id=article_id)


@desk.post("/articles/<article_id>/recordings/remove")
def remove_recording(article_id: str) -> AnyResponse:
    """Let the engine speak the sentence again; the sound is kept for who thinks otherwise."""
    library = site().service.library
    found = find_article(article_id, library)
    library.remove_recording(found.id, _field("segment"), site().now())
    record("recording-removed", article_id, _field("segment"))
    return told("Đã bỏ bản thu của câu.", "desk.article", article_id=article_id)


@desk.post("/articles/<article_id>/recordings/restore")
def restore_recording(article_id: str) -> AnyResponse:
    """Use a recording again that was taken back, or give a parked one to another sentence."""
    service = site().service
    script = script_of(find_article(article_id, service.library))
    old = _find_recording(article_id, _field("digest"), _field("segment"))
    segment = find_segment(script, _field("successor"))
    bring_back(
        old,
        segment,
        was_parked=old in script.parked,
        author=editor_name(),
        library=service.library,
        now=site().now(),
    )
    record("recording", article_id, segment.id)
    return told(f"Đã dùng lại bản thu. {_KEPT}", "desk.article", article_id=article_id)


@desk.get("/articles/<article_id>/recordings/<digest>")
def recording(article_id: str, digest: str) -> Response:
    """The sound as it was sent."""
    sound = site().service.library.recorded_sound(_find_recording(article_id, digest).digest)
    # MPEG may begin with stray bytes: what tells of no other kind was taken for it.
    kind = container_of(sound) or Container.MPEG
    response = Response(sound, content_type=kind.value)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _find_recording(article_id: str, digest: str, segment_id: str | None = None) -> Recording:
    """The recording of this digest, for this sentence where one is named."""
    library = site().service.library
    known = (*library.recordings(article_id), *library.removed_recordings(article_id))
    of_digest = (each for each in known if each.digest == digest)
    found = next((each for each in of_digest if segment_id in (None, each.segment_id)), None)
    if found is None:
        raise NotFoundError("Không có bản thu này.", "There is no such recording.")
    return found


def _field(name: str) -> str:
    return request.form.get(name, "")
