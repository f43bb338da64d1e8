"""How loud an edition is and who reads it, in the language of who asks."""

from service.model import TARGET_LUFS, Edition
from service.outputs import page_words
from service.outputs.show_notes import fallback_note, voice_note, who_reads
from service.web.language import _, _n, is_english, joined, marked
from service.web.language.measures import decimal_point


def level_words(edition: Edition) -> str:
    """How loud ``edition`` is, for editors, and whether that is what it should be."""
    if not is_english():
        return page_words.level_words(edition)
    loudness, peak = map(_decibels, (edition.loudness_lufs, edition.true_peak_dbtp))
    error = page_words.level_error(edition)
    named = {
        "loudness": loudness,
        "peak": peak,
        "target": _decibels(TARGET_LUFS),
        "error": _decibels(abs(error)),
    }
    if error > 0:
        return _(
            "độ to %(loudness)s LUFS, đỉnh %(peak)s dBTP: to hơn mức %(target)s LUFS "
            "là %(error)s LU",
            **named,
        )
    if error < 0:
        return _(
            "độ to %(loudness)s LUFS, đỉnh %(peak)s dBTP: nhỏ hơn mức %(target)s LUFS "
            "là %(error)s LU",
            **named,
        )
    return _("độ to %(loudness)s LUFS, đỉnh %(peak)s dBTP", **named)


def voice_words(edition: Edition) -> str:
    """Who reads: synthetic voices, people, and why others than were wished."""
    if not is_english():
        return voice_note(edition)
    labels, recorded = who_reads(edition)
    notes = [joined(_("Giọng tổng hợp:"), " ", marked("; ".join(labels)), ".")] if labels else []
    if recorded:
        notes.append(_n("Người của toà soạn đọc %(num)s câu.", recorded))
    return joined(*(joined(each, " ") for each in notes), marked(fallback_note(edition)))


def _decibels(value: float) -> str:
    return decimal_point(page_words.decibels(value))
