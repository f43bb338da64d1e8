"""Hearing a sentence as it is said, or as it is typed, before anything is kept."""

from flask import Response, jsonify, render_template, request, url_for

from service.desk.audition import Audition, audition, find_voice, words_of
from service.desk.conflicts import seen_words, standing_override
from service.desk.desk import Deed
from service.desk.sentences import find_segment
from service.making.current import find_article
from service.model import Act, Segment, Voice
from service.web.desk.costs import money_words
from service.web.desk.entrance import desk, editor_name, the_desk
from service.web.desk.lines import script_of
from service.web.desk.sentence import field
from service.web.language import _, _n
from service.web.site import site


@desk.post("/articles/<article_id>/sentences/<segment_id>/audition")
def hear(article_id: str, segment_id: str) -> Response | str:
    """The sound of the words in the form, or of the sentence as it is said now."""
    production = site().service.production
    found = find_article(article_id, production.library)
    script = script_of(found)
    segment = find_segment(script, segment_id)
    words = field("spoken") or words_of(script, segment)
    voice = find_voice(field("voice"), found.revision.section, production.voices)
    deed = Deed(Act.AUDITION, article_id, segment_id)
    heard = hear_words(segment, words, voice, deed, found.revision.section)
    address = url_for("desk.clip", key=heard.key)
    cost = (
        _("đã có sẵn, không tốn gì")
        if heard.was_there
        else _n("mới làm, %(num)s lượt hỏi máy đọc", heard.requests)
    )
    if not heard.was_there and (price := money_words(voice.engine, heard.characters)):
        cost = f"{cost}, {price}"
    told = _n("%(label)s: %(num)s ký tự, %(cost)s.", heard.characters, label=voice.label, cost=cost)
    if request.accept_mimetypes.accept_json and not request.accept_mimetypes.accept_html:
        return jsonify(clip=address, told=told)
    return render_template(
        "desk/audition.html",
        article=found,
        segment=segment,
        words=heard.spoken,
        clip=address,
        told=told,
        seen=seen_words(standing_override(article_id, segment, production.library)),
    )


def hear_words(
    segment: Segment, words: str, voice: Voice, deed: Deed, section: str | None = None
) -> Audition:
    """``words`` as ``voice`` says them, by whoever is signed in, who may: an engine is asked.

    ``section`` is that of the article, where ``deed`` is about one. Raises NotAllowedError
    before anything is spoken, and what ``audition`` raises.
    """
    at_desk, production = the_desk(), site().service.production
    at_desk.require(deed.act, section)
    with site().turns.of(editor_name()):
        heard = audition(
            segment,
            words,
            voice,
            voices=production.voices,
            studio=production.studio,
            by=production.synthesizer,
        )
    with at_desk.acting(deed.act, deed.subject, deed.detail, section=section):
        return heard  # spoken before: nobody waits for an engine with the library locked
