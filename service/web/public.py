"""The public pages: the list, the article pages and the files that go with them."""

from flask import Blueprint, Response, render_template, request

from service.errors import EpisodeDamagedError, NotFoundError
from service.model import Episode, timing
from service.outputs.addresses import (
    CAPTIONS,
    CHAPTERS,
    CORRECTIONS,
    HEARD,
    MANIFEST,
    PAGE,
    PLAIN_PAGE,
    SUBRIP,
    TRANSCRIPT,
    TRANSCRIPT_TEXT,
)
from service.outputs.captions import (
    captions,
    render_srt,
    render_transcript_json,
    render_transcript_text,
    render_vtt,
)
from service.outputs.chapters import render_chapters
from service.outputs.disclosure import label_words
from service.outputs.json_ld import render_audio_object
from service.outputs.page import article_page, printed_article
from service.outputs.show_notes import voice_note
from service.releasing.corrections import told_correction
from service.releasing.covers import cover_url
from service.web.feed_links import feeds_of, sections_feeds
from service.web.files import answer_file
from service.web.headers import revalidated
from service.web.listening import counts_pages, note_heard
from service.web.paging import PER_PAGE, asked_page
from service.web.problems import EpisodeInRepairError
from service.web.publicity import no_episode
from service.web.ready import ReadyFile
from service.web.saving import saved_as
from service.web.site import site

public = Blueprint("public", __name__)

MOST_CORRECTIONS = 200


@public.get("/")
def home() -> Response:
    """The episodes, newest first, a page at a time."""
    library = site().service.library
    pages = asked_page(request, library.count_episodes())
    cards = library.cards(PER_PAGE, pages.offset)
    html = render_template("home.html", cards=cards, pages=pages, also_subscribed=sections_feeds())
    return revalidated(Response(html), request)


@public.get(PAGE.rule)
def episode(episode_id: str) -> Response:
    """The article page: the printed text, and the recording that reads it."""
    found, library = _episode(episode_id), site().service.library
    covers = site().service.production.channel_covers
    html = render_template(
        "article.html",
        episode=found,
        page=article_page(found),
        voices=voice_note(found.edition),
        audio_object=_audio_object(found),
        chapters=timing.chapters(found.edition),
        correction=told_correction(found, library),
        cover_path=cover_url(episode_id, library, ""),
        podcast_cover_path=f"/{covers.main_name(library)}",
        # What was made and not released is nobody's but the desk's, and is not counted here.
        recordings_released=library.recordings_released(episode_id),
        is_counted=counts_pages(),
        also_subscribed=feeds_of(found),
    )
    return revalidated(Response(html), request)


@public.get(CORRECTIONS.rule)
def corrections() -> Response:
    """What was corrected and what was taken back, as far as it is told; the newest first."""
    library = site().service.library
    told = library.corrections_told(MOST_CORRECTIONS)
    html = render_template(
        "corrections.html",
        corrections=told,
        cards=library.cards_of({each.article_id for each in told}),
        withdrawals=library.withdrawals_told(MOST_CORRECTIONS),
    )
    return revalidated(Response(html), request)


@public.get(CAPTIONS.rule)
def captions_vtt(episode_id: str) -> Response:
    """The sentences in parts with their times, as WebVTT."""
    found = _episode(episode_id)
    text = render_vtt(captions(found.edition), note=label_words(found.edition.voices))
    return _saved(_file(text, "text/vtt; charset=utf-8"), found, "vtt")


@public.get(SUBRIP.rule)
def captions_srt(episode_id: str) -> Response:
    """The same as SubRip."""
    found = _episode(episode_id)
    text = render_srt(captions(found.edition))
    return _saved(_file(text, "application/x-subrip; charset=utf-8"), found, "srt")


@public.get(TRANSCRIPT.rule)
def transcript_json(episode_id: str) -> Response:
    """The same as the podcast namespace's JSON."""
    found = _episode(episode_id)
    text = render_transcript_json(captions(found.edition))
    return _saved(_file(text, "application/json"), found, "json")


@public.get(PLAIN_PAGE.rule)
def plain_page(episode_id: str) -> Response:
    """The printed text alone as a page: its headings, lists, tables and links, no player."""
    found = _episode(episode_id)
    html = render_template("plain.html", episode=found, page=printed_article(found.edition.shown))
    return revalidated(Response(html), request)


@public.get(TRANSCRIPT_TEXT.rule)
def transcript_text(episode_id: str) -> Response:
    """The printed text alone."""
    found = _episode(episode_id)
    text = render_transcript_text(found.edition.revision)
    return _saved(_file(text, "text/plain; charset=utf-8"), found, "txt")


@public.get(CHAPTERS.rule)
def chapters(episode_id: str) -> Response:
    """The chapters, as the podcast namespace's JSON."""
    edition = _episode(episode_id).edition
    marked = timing.chapters(edition)
    if not marked:
        raise NotFoundError("Bài này không chia chương.", "This article has no chapters.")
    text = render_chapters(marked, title=edition.revision.title)
    return _file(text, "application/json+chapters")


@public.get(MANIFEST.rule)
def manifest(episode_id: str) -> Response:
    """How each sentence of the current edition came to sound as it does."""
    folder = site().service.media
    name = _episode(episode_id).edition.manifest_name
    if not folder.exists(name):
        raise NotFoundError("Bản thu này không có bản kê.", "This edition has no manifest.")
    return _file(folder.read(name), "application/json")


@public.post(HEARD.rule)
def heard(episode_id: str, quarters: int) -> Response:
    """On the page so many quarters of the recording were heard: a total, and no word of whom."""
    note_heard(episode_id, quarters, request)
    response = Response(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response


@public.get("/robots.txt")
def robots() -> Response:
    """What search engines may read: everything but the desk and the API."""
    return _file("User-agent: *\nDisallow: /desk\nDisallow: /api\n", "text/plain; charset=utf-8")


def _audio_object(episode: Episode) -> str:
    settings = site().service.settings
    return render_audio_object(episode, base_url=settings.base_url, publisher=settings.author)


def _episode(episode_id: str) -> Episode:
    try:
        found = site().service.library.episode(episode_id)
    except EpisodeDamagedError as e:  # its words are for the operator, who has them in the log
        raise EpisodeInRepairError() from e
    if found is None:
        raise no_episode(episode_id)
    return found


def _file(content: str | bytes, kind: str) -> Response:
    plain = content.encode() if isinstance(content, str) else content
    return answer_file(ReadyFile(plain), kind, request, site().now())


def _saved(response: Response, episode: Episode, kind: str) -> Response:
    """``response`` with the name that it is kept under, beside the recording's."""
    revision = episode.edition.revision
    named = saved_as(revision.title, revision.published, episode.id, kind)
    response.headers["Content-Disposition"] = named
    return response
