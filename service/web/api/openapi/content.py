"""The printed article as a tree, as the API writes it."""

from service.web.api.openapi.words import (
    Schema,
    listing,
    or_null,
    record,
    ref,
    text,
    truth,
    whole,
    words,
)

_KINDS = (
    *("paragraph", "heading", "list", "item", "description-list", "description", "term"),
    *("quotation", "attribution", "table", "row", "cell", "figure", "picture", "video", "audio"),
    *("document", "frame", "caption", "verse", "preformatted", "note", "rule"),
)
_MARKS = (
    *("strong", "emphasis", "inserted", "deleted", "superscript", "subscript", "code"),
    "highlight",
)

_RUN = record(
    "What is true of a part of a text.",
    {"begin": whole("Characters before it."), "end": whole("Characters, end exclusive.")},
    {
        "marks": listing(text(examples=list(_MARKS))),
        "link": text(),
        "language": text("BCP 47."),
        "expansion": text("What an abbreviation stands for."),
        "note": text("The id of the note that is referred to."),
    },
)
_STORED_NODE = record("A copy of a picture.", {"name": text(), "width": whole(), "height": whole()})
_NODE = record(
    "A node of the tree: its kind says which of the other fields it has.",
    {},
    {
        "kind": words("What it is; a line of a verse and a caption of a table say none.", *_KINDS),
        "text": text("Its text; of a picture the alt text, of a frame its title."),
        "runs": listing(ref("Run")),
        "level": whole("Of a heading.", maximum=6),
        "ordered": truth("Whether the items of a list are counted."),
        "style": words("How they are counted.", "1", "a", "A", "i", "I"),
        "number": {"type": "integer", "description": "Of an item that is counted."},
        "items": listing(ref("Node")),
        "rows": {"description": "Of a table its rows, of a cell how many it spans."},
        "columns": whole("How many columns a cell spans."),
        "cells": listing(ref("Node")),
        "head": whole("How many rows of a table are headers."),
        "header": truth("Whether a cell is one."),
        "caption": ref("Node"),
        "source": or_null(text("Where a picture lies.")),
        "stored": listing(_STORED_NODE),
        "missing": text("Why there is no copy of a picture."),
        "link": or_null(text("Where a frame leads.")),
        "id": text("Of a note."),
        "label": or_null(text("Of a note, as it is printed.")),
    },
)
_LEFT_OUT = record("What is not part of the article.", {"text": text(), "reason": text()})
_REASON = record(
    "Why something waits for somebody's yes.",
    {
        "code": text("Stable.", examples=["shrunk", "home-page"]),
        "message": text("Vietnamese."),
        "message_en": text("English."),
    },
)

SCHEMAS: dict[str, Schema] = {
    "Run": _RUN,
    "Node": _NODE,
    "LeftOut": _LEFT_OUT,
    "Reason": _REASON,
}
