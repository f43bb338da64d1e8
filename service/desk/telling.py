"""What was extracted as plain values: the JSON of ``loa extract`` and of the preview.

The names are a contract: docs/api.md lists them.
"""

from collections.abc import Iterable
from datetime import datetime

from service.articles.recognised import Recognised
from service.desk.extraction import Extraction
from service.fingerprint import Plain
from service.model import HoldReason
from service.model.content import write_nodes


def plain_extraction(found: Extraction) -> dict[str, Plain]:
    """The facts, ``blocks`` (the tree), ``left_out`` with reasons, ``notes`` and ``warnings``.

    What is not known is null; dates are ISO 8601 with a zone.
    """
    recognised = found.recognised
    left_out: list[Plain] = [
        {"text": each.text, "reason": each.reason} for each in recognised.left_out
    ]
    return {
        **_facts(recognised),
        "blocks": list[Plain](write_nodes(recognised.content.nodes)),
        "left_out": left_out,
        "notes": list[Plain](found.notes),
        "warnings": plain_reasons(found.doubts),
    }


def plain_reasons(reasons: Iterable[HoldReason]) -> list[Plain]:
    """Why something waits for somebody's yes."""
    return [{"code": each.code, "message": each.vi, "message_en": each.en} for each in reasons]


def _facts(recognised: Recognised) -> dict[str, Plain]:
    return {
        "title": recognised.title,
        "published": _moment(recognised.published),
        "modified": _moment(recognised.modified),
        "author": recognised.author,
        "section": recognised.section,
        "lead": recognised.lead,
        "link": recognised.link,
        "image": recognised.image,
        "tags": list[Plain](recognised.tags),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
