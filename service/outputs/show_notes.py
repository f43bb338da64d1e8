"""What a podcast client shows under an episode: a short plain text and the article in HTML."""

from html import escape

from service.model import RECORDING, Edition
from service.outputs.content import BareLines, FeedWriter, NoteLinks, write_html

_LEAD_BYTES = 1000
"""Of the first paragraph: hundreds of descriptions share one feed."""


def voice_note(edition: Edition) -> str:
    """Who reads, in Vietnamese: synthetic voices, people, and why others than were wished."""
    labels, recorded = who_reads(edition)
    notes = [
        f"Giọng tổng hợp do máy tạo ra: {'; '.join(labels)}." if labels else "",
        f"Người của toà soạn đọc {recorded} câu." if recorded else "",
        edition.fallback_reason or "",
    ]
    return " ".join(filter(None, notes))


def who_reads(edition: Edition) -> tuple[list[str], int]:
    """The labels of the synthetic voices, and how many sentences people read."""
    labels = [voice.label for voice in edition.voices if voice.engine != RECORDING]
    return labels, sum(spec.is_recording for spec in edition.voicing.others.values())


def describe_plainly(edition: Edition) -> str:
    """How the lead paragraph begins, and the voice note."""
    return f"{shorten(edition.revision.lead, _LEAD_BYTES)}\n\n{voice_note(edition)}"


def describe_in_html(edition: Edition) -> str:
    """The printed article and the voice note as HTML, with the text escaped."""
    content = edition.revision.content
    body = write_html(FeedWriter(BareLines(), NoteLinks(content)).write(content.nodes))
    return f"{body}<p><em>{escape(voice_note(edition))}</em></p>"


def shorten(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` bytes of UTF-8, cut between words and marked with "…"."""
    coded = text.encode(errors="replace")
    if len(coded) <= limit:
        return text
    kept = coded[: max(limit - len("…".encode()), 0)].decode(errors="ignore")
    return (kept.rpartition(" ")[0] or kept) + "…"
