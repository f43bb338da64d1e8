"""An editor's own sound in place of the engine's: sent, heard, taken back, brought back."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from service.containers import Container, container_of
from service.desk.conflicts import seen_sound, standing_recording
from service.desk.locks import require_unlocked
from service.desk.recordings import HeardSound, bring_back, hear_recording, keep_recording
from service.desk.sentences import find_segment
from service.errors import ArticleError, NotFoundError
from service.making.current import find_article
from service.model import Act, BlockKind, Ending, Recording, Segment
from service.text.segments import MOST_PRINTED
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lines import script_of
from service.web.desk.sentence import UNSETTLED, Typed, back, field, sentence_page
from service.web.language import _, said
from service.web.site import site


@desk.post("/articles/<article_id>/recordings")
def save_recording(article_id: str) -> AnyResponse | tuple[str, int] | str:
    """Keep the sound file that an editor sends for one sentence; it is lost in no case."""
    library = site().service.library
    found = find_article(article_id, library)
    script = script_of(found)
    segment = next((each for each in script.segments if each.id == field("segment")), None)
    try:
        heard = _sent_sound()
        if segment is None and not field("printed").strip():
            segment = find_segment(script, field("segment"))
    except ArticleError as e:
        return sentence_page(found, field("segment"), Typed("", said(e)), UNSETTLED)
    if segment is None:
        return _keep_waiting(article_id, heard)
    require_unlocked(article_id, segment.id, author=editor_name(), library=library)
    other = standing_recording(script, segment)
    _keep(article_id, segment, heard)
    if other is not None and field("seen") and field("seen") != seen_sound(other):
        return _keep_beside(article_id, segment, other)
    return back(_("Đã nhận bản thu. Bấm “Thu lại” để đưa vào bản đọc."), article_id, segment.id)


def _sent_sound() -> HeardSound:
    upload = request.files.get("sound")
    sound = upload.read() if upload is not None else b""
    if upload is None or not sound:
        raise ArticleError("Chưa chọn tệp âm thanh nào.", "No sound file was chosen.")
    return hear_recording(sound, upload.filename or _("không tên"))


def _keep(article_id: str, segment: Segment, heard: HeardSound) -> None:
    with the_desk().acting(Act.RECORDING, article_id, segment.id):
        keep_recording(
            article_id,
            segment,
            heard,
            author=editor_name(),
            library=site().service.library,
            now=site().now(),
        )


def _keep_waiting(article_id: str, heard: HeardSound) -> AnyResponse:
    """The sentence went while the file was chosen: its sound waits for the one in its place."""
    printed, segment_id = field("printed")[:MOST_PRINTED], field("segment")[:32]
    gone = Segment(segment_id, printed, BlockKind.PARAGRAPH, 0, Ending.SENTENCE)
    _keep(article_id, gone, heard)
    message = _(
        "Câu này vừa được sửa trong bài. Bản thu của bạn được giữ lại, đang chờ: "
        "xem rồi dùng cho câu mới ở mục dưới đây."
    )
    return told(message, "desk.article", article_id=article_id, _anchor="parked")


def _keep_beside(article_id: str, segment: Segment, other: Recording) -> AnyResponse:
    """Another recording came meanwhile: it stays, and this one is kept for who chooses it."""
    library = site().service.library
    library.set_recording(other, library.recorded_sound(other.digest))
    message = _(
        "%(author)s đã gửi một bản thu khác cho câu này trong lúc bạn chọn tệp. Bản ấy vẫn "
        "được dùng; bản của bạn được giữ, bấm “Dùng lại bản thu đã bỏ” để thay.",
        author=other.author,
    )
    return back(message, article_id, segment.id)


@desk.post("/articles/<article_id>/recordings/remove")
def remove_recording(article_id: str) -> AnyResponse:
    """Let the engine speak the sentence again; the sound is kept for who thinks otherwise."""
    library, segment_id = site().service.library, field("segment")
    require_unlocked(article_id, segment_id, author=editor_name(), library=library)
    with the_desk().acting(Act.RECORDING_REMOVED, article_id, segment_id) as deed:
        found = find_article(article_id, library)
        deed.changes = library.remove_recording(found.id, segment_id, site().now()) is not None
    if "parked" in request.form:
        return told(
            _("Đã xoá bản thu chờ."), "desk.article", article_id=article_id, _anchor="parked"
        )
    return back(_("Đã bỏ bản thu của câu."), article_id, segment_id)


@desk.post("/articles/<article_id>/recordings/restore")
def restore_recording(article_id: str) -> AnyResponse:
    """Use a recording again that was taken back, or give a parked one to another sentence."""
    service = site().service
    script = script_of(find_article(article_id, service.library))
    old = _find_recording(article_id, field("digest"), field("segment"))
    segment = find_segment(script, field("successor"))
    require_unlocked(article_id, segment.id, author=editor_name(), library=service.library)
    with the_desk().acting(Act.RECORDING, article_id, segment.id):
        bring_back(
            old,
            segment,
            was_parked=old in script.parked,
            author=editor_name(),
            library=service.library,
            now=site().now(),
        )
    if "number" in request.form:
        return back(
            _("Đã dùng lại bản thu. Bấm “Thu lại” để đưa vào bản đọc."), article_id, segment.id
        )
    message = _(
        "Đã dùng lại bản thu; hãy nghe rồi xác nhận ở câu mới. Bấm “Thu lại” để đưa vào bản đọc."
    )
    return told(message, "desk.article", article_id=article_id)


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
