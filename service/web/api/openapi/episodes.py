"""Episodes and jobs as they are answered."""

from service.web.api.openapi.words import (
    Schema,
    address,
    listing,
    moment,
    number,
    or_null,
    record,
    text,
    truth,
    whole,
)

_STORED = record(
    "A copy of a picture that Loa serves.",
    {"url": address(), "width": whole(), "height": whole()},
)
_PICTURE = record(
    "A picture of the article.",
    {
        "source": text("Where the newsroom has it."),
        "stored": listing(_STORED, "The narrowest form first."),
        "missing": or_null(text("Why there is none, in Vietnamese.")),
    },
)
_EPISODE = record(
    "What the public has of the article.",
    {
        "id": text(),
        "guid": text("The same for ever, whatever is corrected."),
        "page": address(),
        "audio": address("The recording of this edition."),
        "length": whole("Bytes."),
        "duration_ms": whole("Milliseconds."),
        "sha256": text(),
        "edition": whole("Its number, from 1.", minimum=1),
        "revision": text("The text that was recorded."),
        "voice": text("The narrator."),
        "voices": listing(text(), "All that are heard, the most frequent first."),
        "fallback_reason": or_null(text()),
        "loudness_lufs": or_null(number("LUFS.")),
        "true_peak_dbtp": or_null(number("dBTP.")),
        "pictures": listing(_PICTURE),
        "first_published": moment(),
        "updated": moment(),
    },
)
_EDITION = record(
    "An edition of an article; of one whose row is damaged, only which it is.",
    {
        "edition": whole("Its number, from 1.", minimum=1),
        "revision": text("The text that was recorded."),
        "public": truth("Whether the public has this one."),
        "released": or_null(moment("When the public first had it; null while it never has.")),
        "created": or_null(moment()),
        "duration_ms": or_null(whole("Milliseconds.")),
        "voice": or_null(text("The narrator.")),
        "fallback_reason": or_null(text()),
    },
)
_EDITIONS = record(
    "A part of an article's editions, the newest first.",
    {"editions": listing(_EDITION), "next": or_null(text("The cursor of the next part."))},
)

SCHEMAS: dict[str, Schema] = {
    "Editions": _EDITIONS,
    "Episode": _EPISODE,
}
