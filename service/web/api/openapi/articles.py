"""Articles as they are sent and answered."""

from service.web.api.openapi.words import (
    Schema,
    address,
    listing,
    moment,
    or_null,
    record,
    ref,
    text,
    truth,
    whole,
)

_REVISION: dict[str, Schema] = {
    "revision": text("Another one for each text, and the same where it comes back."),
    "title": text(),
    "published": moment("When the newsroom published it."),
    "author": or_null(text()),
    "section": or_null(text()),
    "link": or_null(text("Where the newsroom has it.")),
    "lead": or_null(text()),
    "image": or_null(text()),
    "tags": listing(text()),
    "modified": or_null(moment()),
    "content": listing(ref("Node"), "The body as a tree, without the title."),
    "left_out": listing(ref("LeftOut"), "Every line that is not read, with its reason."),
}
_ARTICLE = record(
    "An article as it was understood.",
    {
        "id": text("Loa's own."),
        "source_id": text("The newsroom's own."),
        **_REVISION,
        "created": moment("When it first came."),
        "updated": moment("When its text last changed."),
    },
)
_HOLD = record(
    "What was sent and waits for somebody's yes.",
    {
        "since": moment(),
        "first": truth("Whether the article is nothing yet but this."),
        "warnings": listing(ref("Reason")),
        "article": record("What waits.", _REVISION),
    },
)
_WISH = record(
    "That a recording is still to come.",
    {
        "asked": moment(),
        "attempts": whole("How often it failed."),
        "next_try": or_null(moment()),
        "given_up": truth("Whether trying again would be vain."),
        "message": or_null(text("Why it failed, in Vietnamese.")),
        "message_en": or_null(text("Why it failed, in English.")),
        "error": or_null(text("The kind of failure.")),
    },
)
_ANSWER = record(
    "The article with what became of it.",
    {
        "article": ref("Article"),
        "episode": or_null(ref("Episode")),
        "job": or_null(ref("Job")),
        "wish": or_null(ref("Wish")),
        "hold": or_null(ref("Hold")),
        "pending": or_null(ref("Pending")),
        "withdrawn": or_null(ref("Withdrawal")),
    },
    {"notes": listing(text(), "How the text was read, in Vietnamese; of what was sent.")},
)
_BODY = {
    "title": or_null(text()),
    "published": or_null(moment()),
    "modified": or_null(moment()),
    "author": or_null(text()),
    "section": or_null(text()),
    "link": or_null(address()),
    "image": or_null(address()),
    "lead": or_null(text()),
    "tags": or_null(listing(text())),
    "hold": or_null(truth("Whether what is recorded waits; nothing lets it go sooner.")),
}
_SENT = {
    "description": "Exactly one of html, text and markdown, and what is known besides.",
    "oneOf": [
        record(f"The article as {name}.", {name: text(minLength=1)}, _BODY)
        for name in ("html", "text", "markdown")
    ],
}
_SENTENCE = record(
    "A sentence as it would be read.",
    {
        "kind": text("Which kind of line it is of."),
        "text": text("As it is printed."),
        "spoken": text("As it would be said."),
        "warnings": listing({"type": "object"}, "Places to look at before it is spoken."),
    },
)
_PREVIEW = record(
    "What would be taken, left out and read.",
    {
        **{name: _REVISION[name] for name in ("title", "published", "modified", "author")},
        **{name: _REVISION[name] for name in ("section", "lead", "link", "image", "tags")},
        "blocks": _REVISION["content"],
        "left_out": _REVISION["left_out"],
        "notes": listing(text()),
        "warnings": listing(ref("Reason"), "Why it would be held back."),
        "sentences": listing(_SENTENCE),
    },
)
_FORM: Schema = {
    "description": "The same fields, tags between commas; every file is a picture of the article.",
    "type": "object",
    "properties": {name: text() for name in ("html", "text", "markdown", *_BODY)},
    "additionalProperties": text(contentMediaType="application/octet-stream"),
}
EXAMPLE = {
    "title": "Thành phố khởi công cầu mới",
    "text": "Sáng 2/7, thành phố khởi công cầu mới dài 1,5 km qua sông. Cầu có bốn làn xe.",
    "published": "2026-07-02T07:49:00+07:00",
    "section": "Giao thông",
}

_LISTED = record(
    "An article in the list.",
    {
        "id": text("Loa's own."),
        "source_id": text("The newsroom's own."),
        "revision": text("Its newest text."),
        "title": text(),
        "state": text("Where it stands.", examples=["draft", "recording", "public"]),
        "section": or_null(text()),
        "author": or_null(text()),
        "source": or_null(text("The host of the page it comes from.")),
        "voice": or_null(text("Who speaks its newest edition.")),
        "updated": moment("When its text last changed."),
        "warned_sentences": or_null(whole("To be looked at, when they were last counted.")),
        "url": address("Where more is told of it."),
    },
)
_LIST = record(
    "A part of the articles, the last changed first.",
    {"articles": listing(_LISTED), "next": or_null(text("The cursor of the next part."))},
)

SCHEMAS: dict[str, Schema] = {
    "Articles": _LIST,
    "Article": _ARTICLE,
    "Hold": _HOLD,
    "Wish": _WISH,
    "ArticleAnswer": _ANSWER,
    "ArticleSent": _SENT,
    "ArticleForm": _FORM,
    "Preview": _PREVIEW,
}
