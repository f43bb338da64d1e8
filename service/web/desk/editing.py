"""The form in which an article's text is changed; preview and intake do the rest."""

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from service.desk.editing import PLAIN_FORM, EditedText, hints_of, text_to_edit
from service.making.current import find_article
from service.model import Article, Revision
from service.web.desk.entrance import desk
from service.web.desk.intake_form import carried_document, moment_field
from service.web.site import site


@desk.get("/articles/<article_id>/edit")
def edit_text(article_id: str) -> str:
    """The text and the facts of the article as it stands."""
    found = find_article(article_id, site().service.library)
    rules = site().service.intake
    text = text_to_edit(found.revision, zone=rules.zone, limit_bytes=rules.limit_bytes)
    return _form(found, text, _facts(found.revision), found.revision.id)


@desk.post("/articles/<article_id>/edit")
def edit_again(article_id: str) -> str:
    """What was typed, once more: from the preview back to the text."""
    found = find_article(article_id, site().service.library)
    text = EditedText(carried_document().decode("utf-8", "replace"), ())
    return _form(found, text, request.form, request.form.get("base", ""))


def changed_meanwhile(source_id: str) -> Article | None:
    """The article as it stands, where it is not the one that the form was filled in from."""
    base = request.form.get("base", "")
    found = site().service.library.article_by_source(source_id) if base else None
    return found if found is not None and found.revision.id != base else None


def _form(found: Article, text: EditedText, entered: MultiDict[str, str], base: str) -> str:
    return render_template(
        "desk/edit.html",
        article=found,
        text=text,
        entered=entered,
        base=base,
        file_name=PLAIN_FORM,
    )


def _facts(revision: Revision) -> MultiDict[str, str]:
    """The fields of the form, filled in from what is known."""
    hints, zone = hints_of(revision), site().service.settings.zone
    known = {
        "source_id": hints.source_id,
        "title": hints.title,
        "published": moment_field(revision.published.astimezone(zone)),
        "author": hints.author,
        "section": hints.section,
        "link": hints.link,
        "lead": hints.lead,
        "image": hints.image,
        "tags": ", ".join(hints.tags),
    }
    return MultiDict({name: value for name, value in known.items() if value})
