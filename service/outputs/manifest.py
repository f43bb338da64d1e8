"""The manifest of an edition: each sentence from its printed text to its samples.

The file answers, years later and without the database, why a sentence sounds as
it does: what was printed, what was said and by which rules, which engine and
voice said it, and where in the file it is.
"""

import json
from collections.abc import Mapping

from service.fingerprint import Plain
from service.model import Clip, Edition, Passage
from service.plain import to_plain

FORMAT = "loa-manifest/1"
"""Named in every manifest; its number grows when a reader of the old form would be wrong."""


def render_manifest(edition: Edition, clips: Mapping[str, Clip]) -> str:
    """The manifest of ``edition`` as JSON with keys in a fixed order.

    ``clips`` are the clips heard, by key; one that is not among them any more is
    described by its key, place and jingles alone. Positions are in samples, durations in
    milliseconds; a sentence's words lie within its clip, which may hold jingles too, named
    by their digests.
    """
    revision = edition.revision
    document: dict[str, Plain] = {
        "format": FORMAT,
        "episode": edition.episode_id,
        "edition": edition.number,
        "created": to_plain(edition.created),
        "recipe": edition.recipe,
        "revision": {
            "id": revision.id,
            "source_id": revision.source_id,
            "title": revision.title,
            "published": to_plain(revision.published),
            "author": revision.author,
            "section": revision.section,
            "link": revision.link,
            "left_out": to_plain(revision.left_out),
        },
        "spec": to_plain(edition.spec),
        "fallback_reason": edition.fallback_reason,
        "file": to_plain(edition.enclosure),
        "loudness_lufs": edition.loudness_lufs,
        "true_peak_dbtp": edition.true_peak_dbtp,
        "sentences": [_sentence(passage, clips) for passage in edition.passages],
    }
    return json.dumps(document, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def _sentence(passage: Passage, clips: Mapping[str, Clip]) -> Plain:
    segment, utterance, span = passage.segment, passage.utterance, passage.span
    return {
        "id": segment.id,
        "kind": segment.kind.value,
        "block": segment.block,
        "printed": segment.text,
        "spoken": utterance.spoken,
        "overridden": utterance.overridden,
        "trace": to_plain(utterance.trace),
        "warnings": to_plain(utterance.warnings),
        "foreign": to_plain(utterance.foreign),
        "begin": span.begin if span else None,
        "end": span.end if span else None,
        "clip": _clip(passage, clips),
    }


def _clip(passage: Passage, clips: Mapping[str, Clip]) -> Plain:
    key, span = passage.clip_key, passage.clip_span
    if key is None or span is None:
        return None
    known: dict[str, Plain] = {
        "key": key,
        "begin": span.begin,
        "end": span.end,
        "jingles": {"opening": passage.opening, "closing": passage.closing},
    }
    clip = clips.get(key)
    if clip is None:
        return known
    return {
        **known,
        "engine": clip.voice.engine,
        "engine_version": clip.engine_version,
        "voice": clip.voice.name,
        "frame_count": clip.frame_count,
        "frames_sha256": clip.frames_sha256,
        "true_peak_dbtp": clip.true_peak_dbtp,
    }
