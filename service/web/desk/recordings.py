"""An editor's own sound in place of the engine's: sent, heard, taken back, brought back."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from service.containers import Container, container_of
from service.desk.recordings import bring_back, hear_recording, keep_recording
from service.desk.sentences import find_segment
from service.errors import ArticleError, NotFoundError
from service.making.current import find_article
from service.model import Act, Recording
from service.web.desk.entrance import desk, editor_name, the_desk, told
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
    heard = hear_recording(sound, upload.filename or "không tên")
    with the_desk().acting(Act.RECORDING, article_id, segment.id):
        keep_recording(
            article_id,
            segment,
            heard,
            author=editor_name(),
            library=service.library,
            now=site().now(),
        )
    return told(f"Đã nhận bản thu. {_KEPT}", "desk.article", article_id=article_id)


@desk.post("/articles/<article_id>/recordings/remove")
def remove_recording(article_id: str) -> AnyResponse:
    """Let the engine speak the sentence again; the sound is kept for who thinks otherwise."""
    library, segment_id = site().service.library, _field("segment")
    with the_desk().acting(Act.RECORDING_REMOVED, article_id, segment_id):
        found = find_article(article_id, library)
        library.remove_recording(found.id, segment_id, site().now())
    return told("Đã bỏ bản thu của câu.", "desk.article", article_id=article_id)


@desk.post("/articles/<article_id>/recordings/restore")
def restore_recording(article_id: str) -> AnyResponse:
    """Use a recording again that was taken back, or give a parked one to another sentence."""
    service = site().service
    script = script_of(find_article(article_id, service.library))
    old = _find_recording(article_id, _field("digest"), _field("segment"))
    segment = find_segment(script, _field("successor"))
    with the_desk().acting(Act.RECORDING, article_id, segment.id):
        bring_back(
            old,
            segment,
            was_parked=old in script.parked,
            author=editor_name(),
            library=service.library,
            now=site().now(),
        )
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
