"""The newest edition of an article as a wave, minute by minute, with its sentences' borders."""

from flask import render_template, request

from service.errors import NotFoundError
from service.making.current import current_edition, find_article
from service.outputs.seams import seams
from service.outputs.waveform import (
    HEIGHT,
    STEPS_A_ROW,
    count_rows,
    draw_rows,
    passages_within,
)
from service.web.desk.entrance import desk
from service.web.language.editions import level_words, voice_words
from service.web.paging import asked_page
from service.web.site import site

MINUTES_A_PAGE = 4


@desk.get("/articles/<article_id>/waveform")
def waveform(article_id: str) -> str:
    """How loud it is where, and where each sentence begins."""
    service = site().service
    found = find_article(article_id, service.library)
    edition = current_edition(article_id, service.library)
    if edition is None:
        raise NotFoundError("Bài chưa có bản thu nào.", "The article has no edition yet.")
    pages = asked_page(request, count_rows(edition), MINUTES_A_PAGE)
    rows = range(pages.offset, min(pages.offset + MINUTES_A_PAGE, count_rows(edition)))
    heard = passages_within(edition, rows)
    clips = {key: service.cache.describe(key) for each in heard if (key := each.clip_key)}
    return render_template(
        "desk/waveform.html",
        article=found,
        edition=edition,
        seams=seams(edition),
        pages=pages,
        rows=draw_rows(edition, rows, {key: clip.energies for key, clip in clips.items() if clip}),
        missing=sum(clip is None for clip in clips.values()),
        width=STEPS_A_ROW,
        height=HEIGHT,
        level=level_words(edition),
        voices=voice_words(edition),
    )
