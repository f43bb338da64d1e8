"""The manifest of an edition: each sentence from its printed text to its samples.

The file answers, years later and without the database, why a sentence sounds as
it does: what was printed, what was said and by which rules, which engine and
voice said it, and where in the file it is. With the original beside it (``making.originals``) it
is also what a lost library is made anew from (``outputs.manifest_reading``).
"""

import json
from collections.abc import Iterator

from service.codec import to_plain
from service.fingerprint import Plain
from service.model import Edition, Passage

FORMAT = "loa-manifest/1"
"""Named in every manifest; its number grows when a reader of the old form would be wrong."""


def render_manifest(edition: Edition) -> str:
    """The manifest of ``edition`` as JSON with keys in a fixed order.

    Positions are in samples, durations in milliseconds; a sentence's words lie within
    its clip, which may hold jingles too, named by their digests. Pauses amid its words are
    counted from where these begin.
    """
    revision = edition.revision
    document: dict[str, Plain] = {
        "format": FORMAT,
        "episode": edition.episode_id,
        "edition": edition.number,
        "created": edition.created.isoformat(),
        "recipe": edition.recipe,
        "revision": {
            "id": revision.id,
            "source_id": revision.source_id,
            "title": revision.title,
            "published": revision.published.isoformat(),
            "author": revision.author,
            "section": revision.section,
            "link": revision.link,
            "left_out": to_plain(revision.left_out),
            "blocks": to_plain(revision.blocks),
            "content": to_plain(revision.content),
        },
        "pictures": to_plain(edition.pictures),
        "spec": to_plain(edition.spec),
        "fallback_reason": edition.fallback_reason,
        "file": to_plain(edition.enclosure),
        "tagging": edition.tagging,
        "alternates": to_plain(edition.alternates),
        "notice": _sentence(edition.notice, edition) if edition.notice else None,
        "loudness_lufs": edition.loudness_lufs,
        "true_peak_dbtp": edition.true_peak_dbtp,
    }
    head = _json(document).removesuffix("\n}")
    return "".join((f'{head},\n "sentences": [', *_sentences(edition), "]\n}\n"))


def _sentences(edition: Edition) -> Iterator[str]:
    """Each in JSON by itself: thousands in plain values would take ten times their text."""
    opening = ""
    for passage in edition.passages:
        # JSON breaks lines between values only.
        yield f"{opening}\n  " + _json(_sentence(passage, edition)).replace("\n", "\n  ")
        opening = ","
    yield "\n " if opening else ""


def _json(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=True, allow_nan=False, indent=1)


def _sentence(passage: Passage, edition: Edition) -> Plain:
    segment, utterance, span = passage.segment, passage.utterance, passage.span
    return {
        "id": segment.id,
        "kind": segment.kind.value,
        "block": segment.block,
        "printed": segment.text,
        "ending": segment.ending.value,
        "tail": segment.tail,
        "spoken": utterance.spoken,
        "overridden": utterance.overridden,
        "trace": to_plain(utterance.trace),
        "warnings": to_plain(utterance.warnings),
        "foreign": to_plain(utterance.foreign),
        "begin": span.begin if span else None,
        "end": span.end if span else None,
        "clip": _clip(passage, edition),
    }


def _clip(passage: Passage, edition: Edition) -> Plain:
    span, spec = passage.clip_span, passage.spec or edition.spec
    if span is None:
        return None
    return {
        "key": passage.clip_key,
        "begin": span.begin,
        "end": span.end,
        "jingles": {"opening": passage.opening, "closing": passage.closing},
        "engine": spec.voice.engine,
        "engine_version": spec.engine_version,
        "voice": spec.voice.name,
        "spec": to_plain(passage.spec),
        "frame_count": (span.end - span.begin) // spec.format.frame_samples,
        "frames_sha256": passage.frames_sha256,
        "pauses": [[each.begin, each.end] for each in passage.pauses],
    }


def tells_of(manifest: bytes, edition: Edition) -> bool:
    """Whether ``manifest`` is one, whole, and of ``edition``."""
    try:
        told = json.loads(manifest)
        return bool(
            (told["episode"], told["edition"], told["file"]["sha256"])
            == (edition.episode_id, edition.number, edition.enclosure.sha256)
        )
    except (ValueError, KeyError, TypeError):
        return False
