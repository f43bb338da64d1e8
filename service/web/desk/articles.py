"""One article's sentences, and its Regenerate button."""

from flask import render_template
from werkzeug.wrappers import Response

from service.desk.tables import desk_tables
from service.making.current import find_article
from service.model import Act
from service.outputs.page_words import level_words
from service.outputs.show_notes import voice_note
from service.web.desk.entrance import desk, the_desk, told
from service.web.desk.jobs import WAITS
from service.web.desk.lines import desk_lines, parked_lines, script_of
from service.web.desk.tables import READING_WORDS
from service.web.site import site


@desk.get("/articles/<article_id>")
def article(article_id: str) -> str:
    """Every sentence as printed and as it will be read, with trace, warnings and sound."""
    service = site().service
    found = find_article(article_id, service.library)
    episode = service.library.readable_episode(article_id)
    script = script_of(found)
    lines = desk_lines(script, episode, service.library.removed_recordings(article_id))
    return render_template(
        "desk/article.html",
        article=found,
        episode=episode,
        level=level_words(episode.edition) if episode else "",
        voices=voice_note(episode.edition) if episode else "",
        job=service.jobs.current(article_id),
        wish=service.library.wish(article_id),
        hold=service.library.hold(article_id),
        lines=lines,
        lacking=sum(line.lacks_sound for line in lines),
        warned=[line for line in lines if line.utterance.warnings],
        parked=parked_lines(script.parked, lines),
        tables=desk_tables(found, service.library, service.production.studio.speech),
        reading_words=READING_WORDS,
    )


@desk.post("/articles/<article_id>/regenerate")
def regenerate(article_id: str) -> Response:
    """Record what has changed, to be heard before it is released. Five clicks are one job."""
    service = site().service
    with the_desk().acting(Act.REGENERATE, article_id):
        find_article(article_id, service.library)
    job = service.regenerate(article_id, hold=True)
    if job is None:
        if service.library.wish(article_id) is not None:
            return told(WAITS, "desk.article", article_id=article_id)
        if service.library.awaits_first_yes(article_id):
            return told("Bài đang đợi duyệt, chưa thu.", "desk.article", article_id=article_id)
        return told("Bản đang phát đã là mới nhất.", "desk.article", article_id=article_id)
    return told("Đã xếp việc thu.", "desk.job", job_id=job.id)
