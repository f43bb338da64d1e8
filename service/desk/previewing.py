"""What an article would become: taken, left out and read, sentence by sentence; nothing is kept."""

from dataclasses import dataclass
from datetime import datetime

from service.codec import to_plain
from service.desk.hints import Hints
from service.desk.intake import IntakeRules, Understood, understand
from service.desk.telling import plain_extraction, plain_reasons
from service.fingerprint import Plain
from service.making.script import Script, write_script
from service.model import Article
from service.store.article_ids import article_id_of
from service.store.library import Library


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be kept, and how it would be read under today's lexicon and corrections."""

    it: Understood
    script: Script


def preview_article(
    raw: bytes, hints: Hints, library: Library, rules: IntakeRules, now: datetime
) -> Preview:
    """What ``raw`` would become under this id. Raises ArticleError as taking it in would."""
    it = understand(raw, hints, library, rules, now)
    article_id = article_id_of(it.revision.source_id)
    article = Article(article_id, it.revision.source_id, it.revision, now, now)
    return Preview(it, write_script(article, library, rules.speech))


def plain_preview(preview: Preview) -> dict[str, Plain]:
    """As ``loa extract`` tells it, with ``sentences``, and the ``warnings`` that would hold it.

    Of each sentence: how it is printed and said, of which kind of line it is, and what an
    editor should look at.
    """
    it = preview.it
    sentences: list[Plain] = [
        {
            "kind": segment.kind.value,
            "text": segment.text,
            "spoken": utterance.spoken,
            "warnings": to_plain(utterance.warnings),
        }
        for segment, utterance in zip(
            preview.script.segments, preview.script.utterances, strict=True
        )
    ]
    return {
        **plain_extraction(it.found),
        "published": it.revision.published.isoformat(),
        "notes": list[Plain](it.notes),
        "warnings": plain_reasons(it.doubts),
        "sentences": sentences,
    }
